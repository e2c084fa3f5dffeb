"""Who was moved by each cause between two editions: names under each cause, every row in the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import urlencode

from ..domain.changes import Cause
from ..i18n import Text, alphabetical
from .chart import Chart, Column, Context, Table
from .steps import Between, cause_label, cause_words
from .templating import render
from .told import named, told

MOST_NAMED: Final = 24
MOST_ROWS: Final = 200


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One signatory that a cause moved; `due` and `count` are 1, 0 or -1. `edition` is one that knows it."""

    cause: Cause
    signatory_id: str
    name: str
    item: str
    due: int
    count: int
    edition: int


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    link: str


@dataclass(frozen=True, slots=True)
class _Block:
    """One cause and one way it moved them: who came to be counted, ceased to be, became due or ceased to be due."""

    heading: str
    total: str
    named: tuple[_Named, ...]
    rest: str


def who_moved(context: Context, rows: Sequence[MovedRow], between: Between, *, of: str) -> Chart:
    """The rows behind the steps of a difference; in the order of causes, then of names."""
    t = context.text
    ordered = sorted(rows, key=lambda row: (list(Cause).index(row.cause), alphabetical(row.name), row.signatory_id))
    causes = [
        (cause_label(t, cause), cause_words(t, cause), blocks)
        for cause in Cause
        if (blocks := _blocks(t, [row for row in ordered if row.cause == cause]))
    ]
    table = _table(t, ordered)
    return Chart(
        name="moved",
        title=t("Who moved, by cause"),
        subtitle=t(
            "Between edition {first} and edition {last}; {item}", first=between.first, last=between.last, item=of
        ),
        source=context.source,
        text_alternative=_told(t, causes),
        table=Table(table.columns, table.rows[:MOST_ROWS]),
        html=render("progress_moved.html.j2", t, causes=causes),
        note=t(
            "One can be moved by several causes, there and back: a new report sets what was verified aside until it "
            "is reviewed."
        ),
        complete=partial(_whole, table) if len(table.rows) > MOST_ROWS else None,
    )


def _whole(table: Table) -> Table:
    """Every row, for the CSV, where they are too many for a page."""
    return table


def _table(t: Text, rows: Sequence[MovedRow]) -> Table:
    return Table(
        (
            Column("cause", t("Cause")),
            Column("signatory_id", t("Identifier")),
            Column("signatory", t("Signatory")),
            Column("item", t("Item")),
            Column("due_change", t("Change of due"), True),
            Column("count_change", t("Change of count"), True),
        ),
        tuple((row.cause.value, row.signatory_id, row.name, row.item, row.due, row.count) for row in rows),
    )


def _blocks(t: Text, rows: Sequence[MovedRow]) -> list[_Block]:
    kinds = (
        (t("came to be counted"), [row for row in rows if row.count > 0]),
        (t("ceased to be counted"), [row for row in rows if row.count < 0]),
        (t("became due, not counted"), [row for row in rows if row.due > 0 and row.count <= 0]),
        (t("ceased to be due, were not counted"), [row for row in rows if row.due < 0 and row.count >= 0]),
    )
    return [_block(t, heading, found) for heading, found in kinds if found]


def _block(t: Text, heading: str, found: Sequence[MovedRow]) -> _Block:
    named = tuple(_Named(row.name, _address(row)) for row in found[:MOST_NAMED])
    left = len(found) - len(named)
    rest = t.n("and one more; the CSV has all", "and {n} more; the CSV has all", left) if left else ""
    return _Block(heading, t.number(len(found)), named, rest)


def _address(row: MovedRow) -> str:
    return f"/signatory?{urlencode({'id': row.signatory_id, 'edition': row.edition})}"


def _told(t: Text, causes: Sequence[tuple[str, str, list[_Block]]]) -> str:
    """How many causes moved somebody, and whom each moved which way."""
    if not causes:
        return told(t("Nothing moved."), t("Every count is 0."))
    parts = [(label, ", ".join(f"{block.total} {block.heading}" for block in blocks)) for label, _, blocks in causes]
    return told(
        t.n("One cause moved the count.", "{n} causes moved the count.", len(causes)),
        t("By cause: {causes}.", causes=named(t, parts)),
    )
