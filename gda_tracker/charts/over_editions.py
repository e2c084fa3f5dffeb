"""A rate over editions: verified, claimed, and how far both may be from the truth, edition by edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Final

from ..domain.rates import Counts, RateName
from ..i18n import Text
from . import words
from .chart import (
    Chart,
    Column,
    Context,
    Table,
    bounds,
    capital,
    count_and_share,
    count_columns,
    count_values,
    count_with_share,
    in_full,
    nothing_due,
    verified_and_claimed,
)
from .drawing import Key, Lines, Point, Series, Tick, Tone
from .interval import Interval
from .templating import render
from .timeline import as_drawn, lines_figure
from .told import told

_ALWAYS: Final = (RateName.VERIFIED, RateName.CLAIMED)
_MOST_LABELLED: Final = 6


@dataclass(frozen=True, slots=True)
class EditionCounts:
    """What one edition counts for the chosen group; `cycle` is its reporting cycle in words.

    `links` are the addresses that explain each rate's count.
    """

    number: int
    on: date
    cycle: str
    counts: Counts
    links: Mapping[RateName, str] = field(default_factory=dict)


def rates_over_editions(
    context: Context, rows: Sequence[EditionCounts], *, rate: RateName, group: str, of: str, about: str = ""
) -> Chart:
    """Verified and claimed with their bounds, and `rate` if it is another one; `rows` from the oldest edition on.

    `group` names who is counted and where, `of` the item. No line crosses an edition whose share is withheld, and
    one edition alone has no line at all.
    """
    t = context.text
    shown = [row for row in rows if not row.counts.is_withheld]
    lines = _lines(t, rows, rate) if len(shown) > 1 else None
    return Chart(
        name="rates",
        title=t("Verified and claimed, edition by edition"),
        subtitle=t("{group}: share of those due; {item}", group=capital(group), item=of),
        source=context.source,
        text_alternative=_told(t, rows, shown, group),
        table=Table(
            (
                Column("edition", t("Edition")),
                Column("snapshot_on", t("Data as of")),
                Column("cycle", t("Reporting cycle")),
                *count_columns(t),
            ),
            tuple((str(row.number), row.on, row.cycle, *count_values(row.counts)) for row in rows),
        ),
        html=_html(t, rows, shown),
        draw=None if lines is None else partial(lines_figure, lines),
        sketch=None if lines is None else partial(as_drawn, lines),
        is_drawn=lines is not None,
        about=about,
    )


def _html(t: Text, rows: Sequence[EditionCounts], shown: Sequence[EditionCounts]) -> str:
    """Every edition as an interval, the newest first, and why there is no line where there is none."""
    if not any(row.counts.due for row in rows):
        return nothing_due(t)
    intervals, why = [_interval(t, row) for row in reversed(rows)], _why_no_line(t, rows, shown)
    return render(
        "progress_editions.html.j2",
        t,
        lines=intervals,
        sentence=why if shown else "",
        too_few="" if shown else why,
    )


def _lines(t: Text, rows: Sequence[EditionCounts], rate: RateName) -> Lines:
    series: list[Series] = []
    for name in dict.fromkeys((*_ALWAYS, rate)):
        runs = _runs(rows)
        for place, run in enumerate(runs):
            is_last = place == len(runs) - 1
            points = tuple(_point(t, row, name, has_label=_is_labelled(row, rows)) for row in run)
            label = words.rate_label(t, name) if is_last else ""
            tone = Tone.ACCENT if name in _ALWAYS else Tone.QUIET
            series.append(Series(label, tone, points, is_dashed=name != RateName.VERIFIED))
    legend = (Key(Tone.SOFT, t("between what is verified and what it would be if all who are silent had done it")),)
    ticks = tuple(Tick(row.on, _under(t, row)) for row in rows)
    return Lines(tuple(series), most=100, suffix=" %", legend=legend, ticks=ticks)


def _under(t: Text, row: EditionCounts) -> str:
    """What the axis says under an edition."""
    number = t("Edition {number}", number=row.number)
    return f"{number}\n{row.cycle}" if row.cycle else number


def _runs(rows: Sequence[EditionCounts]) -> list[list[EditionCounts]]:
    """Editions in a row whose shares are shown; a line never bridges a withheld one."""
    runs: list[list[EditionCounts]] = [[]]
    for row in rows:
        if row.counts.is_withheld:
            runs.append([])
        else:
            runs[-1].append(row)
    return [run for run in runs if run]


def _is_labelled(row: EditionCounts, rows: Sequence[EditionCounts]) -> bool:
    return len(rows) <= _MOST_LABELLED or row in (rows[0], rows[-1])


def _point(t: Text, row: EditionCounts, rate: RateName, *, has_label: bool) -> Point:
    share = row.counts.share(rate) or 0.0
    is_floor = rate == RateName.VERIFIED
    said = t("{name}: {what}", name=words.rate_label(t, rate), what=in_full(t, row.counts, rate))
    return Point(
        on=row.on,
        value=_percent(share) or 0.0,
        label=t.percent(share) if has_label else "",
        title=t("Edition {number}. {what}", number=row.number, what=said),
        link=row.links.get(rate, ""),
        low=_percent(row.counts.floor) if is_floor else None,
        high=_percent(row.counts.ceiling) if is_floor else None,
    )


def _interval(t: Text, row: EditionCounts) -> Interval:
    """The edition as a line of the signature chart."""
    counts = row.counts
    day = t.date(row.on)
    return Interval(
        number=str(row.number),
        label=t("{day}, {cycle}", day=day, cycle=row.cycle) if row.cycle else day,
        value=t("{count} of {due}", count=t.number(counts.verified), due=t.number(counts.due)) if counts.due else "–",
        hover=verified_and_claimed(t, counts),
        verified=_percent(counts.floor),
        claimed=_percent(counts.share(RateName.CLAIMED)),
        ceiling=_percent(counts.ceiling),
        link=row.links.get(RateName.VERIFIED, ""),
    )


def _why_no_line(t: Text, rows: Sequence[EditionCounts], shown: Sequence[EditionCounts]) -> str:
    if len(rows) == 1:
        return t("There is one edition up to this one, so there is no line to draw yet.")
    if not shown:
        return t("Fewer than five are due in every edition, so no share is shown; counts are.")
    if len(shown) == 1:
        return t("Fewer than five were due in all editions but one, so there is no line to draw; counts are shown.")
    if len(shown) < len(rows):
        return t("Where fewer than five were due the share is withheld, and the lines stop.")
    return ""


def _told(t: Text, rows: Sequence[EditionCounts], shown: Sequence[EditionCounts], group: str) -> str:
    """Two sentences from the same numbers: from where to where, and what may be true now."""
    last = rows[-1]
    if len(shown) < 2:
        newest_alone = t(
            "Edition {number}, {group}: {what}.",
            number=last.number,
            group=group,
            what=verified_and_claimed(t, last.counts),
        )
        return told(newest_alone, _why_no_line(t, rows, shown))
    first, newest = shown[0], shown[-1]
    moved = t(
        "Of {group}, {before} were verified in edition {first} and {after} in edition {last}.",
        before=count_and_share(t, first.counts, RateName.VERIFIED),
        after=count_and_share(t, newest.counts, RateName.VERIFIED),
        group=group,
        first=first.number,
        last=newest.number,
    )
    now = t(
        "In edition {last} it is claimed in {claimed}, and the true share lies {bounds}.",
        last=newest.number,
        claimed=count_with_share(t, newest.counts, RateName.CLAIMED),
        bounds=bounds(t, newest.counts),
    )
    return told(moved, now)


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)
