"""What stands where in a group, by item, and what to ask of whom: rules over its counts, each naming the items."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from ..domain.rates import Counts, Funnel
from ..editions import ItemLabel
from ..editions.history import cycle_reporting
from ..i18n import Text
from .asked import Asked
from .brief_paper import Point
from .brief_whom import Group
from .brief_words import cycle_name, item_name, listed

MOST_NAMED: Final = 24


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of the type that is shown: its counts, and of those not reported how many hold old facts."""

    label: ItemLabel
    counts: Counts
    out_of_date: int

    @property
    def unreported(self) -> int:
        """Due cells on which nothing was said; with the old ones they are those without a current report."""
        return self.counts.silent - self.out_of_date


def item_lists(t: Text, lines: Sequence[ItemLine]) -> tuple[Point, ...]:
    """Every item in exactly one list: verified for somebody, else claimed by somebody, else neither."""
    heads: tuple[tuple[str, Callable[[ItemLine], bool]], ...] = (
        (t("Verified for at least one"), lambda line: line.counts.verified > 0),
        (t("Claimed by some, verified for nobody"), lambda line: not line.counts.verified and line.counts.claimed > 0),
        (t("Claimed by nobody"), lambda line: not line.counts.verified and not line.counts.claimed),
    )
    return tuple(Point(head, _which(t, [one for one in lines if test(one)], len(lines))) for head, test in heads)


def _which(t: Text, found: Sequence[ItemLine], of: int) -> str:
    """Items by name; of all of them, that it is each of so many."""
    if not found:
        return t("None.")
    if len(found) == of > 1:
        return t("Each of the {n} items.", n=t.number(of))
    return f"{listed([_name(t, one) for one in found])}."


def group_asks(t: Text, lines: Sequence[ItemLine], silent: Sequence[str], funnel: Funnel) -> tuple[Point, ...]:
    """In this order: reports, documents, newer facts; then what waits for the secretariat. Numbers are signatories."""
    asks: tuple[tuple[str, str, Callable[[ItemLine], int]], ...] = (
        (
            t("Invite to report"),
            t("“Not started” is an answer too."),
            lambda line: line.unreported,
        ),
        (
            t("Ask for a primary document behind what is claimed as in place"),
            t("With its page or article, so that a reviewer can open it."),
            lambda line: line.counts.claimed - line.counts.evidence_backed,
        ),
        (
            t("Ask how it stands today"),
            t("The facts are over 24 months old."),
            lambda line: line.out_of_date,
        ),
        (
            t("Our own turn"),
            t("Backed with evidence, and waiting for a reviewer of the secretariat."),
            lambda line: line.counts.evidence_backed - line.counts.verified,
        ),
    )
    points = [
        _asked(t, head, said, [(line, count(line)) for line in lines if count(line)]) for head, said, count in asks
    ]
    if missing := funnel.due - funnel.reported:
        points.insert(0, Point(t("No current report on any item"), _silent(t, silent, missing)))
    return tuple(point for point in points if point.about)


def report_ask(asked: Asked, group: Group) -> tuple[Point, ...]:
    """How many of those asked have sent no report in the edition's newest cycle, and its day; nothing once all have."""
    t = asked.text
    found = cycle_reporting(asked.edition, dimension=group.dimension, member=group.member, stakeholder_type=group.kind)
    if found is None or found.received == found.asked:
        return ()
    name = cycle_name(t, asked.analysis.cops(), found.cycle)
    missing = t.n(
        "{n} of {asked} has not sent one.",
        "{n} of {asked} have not sent one.",
        found.asked - found.received,
        asked=t.number(found.asked),
    )
    day = t.date(found.due_on)
    due = (
        t("It was due by {day}.", day=day)
        if found.due_on < asked.info.snapshot_on
        else t("It is due by {day}.", day=day)
    )
    return (Point(t("Report for {cop}", cop=name), f"{missing} {due}"),)


def _asked(t: Text, head: str, said: str, counted: Sequence[tuple[ItemLine, int]]) -> Point:
    names = listed([t("{name}: {what}", name=_name(t, line), what=t.number(count)) for line, count in counted])
    return Point(head, f"{names}. {said}" if names else "")


def _silent(t: Text, names: Sequence[str], missing: int) -> str:
    """Names by the alphabet as far as they fit, and how many more there are."""
    shown = list(names[:MOST_NAMED])
    if missing <= len(shown):
        return f"{listed(shown)}."
    more = t.n("and one more", "and {n} more", missing - len(shown))
    return f"{listed([*shown, more])}."


def _name(t: Text, line: ItemLine) -> str:
    return item_name(t, line.label.code, line.label.short)
