"""An answer that waits: what was submitted, what is known beside it, and the decision."""

from __future__ import annotations

import streamlit as st

from ..domain.permissions import Actor
from ..i18n import Text
from ..services.registers import Register
from ..services.reviewing import ReviewView
from .evidence_checking import check_button
from .review_decision import decision_form
from .review_keys import keys
from .review_opened import opened
from .review_page import beside, this_report
from .review_queue import who_has_it
from .review_remarks import review_remarks
from .review_second import agreement_line, readings_box


def answer(t: Text, register: Register, actor: Actor, view: ReviewView) -> None:
    """Who has it, then three columns; the keys work while it is open."""
    keys()
    who_has_it(t, register, actor, view)
    said, known, decision = st.columns([36, 36, 28], gap="large")
    with said:
        this_report(t, view, view.replies, view.review or view.earlier_review)
        opened(t, register, actor, view)
        check_button(t, register, actor, view)
        review_remarks(t, register, actor, view)
    with known:
        if view.readers > 1:
            readings_box(t, view.readings, t("Two readers differ"))
        beside(t, view)
    with decision:
        decision_form(t, register, view)
        agreement_line(t, register, actor)
