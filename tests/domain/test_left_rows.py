"""Rows of a list that wrote nothing are kept as runs of numbers, and read again as they were."""

from __future__ import annotations

import pytest

from gda_tracker.domain.left_rows import LeftRows, runs


@pytest.mark.parametrize(
    ("numbers", "told"),
    [((), []), ((2,), ["2"]), ((2, 3), ["2-3"]), ((2, 3, 4, 7, 9, 10), ["2-4", "7", "9-10"])],
)
def test_neighbours_are_joined(numbers: tuple[int, ...], told: list[str]) -> None:
    assert runs(numbers, "-") == told


def test_what_is_written_is_read_again() -> None:
    left = LeftRows(skipped=(5,), kept=tuple(range(7, 20_000)), faulty=(2, 4))
    assert left.written() == {"skipped": "5", "kept": "7-19999", "faulty": "2 4"}
    assert LeftRows.read(left.written()) == left
    assert LeftRows.read({}) == LeftRows()
