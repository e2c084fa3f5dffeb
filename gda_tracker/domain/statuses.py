"""Statuses, evidence levels, additionality and age (METHOD.md, from "Claimed status" to "Additionality")."""

from __future__ import annotations

import calendar
from datetime import date
from enum import IntEnum, StrEnum
from typing import Final


class Status(IntEnum):
    """A point on the status scale, as claimed (C) or assessed (S)."""

    NOT_STARTED = 0
    PLANNED = 1
    UNDER_WAY = 2
    IN_PLACE = 3
    SUSTAINED = 4

    @property
    def code(self) -> str:
        """The word that workbooks, the API and files use, such as `in_place`."""
        return self.name.lower()


class OffScale(StrEnum):
    """Answers that stand apart from the scale and are never counted as 0."""

    NO_REPORT = "no_report"
    NO_UPDATE = "no_update"
    NOT_APPLICABLE = "not_applicable"
    BLOCKED = "blocked"


class EvidenceLevel(IntEnum):
    """How well a claim is shown; 3 and 4 follow only from a review."""

    ASSERTION = 0
    OWN_PAGE = 1
    PRIMARY_DOCUMENT = 2
    OPENED = 3
    INDEPENDENT = 4


class EvidenceKind(StrEnum):
    """What a reporter attaches; `own_page` shows level 1, a primary document with its place level 2."""

    OWN_PAGE = "own_page"
    PRIMARY_DOCUMENT = "primary_document"


class Additionality(StrEnum):
    """Whether the action came with the Declaration or before it (in force before 15 November 2024)."""

    NEW = "new"
    EXPANDED = "expanded"
    PRE_EXISTING = "pre_existing"
    UNKNOWN = "unknown"


class AgeClass(StrEnum):
    """How old the facts of a cell are at an edition's date."""

    FRESH = "fresh"
    AGEING = "ageing"
    OUT_OF_DATE = "out_of_date"


class Light(StrEnum):
    """The traffic light; it is about reporting, never about merit."""

    ON_TIME = "on_time"
    LATE = "late"
    DUE = "due"
    OVERDUE = "overdue"
    SILENT = "silent"


CAPS: Final = (1, 2, 3, 4, 4)
FRESH_MONTHS: Final = 12
AGEING_MONTHS: Final = 24


def assessed(claimed: int, evidence: int) -> int:
    """S = min(C, cap(E)); both are integers 0–4."""
    return min(claimed, CAPS[evidence])


def months_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day."""
    month_index = day.month - 1 + months
    year, month = day.year + month_index // 12, month_index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def age_months(as_of: date, on: date) -> int:
    """Months begun from the as-of date to the edition's date; never below 0.

    Begun, not complete, so that the number and the class agree: fresh is 12 or less, out of date more than 24.
    """
    months = (on.year - as_of.year) * 12 + on.month - as_of.month
    if months_later(as_of, months) < on:
        months += 1
    return max(0, months)


def age_class(as_of: date, on: date) -> AgeClass:
    """Fresh up to and including 12 months to the day, ageing up to 24, out of date after that."""
    if on <= months_later(as_of, FRESH_MONTHS):
        return AgeClass.FRESH
    if on <= months_later(as_of, AGEING_MONTHS):
        return AgeClass.AGEING
    return AgeClass.OUT_OF_DATE
