"""What would narrow the interval of a rate: the ways in which one signatory moves its bounds (METHOD.md, Rates)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """What a report or a review of one cell does to floor and ceiling, each by 1 ÷ D.

    Silent and out of date: the cell counts as possible; a report takes it from the ceiling, or once verified raises
    the floor. Unverified: it is claimed; its verification raises the floor. Running out: it counts now, and without
    newer facts the interval widens.
    """

    SILENT = "silent"
    OUT_OF_DATE = "out_of_date"
    UNVERIFIED = "unverified"
    RUNNING_OUT = "running_out"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What one signatory can do for the intervals of the rates asked about.

    `share` sums 1 ÷ D over the cells, as a fraction; `cells` counts them by way; `smallest` is the smallest D among
    them, and `items` names the items in order.
    """

    signatory_id: str
    share: float
    cells: dict[Way, int]
    smallest: int
    items: tuple[str, ...]
