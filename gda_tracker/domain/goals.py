"""The seventeen Sustainable Development Goals by number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .problems import message

GOAL_NAMES: Final[Mapping[int, str]] = dict(
    enumerate(
        (
            message("No poverty"),
            message("Zero hunger"),
            message("Good health and well-being"),
            message("Quality education"),
            message("Gender equality"),
            message("Clean water and sanitation"),
            message("Affordable and clean energy"),
            message("Decent work and economic growth"),
            message("Industry, innovation and infrastructure"),
            message("Reduced inequalities"),
            message("Sustainable cities and communities"),
            message("Responsible consumption and production"),
            message("Climate action"),
            message("Life below water"),
            message("Life on land"),
            message("Peace, justice and strong institutions"),
            message("Partnerships for the goals"),
        ),
        start=1,
    )
)
