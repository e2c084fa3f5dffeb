"""The rows of an applied list that wrote nothing, by number: kept in the trail as runs, `2-14 17`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from .importing import Outcome
from .settling import Choice, Prepared, Standing


@dataclass(frozen=True, slots=True)
class LeftRows:
    """Row numbers as Excel counts, in order: skipped by decision, kept as it is on record, left out as faulty."""

    skipped: tuple[int, ...] = ()
    kept: tuple[int, ...] = ()
    faulty: tuple[int, ...] = ()

    @classmethod
    def of(cls, prepared: Prepared, standing: Standing, made: Collection[int]) -> LeftRows:
        """What a settled list leaves when the rows of `made` add or change somebody."""
        faulty = {row.row for row in prepared.plan.of(Outcome.REFUSED)}
        skipped = {row for row, one in standing.holding.items() if one.decision.choice is Choice.SKIP}
        kept = set(prepared.rows) - faulty - skipped - set(made)
        return cls(tuple(sorted(skipped)), tuple(sorted(kept)), tuple(sorted(faulty)))

    @classmethod
    def read(cls, kept: Mapping[str, str]) -> LeftRows:
        """Out of what the trail holds."""
        return cls(*(_numbers(kept.get(name, "")) for name in ("skipped", "kept", "faulty")))

    def written(self) -> dict[str, str]:
        """For the trail."""
        told = {"skipped": self.skipped, "kept": self.kept, "faulty": self.faulty}
        return {name: " ".join(runs(rows, "-")) for name, rows in told.items()}


def runs(numbers: Iterable[int], dash: str) -> list[str]:
    """Numbers in ascending order with neighbours joined: 2, 3, 4, 7 → `2-4`, `7`."""
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return [str(first) if first == last else f"{first}{dash}{last}" for first, last in found]


def _numbers(text: str) -> tuple[int, ...]:
    ends = (run.partition("-") for run in text.split())
    return tuple(number for first, _, last in ends for number in range(int(first), int(last or first) + 1))
