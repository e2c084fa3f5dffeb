"""The reviewer's decision beside the answer: the reason, a reply within twenty working days, and how to amend."""

from __future__ import annotations

import streamlit as st

from ..domain.answers import STATUS_LABELS
from ..domain.permissions import Action, permits
from ..domain.review import REPLY_WORKING_DAYS
from ..domain.statuses import Status
from ..i18n import Text
from ..services.clock import utc_now
from ..services.decisions import DecisionView, decision_of
from ..services.replying import REPLY_CHARS, reply
from . import session
from .reporting_saving import OUTCOME, Saver
from .templating import drawn


def decision(t: Text, saver: Saver, item: str) -> None:
    """What was decided about what was submitted; nothing while nobody has."""
    found = decision_of(saver.register, saver.actor, saver.report, item)
    if found is None:
        return
    st.html(
        drawn(
            "decision.html.j2",
            t=t,
            is_to_mend=found.decided.decision in ("return", "lower", "refuse_not_applicable"),
            verdict=_verdict(t, found),
            reason=found.decided.reason or "",
            replies=[{"text": one.reply, "day": t.date(one.replied_at.date())} for one in found.replies],
            amend=_amend(t, found),
            window=_window(t, found),
        )
    )
    _reply(t, saver, found)


def _verdict(t: Text, found: DecisionView) -> str:
    decided, day = found.decided, t.date(found.decided.decided_at.date())
    status = "" if decided.status is None else t(STATUS_LABELS[Status(decided.status)])
    words = {
        "confirm": t("Confirmed on {day}, with evidence level {level}.", day=day, level=decided.evidence),
        "lower": t("Lowered to “{status}” on {day}.", status=status, day=day),
        "return": t("A reviewer returned this answer on {day}:", day=day),
        "accept_not_applicable": t("Accepted on {day}: the item does not apply.", day=day),
        "refuse_not_applicable": t("Refused on {day}: the item applies.", day=day),
    }
    return words[decided.decision]


def _amend(t: Text, found: DecisionView) -> str:
    if found.is_amended:
        return t("You have changed the answer since. Submit it, and it is reviewed anew.")
    return t("To amend it, change the fields below and submit again: your new version is reviewed anew.")


def _is_closed(found: DecisionView) -> bool:
    return utc_now().date() > found.replies_until


def _window(t: Text, found: DecisionView) -> str:
    """Until when one may reply, or since when no longer; METHOD.md gives the signatory twenty working days."""
    day = t.date(found.replies_until)
    if not _is_closed(found):
        return t("You may reply until {day}; it is printed beside the decision.", day=day)
    return t("The window of {n} working days to reply closed on {day}.", n=REPLY_WORKING_DAYS, day=day)


def _reply(t: Text, saver: Saver, found: DecisionView) -> None:
    if _is_closed(found) or not permits(saver.actor, Action.SUBMIT_REPORT, saver.report.signatory.signatory_id):
        return
    key = found.decided.version_id
    with st.popover(t("Reply"), key=f"reply-{key}"):
        st.text_area(t("Your reply"), key=f"reply-text-{key}", max_chars=REPLY_CHARS)
        st.button(t("Send the reply"), key=f"reply-send-{key}", type="primary", on_click=_send, args=(saver, found))


@session.acts
def _send(saver: Saver, found: DecisionView) -> None:
    version = found.decided.version_id
    text = st.session_state.get(f"reply-text-{version}") or ""
    done = reply(saver.register, session.actor(), found.entry_id, version, text, utc_now())
    st.session_state[OUTCOME] = done
