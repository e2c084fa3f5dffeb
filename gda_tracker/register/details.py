"""What an entry version holds beside the answer: measures, indicators, partners, goals, the practice offered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from ..domain.report import Entry, IndicatorValue, Measure, Practice
from .database import Change
from .readable import Readable


@dataclass(slots=True)
class Details:
    """The parts of one version, ready to be put into an `Entry`."""

    measures: list[Measure] = field(default_factory=list)
    indicators: list[IndicatorValue] = field(default_factory=list)
    partners: tuple[str, ...] = ()
    sdgs: tuple[int, ...] = ()
    practice: Practice | None = None


_MEASURES: Final = """
SELECT version_id, ordinal, title, starts_on, ends_on, owner, budget_amount, budget_currency FROM measure_row
WHERE version_id = ANY($versions)
"""
_INDICATORS: Final = """
SELECT version_id, ordinal, code, name, unit, value, year, baseline_value, baseline_year FROM indicator_row
WHERE version_id = ANY($versions)
"""
_EXTRA: Final = """
SELECT version_id, partners, sdgs, practice_title, practice_summary, practice_url FROM entry_extra_row
WHERE version_id = ANY($versions)
"""


def details_of(source: Readable, versions: Sequence[str]) -> defaultdict[str, Details]:
    """The details of these versions, by version."""
    found: defaultdict[str, Details] = defaultdict(Details)
    key = {"versions": list(versions)}
    for row in _in_order(source.rows(_MEASURES, key)):
        found[row.pop("version_id")].measures.append(Measure.model_validate(row))
    for row in _in_order(source.rows(_INDICATORS, key)):
        found[row.pop("version_id")].indicators.append(IndicatorValue.model_validate(row))
    for row in source.rows(_EXTRA, key):
        details = found[row["version_id"]]
        details.partners = tuple((row["partners"] or "").splitlines())
        details.sdgs = tuple(int(goal) for goal in (row["sdgs"] or "").split())
        if row["practice_title"] is not None:
            details.practice = Practice(
                title=row["practice_title"], summary=row["practice_summary"] or "", url=row["practice_url"]
            )
    return found


def _in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows as they were written down; sorting a handful here costs less than in the query."""
    ordered = sorted(rows, key=lambda row: int(row["ordinal"]))
    for row in ordered:
        del row["ordinal"]
    return ordered


def add_details(change: Change, version_id: str, entry: Entry) -> None:
    """Insert what one version holds beside its answer; nothing where there is nothing."""
    for ordinal, measure in enumerate(entry.measures, start=1):
        change.insert("measure_row", {"version_id": version_id, "ordinal": ordinal, **measure.model_dump()})
    for ordinal, indicator in enumerate(entry.indicators, start=1):
        change.insert("indicator_row", {"version_id": version_id, "ordinal": ordinal, **indicator.model_dump()})
    practice = entry.practice
    if entry.partners or entry.sdgs or practice:
        change.insert(
            "entry_extra_row",
            {
                "version_id": version_id,
                "partners": "\n".join(entry.partners) or None,
                "sdgs": " ".join(str(goal) for goal in entry.sdgs) or None,
                "practice_title": practice.title if practice else None,
                "practice_summary": practice.summary if practice else None,
                "practice_url": practice.url if practice else None,
            },
        )
