"""The sample audit: how many unverified claims do not hold, from a seeded random sample of them.

Pure: names in, numbers out. The population is every claim (C ≥ 3) of a cycle that nobody verified (E < 3); the sample
is drawn without replacement, each claim as likely as any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt
from typing import Final

from ..domain.statuses import Status

Z_95: Final = 1.959963984540054
"""The 97.5th percentile of the normal distribution: 95 % intervals."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A share with its bounds, each from 0 to 1."""

    share: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Finding:
    """What an audit found: of `read` claims that could be decided, `over_claimed` did not hold; None before any was.

    `below` of these showed less than “In place”: they alone would not count as claimed (METHOD.md, Rates: C ≥ 3).
    """

    read: int
    over_claimed: int
    undecidable: int
    over_claim: Interval | None
    below: int
    below_in_place: Interval | None


@dataclass(frozen=True, slots=True)
class Corrected:
    """A claimed rate and what the audit leaves of it: of `due` cells `claimed`, `verified` and `unverified` ones.

    Claims that were lowered after somebody opened the evidence are neither of the two.
    """

    due: int
    claimed: int
    verified: int
    unverified: int
    share: Interval | None


def drawn(population: Iterable[str], size: int, seed: int) -> tuple[str, ...]:
    """The sample in the order of drawing, the same for the same population and seed on any machine.

    Each name is ranked by the SHA-256 of `seed/name`; the first `size` are the sample, so a larger one holds a smaller.
    """
    return tuple(sorted(set(population), key=lambda name: sha256(f"{seed}/{name}".encode()).digest())[: max(size, 0)])


def wilson(hits: int, number: int) -> Interval:
    """The share with its 95 % score interval (E. B. Wilson, 1927); `number` is above 0.

    centre = (p + z²/2n) ÷ (1 + z²/n), half width = z ÷ (1 + z²/n) × √(p(1 − p)/n + z²/4n²).
    """
    share, squared = hits / number, Z_95 * Z_95
    below = 1 + squared / number
    centre = (share + squared / (2 * number)) / below
    half = Z_95 / below * sqrt(share * (1 - share) / number + squared / (4 * number * number))
    # At the ends the interval closes exactly; rounding would leave 1e-17.
    return Interval(share, 0.0 if hits == 0 else centre - half, 1.0 if hits == number else centre + half)


def finding(outcomes: Iterable[tuple[str, int | None]]) -> Finding:
    """What the outcomes come to: `holds`, `over_claimed` with the status that it shows, `not_decidable`.

    Claims that were only drawn are left out. An over-claim without its status counts as one below “In place”.
    """
    found = list(outcomes)
    said = [outcome for outcome, _ in found]
    held, over, open_ = (said.count(one) for one in ("holds", "over_claimed", "not_decidable"))
    below = sum(said == "over_claimed" and (shows is None or shows < Status.IN_PLACE) for said, shows in found)
    if not held + over:
        return Finding(0, 0, open_, None, 0, None)
    return Finding(held + over, over, open_, wilson(over, held + over), below, wilson(below, held + over))


def corrected(due: int, claimed: int, verified: int, unverified: int, found: Finding) -> Corrected:
    """(verified + unverified × (1 − share found below “In place”)) ÷ due, with the bounds of that share turned over.

    An over-claim that is found “In place” still counts as claimed, so it stays. The sample is of unverified claims, so
    the share says nothing of the others: what was verified stands.
    """
    below = found.below_in_place
    if below is None or due <= 0:
        return Corrected(due, claimed, verified, unverified, None)
    left, least, most = ((verified + unverified * (1 - rate)) / due for rate in (below.share, below.high, below.low))
    return Corrected(due, claimed, verified, unverified, Interval(left, least, most))
