"""The progress page's endorsements: what the register holds day by day, beside what was publicly reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from .. import editions
from ..charts import Chart, number_link
from ..charts.templating import render
from ..charts.totals import (
    Bound,
    Recorded,
    StatedTotal,
    Whose,
    disagreement,
    endorsements_over_time,
    host,
    metric,
    stated,
)
from ..domain.problems import message
from ..editions import Edition, SourcedFact
from ..editions.history import EndorsementStep, endorsement_steps
from ..i18n import Text
from .asked import Asked

_ENDORSERS: Final = "endorsers"
_NOT_ENDORSERS: Final = "(not endorsers)"
_MOST_POINTS: Final = 60
_SIDES: Final = ((Whose.GOVERNMENTS, message("Governments")), (Whose.OTHERS, message("Others")))


def endorsement_charts(asked: Asked) -> tuple[dict[str, Chart], str]:
    """A chart of governments and one of others, and the words that stand before them."""
    steps, totals = endorsement_steps(asked.edition), stated_totals(asked.edition)
    charts = {}
    for whose, _ in _SIDES:
        own = [step for step in steps if step.is_government == (whose == Whose.GOVERNMENTS)]
        recorded = Recorded(running(own, asked.info.snapshot_on), sum(step.came for step in own if step.on is None))
        about = number_link(asked.context, show="endorsed") if whose == Whose.GOVERNMENTS else ""
        charts[whose.value] = endorsements_over_time(
            asked.context, recorded, _beside(totals, whose), whose=whose, about=about
        )
    return charts, _words(asked, steps, totals)


def stated_totals(edition: Edition) -> list[StatedTotal]:
    """Every reported total that counts endorsers; a value that is no whole number is passed over."""
    found = []
    for row in editions.reported_totals(edition):
        kind = metric(row.what)
        if row.whom == _ENDORSERS and kind and row.value.isdecimal():
            found.append(_total(row, *kind))
    return found


def running(steps: Sequence[EndorsementStep], on: date) -> tuple[tuple[date, int], ...]:
    """Running totals by day up to the edition's date.

    Over sixty days only the first stands, the last of each month, and those that moved a hundredth of the whole.
    """
    count, by_day, moved = 0, {}, {}
    for step in steps:
        if step.on is not None and step.on <= on:
            moved[step.on] = step.came - step.went
            count += moved[step.on]
            by_day[step.on] = count
    if not by_day:
        return ()
    days = set(by_day)
    if len(days) > _MOST_POINTS:
        large = {day for day, change in moved.items() if abs(change) * 100 >= count}
        days = {min(by_day), *{(day.year, day.month): day for day in by_day}.values(), *large}
    return tuple((day, by_day.get(day, count)) for day in sorted({*days, on}))


def _beside(totals: Sequence[StatedTotal], whose: Whose) -> list[StatedTotal]:
    """What stands beside one side: totals of everybody are shown beside the others, which make up most of them."""
    shown = {whose} if whose == Whose.GOVERNMENTS else {whose, Whose.EVERYBODY}
    return [total for total in totals if total.whose in shown]


def _total(row: SourcedFact, whose: Whose, bound: Bound) -> StatedTotal:
    return StatedTotal(whose, bound, int(row.value), row.date, row.source_title or "", row.source_url or "")


def _words(asked: Asked, steps: Sequence[EndorsementStep], totals: Sequence[StatedTotal]) -> str:
    """What is invented and what is real, where sources disagree, and which numbers are left out."""
    t, sides = asked.text, []
    for whose, name in _SIDES:
        own = [total for total in totals if total.whose == whose]
        is_state = whose == Whose.GOVERNMENTS
        went = any(step.went for step in steps if step.is_government == is_state)
        said = " ".join(filter(None, (stated(t, own), disagreement(t, own, has_withdrawals=went))))
        if said:
            sides.append((t(name), said))
    return render(
        "progress_stated.html.j2",
        t,
        is_demonstration=asked.info.is_demonstration,
        sides=sides,
        left_out=_left_out(asked, t),
    )


def _left_out(asked: Asked, t: Text) -> list[tuple[str, str, str, str]]:
    """Numbers about endorsers' company that do not count endorsers: as said, day, host and address of the source."""
    found = []
    for row in editions.reported_totals(asked.edition):
        if row.whom == _ENDORSERS and _NOT_ENDORSERS in row.what and row.value.isdecimal():
            is_bound = row.what.replace(_NOT_ENDORSERS, "").strip().endswith("_min")
            total = _total(row, Whose.OTHERS, Bound.MORE_THAN if is_bound else Bound.EXACT)
            day = t.date(total.on) if total.on else t("no date given")
            found.append((total.said(t), day, host(total), total.source_url))
    return found
