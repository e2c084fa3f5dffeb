"""We report on ourselves: how the secretariat does its own work, each figure with what it is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from .. import charts
from ..charts.templating import render
from ..domain.service import FEWEST, Measure, ServiceRow
from ..editions.service import service
from ..i18n import Text
from .asked import Asked, Body, Lead, PublicPage
from .ourselves_words import definition, groups, label
from .view import bar_values

Interval = Callable[[int, int], tuple[float, float] | None]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it is shown: `big` is the number, `made_of` the counts behind it, `when` its day or period."""

    code: str
    label: str
    big: str
    made_of: str
    when: str
    definition: str
    is_measured: bool


def lead(asked: Asked) -> Lead:
    """What the page is for."""
    t = asked.text
    purpose = t(
        "Whoever reviews the work of others should show its own: how long reviews take, how far two readers agree, "
        "what a random sample found, and whether what is kept is kept well."
    )
    html = charts.page_lead(asked.context, title=t("We report on ourselves"), purpose=purpose)
    return Lead(t("We report on ourselves"), purpose, html, bar_values(asked, "edition"))


def body(asked: Asked) -> Body:
    """Every figure in its group, and what can be computed again."""
    t = asked.text
    rows = service(asked.edition)
    told = figures(t, rows, asked.analysis.interval) if rows else {}
    shown = [(title, [told[one] for one in measures if one in told]) for title, measures in groups(t)]
    number = asked.info.number
    return Body(
        parts={
            "figures": render("ourselves.html.j2", t, groups=shown if rows else [], source=asked.context.source),
            "again": render("ourselves_again.html.j2", t, number=number, fewest=FEWEST, has_table=rows is not None),
        }
    )


def figures(t: Text, rows: Mapping[Measure, ServiceRow], interval: Interval) -> dict[Measure, Figure]:
    """The figures of an edition in words; what was never measured says so, and is never 0."""
    return {
        measure: Figure(
            measure.value,
            label(t, measure),
            _big(t, row),
            _made_of(t, row, interval),
            _when(t, row),
            definition(t, measure),
            row.is_measured,
        )
        for measure, row in rows.items()
    }


def _big(t: Text, row: ServiceRow) -> str:
    """The number itself; withheld where it rests on too few."""
    if not row.is_measured:
        return t("not yet measured")
    if row.unit == "day":
        return t.date(row.known_on) if row.known_on else "–"
    if row.count_of is not None:
        is_share = row.count_in is not None and row.measure is not Measure.ACCESSIBILITY
        return _share(t, row.count_of, row.count_in or 0) if is_share else t.number(row.count_of)
    if row.value is None:
        return t("withheld") if row.count_in is not None else t("none waits")
    if row.unit == "days":
        return t.n("one day", "{n} days", int(row.value)) if row.value == int(row.value) else _days(t, row.value)
    return t.number(round(row.value, 2))


def _days(t: Text, value: float) -> str:
    return t("{count} days", count=t.number(round(value, 1)))


def _share(t: Text, count: int, total: int) -> str:
    return t.percent(count / total) if total >= FEWEST else t("withheld")


def _made_of(t: Text, row: ServiceRow, interval: Interval) -> str:
    """Numerator and denominator; for the audit, the interval too."""
    if not row.is_measured or row.unit == "day":
        return ""
    counts = {"count": t.number(row.count_of or 0), "total": t.number(row.count_in or 0)}
    if row.measure is Measure.DAYS:
        return t.n("over one decided answer", "over {n} decided answers", row.count_in or 0)
    if row.measure is Measure.AGREEMENT:
        return t.n("over one answer that two read", "over {n} answers that two read", row.count_in or 0)
    if row.measure is Measure.ACCESSIBILITY:
        return t("over {total} views of the public pages", **counts)
    if row.count_of is None or row.count_in is None:
        return ""
    between = interval(row.count_of, row.count_in) if row.measure is Measure.OVER_CLAIMED else None
    if between is None or row.count_in < FEWEST:
        return t("{count} of {total}", **counts)
    low, high = (t.percent(end) for end in between)
    return t("{count} of {total}; 95 % interval from {low} to {high}", **counts, low=low, high=high)


def _when(t: Text, row: ServiceRow) -> str:
    if row.unit == "day" or row.known_on is None:
        return ""
    if row.since is not None:
        return t("from {since} to {day}", since=t.date(row.since), day=t.date(row.known_on))
    return t("on {day}", day=t.date(row.known_on))


PAGE: Final = PublicPage(keys=("edition",), lead=lead, body=body)
