"""The rows behind a number as a table, one page of it at a time; the CSV holds them all, in codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from ..domain.behind import BehindRow, Part, Reason
from ..i18n import Text
from . import words
from .chart import Chart, Column, Context, Table, Value
from .number_words import part_label, reason_label
from .templating import render
from .told import named, told

Find = Callable[[], tuple[BehindRow, ...]]


@dataclass(frozen=True, slots=True)
class Page:
    """Which rows are on show: those of a part, reason or `all`, how many there are, and the ways to the others.

    `tabs` are (label, count, address, is here); `pages` (label, address, is here), empty when one page holds all.
    Where types are pooled each row says its own.
    """

    part: str
    total: int
    tabs: tuple[tuple[str, int, str, bool], ...]
    pages: tuple[tuple[str, str, bool], ...]
    is_pooled: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    link: str
    name: str
    kind: str
    item: str
    status: str
    evidence: str
    as_of: str
    age: str
    cycle: str
    verdict: str
    pill: str


def rows_chart(
    context: Context, rows: Sequence[BehindRow], page: Page, *, is_any: bool, shorts: Mapping[str, str], find: Find
) -> Chart:
    """One page of the rows behind a number. `shorts` names the items; `find` gives every row, for the CSV."""
    t = context.text
    found = t.n("One row", "{n} rows", page.total)
    return Chart(
        name="rows",
        title=t("The rows behind it"),
        subtitle=t("{rows}, in alphabetical order; each name leads to what the signatory reported.", rows=found),
        source=context.source,
        text_alternative=told(
            t.n("One row stands behind the number.", "{n} rows stand behind the number.", page.total),
            t("By part: {list}.", list=named(t, [(label, t.number(count)) for label, count, _, _ in page.tabs])),
        ),
        table=_table(t, rows),
        html=render(
            "number_rows.html.j2",
            t,
            lines=[_line(context, row, shorts) for row in rows],
            page=page,
            is_any=is_any,
            is_pooled=page.is_pooled,
        ),
        complete=partial(_complete, t.language, find),
    )


def _complete(language: str, find: Find) -> Table:
    """The whole table; the language comes as its code, since texts are not pickled with a chart."""
    from ..i18n import text

    return _table(text(language), find())


def _table(t: Text, rows: Sequence[BehindRow]) -> Table:
    """All that is known of a row, in codes and with its identifier, so that it can be joined to the edition."""
    columns = (
        Column("signatory_id", t("Identifier")),
        Column("name", t("Name")),
        Column("stakeholder_type", t("Type")),
        Column("in_denominator", t("In the denominator")),
        Column("in_numerator", t("Counted")),
        Column("reason", t("Reason")),
        Column("item", t("Item")),
        Column("off_scale", t("Apart from the scale")),
        Column("claimed_status", t("They say"), True),
        Column("assessed_status", t("We say"), True),
        Column("evidence_level", t("Evidence level"), True),
        Column("as_of", t("As of")),
        Column("age_months", t("Age in months"), True),
        Column("age_class", t("Age")),
        Column("additionality", t("Additionality")),
        Column("cycle", t("Cycle")),
        Column("items_due", t("Items due"), True),
        Column("items_counted", t("Items counted"), True),
    )
    return Table(columns, tuple(_values(row) for row in rows))


def _values(row: BehindRow) -> tuple[Value, ...]:
    return (
        row.signatory_id, row.name, row.stakeholder_type, _yes(row.part != Part.EXCLUDED),
        _yes(row.part == Part.COUNTED), row.reason.value if row.reason else None, row.item, row.off_scale,
        row.claimed, row.assessed, row.evidence, row.as_of, row.age_months, row.age_class, row.additionality,
        row.cycle, row.items_due, row.items_counted,
    )  # fmt: skip


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _line(context: Context, row: BehindRow, shorts: Mapping[str, str]) -> _Line:
    t = context.text
    item = ""
    if row.item:
        item = f"{words.numeral(row.item)} {shorts.get(row.item, '')}".strip()
    return _Line(
        link=f"/signatory?{urlencode({'id': row.signatory_id, 'edition': context.edition})}",
        name=row.name,
        kind=words.one_of_type(t, row.stakeholder_type),
        item=item,
        status=_status(t, row),
        evidence="" if row.evidence is None else t.number(row.evidence),
        as_of="" if row.age_class is None else t.date(row.as_of),
        age="" if row.age_class is None else words.age_label(t, row.age_class, row.age_months),
        cycle=row.cycle or "",
        verdict=_verdict(t, row),
        pill=_pill(row),
    )


def _status(t: Text, row: BehindRow) -> str:
    """What we say, beside what they say where that is more."""
    if row.off_scale:
        return words.off_scale_label(t, row.off_scale)
    if row.claimed is None or row.assessed is None:
        return ""
    said, found = words.status_label(t, row.claimed), words.status_label(t, row.assessed)
    if row.claimed == row.assessed:
        return found
    return t("{assessed}; claimed: {claimed}", assessed=found, claimed=said)


def _verdict(t: Text, row: BehindRow) -> str:
    if row.part == Part.COUNTED:
        if row.item and row.items_due > 1:
            return t("Counted, on {count} of {due} items", count=row.items_counted, due=row.items_due)
        return part_label(t, Part.COUNTED)
    return reason_label(t, row.reason) if row.reason else part_label(t, row.part)


def _pill(row: BehindRow) -> str:
    """Silence is hatched and grey, as everywhere; what is left out has no ground at all."""
    if row.part == Part.COUNTED:
        return "verified"
    if row.reason == Reason.NO_REPORT:
        return "hatch quiet"
    return "s1" if row.part == Part.NOT_COUNTED else "s0"
