"""Steps of the one-hue ramp: 0 (none) to 6 (most). Colours live in the stylesheet."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

SHARE_STEPS: Final = (0.0, 0.05, 0.1, 0.2, 0.35, 0.5)
"""Upper ends of steps 0 to 5, as shares; above the last is step 6."""
OBJECTIVE_STEPS: Final = (0, 1, 2, 4, 6, 7)
"""Upper ends of steps 0 to 5, as numbers of objectives; eight is step 6."""


def share_step(share: float) -> int:
    """The ramp step of a share from 0 to 1."""
    return bisect_left(SHARE_STEPS, share)


def objective_step(count: int) -> int:
    """The ramp step of a number of objectives from 0 to 8."""
    return bisect_left(OBJECTIVE_STEPS, count)
