"""The cut-offs that the rates depend on, and what follows when they are moved (METHOD.md, Age, Rates).

The published rates use one setting, `PUBLISHED`. Every other setting answers "what if", and is no published figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from typing import Final

from .rates import Counts, RateName
from .statuses import AGEING_MONTHS, FRESH_MONTHS, EvidenceLevel, Status

AGES: Final = (FRESH_MONTHS, AGEING_MONTHS, 36)
STATUSES: Final = (Status.UNDER_WAY, Status.IN_PLACE, Status.SUSTAINED)
LEVELS: Final = (EvidenceLevel.PRIMARY_DOCUMENT, EvidenceLevel.OPENED)


@dataclass(frozen=True, slots=True)
class CutOffs:
    """How old facts may be (months), which status a claim or assessment must reach, and which evidence level."""

    age_months: int = AGEING_MONTHS
    status: int = Status.IN_PLACE
    evidence: int = EvidenceLevel.OPENED

    @property
    def is_published(self) -> bool:
        """True for the setting that every published figure uses."""
        return self == PUBLISHED


PUBLISHED: Final = CutOffs()
SETTINGS: Final = tuple(CutOffs(*values) for values in product(AGES, STATUSES, LEVELS))
"""Every setting of the dial: 3 ages × 3 statuses × 2 evidence levels."""


class Conclusion(StrEnum):
    """What the published figures say about a group, put so that it either holds under a setting or does not."""

    MOST = "most"
    """The objectives with the highest share of verified cells are these and no others."""
    ORDER = "order"
    """No two objectives change places: none that is ahead falls behind."""
    QUARTER = "quarter"
    """The objectives verified in fewer than a quarter of those due are these and no others."""
    HALF = "half"
    """The objectives verified in at least half of those due are these and no others."""
    HEADLINE = "headline"
    """The share of signatories in the headline stays on its side of one half."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The counts of one group under one setting.

    `objectives` are cells, by code in the Declaration's order; `bodies` are signatories, counted once, for the
    headline; `parts` are the same by stakeholder type. `due` is the same under every setting.
    """

    cut: CutOffs
    objectives: tuple[tuple[str, Counts], ...]
    bodies: Counts
    parts: tuple[tuple[str, Counts], ...] = ()

    @property
    def with_share(self) -> tuple[tuple[str, Counts], ...]:
        """The objectives whose share is not withheld."""
        return tuple((code, counts) for code, counts in self.objectives if not counts.is_withheld)

    def below(self, numerator: int, denominator: int) -> tuple[str, ...]:
        """The objectives verified in less than that fraction of those due."""
        found = self.with_share
        return tuple(code for code, counts in found if counts.verified * denominator < numerator * counts.due)

    @property
    def most(self) -> tuple[str, ...]:
        """The objectives with the highest verified share, several when they are level; none when nothing is."""
        found = self.with_share
        return tuple(
            code
            for code, counts in found
            if counts.verified and all(not _is_ahead(other, counts) for _, other in found)
        )

    def reversals(self, other: Outcome) -> tuple[tuple[str, str], ...]:
        """Pairs of objectives of which the first is ahead here and behind in the other outcome."""
        there, here = dict(other.objectives), self.with_share
        return tuple(
            (first, second)
            for (first, one), (second, two) in product(here, here)
            if _is_ahead(one, two) and _is_ahead(there[second], there[first])
        )


def _is_ahead(one: Counts, two: Counts) -> bool:
    """Whether the verified share is higher, in whole numbers."""
    return one.verified * two.due > two.verified * one.due


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """One group under every setting, the published one among them."""

    outcomes: tuple[Outcome, ...]

    def outcome(self, cut: CutOffs) -> Outcome:
        """The counts under one of the eighteen settings; raises LookupError for any other."""
        for found in self.outcomes:
            if found.cut == cut:
                return found
        raise LookupError(f"{cut} is no setting of the dial")

    @property
    def published(self) -> Outcome:
        """The counts as published."""
        return self.outcome(PUBLISHED)

    def testable(self) -> tuple[Conclusion, ...]:
        """The conclusions that the published figures allow: none about a share that is withheld."""
        published = self.published
        found = []
        if len(published.with_share) > 1 and published.most:
            found += [Conclusion.MOST, Conclusion.ORDER]
        if published.with_share:
            found += [Conclusion.QUARTER, Conclusion.HALF]
        if not published.bodies.is_withheld:
            found.append(Conclusion.HEADLINE)
        return tuple(found)

    def holds(self, conclusion: Conclusion, cut: CutOffs) -> bool:
        """Whether a conclusion of the published figures holds under a setting."""
        published, moved = self.published, self.outcome(cut)
        match conclusion:
            case Conclusion.MOST:
                return moved.most == published.most
            case Conclusion.ORDER:
                return not published.reversals(moved)
            case Conclusion.QUARTER:
                return moved.below(1, 4) == published.below(1, 4)
            case Conclusion.HALF:
                return moved.below(1, 2) == published.below(1, 2)
            case Conclusion.HEADLINE:
                return _is_below_half(moved.bodies) == _is_below_half(published.bodies)

    def settings_that_hold(self, conclusion: Conclusion) -> int:
        """Under how many of the eighteen settings a conclusion holds; the published one is always among them."""
        return sum(self.holds(conclusion, outcome.cut) for outcome in self.outcomes)

    def unchanged(self, cut: CutOffs) -> tuple[str, ...]:
        """The objectives whose verified count is the same as published."""
        moved = dict(self.outcome(cut).objectives)
        return tuple(code for code, counts in self.published.objectives if moved[code].verified == counts.verified)


def _is_below_half(counts: Counts) -> bool:
    return 2 * counts.count(RateName.VERIFIED) < counts.due
