"""A difference step by step, and in words: what each cause did to a rate, in counts and percentage points."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from babel.numbers import format_decimal

from ..domain.changes import Cause, Difference, share_of
from ..domain.rates import RateName
from ..i18n import Text
from . import words

MINUS: Final = "\u2212"


@dataclass(frozen=True, slots=True)
class Between:
    """The two editions: number and date of each, and whether the method's version changed."""

    first: int
    first_on: date
    last: int
    last_on: date
    is_other_method: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One row: where count and share stand after it, and by how much it moved them; both ends move nothing.

    `share` and `moved_share` are exact, None where shares are withheld.
    """

    code: str
    label: str
    why: str
    due: int
    count: int
    share: Fraction | None
    moved_due: int | None = None
    moved_count: int | None = None
    moved_share: Fraction | None = None
    link: str = ""

    @property
    def is_end(self) -> bool:
        """True before the first cause and after the last."""
        return self.moved_count is None

    @property
    def amount(self) -> int:
        """The count at an end, what moved it else."""
        return self.count if self.moved_count is None else self.moved_count

    @property
    def percent(self) -> float:
        """The share at an end, what moved it else, in percent or points; 0 where shares are withheld."""
        return round(float((self.share if self.is_end else self.moved_share) or 0) * 100, 2)


def steps_of(t: Text, found: Difference, between: Between, links: tuple[str, str] = ("", "")) -> list[Step]:
    """Before, the five causes, after."""
    is_shown = not found.is_withheld
    due, count = found.due_before, found.count_before

    def share() -> Fraction | None:
        return share_of(count, due) if is_shown else None

    def end(code: str, number: int, day: date, link: str) -> Step:
        return Step(code, t("Edition {number}", number=number), t.date(day), due, count, share(), link=link)

    steps = [end("before", between.first, between.first_on, links[0])]
    for part in found.parts:
        due, count = due + part.due, count + part.count
        steps.append(
            Step(
                part.cause.value,
                cause_label(t, part.cause),
                cause_words(t, part.cause),
                due,
                count,
                share(),
                part.due,
                part.count,
                part.share if is_shown else None,
            )
        )
    return [*steps, end("after", between.last, between.last_on, links[1])]


def cause_label(t: Text, cause: Cause) -> str:
    """A cause as a label."""
    return {
        Cause.METHOD: t("Method"),
        Cause.ROSTER: t("Roster"),
        Cause.NEW_REPORTS: t("New reports"),
        Cause.REVIEWS: t("Reviews"),
        Cause.AGEING_OUT: t("Ageing out"),
    }[cause]


def cause_words(t: Text, cause: Cause) -> str:
    """What a cause stands for."""
    return {
        Cause.METHOD: t("the rules themselves, applied to the same reports"),
        Cause.ROSTER: t("who joined, became due, left, changed group or was given another due day"),
        Cause.NEW_REPORTS: t("what was newly reported, as submitted"),
        Cause.REVIEWS: t("what reviewers confirmed, lowered or returned"),
        Cause.AGEING_OUT: t("facts that became older than 24 months"),
    }[cause]


def signed(t: Text, count: int) -> str:
    """ "+12", "−3", "0"."""
    sign = "+" if count > 0 else MINUS if count < 0 else ""
    return f"{sign}{t.number(abs(count))}"


def points(t: Text, share: Fraction) -> str:
    """A change of a share in percentage points, to a tenth: "+3.1 points"."""
    rounded = round(float(share) * 100, 1)
    sign = "+" if rounded > 0 else MINUS if rounded < 0 else ""
    amount = format_decimal(abs(rounded), format="#,##0.0", locale=t.language)
    return t("{change} points", change=f"{sign}{amount}")


def told(t: Text, found: Difference, between: Between, rate: RateName) -> str:
    """Two sentences: from where to where, and by what."""
    name = words.rate_label(t, rate)
    before = _of(t, found.count_before, found.due_before, not found.is_withheld)
    after = _of(t, found.count_after, found.due_after, not found.is_withheld)
    first = t(
        "{rate}: {before} in edition {first}, {after} in edition {last}.",
        rate=name,
        before=before,
        first=between.first,
        after=after,
        last=between.last,
    )
    moved = [
        _by(t, part.cause, part.count, part.due, None if found.is_withheld else part.share)
        for part in found.parts
        if part.count or part.due
    ]
    if not moved:
        return f"{first} {t('Nothing moved.')}"
    return t("{first} By cause: {causes}.", first=first, causes="; ".join(moved))


def _of(t: Text, count: int, due: int, has_share: bool) -> str:
    if not has_share:
        return t("{count} of {due}", count=t.number(count), due=t.number(due))
    share = t.percent(float(share_of(count, due)))
    return t("{count} of {due} ({share})", count=t.number(count), due=t.number(due), share=share)


def _by(t: Text, cause: Cause, count: int, due: int, share: Fraction | None) -> str:
    said = t("{cause} {count}", cause=cause_label(t, cause), count=signed(t, count))
    if due:
        said = t("{said} with {due} due", said=said, due=signed(t, due))
    return said if share is None else t("{said} ({points})", said=said, points=points(t, share))
