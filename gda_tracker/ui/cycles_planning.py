"""What administrators do with cycles before they open: plan one, change it, take it away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count
from typing import Final

import streamlit as st

from ..domain.cycles import CAUTIONS, WORDS_CHARS
from ..domain.declaration import Cycle, CycleState
from ..domain.problems import Problem, Rejected, message
from ..i18n import Text
from ..services.clock import utc_now
from ..services.cycle_planning import set_cycle, take_away
from ..services.cycle_view import CycleView
from ..services.cycles import REASON_CHARS
from . import session
from .cycles_page import CHANGE, OUTCOME, outcome
from .day_field import day_field

PLAN, AWAY = "plan", "away"
"""Forms of this module, each of which says what became of it."""
CAUTIONED: Final = "cycle-cautioned"
"""Session key of the cycle that was refused with a caution, as it was typed, and of its form: the tick is for it."""
_DAYS: Final = ("opens_on", "due_on", "closes_on")


def planning(t: Text, here: CycleView, seen: Sequence[CycleView]) -> None:
    """The forms: of the cycle that is shown while it is planned, and of another."""
    with st.container():
        if here.state is CycleState.PLANNED:
            with st.expander(t("Change its days"), key="change-cycle"):
                _days(t, here.cycle, f"change-{here.cycle.code}", is_new=False)
                outcome(t, CHANGE)
            with st.expander(t("Take this planned cycle away"), key="away-cycle"):
                st.text_input(t("Reason"), key="away-reason", max_chars=REASON_CHARS)
                label = t("Take {cop} of {code} away", cop=here.cycle.cop, code=here.cycle.code)
                st.button(label, key=f"away-{here.cycle.code}", on_click=_take_away, args=(here.cycle.code,))
                outcome(t, AWAY)
    outcome(t, AWAY)  # it is gone, and its form with it
    with st.expander(t("Plan another cycle"), key="plan-cycle"):
        following = _following(seen)
        _days(t, following, f"plan-{following.code}", is_new=True)
        outcome(t, PLAN)


def _days(t: Text, cycle: Cycle, name: str, *, is_new: bool) -> None:
    """The words and days of a planned cycle."""
    with st.form(f"cycle-{name}", border=False):
        if is_new:
            st.text_input(t("Year"), cycle.code, key=f"code-{name}", max_chars=5)
        st.text_input(t("COP"), cycle.cop, key=f"cop-{name}", max_chars=WORDS_CHARS)
        st.text_input(t("Place"), cycle.place, key=f"place-{name}", max_chars=WORDS_CHARS)
        for field, label in zip(_DAYS, (t("Opens on"), t("Due on"), t("Closes on")), strict=True):
            day_field(label, getattr(cycle, field), key=f"{field}-{name}")
        if st.session_state.get(CAUTIONED, ("", None))[0] == name:
            st.checkbox(t("It is meant so"), key=f"meant-{name}")
        label = t("Plan this cycle") if is_new else t("Change it")
        st.form_submit_button(label, on_click=_plan, args=(name, "" if is_new else cycle.code))


def _following(seen: Sequence[CycleView]) -> Cycle:
    """The first year to come that has no cycle, with its days, for a start."""
    taken = {one.cycle.opens_on.year for one in seen} | {int(one.cycle.code[:4]) for one in seen}
    year = next(year for year in count(utc_now().year + 1) if year not in taken)
    first, due, last = (date(year, month, day) for month, day in ((4, 9), (10, 9), (12, 31)))
    return Cycle(code=str(year), cop="", place="", opens_on=first, due_on=due, closes_on=last)


@session.acts
def _plan(name: str, code: str) -> None:
    typed = st.session_state
    form, days = CHANGE if code else PLAN, [typed[f"{field}-{name}"] for field in _DAYS]
    if None in days:
        missing = Problem("day-missing", message("Choose all three days."), column=_DAYS[days.index(None)])
        typed[OUTCOME] = (form, Rejected((missing,)))
        return
    wanted = Cycle(
        code=code or str(typed[f"code-{name}"]),
        cop=str(typed[f"cop-{name}"]),
        place=str(typed[f"place-{name}"]),
        **dict(zip(_DAYS, days, strict=True)),
    )
    is_meant = bool(typed.get(f"meant-{name}")) and typed.get(CAUTIONED) == (name, wanted)
    done = set_cycle(session.register(), session.actor(), wanted, utc_now(), is_new=not code, is_meant=is_meant)
    typed[OUTCOME] = (form, done)
    typed[f"meant-{name}"] = False
    typed.pop(CAUTIONED, None)
    if isinstance(done, Rejected) and all(problem.rule in CAUTIONS for problem in done.problems):
        typed[CAUTIONED] = (name, wanted)


@session.acts
def _take_away(code: str) -> None:
    reason = str(st.session_state.get("away-reason", ""))
    done = take_away(session.register(), session.actor(), code, reason, utc_now())
    st.session_state[OUTCOME] = (AWAY, done)
    if not isinstance(done, Rejected):
        st.query_params.pop("cycle", None)
