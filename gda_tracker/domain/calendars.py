"""What a calendar shows: days, each with what it is about. Nothing of persons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from .problems import message


class DayKind(StrEnum):
    """What a day is."""

    OPENS = "opens"
    DUE = "due"
    CLOSES = "closes"
    REPLY = "reply"
    CYCLE_OPENS = "cycle_opens"
    CYCLE_DUE = "cycle_due"
    CYCLE_CLOSES = "cycle_closes"
    STEP = "step"
    DUE_OF_MANY = "due_of_many"
    REPLY_OF_MANY = "reply_of_many"
    STEP_OF_MANY = "step_of_many"


OF_MANY: Final = frozenset({DayKind.DUE_OF_MANY, DayKind.REPLY_OF_MANY, DayKind.STEP_OF_MANY})
"""Days that gather what is asked of several signatories; their sentences count, so they are the file's."""
SUMMARIES: Final[Mapping[DayKind, str]] = {
    DayKind.OPENS: message("{signatory}: reports for {cop} open"),
    DayKind.DUE: message("{signatory}: report for {cop} is due"),
    DayKind.CLOSES: message("{signatory}: reports for {cop} close"),
    DayKind.REPLY: message("{signatory}: last day to reply to decisions on {items}"),
    DayKind.CYCLE_OPENS: message("Reports for {cop} open"),
    DayKind.CYCLE_DUE: message("Reports for {cop} are due"),
    DayKind.CYCLE_CLOSES: message("Reports for {cop} close"),
    DayKind.STEP: message("{signatory}: {step}"),
}


@dataclass(frozen=True, slots=True)
class Day:
    """A whole day. `key` stays the same when the day moves, so that a calendar moves it, too; `path` leads to more.

    A day of many gathers what falls on it: `of` are the signatories' names, each with what it is about for that one.
    """

    kind: DayKind
    key: str
    on: date
    words: Mapping[str, str]
    path: str
    of: tuple[tuple[str, str], ...] = ()
