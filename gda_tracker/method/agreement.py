"""How far two readers agree beyond chance: Cohen's kappa."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """`pairs` answers that two readers read, `agreed` of them alike; `kappa` is None where it has no value."""

    pairs: int
    agreed: int
    kappa: float | None


def agreement(pairs: Iterable[tuple[str, str]]) -> Agreement:
    """Cohen's kappa of two readers over the categories that they used.

    kappa = (p_o − p_e) ÷ (1 − p_e), with p_o the part on which both agree, and p_e the sum over the categories k of
    (n_1k ÷ n) × (n_2k ÷ n), where n_ik is how often reader i used k (J. Cohen, “A coefficient of agreement for nominal
    scales”, 1960). 1 is full agreement, 0 what chance alone would give. Where both used one same category throughout,
    p_e is 1 and full agreement is what was seen, so it is 1. Without pairs there is none.
    """
    seen = list(pairs)
    number = len(seen)
    if not number:
        return Agreement(0, 0, None)
    agreed = sum(first == second for first, second in seen)
    firsts, seconds = Counter(first for first, _ in seen), Counter(second for _, second in seen)
    by_chance = sum(firsts[one] * seconds[one] for one in firsts)
    rest = number * number - by_chance
    return Agreement(number, agreed, 1.0 if rest == 0 else (agreed * number - by_chance) / rest)
