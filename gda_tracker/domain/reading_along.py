"""The helper that reads along: what a reviewer would ask about an answer. Deterministic, offline, never a refusal.

Each rule looks at one thing and quotes the words that it looks at. Errors (`domain.checks`) block a submission; what is
said here is mended, or accepted with a reason that the reviewer reads beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .indicators import Indicator
from .problems import Problem
from .reading_facts import figure_remarks, of_dates, of_evidence, of_last_time, of_registries
from .reading_texts import of_planned, of_text
from .report import Entry


class Severity(StrEnum):
    """A warning asks for an answer; a note can be left."""

    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an answer is read beside. `others_say_the_same` of other signatories' submitted reports."""

    today: date
    catalogue: Mapping[str, Indicator] = field(default_factory=dict)
    last: Entry | None = None
    others_say_the_same: bool = False
    newest_ndc_on: date | None = None
    endorsed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that a reviewer would ask; `problem.column` is the field that it stands beside."""

    severity: Severity
    problem: Problem
    about: str
    """Fingerprint of the words: when they change, an acceptance no longer covers them."""

    @property
    def rule(self) -> str:
        """The rule's id."""
        return self.problem.rule


NOTES = frozenset(
    """intention-beside-act output-without-figure same-as-last-time future-date facts-ageing facts-undated
    evidence-old date-missing""".split()
)


def read_along(entry: Entry, beside: Surroundings) -> tuple[Remark, ...]:
    """Everything that a reviewer would ask about an answer that claims a status, in the order of the fields."""
    if entry.claimed is None:
        return ()
    found: Iterator[Problem] = (
        problem
        for part in (
            of_last_time(entry, beside.last),
            of_dates(entry, beside.today),
            of_text(entry, beside.today, others_say_the_same=beside.others_say_the_same),
            of_planned(entry),
            figure_remarks(entry.indicators, beside.catalogue),
            of_evidence(entry),
            of_registries(entry, beside.newest_ndc_on, beside.endorsed_on),
        )
        for problem in part
    )
    return tuple(_remark(entry, problem) for problem in found)


def _remark(entry: Entry, problem: Problem) -> Remark:
    words = (problem.rule, entry.item, problem.row, sorted((key, str(value)) for key, value in problem.values.items()))
    text = entry.narrative if problem.column == "narrative" else (entry.claimed, entry.as_of)
    about = hashlib.sha256(repr((words, text)).encode()).hexdigest()[:24]
    return Remark(Severity.NOTE if problem.rule in NOTES else Severity.WARNING, problem, about)
