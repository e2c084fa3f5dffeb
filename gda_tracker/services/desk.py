"""The first page of the desk: what waits, where the cycle stands, what changed yesterday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

import polars as pl

from ..domain.course import Course, course, same_day
from ..domain.following import PASSED, Board
from ..domain.permissions import Action, Actor, require
from ..domain.statuses import Light
from ..register import Register, assigned, cycles, desk, mail, nominations, review_queue
from ..register.desk import Some
from ..register.review_queue import Ages, Wanted
from .board_filters import that_fit
from .following_up import those_asked

__all__ = ["Ages", "DeskView", "Some", "Standing", "desk_of"]
OLD_DAYS: Final = 30
MOST_NAMED: Final = 5
"""So many of what waits are named one by one."""
OVERDUE: Final = Board(light=PASSED, kind="national_government")
"""Which part of the board are the countries that are overdue."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the newest cycle stands: of those asked, how many have reported, beside the last at the same day.

    `at_same_day` counts the reports of the last cycle that had come as many days before or after its due day.
    """

    asked: int
    received: int
    lights: dict[Light, int]
    this: Course
    last: Course | None
    at_same_day: int


@dataclass(frozen=True, slots=True)
class DeskView:
    """All of it; `yesterday` are the kinds of acts of the day before with how many, the most first.

    `dead` is None where no link was ever opened.
    `taken` are the answers in the queue that the reader took or was handed, `steps` the signatories whose officer it is
    and whose next step was planned for today or before.
    `overdue` are the countries without a report whose own due day has passed. The light of one that was silent for
    over 24 months stays `silent` while it has a later due day (METHOD.md), but it is overdue only after that day.
    `terms_over` are focal points whose term is over: no day closes an account, somebody ends the term or renews it.
    """

    reviews: Ages
    taken: Some
    replies: Some
    imports: Some
    dead: Some | None
    overdue: Some
    steps: Some
    terms_over: Some
    mails_failed: int
    standing: Standing | None
    yesterday: tuple[tuple[str, int], ...]


def desk_of(register: Register, actor: Actor, today: date) -> DeskView:
    """What matters this morning."""
    require(actor, Action.READ_REGISTER)
    asked = those_asked(register, Board(), today)
    midnight = datetime.combine(today, time.min)
    return DeskView(
        reviews=review_queue.ages(
            register, actor.person_id, actor.signatories, datetime.combine(today - timedelta(days=OLD_DAYS), time.min)
        ),
        taken=_taken(register, actor),
        replies=desk.replies_unread(register),
        imports=desk.imports_open(register),
        dead=desk.dead_links(register) if desk.is_any_link_opened(register) else None,
        overdue=_some(that_fit(asked, OVERDUE, today)),
        steps=_some(_steps_due(asked, actor, today)),
        terms_over=_terms_over(register, today),
        mails_failed=len(mail.given_up(register)),
        standing=_standing(register, asked, today),
        yesterday=tuple(desk.acts_between(register, midnight - timedelta(days=1), midnight)),
    )


def _terms_over(register: Register, today: date) -> Some:
    points, total = nominations.whose_term_is_over(register, today, most=5)
    return Some(total, tuple((one.signatory_id, f"{one.name} · {one.signatory}") for one in points))


def _taken(register: Register, actor: Actor) -> Some:
    """What the queue shows as one's own; most have nothing in hand, and then the queue is not asked."""
    if not assigned.has_any(register, actor.person_id):
        return Some(0, ())
    mine = Wanted(whose="mine")
    rows = review_queue.waiting(register, MOST_NAMED, actor.person_id, actor.signatories, mine)
    shown = tuple((str(row["entry_id"]), f"{row['name']} · {row['item']}") for row in rows)
    return Some(int(rows[0]["waiting"]) if rows else 0, shown)


def _steps_due(asked: pl.DataFrame, actor: Actor, today: date) -> pl.DataFrame:
    """Whose next step is due, of those whom the reader looks after, the longest due first."""
    is_due = (pl.col("officer_id") == actor.person_id) & (pl.col("next_on") <= today)
    return asked.filter(is_due).sort("next_on", "name", "signatory_id")


def _some(found: pl.DataFrame) -> Some:
    shown = found.head(MOST_NAMED).select("signatory_id", "name").iter_rows()
    return Some(found.height, tuple((str(one), str(name)) for one, name in shown))


def _standing(register: Register, asked: pl.DataFrame, today: date) -> Standing | None:
    if asked.is_empty():
        return None
    known = sorted(cycles.cycles(register), key=lambda one: one.opens_on)
    code = str(asked["cycle"][0])
    place = next((number for number, one in enumerate(known) if one.code == code), None)
    if place is None:
        return None
    this = course(known[place], desk.received_by_day(register, code))
    last = course(known[place - 1], desk.received_by_day(register, known[place - 1].code)) if place else None
    counted = dict(asked.group_by("light").len().iter_rows())
    return Standing(
        asked=asked.height,
        received=asked["received_on"].count(),
        lights={light: int(counted.get(light.value, 0)) for light in Light},
        this=this,
        last=last,
        at_same_day=last.by(same_day(today, this.cycle, last.cycle)) if last else 0,
    )
