"""The board in words: lights, and what a report or a review would do for an interval."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..charts import words
from ..domain.declaration import StakeholderType
from ..domain.following import PASSED
from ..domain.narrowing import Narrowing, Way
from ..domain.statuses import Light
from ..i18n import Text
from ..services.follow_up_export import Words
from ..services.following_up import BoardRow


def states(t: Text, lights: Iterable[Light]) -> dict[str, str]:
    """What a board can be narrowed down to by the state of a report: each light, and the due day alone."""
    return {**{one.value: words.light_label(t, one.value) for one in lights}, PASSED: t("Due day passed")}


def points(t: Text, share: float) -> str:
    """A sum of shares as percentage points."""
    return t.number(round(100 * share, 1 if share < 1 else 0))


def ways(t: Text, found: Narrowing) -> str:
    """What the signatory can do, way by way."""
    told = {
        Way.SILENT: lambda n: t.n("no report on one item", "no report on {n} items", n),
        Way.OUT_OF_DATE: lambda n: t.n("one answer out of date", "{n} answers out of date", n),
        Way.UNVERIFIED: lambda n: t.n("one claim nobody verified", "{n} claims nobody verified", n),
        Way.RUNNING_OUT: lambda n: t.n("one answer runs out soon", "{n} answers run out soon", n),
    }
    return ", ".join(told[way](number) for way, number in found.cells.items())


def narrowing_words(t: Text, row: BoardRow) -> str:
    """By how much, and why, in one line; empty where the signatory moves no bound."""
    found = row.narrowing
    if found is None:
        return ""
    told = t("{points} points: {ways}.", points=points(t, found.share), ways=ways(t, found))
    return " ".join(filter(None, (told, since_words(t, row))))


def since_words(t: Text, row: BoardRow) -> str:
    """That the edition which counts it does not know its report yet."""
    if row.reported_since is None:
        return ""
    return t("Reported since edition {number}.", number=t.number(row.reported_since))


def report_words(t: Text, row: BoardRow, today: date) -> str:
    """The day that matters for the light: when it came, or when it is due."""
    if row.received_on is not None:
        return t("received {day}", day=t.date(row.received_on))
    late = (today - row.due_on).days
    if late > 0:
        return t.n("due {day}, one day ago", "due {day}, {n} days ago", late, day=t.date(row.due_on))
    return t("due {day}", day=t.date(row.due_on))


def export_words(t: Text) -> Words:
    """The language of an export."""
    return Words(
        t,
        {light.value: words.light_label(t, light.value) for light in Light},
        {kind.value: words.one_of_type(t, kind.value) for kind in StakeholderType},
        lambda row: narrowing_words(t, row),
    )
