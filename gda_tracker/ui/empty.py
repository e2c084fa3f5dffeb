"""What a page says while there is nothing to show."""

from __future__ import annotations

import streamlit as st

from ..i18n import Text
from ..publishing.no_edition import no_edition as said_without_edition
from ..publishing.shelf import shelf
from ..settings import settings
from .templating import drawn


def no_edition(t: Text) -> None:
    """There is no edition that can be read: what is missing, and what to do."""
    st.html(said_without_edition(t, shelf(settings().editions_folder).problems()))


def message(sentence: str, link: str, words: str) -> None:
    """One sentence and one way on."""
    st.html(drawn("message.html.j2", sentence=sentence, link=link, words=words))


def note(sentence: str) -> None:
    """One quiet sentence."""
    st.html(drawn("note.html.j2", sentence=sentence))
