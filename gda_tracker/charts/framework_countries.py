"""The country table: what a government claims on NDC, TNA, TAP and CTCN beside what the public registries show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ..domain.registries import RegistryRecord, Timing
from ..i18n import Text
from . import words
from .chart import Chart, Column, Context, Table, Value
from .status import StatusLine, pill
from .templating import render

ACTIONS: Final = (("ndc", ("F8",)), ("tna", ("F5", "F6")), ("ctcn", ("F7",)))
"""The groups of columns: what the registries are called, and the actions that stand beside them."""
NAMES: Final = {"F5": "tna", "F6": "tap", "F7": "ctcn", "F8": "ndc"}


@dataclass(frozen=True, slots=True)
class Held:
    """What a registry shows, in words; `is_known` is false for the word unknown."""

    name: str
    said: str
    aside: str = ""
    url: str | None = None
    is_known: bool = True


@dataclass(frozen=True, slots=True)
class CountryLine:
    """One government. `cells` lacks the actions that do not apply to it; `differs` says where a claim stands alone."""

    name: str
    iso3: str
    link: str
    region: str
    endorsed_on: date | None
    record: RegistryRecord
    cells: Mapping[str, StatusLine] = field(default_factory=dict)
    held: Mapping[str, Held] = field(default_factory=dict)
    differs: Mapping[str, str] = field(default_factory=dict)
    shorts: Mapping[str, str] = field(default_factory=dict)
    """What the actions are called, those too that do not apply."""

    @property
    def timing(self) -> Timing:
        """The latest NDC on record against the endorsement."""
        return self.record.timing(self.endorsed_on)


@dataclass(frozen=True, slots=True)
class Side:
    """One action of a row, as shown: pill, what they say, what a registry holds, and whether both differ."""

    name: str
    pill: str
    pill_class: str
    says: str
    held: Held | None
    differs: str
    applies: bool = True


def country_table(
    context: Context, lines: Sequence[CountryLine], shown: Sequence[CountryLine], *, found: str, note: str = ""
) -> Chart:
    """All `lines` as the table twin and CSV, `shown` as one page of rows; `found` says which page of how many."""
    t = context.text
    rows = [(line, [(code, [side(t, line, item) for item in items]) for code, items in ACTIONS]) for line in shown]
    differing = sum(bool(line.differs) for line in lines)
    return Chart(
        name="countries",
        title=t("What is claimed, and what the registries show"),
        subtitle=t("National governments in alphabetical order; this is no ranking"),
        source=context.source,
        text_alternative=_alternative(t, len(lines), differing),
        table=Table(_columns(t), tuple(_values(t, line) for line in lines)),
        html=render("framework_countries.html.j2", t, rows=rows, found=found, labels=group_labels(t)),
        note=note,
    )


def _alternative(t: Text, total: int, differing: int) -> str:
    first = t.n(
        "One national government is listed with what it claims on NDC, TNA, TAP and CTCN beside what public "
        "registries show.",
        "{n} national governments are listed with what they claim on NDC, TNA, TAP and CTCN beside what public "
        "registries show.",
        total,
    )
    second = t.n(
        "For one of them a claim and a registry differ.",
        "For {n} of them a claim and a registry differ.",
        differing,
    )
    return f"{first} {second}"


def group_labels(t: Text) -> dict[str, str]:
    """What stands over each pair of columns."""
    return {"ndc": t("NDC"), "tna": t("TNA and TAP"), "ctcn": t("CTCN")}


def side(t: Text, line: CountryLine, item: str) -> Side:
    """One action of one government."""
    cell, held = line.cells.get(item), line.held.get(item)
    name = line.shorts.get(item, item)
    if cell is None:
        return Side(name, t("Does not apply"), "quiet", "", held, "", applies=False)
    shown, shown_class = pill(t, cell)
    said = says(t, cell, shown)
    return Side(name, shown, shown_class, said, held, line.differs.get(item, ""))


def says(t: Text, cell: StatusLine, shown: str) -> str:
    """What the government reports, where the pill does not say it already; with its date when it is out of date."""
    if cell.claimed is None:
        return ""
    label = words.status_label(t, cell.claimed)
    if label == shown:
        return ""
    word = label.lower()
    if not cell.is_current and cell.as_of:
        return t("reported {status} as of {day}", status=word, day=t.date(cell.as_of))
    return t("reports {status}", status=word)


def _columns(t: Text) -> tuple[Column, ...]:
    status = [
        column
        for item, name in (("F8", "NDC"), ("F5", "TNA"), ("F6", "TAP"), ("F7", "CTCN"))
        for column in (
            Column(f"{NAMES[item]}_status", t("{name}: we say", name=name)),
            Column(f"{NAMES[item]}_claimed", t("{name}: they say", name=name)),
        )
    ]
    return (
        Column("iso3", t("Code")),
        Column("country", t("Country")),
        Column("region", t("Region")),
        Column("endorsed_on", t("Endorsed")),
        *status,
        Column("ndc_latest", t("Latest NDC on record")),
        Column("ndc_date", t("Its date")),
        Column("ndc_timing", t("Against the endorsement")),
        Column("tna_registry", t("TNA in the registry")),
        Column("tap_registry", t("TAP in the registry")),
        Column("ctcn_registry", t("CTCN in the registry")),
        Column("differs", t("Where claim and registry differ")),
    )


def _values(t: Text, line: CountryLine) -> tuple[Value, ...]:
    sides: list[Value] = []
    for item in ("F8", "F5", "F6", "F7"):
        cell = line.cells.get(item)
        sides += [
            t("Does not apply") if cell is None else pill(t, cell)[0],
            None if cell is None or cell.claimed is None else words.status_label(t, cell.claimed),
        ]
    held = {item: line.held[item].said if item in line.held else None for item in NAMES}
    when = {Timing.AFTER: t("after"), Timing.NOT_AFTER: t("on or before"), Timing.UNKNOWN: t("unknown")}[line.timing]
    return (
        line.iso3,
        line.name,
        line.region,
        line.endorsed_on,
        *sides,
        line.record.ndc_title or t("unknown"),
        line.record.last_ndc_on or t("unknown"),
        when,
        held["F5"],
        held["F6"],
        held["F7"],
        " ".join(line.differs[item] for item in line.differs),
    )
