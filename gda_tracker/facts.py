"""The sourced facts of `data/`, read once and checked by their models (`data/SOURCES.md` tells whence)."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Final, TypeVar

import yaml

from .domain.declaration import Applicability, Cycle, Element, Item, ItemKind, Strict
from .domain.indicators import Indicator
from .domain.service import AccessibilityRun
from .domain.sourced import (
    Centroid,
    Country,
    CountryAlias,
    CtcnRecord,
    DocumentedEndorsement,
    NdcDocument,
    NdcSummary,
    ProgrammeTotal,
    PublicProgressFact,
    ReportedTotal,
    TnaRecord,
)

DATA: Final = Path(__file__).resolve().parent.parent / "data"
Row = TypeVar("Row", bound=Strict)


def read_rows(path: Path, model: type[Row]) -> tuple[Row, ...]:
    """Every row of a CSV file as a checked model; empty strings stay, so Namibia's `NA` does too.

    Raises ValueError with file and line when a row does not fit, an unknown column included.
    """
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, restkey="unnamed column")
        rows = []
        for row in reader:
            try:
                rows.append(model.model_validate(row))
            except ValueError as error:
                raise ValueError(f"{path.name}, line {reader.line_num}: {error}") from error
        return tuple(rows)


@cache
def countries() -> dict[str, Country]:
    """The 198 Parties by ISO 3166 alpha-3 code; the European Union is `EUU`."""
    return {row.iso3: row for row in read_rows(DATA / "countries.csv", Country)}


@cache
def country_aliases() -> dict[str, tuple[str, ...]]:
    """Former and common short names of Parties by ISO 3166 alpha-3 code, for searching alone."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read_rows(DATA / "country_aliases.csv", CountryAlias):
        found[row.iso3] = (*found.get(row.iso3, ()), row.alias)
    return found


@cache
def applicability() -> tuple[Applicability, ...]:
    """The published matrix: which items a stakeholder type can be due on."""
    return read_rows(DATA / "applicability.csv", Applicability)


@cache
def ndc_documents() -> tuple[NdcDocument, ...]:
    """Every document of the NDC registry, as of its date."""
    return read_rows(DATA / "ndc.csv", NdcDocument)


@cache
def ndc() -> dict[str, NdcSummary]:
    """The NDC registry's state by country."""
    return {row.iso3: row for row in read_rows(DATA / "ndc_summary.csv", NdcSummary)}


@cache
def tna() -> dict[str, TnaRecord]:
    """Technology Needs Assessments and Action Plans, as far as known, by country."""
    return {row.iso3: row for row in read_rows(DATA / "tna.csv", TnaRecord)}


@cache
def ctcn() -> dict[str, CtcnRecord]:
    """CTCN assistance, as far as known, by country."""
    return {row.iso3: row for row in read_rows(DATA / "ctcn.csv", CtcnRecord)}


@cache
def centroids() -> dict[str, Centroid]:
    """Label points by country."""
    return {row.iso3: row for row in read_rows(DATA / "centroids.csv", Centroid)}


@cache
def documented_endorsements() -> tuple[DocumentedEndorsement, ...]:
    """The endorsers that public sources name."""
    return read_rows(DATA / "documented_endorsements.csv", DocumentedEndorsement)


@cache
def reported_totals() -> tuple[ReportedTotal, ...]:
    """Numbers of endorsers as they were publicly stated, the disagreements included."""
    return read_rows(DATA / "reported_totals.csv", ReportedTotal)


@cache
def programme_totals() -> tuple[ProgrammeTotal, ...]:
    """Totals that CTCN, TNA and NDC publications state."""
    return read_rows(DATA / "programme_totals.csv", ProgrammeTotal)


@cache
def public_progress_facts() -> tuple[PublicProgressFact, ...]:
    """What public pages say that bodies did."""
    return read_rows(DATA / "public_progress_facts.csv", PublicProgressFact)


@cache
def indicators() -> dict[str, Indicator]:
    """The catalogue of indicators by code, in the order of the items."""
    return {row.code: row for row in read_rows(DATA / "indicators.csv", Indicator)}


@cache
def _declaration() -> dict[str, list[dict[str, object]]]:
    loaded = yaml.safe_load((DATA / "declaration.yaml").read_text(encoding="utf-8"))
    return dict(loaded)


@cache
def items() -> dict[str, Item]:
    """The eighteen items by code, in the Declaration's order."""
    groups = (
        ("objectives", ItemKind.OBJECTIVE),
        ("framework_actions", ItemKind.FRAMEWORK),
        ("collaboration", ItemKind.COLLABORATION),
    )
    rows = [(kind, row) for key, kind in groups for row in _declaration()[key]]
    return {str(row["code"]): _item(kind, sort, row) for sort, (kind, row) in enumerate(rows, start=1)}


def _item(kind: ItemKind, sort: int, row: dict[str, object]) -> Item:
    elements = row.get("elements", [])
    assert isinstance(elements, list)
    return Item(
        code=str(row["code"]),
        kind=kind,
        sort=sort,
        number=str(row.get("number", row["code"])),
        short=str(row["short"]),
        title=str(row.get("title", row.get("label"))),
        elements=tuple(Element.model_validate(element) for element in elements),
    )


@cache
def cycles() -> tuple[Cycle, ...]:
    """The cycles that a new register starts with."""
    return tuple(Cycle.model_validate(row) for row in _declaration()["cycles"])


@cache
def accessibility() -> AccessibilityRun | None:
    """The last recorded run of axe over the public pages; None where none was recorded (`make accessibility`)."""
    path = DATA / "accessibility.json"
    return AccessibilityRun.model_validate_json(path.read_text(encoding="utf-8")) if path.is_file() else None
