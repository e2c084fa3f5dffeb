"""The follow-up board: every signatory that is asked to report, with its light, its officer and its next step."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from ..domain.following import Board
from ..domain.narrowing import Narrowing, Way
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..domain.statuses import Light
from ..method.narrowing import as_narrowing
from ..method.reporting import reporting_at
from ..register import Register, cycles, follow_up, follow_up_reminded, reports, roster, saved_views
from ..register.follow_up import NotedContact, ReportOfCycle
from ..register.follow_up import PersonOf as PersonOf
from ..register.follow_up_reminded import SentReminder
from ..register.reports import Reporter
from ..register.saved_views import SavedView
from .board_filters import in_order, lights_of, that_fit
from .narrowing import Intervals

__all__ = [
    "BoardPage",
    "BoardRow",
    "FollowUp",
    "NotedContact",
    "ReportOfCycle",
    "SavedView",
    "SentReminder",
    "board_page",
    "board_rows",
    "follow_up_of",
    "officers_of",
    "selected",
    "views_of",
]
PAGE_ROWS: Final = 50
BOARD_PAGE: Final = "follow-up"


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One signatory on the board. `narrowing` only where the board is sorted by it.

    `reported_since` is the number of the edition of those intervals where the report came after it.
    `contact_on` is the newest contact: noted, or with `is_reminder` a reminder that went.
    `is_unreached`: it has focal points, and no address of theirs takes mail.
    """

    signatory_id: str
    name: str
    stakeholder_type: str
    iso3: str | None
    itu_region: str | None
    light: Light
    due_on: date
    received_on: date | None
    officer_id: str
    officer: str
    contact_on: date | None
    next_step: str
    next_on: date | None
    narrowing: Narrowing | None = None
    is_unreached: bool = False
    is_reminder: bool = False
    reported_since: int | None = None


@dataclass(frozen=True, slots=True)
class BoardPage:
    """One page of the board: how many fit the filters, and how many of each light whatever light is asked for."""

    rows: tuple[BoardRow, ...]
    total: int
    number: int
    pages: int
    cycle: str
    cop: str
    lights: dict[Light, int]
    regions: tuple[str, ...]
    officers: dict[str, str]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One signatory as the desk follows it up."""

    signatory: Reporter
    officer_id: str
    officer: str
    contacts: tuple[NotedContact, ...]
    reminders: tuple[SentReminder, ...]
    cycles: tuple[ReportOfCycle, ...]
    people: tuple[PersonOf, ...]


def board_page(
    register: Register, actor: Actor, board: Board, today: date, *, number: int = 1, intervals: Intervals | None = None
) -> BoardPage:
    """A page of the board, from 1; `intervals` are those that it may be sorted by."""
    require(actor, Action.FOLLOW_UP)
    everybody = _everybody(register, today)
    code = str(everybody["cycle"][0]) if everybody.height else ""
    about = cycles.cycle(register, code)
    found = in_order(everybody, board, today, intervals)
    pages = max(1, -(-found.height // PAGE_ROWS))
    number = min(max(1, number), pages)
    rows = found.slice((number - 1) * PAGE_ROWS, PAGE_ROWS)
    return BoardPage(
        rows=_rows(rows, follow_up.unreached(register, rows["signatory_id"].to_list())),
        total=found.height,
        number=number,
        pages=pages,
        cycle=code,
        cop=about.cop if about else "",
        lights=lights_of(everybody, board),
        regions=tuple(everybody["itu_region"].drop_nulls().unique().sort().to_list()),
        officers=follow_up.staff(register),
    )


def board_rows(
    register: Register, actor: Actor, board: Board, today: date, *, intervals: Intervals | None = None
) -> tuple[BoardRow, ...]:
    """All that fits the filters, in the board's order: for the export."""
    require(actor, Action.FOLLOW_UP)
    found = in_order(_everybody(register, today), board, today, intervals)
    return _rows(found, follow_up.unreached(register, found["signatory_id"].to_list()))


