"""For the reviewer: files and links of the answer under review, and a button that opens the links once more."""

from __future__ import annotations

import streamlit as st

from ..domain.permissions import Actor
from ..domain.problems import Rejected
from ..i18n import Text
from ..services.evidence import Behind, looked_up
from ..services.link_check import check_links
from ..services.registers import Register
from ..services.reviewing import ReviewView
from ..settings import settings
from . import session
from .evidence_words import found_words, size_words
from .problems import refusal

MOST_LINKS = 5
"""How many links one press opens: each may take ten seconds, and the reviewer waits."""
REFUSED = "links-refused"
"""Session key of why no link was opened; it is shown once."""


def behind(view: ReviewView) -> Behind:
    """What is known about the files and links of the answer under review."""
    who = session.actor()
    return looked_up(
        session.register(), who, view.signatory.signatory_id, view.current.cycle, view.item.code, view.entry.evidence
    )


def behind_words(t: Text, known: Behind, url: str | None, sha256: str | None) -> str:
    """What lies behind one piece: the file's name and size, or what was found when its link was opened."""
    if (file := known.files.get(sha256 or "")) is not None:
        return t("File {name}, {size}", name=file.name, size=size_words(t, file.size_bytes))
    return found_words(t, known.links.get(url or ""), is_checking=settings().check_links and bool(url))


def check_button(t: Text, register: Register, actor: Actor, view: ReviewView) -> None:
    """Open the links of this answer now, where links are opened here."""
    if rejected := st.session_state.pop(REFUSED, None):
        refusal(t, rejected.problems)
    urls = [piece.url for piece in view.entry.evidence if piece.url][:MOST_LINKS]
    if urls and settings().check_links and actor.is_staff:
        st.button(t("Check the links"), key=f"check-{view.entry_id}", on_click=_check, args=(register, urls))


@session.acts
def _check(register: Register, urls: list[str]) -> None:
    outcome = check_links(register, session.actor(), urls, is_on=settings().check_links)
    if isinstance(outcome, Rejected):
        st.session_state[REFUSED] = outcome
