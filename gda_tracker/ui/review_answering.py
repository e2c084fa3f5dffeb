"""A reply is answered on the decided answer: the decision stands, or is taken anew; a slip is corrected in time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from ..domain.problems import message
from ..i18n import Text
from ..services.clock import utc_now
from ..services.registers import Register
from ..services.reviewing import REASON_CHARS, ReviewView, stand_by
from . import session
from .review_decision import OUTCOME, Said, answer_named, decision_form, is_overtaken
from .templating import drawn

_ANSWERS: Final[Mapping[str, tuple[str, str]]] = {
    "stands": (message("The decision stands"), message("With a sentence for the signatory, if you wish.")),
    "anew": (message("Decide anew"), message("With a reason; at most what the answer claims.")),
}


def answering(t: Text, register: Register, view: ReviewView) -> None:
    """What can still be said to a decision: an answer to its reply, or a correction before anybody is told."""
    if view.is_reply_open and not view.readers:
        st.html(drawn("item_heading.html.j2", words=t("Answer the reply")))
        _reply(t, register, view)
    elif view.may_correct:
        with st.expander(t("Correct it: its signatory has not been told yet"), key=f"correct-{view.seen.decision}"):
            decision_form(t, register, view)


def _reply(t: Text, register: Register, view: ReviewView) -> None:
    key = f"{view.current.version_id}-{view.seen.reply}"
    choice = st.radio(
        t("Your answer"),
        list(_ANSWERS),
        index=None,
        format_func=lambda one: t(_ANSWERS[one][0]),
        captions=[t(words) for _, words in _ANSWERS.values()],
        key=f"answer-{key}",
    )
    if choice == "anew":
        decision_form(t, register, view)
    elif choice == "stands":
        st.text_area(
            t("A sentence for the signatory (optional)"), key=f"stands-{key}", max_chars=REASON_CHARS,
            help=t("It is sent to them and printed beside the decision, after its reason."),
        )  # fmt: skip
        args = (register, view, f"stands-{key}")
        st.button(t("Say that it stands"), key=f"stand-by-{key}", type="primary", on_click=_stand, args=args)


@session.acts
def _stand(register: Register, view: ReviewView, key: str) -> None:
    words, version = st.session_state.get(key) or "", view.current.version_id
    result = stand_by(register, session.actor(), view.entry_id, version, words, utc_now(), saw=view.seen)
    kept = words if is_overtaken(result) else ""
    st.session_state[OUTCOME] = Said(result, view.entry_id, answer_named(view), words=kept, stands=True)
    st.query_params["entry"] = view.entry_id
