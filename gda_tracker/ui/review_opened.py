"""Evidence opened in place: the pages of a PDF and pictures, beside the answer that they show."""

from __future__ import annotations

from typing import Final

import streamlit as st

from ..domain.permissions import Actor
from ..i18n import Text
from ..services.evidence_pages import pages_of
from ..services.registers import Register
from ..services.reviewing import ReviewView
from ..settings import settings
from .evidence_checking import behind
from .templating import drawn

PICTURES: Final = ("image/png", "image/jpeg")
PDF: Final = "application/pdf"
MOST_PAGES: Final = 60
"""So many pages are shown in place; the rest is in the download."""


def opened(t: Text, register: Register, actor: Actor, view: ReviewView) -> None:
    """A button for each file that can be shown, and the one that is open under it."""
    known = behind(view).files
    shown = [piece for piece in view.entry.evidence if piece.file_sha256 in known]
    for place, piece in enumerate(shown):
        sha256 = piece.file_sha256 or ""
        media_type = known[sha256].media_type
        if media_type not in (*PICTURES, PDF):
            continue
        key = f"evidence-open-{view.current.version_id}-{place}"
        if st.toggle(t("Open here: {title}", title=piece.title), key=key):
            _show(t, register, actor, sha256, piece.title, key, is_pdf=media_type == PDF)


def _show(t: Text, register: Register, actor: Actor, sha256: str, title: str, key: str, *, is_pdf: bool) -> None:
    count = pages_of(register, actor, settings().evidence_folder, sha256) if is_pdf else 1
    base = f"/evidence/{sha256}"
    pages = [
        {
            "src": f"{base}/pages/{number}" if is_pdf else base,
            "alt": t("{title}, page {number}", title=title, number=number) if is_pdf else title,
        }
        for number in range(1, min(count, MOST_PAGES) + 1)
    ]
    more = ""
    if not count:
        more = t("The pages of this file cannot be drawn. Open the download instead.")
    elif count > MOST_PAGES:
        more = t("The first {n} of {pages} pages are shown; the download has all.", n=MOST_PAGES, pages=count)
    if pages and st.button(t("Show it larger"), key=f"{key}-larger"):
        st.dialog(t("Evidence"), width="large")(_larger)(t, title, pages, f"{key}-page")
    st.html(drawn("review_opened.html.j2", title=title, pages=pages, more=more, is_large=False))


def _larger(t: Text, title: str, pages: list[dict[str, str]], key: str) -> None:
    """One page over the whole width, turned by its buttons; Escape closes it."""
    place = min(st.session_state.get(key, 0), len(pages) - 1)
    with st.container(key="evidence-larger", horizontal=True, gap="small", vertical_alignment="center"):
        if len(pages) > 1:
            st.button(t("Previous page"), key=f"{key}-back", on_click=_turn, args=(key, place - 1, len(pages)))
            st.button(t("Next page"), key=f"{key}-on", on_click=_turn, args=(key, place + 1, len(pages)))
        named = t("{title}, page {number} of {pages}", title=title, number=place + 1, pages=len(pages))
        st.html(drawn("quiet.html.j2", sentence=named if len(pages) > 1 else title))
    st.html(drawn("review_opened.html.j2", title=title, pages=[pages[place]], more="", is_large=True))


def _turn(key: str, place: int, pages: int) -> None:
    """After the last page comes the first: a button that goes dead takes the focus with it, and Escape is not heard."""
    st.session_state[key] = place % pages
