"""Two readers on the review page: their readings, how far readers agree, and the administrator's waiver."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from .. import facts
from ..domain.answers import STATUS_LABELS
from ..domain.permissions import Actor, Role
from ..domain.problems import Rejected
from ..domain.review import Decision, Verdict
from ..i18n import Text
from ..services.clock import utc_now
from ..services.registers import Register
from ..services.reviewing import Reading
from ..services.second_reading import Wanting, agreement_of_readers, second_wanted, waive_second_reader
from . import session
from .empty import note
from .problems import refusal
from .templating import drawn

OUTCOME = "waiver-outcome"
"""Session key of what the last waiver said; it is shown once."""


def found_words(t: Text, found: Decision) -> str:
    """What a reading or a decision comes to, in a few words."""
    status = "" if found.status is None else t(STATUS_LABELS[found.status])
    level = None if found.evidence is None else int(found.evidence)
    words = {
        Verdict.CONFIRM: t("confirmed as “{status}”, evidence level {level}", status=status, level=level),
        Verdict.LOWER: t("lowered to “{status}”", status=status)
        if level is None
        else t("lowered to “{status}”, evidence level {level}", status=status, level=level),
        Verdict.RETURN: t("returned with a question"),
        Verdict.ACCEPT_NOT_APPLICABLE: t("accepted: the item does not apply"),
        Verdict.REFUSE_NOT_APPLICABLE: t("refused: the item applies"),
    }
    return words[found.verdict]


def readings_box(t: Text, readings: Sequence[tuple[str, Reading]], heading: str) -> None:
    """What each reader found: readings that this reviewer may see."""
    shown = [
        {
            "name": name,
            "verdict": found_words(t, one.found),
            "reason": one.found.reason or "",
            "when": t.date(one.read_at.date()),
        }
        for name, one in readings
    ]
    st.html(drawn("review_readings.html.j2", heading=heading, readings=shown))


def agreement_line(t: Text, register: Register, actor: Actor) -> None:
    """How often two readers came to the same, and Cohen's kappa with how it is read."""
    found = agreement_of_readers(register, actor)
    said = t("Two readers have read no answer yet.")
    if found.kappa is not None:
        said = t(
            "Of {pairs} answers that two readers read, they agreed on {agreed}; Cohen's kappa is {kappa}.",
            pairs=t.number(found.pairs), agreed=t.number(found.agreed), kappa=t.number(round(found.kappa, 2)),
        )  # fmt: skip
    how = t(
        "Two read every answer that claims “Sustained”, every one with evidence level 4, and one in ten of the others. "
        "Kappa is 1 where they always agree and 0 where they agree no more than by chance."
    )
    st.html(drawn("agreement.html.j2", heading=t("Two readers"), sentence=said, how=how))


def waivers(t: Text, register: Register, actor: Actor) -> None:
    """For administrators: what waits for a second reader, and the way on where there is none."""
    if Role.ADMINISTRATOR not in actor.roles:
        return
    done = st.session_state.pop(OUTCOME, None)
    if isinstance(done, Rejected):
        refusal(t, done.problems)
    elif done:
        st.html(drawn("said.html.j2", sentence=t("The first reading decides. The trail keeps your reason.")))
    waiting = second_wanted(register, actor)
    if not waiting:
        note(t("No answer waits for a second reader."))
    for one in waiting:
        _waiver(t, register, one)


def _waiver(t: Text, register: Register, one: Wanting) -> None:
    item = facts.items()[one.entry_id.rpartition("/")[2]]
    days = t.n("for one day", "for {n} days", max(0, (utc_now() - one.read_at).days))
    named = t(
        "{signatory}, {item}: waits {days} for a second reader.", signatory=one.signatory, item=item.number, days=days
    )
    who = t("{names} can read it.", names=", ".join(one.others)) if one.others else t("No other reviewer can read it.")
    with st.container(key=f"waiver-{one.version_id}"):
        st.html(drawn("quiet.html.j2", sentence=f"{named} {who}"))
        if not one.others:
            key = f"waiver-reason-{one.version_id}"
            st.text_input(t("Why the first reading decides alone"), key=key, max_chars=500)
            st.button(
                t("Go without a second reader"),
                key=f"waive-{one.version_id}",
                on_click=_waive,
                args=(register, one.entry_id, one.version_id, key),
            )


@session.acts
def _waive(register: Register, entry_id: str, version_id: str, key: str) -> None:
    reason = st.session_state.get(key) or ""
    outcome = waive_second_reader(register, session.actor(), entry_id, version_id, reason, utc_now())
    st.session_state[OUTCOME] = outcome if isinstance(outcome, Rejected) else True
