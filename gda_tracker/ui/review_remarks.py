"""For the reviewer: what the helper that reads along asks about the answer, and why its signatory let it stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from ..domain.permissions import Actor
from ..i18n import Text
from ..services.registers import Register
from ..services.reviewing import ReviewView
from ..services.warnings import remarks_for_review
from .reporting_remarks import remark_html
from .templating import drawn

SAID_AS: Final[Mapping[str, str]] = {
    "status-fell-without-a-word": "status-fell",
    "facts-undated": "no-as-of",
    "facts-ageing": "old-facts",
    "facts-out-of-date": "old-facts",
}
"""Rules under which the contradictions beside the entry tell the same."""


def review_remarks(t: Text, register: Register, actor: Actor, view: ReviewView) -> None:
    """Every remark that the contradictions do not tell already; accepted ones always, with their reason."""
    told = {problem.rule for problem in view.contradictions}
    found = [
        one
        for one in remarks_for_review(register, actor, view)
        if one.acceptance or SAID_AS.get(one.remark.rule, one.remark.rule) not in told
    ]
    if found:
        st.html(drawn("item_heading.html.j2", words=t("Reading along")))
    for one in found:
        st.html(remark_html(t, one))
