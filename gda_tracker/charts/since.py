"""What moved since the last COP, in plain sentences; each count leads to where it is taken apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ..domain.since import Cop, Moves
from ..i18n import Text
from .chart import Context
from .templating import render


@dataclass(frozen=True, slots=True)
class Baseline:
    """The earlier edition that stands for the last COP."""

    cop: Cop
    edition: int
    snapshot_on: date


@dataclass(frozen=True, slots=True)
class SinceGroup:
    """One stakeholder type's counts."""

    label: str
    moves: Moves


@dataclass(frozen=True, slots=True)
class Line:
    """One count, what it counts, and where it is taken apart."""

    count: str
    label: str
    aside: str
    link: str


def since_section(
    context: Context, baseline: Baseline, moves: Moves, *, group: str, link: str, parts: Sequence[SinceGroup] = ()
) -> str:
    """HTML of the section. Counts pooled over types come with `parts`, the same counts by type."""
    t = context.text
    rows = [(part.label, since_counts(t, part.moves)) for part in parts]
    return render(
        "since.html.j2",
        t,
        title=t("Since {cop}, {place}", cop=baseline.cop.code, place=baseline.cop.place),
        sentence=_sentence(t, moves, group),
        lines=_lines(t, moves, link),
        headers=since_labels(t),
        parts=rows,
        how=since_how(t, baseline),
        source=context.source,
    )


def since_nothing(context: Context, cop: Cop | None) -> str:
    """The section where nothing can be set beside this edition."""
    return render("since_nothing.html.j2", context.text, sentence=nothing_since(context.text, cop))


def nothing_since(t: Text, cop: Cop | None) -> str:
    """What is missing to look back to a COP, and why."""
    if cop is None:
        return t("No reporting cycle had closed before this edition's date, so there is no COP to look back to yet.")
    return t(
        "No earlier edition is dated on or after {day}, the closing day of the reporting cycle of {cop}, so "
        "nothing can be set beside this one.",
        day=t.date(cop.closes_on),
        cop=cop.code,
    )


def _lines(t: Text, moves: Moves, link: str) -> list[Line]:
    verified = t.n("of one signatory", "of {n} signatories", moves.verified_bodies)
    expired = t.n("of one signatory", "of {n} signatories", moves.expired_bodies)
    rows = zip(since_labels(t), since_counts(t, moves), ("", "", verified, expired), strict=True)
    return [Line(count, label, aside, link) for label, count, aside in rows]


def since_labels(t: Text) -> tuple[str, str, str, str]:
    """What is counted, in order."""
    return (
        t("New endorsers"),
        t("Reported for the first time"),
        t("Items newly verified"),
        t("Items fallen out of date"),
    )


def _sentence(t: Text, moves: Moves, group: str) -> str:
    endorsed, reported, verified, expired = since_counts(t, moves)
    return t(
        "{group}: {endorsed} endorsed, {reported} reported for the first time, {verified} items were newly verified "
        "and {expired} fell out of date.",
        group=group,
        endorsed=endorsed,
        reported=reported,
        verified=verified,
        expired=expired,
    )


def since_counts(t: Text, moves: Moves) -> list[str]:
    """The counts under these labels."""
    return [t.number(n) for n in (moves.endorsed, moves.reported, moves.verified_items, moves.expired_items)]


def since_how(t: Text, baseline: Baseline) -> str:
    """Which edition stands for the COP, and why."""
    return t(
        "Beside this edition stands edition {number} of {day}, the first dated on or after {closing}, when the "
        "reporting cycle of {cop} closed; the days of the COP itself are not in the data. Facts that are more than "
        "24 months old are out of date and leave every current rate.",
        number=baseline.edition,
        day=t.date(baseline.snapshot_on),
        closing=t.date(baseline.cop.closes_on),
        cop=baseline.cop.code,
    )
