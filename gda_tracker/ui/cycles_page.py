"""The cycles: all in a table, one of them in full with its later due days and the words it asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from ..domain.asked import Difference
from ..domain.cycles import last_day
from ..domain.declaration import Cycle, CycleState
from ..domain.problems import Rejected
from ..i18n import Text
from ..services.cycle_planning import TakenAway
from ..services.cycle_view import CycleView
from ..services.cycles import CycleSet, Extended
from .problems import refusal
from .templating import drawn

CHANGE: Final = "change"
"""The form in which a planned cycle is changed."""
OUTCOME: Final = "cycles-outcome"
"""Session key of the last act's form and of what became of it; it is shown once, in that form."""


def outcome(t: Text, form: str) -> None:
    """What became of the last act, under the button of the form that was sent."""
    sent, last = st.session_state.get(OUTCOME, ("", None))
    if sent != form:
        return
    del st.session_state[OUTCOME]
    if isinstance(last, Rejected):
        refusal(t, last.problems)
        _way_to(t, last)
    elif isinstance(last, TakenAway):
        st.html(drawn("said.html.j2", sentence=t("{cop} of {code} is taken away.", cop=last.cop, code=last.code)))
    elif isinstance(last, CycleSet) and form == CHANGE:
        st.html(drawn("said.html.j2", sentence=_kept(t, last.cycle)))
    elif isinstance(last, CycleSet):
        stands = t("{cop} is {state} now.", cop=last.cycle.cop, state=states(t)[last.state])
        st.html(drawn("said.html.j2", sentence=stands))
    elif isinstance(last, Extended):
        due = t("The report of {signatory} is due on {day}.", signatory=last.name, day=t.date(last.cycle.due_on))
        st.html(drawn("said.html.j2", sentence=due))


def _kept(t: Text, cycle: Cycle) -> str:
    return t(
        "Kept: {cop}, {place}, opens on {opens}, is due on {due} and closes on {closes}.",
        cop=cycle.cop,
        place=cycle.place,
        opens=t.date(cycle.opens_on),
        due=t.date(cycle.due_on),
        closes=t.date(cycle.closes_on),
    )


def _way_to(t: Text, refused: Rejected) -> None:
    """The way to the cycle that is planned already."""
    for problem in refused.problems:
        if problem.rule == "cycle-planned-already":
            words = t("To {cop}", cop=problem.values["cop"])
            st.html(
                drawn(
                    "follow_up_remind.html.j2",
                    link=f"/cycles?{urlencode({'cycle': problem.values['code']})}",
                    words=words,
                )
            )


def states(t: Text) -> Mapping[CycleState, str]:
    """The states in words, inside a sentence."""
    return {CycleState.PLANNED: t("planned"), CycleState.OPEN: t("open"), CycleState.CLOSED: t("closed")}


def chosen(seen: Sequence[CycleView]) -> CycleView | None:
    """The cycle in the address; else the newest that is open, else the newest of all."""
    wanted = st.query_params.get("cycle", "")
    open_ones = [one for one in seen if one.state is CycleState.OPEN]
    named = [one for one in seen if one.cycle.code == wanted]
    return next(iter([*named, *open_ones, *seen]), None)


def overview(t: Text, seen: Sequence[CycleView], here: CycleView, today: date) -> None:
    """Every cycle with its days, the way to each."""
    rows = [
        {
            "link": f"/cycles?cycle={one.cycle.code}",
            "name": f"{one.cycle.cop} · {one.cycle.place}",
            "code": one.cycle.code,
            "is_here": one.cycle.code == here.cycle.code,
            "state": states(t)[one.state],
            "open_for": _open_for(t, one, today),
            "opens": t.date(one.cycle.opens_on),
            "due": t.date(one.cycle.due_on),
            "closes": t.date(last_day(one.cycle) or one.cycle.closes_on),
            "announced": _announced(t, one),
            "received": t.number(one.received),
            "frozen": t.date(one.frozen.frozen_at.date()) if one.frozen else t("not yet"),
        }
        for one in seen
    ]
    st.html(drawn("cycles.html.j2", t=t, rows=rows))


def _announced(t: Text, one: CycleView) -> str:
    """The day that was announced, where the cycle closed on another."""
    if one.cycle.set_state is not CycleState.CLOSED or last_day(one.cycle) == one.cycle.closes_on:
        return ""
    return t("announced: {day}", day=t.date(one.cycle.closes_on))


def _open_for(t: Text, one: CycleView, today: date) -> str:
    """For how many a closed cycle is open still."""
    count = len(one.running(today)) if one.state is CycleState.CLOSED else 0
    return t.n("open for one with a later day", "open for {n} with a later day", count) if count else ""


def one_cycle(t: Text, here: CycleView, changed: Sequence[Difference]) -> None:
    """The cycle's state and why, what it asks, and who was given a later day."""
    state = states(t)[here.state]
    asks = t("What it asks is frozen when it opens.")
    if here.frozen is not None:
        asks = t.n(
            "What it asks was frozen on {day}; one thing is asked in other words today.",
            "What it asks was frozen on {day}; {n} things are asked in other words today.",
            len(changed),
            day=t.date(here.frozen.frozen_at.date()),
        )
        if not changed:
            asks = t("What it asks was frozen on {day}; the same is asked today.",
                     day=t.date(here.frozen.frozen_at.date()))  # fmt: skip
    st.html(
        drawn(
            "cycle.html.j2",
            t=t,
            name=here.cycle.cop,
            state=t("It is {state}. {reason}", state=state, reason=here.reason) if here.reason
            else t("It is {state}.", state=state),
            asks=asks,
            sha=here.frozen.sha256[:12] if here.frozen else "",
            changed=[(one.code, one.then or "–", one.now or "–") for one in changed],
            extensions=[
                {
                    "name": one.name,
                    "link": f"/follow-up?signatory={one.signatory_id}",
                    "due": t.date(one.due_on),
                    "reason": one.reason,
                    "by": t("{name}, {day}", name=one.set_by, day=t.date(one.set_at.date())),
                }
                for one in here.extensions
            ],
        )
    )  # fmt: skip
