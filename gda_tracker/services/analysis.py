"""What the public may have computed from editions; no register, no actor: editions are public as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import polars as pl

from .. import editions, facts
from ..domain.behind import ALL_ROWS, Behind, BehindRow, Counted
from ..domain.changes import Difference, Group, Moved
from ..domain.cutoffs import Sensitivity
from ..domain.declaration import EUROPEAN_UNION, Applicability, Item
from ..domain.rates import RateName
from ..domain.since import Cop, Moves
from ..domain.sourced import Centroid, Country
from ..editions import Edition
from ..method import differences
from ..method import since as movements
from ..method.differences import Snapshot
from ..method.rates import ANY_ITEM, tests
from ..method.sensitivity import COLUMNS
from ..method.sensitivity import sensitivity as measured
from ..method.service import wilson
from .behind import named_rows, taken_apart


@lru_cache(maxsize=128)
def sensitivity(edition: Edition, *, item: str, dimension: str, member: str, stakeholder_type: str) -> Sensitivity:
    """The counts of a group under every setting of the cut-offs; kept, since the dial asks for the same again."""
    group = Group(item, dimension, member, stakeholder_type)
    cells = pl.DataFrame(editions.cell_table(edition).select(list(COLUMNS)))
    return measured(cells, pl.DataFrame(editions.signatory_table(edition)), group)


def countries() -> tuple[Country, ...]:
    """Every country with its names and groupings; the European Union is none."""
    return tuple(country for country in facts.countries().values() if country.iso3 != EUROPEAN_UNION)


def places() -> Mapping[str, Centroid]:
    """The label point of each country, in degrees, by ISO 3166 alpha-3 code."""
    return facts.centroids()


def applicability() -> tuple[Applicability, ...]:
    """The published matrix: which items a stakeholder type can be due on."""
    return facts.applicability()


def items() -> Mapping[str, Item]:
    """The eighteen items by code with the elements of the objectives, in the Declaration's order."""
    return facts.items()


def cops() -> tuple[Cop, ...]:
    """The COPs that the Declaration's reporting cycles are tied to, in the order of time."""
    return tuple(
        Cop(cycle.cop, cycle.place, cycle.code, cycle.due_on, cycle.closes_on)
        for cycle in sorted(facts.cycles(), key=lambda cycle: cycle.closes_on)
    )


def since(before: Edition, after: Edition, *, dimension: str, member: str) -> Mapping[str, Moves]:
    """What moved between two editions within one group, by stakeholder type; a type without members is absent."""
    return movements.moves_by_type(_moves(before, after), dimension, member)


def interval(count: int, total: int) -> tuple[float, float] | None:
    """The 95 % interval of a share by Wilson's score, each end from 0 to 1; None of nobody."""
    return wilson(count, total)


@lru_cache(maxsize=8)
def _moves(before: Edition, after: Edition) -> pl.DataFrame:
    """A row a signatory, kept: every filter asks for the same two editions."""
    return movements.moves(_snapshot(before), _snapshot(after))


def difference(before: Edition, after: Edition, group: Group, rate: RateName) -> Difference:
    """How one rate of a group changed from one edition to another, split exactly by cause."""
    return differences.difference_of(_stages(before, after, group, rate))


def moved(before: Edition, after: Edition, group: Group, rate: RateName) -> tuple[Moved, ...]:
    """The cells, or signatories for `any` item, that each cause moved."""
    return differences.moved_of(_stages(before, after, group, rate))


@lru_cache(maxsize=4)
def _stages(before: Edition, after: Edition, group: Group, rate: RateName) -> pl.DataFrame:
    """Kept for a moment: the change and who moved are asked for one after the other."""
    return differences.stages(_snapshot(before), _snapshot(after), group, rate)


# Reading the tables is most of the work, and the next filter asks for the same editions.
@lru_cache(maxsize=4)
def _snapshot(edition: Edition) -> Snapshot:
    cells, signatories = pl.DataFrame(editions.cell_table(edition)), pl.DataFrame(editions.signatory_table(edition))
    return Snapshot(cells, signatories, edition.info.snapshot_on)


def country(iso3: str) -> Country | None:
    """One of the 198 Parties by its code, whether it endorsed or not."""
    return facts.countries().get(iso3)


def behind(
    edition: Edition,
    group: Group,
    counted: Counted,
    *,
    language: str = "en",
    part: str = ALL_ROWS,
    offset: int = 0,
    limit: int = 50,
) -> Behind:
    """A number taken apart, with one page of its rows: those of a `Part`, of a `Reason`, or all."""
    return taken_apart(_rows_behind(edition, group, counted, language), counted, part, offset, limit)


def every_row_behind(
    path: Path, group: Group, counted: Counted, language: str = "en", part: str = ALL_ROWS
) -> tuple[BehindRow, ...]:
    """All rows of a part, for a download; opens the edition file by itself, so that who asks can keep the question."""
    with Edition.open(path) as edition:
        rows = named_rows(_snapshot.__wrapped__(edition), group, counted, language)
    return taken_apart(rows, counted, part, 0, None).rows


# The lead, the body and the next page of a number ask for the same rows.
@lru_cache(maxsize=16)
def _rows_behind(edition: Edition, group: Group, counted: Counted, language: str) -> pl.DataFrame:
    return named_rows(_snapshot(edition), group, counted, language)


@lru_cache(maxsize=64)
def meeting(edition: Edition, item: str, rate: RateName) -> frozenset[str]:
    """The ids of the signatories with a due cell that a rate counts; `any` item asks for at least one."""
    cells = editions.judged_cells(edition, None if item == ANY_ITEM else item)
    return frozenset(cells.filter(tests()[rate.value]).get_column("signatory_id"))
