"""Days as an iCalendar file (RFC 5545): whole days, so without a time zone that could move them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from icalendar import Calendar, Event

from ..domain.calendars import SUMMARIES, Day
from ..domain.mail import DEMO, DEMONSTRATION, one_line
from ..i18n import Text

MEDIA_TYPE: Final = "text/calendar; charset=utf-8"
HOURS_BETWEEN: Final = 6
"""How often a calendar program is asked to look."""


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
        summary = t(SUMMARIES[day.kind], **day.words)
        event.add("uid", f"{hashlib.sha256(day.key.encode()).hexdigest()[:32]}@{host}")
        event.add("dtstamp", made_at.replace(tzinfo=UTC, microsecond=0))
        event.add("dtstart", day.on)
        event.add("dtend", day.on + timedelta(days=1))
        event.add("summary", mark + one_line(summary))
        if is_demonstration:
            event.add("description", t(DEMONSTRATION))
        event.add("url", home.rstrip("/") + day.path)
        event.add("transp", "TRANSPARENT")
        found.add_component(event)
    return bytes(found.to_ical())
