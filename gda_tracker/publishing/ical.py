"""Days as an iCalendar file (RFC 5545): whole days, so without a time zone that could move them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from ..domain.calendars import OF_MANY, SUMMARIES, Day, DayKind
from ..domain.mail import DEMO, DEMONSTRATION, one_line
from ..i18n import Text, alphabetical, plural

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
HOURS_BETWEEN: Final = 6
"""How often a calendar program is asked to look."""
MOST_NAMED: Final = 3
"""So many signatories stand in the summary of a day of many,"""
MOST_TOLD: Final = 12
"""and so many in its description, each with what it is about; the page that the event leads to has all."""
_MOST_CHARS: Final = 160
_COUNTED: Final[Mapping[DayKind, tuple[str, str]]] = {
    DayKind.DUE_OF_MANY: plural(
        "One report for {cop} is due on a later day: {names}", "{n} reports for {cop} are due on a later day: {names}"
    ),
    DayKind.REPLY_OF_MANY: plural(
        "Last day on which one signatory may reply to decisions: {names}",
        "Last day on which {n} signatories may reply to decisions: {names}",
    ),
    DayKind.STEP_OF_MANY: plural("One next step: {names}", "{n} next steps: {names}"),
}


def ical(t: Text, name: str, days: Sequence[Day], home: str, made_at: datetime, *, is_demonstration: bool) -> bytes:
    """The file. `made_at` is UTC; `home` is the public address. A demonstration says so in each event, twice."""
    mark = f"[{t(DEMO)}] " if is_demonstration else ""
    found = Calendar()
    found.add("prodid", "-//ITU//Green Digital Action Tracker//EN")
    found.add("version", "2.0")
    found.add("method", "PUBLISH")
    found.add("x-wr-calname", mark + name)
    found.add("refresh-interval", timedelta(hours=HOURS_BETWEEN), parameters={"VALUE": "DURATION"})
    host = urlsplit(home).hostname or "localhost"
    for day in days:
        event = Event()
        event.add("uid", f"{hashlib.sha256(day.key.encode()).hexdigest()[:32]}@{host}")
        event.add("dtstamp", made_at.replace(tzinfo=UTC, microsecond=0))
        event.add("dtstart", day.on)
        event.add("dtend", day.on + timedelta(days=1))
        event.add("summary", mark + one_line(_summary(t, day)))
        told = [*([t(DEMONSTRATION)] if is_demonstration else []), *_lines(t, day)]
        if told:
            event.add("description", "\n".join(told))
        event.add("url", home.rstrip("/") + day.path)
        event.add("transp", "TRANSPARENT")
        found.add_component(event)
    return bytes(found.to_ical())


def _summary(t: Text, day: Day) -> str:
    if day.kind not in OF_MANY:
        return t(SUMMARIES[day.kind], **day.words)
    names = [name for name, _ in _in_order(day)]
    first = ", ".join([*names[:MOST_NAMED], *(["…"] if len(names) > MOST_NAMED else [])])
    return t.n(*_COUNTED[day.kind], len(names), names=first, **day.words)


def _lines(t: Text, day: Day) -> list[str]:
    """A line for each of the first signatories of a day of many, and how many more there are."""
    lines = [_cut(one_line(f"{name}: {said}" if said else name)) for name, said in _in_order(day)[:MOST_TOLD]]
    if more := len(day.of) - len(lines):
        lines.append(t.n("and one more", "and {n} more", more))
    return lines


def _in_order(day: Day) -> list[tuple[str, str]]:
    return sorted(day.of, key=lambda one: (alphabetical(one[0]), one[1]))


def _cut(line: str) -> str:
    return line if len(line) <= _MOST_CHARS else f"{line[: _MOST_CHARS - 1]}…"
