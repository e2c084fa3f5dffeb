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
            _show(t, register, actor, sha256, piece.title, is_pdf=media_type == PDF)


def _show(t: Text, register: Register, actor: Actor, sha256: str, title: str, *, is_pdf: bool) -> None:
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
    st.html(drawn("review_opened.html.j2", title=title, pages=pages, more=more))