def selected(register: Register, actor: Actor, board: Board, today: date) -> tuple[str, ...]:
    """The identifiers of all signatories that fit the filters: whom an act about the filtered ones is about."""
    require(actor, Action.FOLLOW_UP)
    kept = that_fit(_everybody(register, today), board, today)
    return tuple(kept.select(pl.col("signatory_id").sort()).to_series().to_list())


def those_asked(register: Register, board: Board, today: date) -> pl.DataFrame:
    """All that fit the filters, for services that have asked for permission: a row a signatory, by name."""
    return that_fit(_everybody(register, today), board, today).sort("name", "signatory_id")


def follow_up_of(register: Register, actor: Actor, signatory_id: str, today: date) -> FollowUp | Rejected:
    """One signatory: who looks after it, what was noted, what it sent in each cycle, who reports for it."""
    require(actor, Action.FOLLOW_UP)
    signatory = reports.reporter(register, signatory_id)
    if signatory is None:
        text = message("There is no signatory “{signatory}”.")
        return Rejected.because("signatory-unknown", text, signatory=signatory_id[:80])
    officer_id, officer = follow_up.officer_of(register, signatory_id)
    return FollowUp(
        signatory=signatory,
        officer_id=officer_id,
        officer=officer,
        contacts=follow_up.contacts(register, signatory_id),
        reminders=follow_up_reminded.sent_reminders(register, signatory_id),
        cycles=follow_up.reports_by_cycle(register, signatory_id, today),
        people=follow_up.people_of(register, signatory_id),
    )


def officers_of(register: Register, actor: Actor) -> dict[str, str]:
    """Who can look after signatories: names by the person's identifier."""
    require(actor, Action.FOLLOW_UP)
    return follow_up.staff(register)


def views_of(register: Register, actor: Actor) -> tuple[SavedView, ...]:
    """The views of the board that the person keeps."""
    require(actor, Action.FOLLOW_UP)
    return saved_views.saved_views(register, actor.person_id, BOARD_PAGE)


def _everybody(register: Register, today: date) -> pl.DataFrame:
    """Everybody who is asked to report in the newest cycle, by the method's own light, with what the desk knows."""
    signatories = roster.signatories(register, today)
    asked = reporting_at(signatories, roster.receipts(register, today), roster.cycles(register), today)
    about = signatories.select(pl.col("id").alias("signatory_id"), "name", "stakeholder_type", "iso3", "itu_region")
    known = asked.join(about, on="signatory_id").join(follow_up.board(register), on="signatory_id", how="left")
    return _with_reminders(known, follow_up_reminded.reminded(register))


def _with_reminders(known: pl.DataFrame, reminded: pl.DataFrame) -> pl.DataFrame:
    """A reminder that went is the last contact, unless one was noted since, or on the same day."""
    noted, went = pl.col("contact_on"), pl.col("reminded_on")
    return known.join(reminded, on="signatory_id", how="left").with_columns(
        pl.max_horizontal(noted, went).alias("contact_on"),
        (went.is_not_null() & (noted.is_null() | (went > noted))).alias("is_reminder"),
    )


def _rows(found: pl.DataFrame, unreached: Collection[str]) -> tuple[BoardRow, ...]:
    ways: Sequence[str] = [way.value for way in Way] if "share" in found.columns else ()
    return tuple(
        BoardRow(
            signatory_id=row["signatory_id"],
            name=row["name"],
            stakeholder_type=row["stakeholder_type"],
            iso3=row["iso3"],
            itu_region=row["itu_region"],
            light=Light(row["light"]),
            due_on=row["due_on"],
            received_on=row["received_on"],
            officer_id=row["officer_id"] or "",
            officer=row["officer"] or "",
            contact_on=row["contact_on"],
            next_step=row["next_step"] or "",
            next_on=row["next_on"],
            narrowing=as_narrowing(row) if ways and row["share"] is not None else None,
            is_unreached=row["signatory_id"] in unreached,
            is_reminder=row["is_reminder"],
            reported_since=row.get("since"),
        )
        for row in found.to_dicts()
    )
