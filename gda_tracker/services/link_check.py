"""Opening the links of evidence, where an administrator has switched it on, and what was found."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Final

from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..evidence.fetching import Fetch, LinkFound, open_link
from ..register import Register, link_checks
from ..register.database import utc_now
from ..register.link_checks import LinkCheck

__all__ = ["LinkCheck", "check_links", "check_waiting", "waiting_links"]

MOST_AT_ONCE: Final = 200
_AGAIN_AFTER: Final = timedelta(days=30)
_SAVED_WITHIN: Final = timedelta(days=400)
"""Links of this cycle and the last."""
_OFF: Final = message("Links are not opened here: an administrator switches it on with GDA_CHECK_LINKS.")


def check_links(
    register: Register, actor: Actor, urls: Collection[str], *, is_on: bool, fetch: Fetch = open_link
) -> tuple[LinkCheck, ...] | Rejected:
    """Open these links now, 200 at most, and record what was found; each takes ten seconds at most."""
    require(actor, Action.EDIT_REGISTER)
    if not is_on:
        return Rejected.because("link-check-off", _OFF)
    return tuple(_checked(register, actor, url, fetch(url)) for url in list(dict.fromkeys(urls))[:MOST_AT_ONCE])


def check_waiting(
    register: Register, actor: Actor, *, is_on: bool, fetch: Fetch = open_link, most: int = MOST_AT_ONCE
) -> tuple[LinkCheck, ...] | Rejected:
    """Open the links that nobody has opened for thirty days, those of the newest answers first."""
    require(actor, Action.EDIT_REGISTER)
    if not is_on:
        return Rejected.because("link-check-off", _OFF)
    waiting = waiting_links(register, actor, min(most, MOST_AT_ONCE))
    return check_links(register, actor, waiting, is_on=is_on, fetch=fetch)


def waiting_links(register: Register, actor: Actor, most: int = MOST_AT_ONCE) -> tuple[str, ...]:
    """The links of standing answers that nobody has opened for thirty days, those of the newest answers first."""
    require(actor, Action.READ_REGISTER)
    now = utc_now()
    return link_checks.waiting_links(register, now - _SAVED_WITHIN, now - _AGAIN_AFTER, most)


def _checked(register: Register, actor: Actor, url: str, found: LinkFound) -> LinkCheck:
    with register.change(actor) as change:
        told: dict[str, object] = {**asdict(found), "outcome": found.outcome.value}
        day: date | None = found.dated_on
        change.trail("link.check", url, after={**told, "dated_on": day.isoformat() if day else None})
        when: datetime = change.now
        link_checks.add_check(change, url, told, when)
    return LinkCheck(url, found.outcome.value, found.status, found.title, day, found.note, when)
