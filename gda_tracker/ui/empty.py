"""What a page says while there is nothing to show."""

from __future__ import annotations

import streamlit as st

from ..i18n import Text
from .templating import drawn


def no_edition(t: Text) -> None:
    """There is no edition: what is missing, and what to do."""
    st.html(drawn("no_edition.html.j2", t=t))


def message(sentence: str, link: str, words: str) -> None:
    """One sentence and one way on."""
    st.html(drawn("message.html.j2", sentence=sentence, link=link, words=words))


def note(sentence: str) -> None:
    """One quiet sentence."""
    st.html(drawn("note.html.j2", sentence=sentence))
