"""Which names in a list look like one another: bulk comparison within type, country and the numbers in a name.

Names are compared as `name_key` leaves them. 20,000 names of one country and type take seconds, since only names of
similar length are compared and each keeps but its three nearest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from rapidfuzz.process import cdist

from .naming import digits

ALIKE: Final = 88  # of 100, as rapidfuzz.fuzz.ratio counts
NEAREST: Final = 3
_CHUNK: Final = 256
_COMPARED: Final = 64  # characters that one machine word compares; longer names are checked whole afterwards
# Two names with 88 of 100 in common cannot differ more than this in length.
_LENGTH_RATIO: Final = ALIKE / (200 - ALIKE)


@dataclass(frozen=True, slots=True)
class Comparable:
    """A name to compare: its key, and the type and country within which it is compared."""

    key: str
    stakeholder_type: str
    iso3: str | None


def alike(items: Sequence[Comparable], first_asked: int) -> dict[int, tuple[int, ...]]:
    """For each item from `first_asked` on, the earlier items that look like it, nearest first.

    A body without a country is compared with those of every country.
    """
    blocks: dict[tuple[str, tuple[str, ...]], dict[str | None, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, item in enumerate(items):
        blocks[item.stakeholder_type, digits(item.key)][item.iso3].append(index)
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for by_country in blocks.values():
        nowhere = by_country.pop(None, [])
        for placed in by_country.values():
            _compare(items, placed, placed, first_asked, found)
            _compare(items, placed, nowhere, first_asked, found)
        everywhere = [index for placed in by_country.values() for index in placed]
        _compare(items, nowhere, nowhere, first_asked, found)
        _compare(items, nowhere, everywhere, first_asked, found)
    nearest = {asked: sorted(near, key=lambda other: (-near[other], other))[:NEAREST] for asked, near in found.items()}
    sure = {asked: tuple(o for o in near if _is_alike(items[asked], items[o])) for asked, near in nearest.items()}
    return {asked: near for asked, near in sure.items() if near}


def _is_alike(one: Comparable, other: Comparable) -> bool:
    """Whether the whole names are alike, where only their beginnings were compared."""
    longest = max(len(one.key), len(other.key))
    return longest <= _COMPARED or fuzz.ratio(one.key, other.key) >= ALIKE


def _compare(
    items: Sequence[Comparable],
    asked: Sequence[int],
    others: Sequence[int],
    first_asked: int,
    found: dict[int, dict[int, int]],
) -> None:
    asked = sorted(
        (index for index in asked if index >= first_asked), key=lambda index: len(items[index].key[:_COMPARED])
    )
    others = sorted(others, key=lambda index: len(items[index].key[:_COMPARED]))
    if not asked or not others:
        return
    lengths = np.array([len(items[index].key[:_COMPARED]) for index in others])
    other_places, other_keys = np.array(others), [items[index].key[:_COMPARED] for index in others]
    for start in range(0, len(asked), _CHUNK):
        chunk = asked[start : start + _CHUNK]
        shortest, longest = len(items[chunk[0]].key[:_COMPARED]), len(items[chunk[-1]].key[:_COMPARED])
        low = int(np.searchsorted(lengths, shortest * _LENGTH_RATIO))
        high = int(np.searchsorted(lengths, longest / _LENGTH_RATIO, side="right"))
        if low < high:
            keys = [items[index].key[:_COMPARED] for index in chunk]
            scores = cdist(
                keys, other_keys[low:high], scorer=fuzz.ratio, score_cutoff=ALIKE, dtype=np.uint8, workers=-1
            )
            _keep_nearest(scores, np.array(chunk), other_places[low:high], found)


def _keep_nearest(
    scores: NDArray[np.uint8], asked: NDArray[np.int64], others: NDArray[np.int64], found: dict[int, dict[int, int]]
) -> None:
    scores[others[None, :] >= asked[:, None]] = 0
    for _ in range(NEAREST):
        best = scores.argmax(axis=1)
        for row in np.flatnonzero(scores[np.arange(len(asked)), best]):
            column = best[row]
            found[int(asked[row])][int(others[column])] = int(scores[row, column])
            scores[row, column] = 0
