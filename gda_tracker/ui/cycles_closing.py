"""What opening or closing before the day means, said before the click: the days, whom it shuts out, whom not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from ..domain.cycles import cautions_of_cycle
from ..i18n import Text
from ..services.cycle_view import Closing, CycleView
from .problems import sentence
from .templating import drawn

_SHOWN: Final = 12


def said_before(t: Text, here: CycleView, meant: Closing) -> None:
    """The facts; and the tick, where the day that was announced is still to come."""
    cop, day = here.cycle.cop, t.date(here.cycle.closes_on)
    begun = t.n(
        "One signatory has begun a report and not submitted it. It could not any more.",
        "{n} signatories have begun a report and not submitted it. They could not any more.",
        meant.begun,
    )
    silent = sum(not one.has_reported for one in meant.later)
    later = t.n(
        "One signatory has a later day to come: for it {cop} stays open until then. Not reported yet: {silent}.",
        "{n} signatories have a later day to come: for them {cop} stays open until then. Not reported yet: {silent}.",
        len(meant.later),
        cop=cop,
        silent=t.number(silent),
    )
    lines = [
        *([t("{cop} was announced to close on {day}.", cop=cop, day=day)] if meant.is_early else []),
        *([begun] if meant.begun else []),
        *([later] if meant.later else []),
    ]
    if lines:
        st.html(drawn("cycle_closing.html.j2", lines=lines, later=_later(t, meant)))
    if meant.is_early:
        st.checkbox(t("I close {cop} although {day} was announced", cop=cop, day=day), key=early_key(here.cycle.code))


def opening_early(t: Text, here: CycleView, seen: Sequence[CycleView], today: date) -> None:
    """That its opening day is put forward to today, what else is open then, and the tick."""
    if here.cycle.opens_on <= today:
        return
    cop, day = here.cycle.cop, t.date(today)
    moved = here.cycle.model_copy(update={"opens_on": today})
    told = t(
        "{cop} opens on {announced}. Opened before, it opens today: its opening day becomes {day}, the others stay.",
        cop=cop,
        announced=t.date(here.cycle.opens_on),
        day=day,
    )
    cautions = [sentence(t, one) for one in cautions_of_cycle(moved, [one.cycle for one in seen])]
    st.html(drawn("cycle_closing.html.j2", lines=[told, *cautions], later=[]))
    st.checkbox(t("I open {cop} today, {day}", cop=cop, day=day), key=early_key(here.cycle.code))


def early_key(code: str) -> str:
    """The key of the tick, which holds for one act on one cycle."""
    return f"early-{code}"


def _later(t: Text, meant: Closing) -> list[str]:
    shown = []
    for one in meant.later[:_SHOWN]:
        has = t("has reported") if one.has_reported else t("no report yet")
        shown.append(t("{signatory}: until {day}, {has}", signatory=one.name, day=t.date(one.due_on), has=has))
    more = len(meant.later) - _SHOWN
    return [*shown, *([t("and {n} more", n=t.number(more))] if more > 0 else [])]
