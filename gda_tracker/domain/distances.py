"""How far apart two points on Earth are, for ordering and for words; no more exact than that."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import Final

EARTH_RADIUS_KM: Final = 6371.0
"""The mean radius; the great circle is then right to about half a percent."""
NEAREST_SAID_KM: Final = 100


def great_circle_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres along the great circle between two points in degrees (haversine)."""
    up, across = radians(other_latitude - latitude), radians(other_longitude - longitude)
    half = sin(up / 2) ** 2 + cos(radians(latitude)) * cos(radians(other_latitude)) * sin(across / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, half)))


def rounded_km(distance_km: float) -> int:
    """A distance as people say it: to 50 km below 1,000, to 100 km above; never less than 100."""
    step = 50 if distance_km < 1000 else 100
    return max(NEAREST_SAID_KM, int(distance_km / step + 0.5) * step)
