"""What changes from one edition to another: by cause, whom, from what to what; exactly split for any rate."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import polars as pl

from .. import editions
from ..domain.changes import Cause, Difference, Group
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..domain.rates import RateName
from ..editions import Edition, EditionInfo
from ..method.cells import as_counted
from ..method.differences import Snapshot, difference
from ..method.movers import STATE, coming_and_going, movements
from .edition_written import NOTHING, Written, side_of, written_between

MOST_SHOWN: Final = 50
_CELL: Final = (
    "signatory_id", "name", "stakeholder_type", "itu_region", "item",
    *(f"from_{name}" for name in STATE), *(f"to_{name}" for name in STATE), "entered", "left",
)  # fmt: skip
MOVED_BACK: Final = "moved_back"
"""Beside the causes: cells that are counted in both editions alike, though causes moved them there and back."""
_KEY: Final = ["signatory_id", "item"]
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which of the moved cells; empty fields choose all. `region` is an ITU region, `search` a part of a name.

    `cause` is a cause that moves the cell, or `MOVED_BACK`.
    """

    cause: str = ""
    stakeholder_type: str = ""
    region: str = ""
    item: str = ""
    search: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """The change between two editions; `rows` has one row a cause, signatory and item, with names and groups.

    `cells` has one row a signatory and item that any cause moves, from what is published before to what is published
    after; those that are counted in both alike are marked `is_back`. `came` and `went` are signatories (id, name,
    type) that only the later one counts, and that it counts no more.
    """

    before: Snapshot
    after: Snapshot
    rows: pl.DataFrame
    cells: pl.DataFrame
    came: tuple[tuple[str, str, str], ...]
    went: tuple[tuple[str, str, str], ...]
    written: Written = NOTHING
    """What is public otherwise beside the rates; nothing where there is no edition before."""
    is_demonstration: bool = False

    @property
    def nothing_of_anybody(self) -> bool:
        """No answer moves in a rate, and nothing else is public otherwise of any signatory."""
        return self.rows.is_empty() and self.written.rows.is_empty()

    @property
    def by_cause(self) -> dict[Cause, int]:
        """How many cells each cause moves; one cell may be moved by several."""
        return {cause: self.rows.filter(pl.col("cause") == cause.value).height for cause in Cause}

    @property
    def moved_back(self) -> int:
        """How many cells were moved there and back: counted alike in both editions."""
        return int(self.cells["is_back"].sum())

    @property
    def moving(self) -> tuple[tuple[str, str, str], ...]:
        """Signatories (id, name, type) with a cell that enters or leaves a rate from one edition to the other."""
        bodies = self.cells.filter(~pl.col("is_back")).select("signatory_id", "name", "stakeholder_type").unique()
        return tuple(bodies.sort("name", "signatory_id").iter_rows())

    @property
    def signatories(self) -> int:
        """How many signatories have a cell that moves, and not back."""
        return self.cells.filter(~pl.col("is_back"))["signatory_id"].n_unique()

    def chosen(self, chosen: Chosen) -> pl.DataFrame:
        """The moved cells that were asked for, by name and item."""
        cells = self.cells
        wanted = {"stakeholder_type": chosen.stakeholder_type, "itu_region": chosen.region, "item": chosen.item}
        for column, value in wanted.items():
            cells = cells.filter(pl.col(column) == value) if value else cells
        if chosen.cause == MOVED_BACK:
            cells = cells.filter("is_back")
        elif chosen.cause:
            cells = cells.join(self.rows.filter(pl.col("cause") == chosen.cause), on=_KEY, how="semi")
        if chosen.search:
            cells = cells.filter(pl.col("name").str.to_lowercase().str.contains(chosen.search.lower(), literal=True))
        return cells.sort("name", "signatory_id", "item")

    def steps(self, cells: pl.DataFrame) -> pl.DataFrame:
        """What each cause did to these cells, in the order of attribution."""
        return self.rows.join(cells.select(*_KEY, "is_back"), on=_KEY, how="inner", maintain_order="left")

    def split(self, group: Group, rate: RateName) -> Difference:
        """The change of one rate of one group; its parts add up to it exactly (METHOD.md, law 6)."""
        return difference(self.before, self.after, group, rate)


def changes_between(
    before: Snapshot | None, after: Snapshot, written: Written = NOTHING, *, is_demonstration: bool = False
) -> Changes:
    """What changes; where there is no edition before, everything enters with the roster."""
    first = before or Snapshot(after.cells.clear(), after.signatories.clear(), after.on)
    known = _named(first).join(_named(after), on="signatory_id", how="anti").vstack(_named(after))
    steps, cells = (one.join(known, on="signatory_id", how="left") for one in movements(first, after))
    rows, cells = steps.select("cause", *_CELL), cells.select(*_CELL, "is_back")
    order = pl.col("cause").replace_strict({cause.value: place for place, cause in enumerate(Cause)})
    came, went = coming_and_going(first, after)
    rows = rows.sort(order, "name", "signatory_id", "item")
    return Changes(first, after, rows, cells, _told(came), _told(went), written, is_demonstration)


def compare_editions(actor: Actor, folder: Path, first: int, last: int) -> Changes | Rejected:
    """What changed from one published edition to a later one."""
    require(actor, Action.PUBLISH)
    infos = {info.number: info for info in editions.catalogue(folder)}
    if first not in infos or last not in infos:
        text = message("There is no edition {number} to compare with.")
        return Rejected.because("edition-unknown", text, number=last if last not in infos else first)
    if first >= last:
        return Rejected.because("edition-order", message("Choose an earlier edition first and a later one second."))
    return _compared(infos[first], infos[last])


# An edition never changes; a demonstration may be made anew under its number, and then has another trail head.
@lru_cache(maxsize=2)
def _compared(first: EditionInfo, last: EditionInfo) -> Changes:
    written = written_between(side_of(first, last), side_of(last, first))
    is_demonstration = first.is_demonstration or last.is_demonstration
    return changes_between(snapshot(first.path), snapshot(last.path), written, is_demonstration=is_demonstration)


def snapshot(path: Path) -> Snapshot:
    """The tables of a published edition that differences are computed from."""
    with Edition.open(path) as edition:
        cells, signatories = editions.cell_table(edition), editions.signatory_table(edition)
        names = pl.DataFrame(signatories)
        return Snapshot(pl.DataFrame(cells), names, edition.info.snapshot_on)


def csv_of(rows: pl.DataFrame, about: Mapping[str, str]) -> bytes:
    """The moved cells as CSV in codes, each row with what it is about; texts cannot be taken for formulas."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*rows.columns, *about])
    for row in rows.iter_rows():
        writer.writerow([*(_harmless(value) for value in row), *about.values()])
    return out.getvalue().encode("utf-8-sig")


def _harmless(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value


def _named(snapshot: Snapshot) -> pl.DataFrame:
    bodies = as_counted(snapshot.signatories)
    name = pl.col("name") if "name" in bodies.columns else pl.col("id").alias("name")
    return bodies.select(pl.col("id").alias("signatory_id"), name, "stakeholder_type", "itu_region")


def _told(bodies: pl.DataFrame) -> tuple[tuple[str, str, str], ...]:
    name = "name" if "name" in bodies.columns else "id"
    return tuple(bodies.select("id", name, "stakeholder_type").sort(name).iter_rows())
