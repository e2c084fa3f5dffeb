"""Reading the sourced facts that an edition quotes: registries, and totals as they were stated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from .edition import Edition

_ALL_FACTS: Final = """
    SELECT what, whom, value, date, source_title, source_url
    FROM registry_fact WHERE ($what IS NULL OR what = $what) ORDER BY what, whom
"""

_TOTALS: Final = """
    SELECT what, whom, value, date, source_title, source_url FROM reported_total ORDER BY rowid
"""


@dataclass(frozen=True, slots=True)
class SourcedFact:
    """A fact from a public source: what, about whom, the value as stated, its date and source."""

    what: str
    whom: str
    value: str
    date: date | None
    source_title: str | None
    source_url: str | None


def reported_totals(edition: Edition) -> tuple[SourcedFact, ...]:
    """Totals that public sources state, the disagreements included."""
    return tuple(SourcedFact(*row) for row in edition.rows(_TOTALS))


def registry_facts(edition: Edition, what: str | None = None) -> tuple[SourcedFact, ...]:
    """What public registries hold, of one kind or of all, by kind and then by whom."""
    return tuple(SourcedFact(*row) for row in edition.rows(_ALL_FACTS, {"what": what}))
