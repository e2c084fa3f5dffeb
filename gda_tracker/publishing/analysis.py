"""What public pages need computed from editions when asked: an interface, so that publishing computes no rate itself.

`gda_tracker.services.analysis` implements it with the method; web and ui hand that module in.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from ..domain.behind import Behind, BehindRow, Counted
from ..domain.changes import Difference, Group, Moved
from ..domain.cutoffs import Sensitivity
from ..domain.declaration import Applicability, Item
from ..domain.rates import RateName
from ..domain.since import Cop, Moves
from ..domain.sourced import Centroid, Country
from ..editions import Edition


class Analysis(Protocol):
    """Functions over editions; each is public, as the editions are."""

    def sensitivity(
        self, edition: Edition, *, item: str, dimension: str, member: str, stakeholder_type: str
    ) -> Sensitivity:
        """The counts of a group under every setting of the cut-offs; `item` is what the headline counts."""
        ...

    def applicability(self) -> tuple[Applicability, ...]:
        """The published matrix: which items a stakeholder type can be due on."""
        ...

    def items(self) -> Mapping[str, Item]:
        """The eighteen items by code with the elements of the objectives, in the Declaration's order."""
        ...

    def cops(self) -> tuple[Cop, ...]:
        """The COPs that reporting cycles are tied to, in the order of time."""
        ...

    def since(self, before: Edition, after: Edition, *, dimension: str, member: str) -> Mapping[str, Moves]:
        """What moved between two editions within one group, by stakeholder type; a type without members is absent."""
        ...

    def difference(self, before: Edition, after: Edition, group: Group, rate: RateName) -> Difference:
        """How one rate of a group changed from one edition to another, split exactly by cause."""
        ...

    def moved(self, before: Edition, after: Edition, group: Group, rate: RateName) -> tuple[Moved, ...]:
        """The cells, or signatories for `any` item, that each cause moved."""
        ...

    def country(self, iso3: str) -> Country | None:
        """One of the 198 Parties by its code, whether it endorsed or not."""
        ...

    def countries(self) -> tuple[Country, ...]:
        """Every country with its names and groupings; the European Union is none."""
        ...

    def places(self) -> Mapping[str, Centroid]:
        """The label point of each country, in degrees, by ISO 3166 alpha-3 code."""
        ...

    def behind(
        self,
        edition: Edition,
        group: Group,
        counted: Counted,
        *,
        language: str = "en",
        part: str = "all",
        offset: int = 0,
        limit: int = 50,
    ) -> Behind:
        """A number taken apart, with one page of its rows: those of a `Part`, of a `Reason`, or all."""
        ...

    def every_row_behind(
        self, path: Path, group: Group, counted: Counted, language: str = "en", part: str = "all"
    ) -> tuple[BehindRow, ...]:
        """All rows of a part, for a download."""
        ...

    def interval(self, count: int, total: int) -> tuple[float, float] | None:
        """The 95 % interval of a share, each end from 0 to 1; None of nobody."""
        ...

    def meeting(self, edition: Edition, item: str, rate: RateName) -> frozenset[str]:
        """The ids of the signatories with a due cell that a rate counts; `any` item asks for at least one."""
        ...
