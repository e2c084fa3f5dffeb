"""One country on the framework, action by action: what it claims beside what a public registry shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from ..i18n import Text
from . import words
from .chart import Chart, Column, Context, Table
from .drawing import Tone, WordRow, Words
from .framework_countries import CountryLine, Side, side
from .templating import render
from .told import told


@dataclass(frozen=True, slots=True)
class ActionName:
    """One action: its code, what it is called for short, and what it is in full; `number` explains its count."""

    code: str
    short: str
    title: str


@dataclass(frozen=True, slots=True)
class _Row:
    action: ActionName
    side: Side
    as_of: str
    age: str


def country_items(
    context: Context, line: CountryLine, actions: Sequence[ActionName], *, not_asked: Mapping[str, str], note: str = ""
) -> Chart:
    """The actions in the framework's order; `not_asked` says for each action without a cell why there is none."""
    t = context.text
    rows = [_row(t, line, action, not_asked.get(action.code, "")) for action in actions]
    return Chart(
        name="items",
        title=t("Action by action"),
        subtitle=t("What {country} claims beside what public registries show", country=line.name),
        source=context.source,
        text_alternative=_alternative(t, line, rows),
        table=_table(t, line, rows),
        html=render("framework_items.html.j2", t, rows=rows),
        note=note,
        sketch=partial(_sketch, t, tuple(rows)),
    )


def _table(t: Text, line: CountryLine, rows: Sequence[_Row]) -> Table:
    return Table(
        (
            Column("iso3", t("Code")),
            Column("item", t("Item")),
            Column("action", t("Action")),
            Column("status", t("We say")),
            Column("claimed", t("They say")),
            Column("as_of", t("As of")),
            Column("registry", t("In the registry")),
            Column("registry_note", t("More from the registry")),
            Column("differs", t("Where claim and registry differ")),
        ),
        tuple(
            (
                line.iso3,
                row.action.code,
                row.action.short,
                row.side.pill,
                _claimed(t, line, row.action.code),
                _as_of(line, row.action.code),
                row.side.held.said if row.side.held else None,
                row.side.held.aside if row.side.held else None,
                row.side.differs,
            )
            for row in rows
        ),
    )


def _row(t: Text, line: CountryLine, action: ActionName, why: str) -> _Row:
    shown, cell = side(t, line, action.code), line.cells.get(action.code)
    if cell is None:
        shown = Side(action.short, why, "quiet", "", shown.held, "")
        return _Row(action, shown, "", "")
    age = words.age_label(t, cell.age_class, cell.age_months) if cell.age_class else ""
    return _Row(action, shown, t.date(cell.as_of) if cell.as_of else "", age)


def _claimed(t: Text, line: CountryLine, code: str) -> str | None:
    cell = line.cells.get(code)
    return None if cell is None or cell.claimed is None else words.status_label(t, cell.claimed)


def _as_of(line: CountryLine, code: str) -> date | None:
    cell = line.cells.get(code)
    return cell.as_of if cell else None


def _alternative(t: Text, line: CountryLine, rows: Sequence[_Row]) -> str:
    cells = line.cells.values()
    first = t(
        "{country}: verified on {verified} of {total} framework actions that apply, claimed and not verified on "
        "{claimed}.",
        country=line.name,
        verified=t.number(sum(cell.is_verified for cell in cells)),
        claimed=t.number(sum(cell.is_only_claimed for cell in cells)),
        total=t.number(len(line.cells)),
    )
    if not line.cells:
        first = t("{country}: no endorsement is recorded, so nothing is asked of it.", country=line.name)
    shown = "; ".join(
        t("{name}: {what}", name=row.action.short, what=row.side.held.said) for row in rows if row.side.held
    )
    return told(
        first, t("In the registries: {facts}.", facts=shown) if shown else t("The registries say nothing about it.")
    )


def _sketch(t: Text, rows: Sequence[_Row]) -> Words:
    tones = {"verified": Tone.ACCENT, "hatch": Tone.HATCH, "hatch quiet": Tone.HATCH, "quiet": Tone.OUTLINE}
    return Words(
        (t("Action"), t("Status"), t("In the registry")),
        tuple(
            WordRow(
                row.action.short,
                row.side.pill,
                tones.get(row.side.pill_class, Tone.SOFT),
                (row.side.held.said if row.side.held else "–",),
                row.action.code,
            )
            for row in rows
        ),
    )
