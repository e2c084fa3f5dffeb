"""Single cells of a list, read strictly: a value, nothing, or the problem that says why not."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from urllib.parse import urlsplit

from .list_columns import Field
from .list_dates import Ambiguous, DayOrder, date_of
from .problems import Problem, message

DECLARATION_OPENED_ON: Final = date(2024, 11, 1)
NOTHING: Final = frozenset(
    {"", "-", "–", "—", "n/a", "n.a.", "none", "null", "?", "tbd", "tbc", "nd", "n.d.", "s.o.", "unknown"}
)
LONGEST: Final = {
    Field.NAME: 300,
    Field.ACRONYM: 60,
    Field.STATEMENT: 20_000,
    Field.NOTE: 5_000,
    Field.SOURCE_URL: 2_000,
}
_USUAL_LONGEST: Final = 500
# Characters that nobody sees: byte order marks, soft hyphens and zero-width spaces that come with copied text.
_INVISIBLE: Final = str.maketrans(dict.fromkeys("\ufeff\u00ad\u200b\u2060"))
# Control characters, and those that turn the direction of text so that it reads as something else.
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udfff]"
)
_FORMULA: Final = re.compile(r"[=+@]|-\S*\(|-[A-Za-z]+\d|\t|\r")


@dataclass(frozen=True, slots=True)
class Window:
    """How dates of one list are to be understood."""

    today: date
    order: DayOrder = DayOrder.UNKNOWN
    counts_from_1904: bool = False


def text_of(cell: object) -> str:
    """The cell as text, whole numbers without decimals, composed characters, single spaces around nothing."""
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, (date, time, timedelta, int, float)):
        return str(cell)
    return unicodedata.normalize("NFC", str(cell).translate(_INVISIBLE).replace("\xa0", " ")).strip()


def is_nothing(text: str) -> bool:
    """True for an empty cell and for what people write to say that there is nothing."""
    return text.casefold() in NOTHING


def checked_text(cell: object, field: Field) -> str | Problem | None:
    """The text, None for nothing, or why it cannot be kept: control characters, a formula, too long."""
    text = text_of(cell)
    if is_nothing(text):
        return None
    if _CONTROL.search(text):
        return Problem("control-characters", message("The cell holds control characters. Type the text again."))
    if _FORMULA.match(text):
        return Problem(
            "formula-text",
            message("The text looks like a formula. Remove the sign that it begins with."),
        )
    longest = LONGEST.get(field, _USUAL_LONGEST)
    if len(text) > longest:
        return Problem(
            "too-long",
            message("The text has {length} characters; {longest} are allowed here."),
            values={"length": len(text), "longest": longest},
        )
    return text if field is Field.STATEMENT or field is Field.NOTE else " ".join(text.split())


def checked_url(cell: object, field: Field) -> str | Problem | None:
    """A web address, with https:// put before one that lacks it; or why it is none."""
    text = checked_text(cell, field)
    if text is None or isinstance(text, Problem):
        return text
    address = text if "://" in text else f"https://{text}"
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        host, parts = "", urlsplit("")
    if parts.scheme not in ("http", "https") or "." not in host or " " in text or parts.username is not None:
        return Problem("not-a-link", message("This is not a web address that begins with http:// or https://."))
    return address


def checked_date(cell: object, field: Field, window: Window) -> date | Problem | None:
    """A date that can be true of an endorsement, None for nothing, or why not."""
    if is_nothing(text_of(cell)):
        return None
    found = date_of(cell, window.order, counts_from_1904=window.counts_from_1904)
    earliest = None if field is Field.SOURCE_DATED_ON else DECLARATION_OPENED_ON
    if isinstance(found, Ambiguous):
        likely = {
            day for day in (found.day_first, found.month_first) if day <= window.today and day >= (earliest or day)
        }
        if len(likely) != 1:
            return Problem(
                "ambiguous-date",
                message(
                    "This can be {day_first} or {month_first}. Write it as year-month-day, for example 2024-11-16."
                ),
                values={"day_first": found.day_first.isoformat(), "month_first": found.month_first.isoformat()},
            )
        found = likely.pop()
    if found is None:
        return Problem(
            "not-a-date",
            message("This is not a full date. Write it as year-month-day, for example 2024-11-16."),
        )
    if found > window.today:
        return Problem("date-in-future", message("{day} lies in the future."), values={"day": found.isoformat()})
    if earliest is not None and found < earliest:
        return Problem(
            "date-too-early",
            message("{day} is before November 2024, when the Declaration was opened for endorsement."),
            values={"day": found.isoformat()},
        )
    return found
