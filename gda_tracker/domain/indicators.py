"""The catalogue of indicators: what each counts, in which unit, by which standard, and which values are plausible."""

from __future__ import annotations

from collections.abc import Mapping

from .declaration import Strict


class Indicator(Strict):
    """One row of `data/indicators.csv`. A value outside minimum to maximum is asked about, never refused."""

    code: str
    """Of the item and a short word, such as `O3-PUE`; it never changes its meaning."""
    item: str
    name: str
    unit: str
    definition: str
    standard: str
    minimum: float
    maximum: float


def of_item(catalogue: Mapping[str, Indicator], item: str) -> tuple[Indicator, ...]:
    """The indicators of one item, in the order of the catalogue."""
    return tuple(indicator for indicator in catalogue.values() if indicator.item == item)
