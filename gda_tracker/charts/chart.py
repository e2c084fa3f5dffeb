"""What every chart is made of, and how its numbers are written."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ..domain.rates import Counts, RateName
from ..i18n import Text
from .templating import render

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

    from .drawing import Drawing

Value = str | int | float | date | None
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table twin; `name` is the stable word for the CSV header, `label` is for people."""

    name: str
    label: str
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """The numbers behind a chart, row by row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Context:
    """Which edition the numbers come from, and in which language they are told."""

    text: Text
    edition: int
    snapshot_on: date
    method_version: str
    is_demonstration: bool = False
    is_withdrawn: bool = False

    @property
    def demonstration(self) -> str:
        """The words that mark invented numbers, or an empty string."""
        return self.text("Demonstration data – not real reports") if self.is_demonstration else ""

    def named(self, name: str) -> str:
        """A body's name; in a demonstration it says that the body is invented."""
        if not self.is_demonstration or "demonstration" in name.casefold():
            return name
        return f"{name} ({self.text('demonstration')})"

    @property
    def source(self) -> str:
        """The source line: edition, date, method, that it was withdrawn, and the demonstration mark."""
        t = self.text
        line = t(
            "Edition {number}, data as of {day}, method {version}",
            number=self.edition,
            day=t.date(self.snapshot_on),
            version=self.method_version,
        )
        marks = (self.text("This edition was withdrawn") if self.is_withdrawn else "", self.demonstration)
        return ". ".join(filter(None, (line, *marks)))


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with everything that leaves with it. `html` is escaped.

    `draw` builds the Plotly figure and `sketch` what SVG and PNG show, each when asked; where `is_drawn` the sketch is
    what a page shows too, above `html`. `about` is the address that explains the chart's number. Where `table` is one
    page of a long table and `html` shows it, `complete` gives every row, for the CSV; charts are pickled, so it is a
    function of a module or a `partial` of one.
    """

    name: str
    title: str
    subtitle: str
    source: str
    text_alternative: str
    table: Table
    html: str
    note: str = ""
    picture: dict[str, Any] = field(default_factory=dict)
    draw: Callable[[], Figure] | None = None
    sketch: Callable[[], Drawing] | None = None
    about: str = ""
    complete: Callable[[], Table] | None = None
    is_drawn: bool = False

    def figure(self) -> Figure:
        """The interactive rendering of the same numbers; raises LookupError when the chart has none."""
        if self.draw is None:
            raise LookupError(f"chart {self.name} has no figure")
        return self.draw()

    def csv(self, context: Context) -> str:
        """The whole table as CSV: stable column names, then source and demonstration mark in every row."""
        table = self.complete() if self.complete else self.table
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([*(column.name for column in table.columns), "source", "demonstration"])
        for row in table.rows:
            writer.writerow([*(_plain(value) for value in row), context.source, context.demonstration])
        return out.getvalue()


def _plain(value: Value) -> Value:
    """A cell that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return round(value, 4) if isinstance(value, float) else value


def count_and_share(t: Text, counts: Counts, rate: RateName) -> str:
    """ "9 of 83 (11 %)"; without the share when it is withheld."""
    count, share = counts.count(rate), counts.share(rate)
    if share is None:
        return t("{count} of {due}", count=t.number(count), due=t.number(counts.due))
    return t("{count} of {due} ({share})", count=t.number(count), due=t.number(counts.due), share=t.percent(share))


def count_with_share(t: Text, counts: Counts, rate: RateName) -> str:
    """ "24 (29 %)", where the sentence has named the group already."""
    count, share = counts.count(rate), counts.share(rate)
    return t.number(count) if share is None else t("{count} ({share})", count=t.number(count), share=t.percent(share))


def bounds(t: Text, counts: Counts) -> str:
    """ "between 11 % and 81 %", or the words for a withheld share."""
    if counts.floor is None or counts.ceiling is None:
        return t("share withheld: fewer than five are due")
    return t("between {floor} and {ceiling}", floor=t.percent(counts.floor), ceiling=t.percent(counts.ceiling))


def in_full(t: Text, counts: Counts, rate: RateName) -> str:
    """Count, share, bounds and coverage grade, as a hover says them."""
    if not counts.due:
        return t("nobody is due")
    if counts.is_withheld:
        return t(
            "{count}; share and coverage grade withheld: fewer than five are due",
            count=count_and_share(t, counts, rate),
        )
    return t(
        "{count}; true share {bounds}; coverage grade {grade}",
        count=count_and_share(t, counts, rate),
        bounds=bounds(t, counts),
        grade=counts.coverage_grade,
    )


def verified_and_claimed(t: Text, counts: Counts) -> str:
    """Both counts with their shares, the bounds and the coverage grade; the words for a withheld share."""
    if not counts.due:
        return t("nobody is due")
    verified, claimed = count_and_share(t, counts, RateName.VERIFIED), count_with_share(t, counts, RateName.CLAIMED)
    if counts.is_withheld:
        return t(
            "verified in {verified}, claimed in {claimed}; share and coverage grade withheld: fewer than five are due",
            verified=verified,
            claimed=claimed,
        )
    return t(
        "verified in {verified}, claimed in {claimed}; true share {bounds}; coverage grade {grade}",
        verified=verified,
        claimed=claimed,
        bounds=bounds(t, counts),
        grade=counts.coverage_grade,
    )


def capital(sentence: str) -> str:
    """The words with a capital first letter, as a sentence begins."""
    return sentence[:1].upper() + sentence[1:]


def too_few(t: Text) -> str:
    """The sentence that stands in place of bars, axes and shares (METHOD.md: withheld under five)."""
    return t("Fewer than five are due, so counts are shown and no shares.")


def nothing_due(t: Text) -> str:
    """What stands in place of a picture that would be empty: what is missing and why, as HTML."""
    return render("empty.html.j2", t)


def count_columns(t: Text) -> tuple[Column, ...]:
    """Columns that `count_values` fills."""
    return (
        Column("due", t("Due"), True),
        Column("responded", t("Reported"), True),
        Column("claimed", t("Claimed"), True),
        Column("evidence_backed", t("Evidence-backed"), True),
        Column("verified", t("Verified"), True),
        Column("verified_share", t("Verified share"), True),
        Column("claimed_share", t("Claimed share"), True),
        Column("ceiling_share", t("Share if all who are silent had done it"), True),
        Column("coverage_grade", t("Coverage grade")),
    )


def count_values(counts: Counts) -> tuple[Value, ...]:
    """One row of counts; shares are fractions, None when withheld."""
    return (
        counts.due,
        counts.responded,
        counts.claimed,
        counts.evidence_backed,
        counts.verified,
        counts.floor,
        counts.share(RateName.CLAIMED),
        counts.ceiling,
        counts.coverage_grade,
    )
