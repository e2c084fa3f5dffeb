"""What the demonstration inserts about reports: a list of rows a table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass
class Rows:
    """What is inserted, a list of rows a table."""

    submission_row: list[dict[str, Any]] = field(default_factory=list)
    entry_row: list[dict[str, Any]] = field(default_factory=list)
    evidence_row: list[dict[str, Any]] = field(default_factory=list)
    review_row: list[dict[str, Any]] = field(default_factory=list)
    practice_row: list[dict[str, Any]] = field(default_factory=list)
    measure_row: list[dict[str, Any]] = field(default_factory=list)
    indicator_row: list[dict[str, Any]] = field(default_factory=list)
    entry_extra_row: list[dict[str, Any]] = field(default_factory=list)
