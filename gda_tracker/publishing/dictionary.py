"""The data dictionary: what each table and column of an edition file means. Tested against the schema.

A column that occurs in several tables with one meaning is described once, in `SHARED`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ..domain.problems import message
from .dictionary_details import DETAILS
from .dictionary_tables import TABLES

SHARED: Final = {
    "signatory_id": message("The signatory, as `id` in the table signatory."),
    "item": message("The item, as `code` in the table item."),
    "cycle": message("The reporting cycle, by its year."),
    "dimension": message("The grouping: all, itu_region, un_region, ldc, lldc, sids or income_group."),
    "member": message("The group: all for everybody, yes or no for ldc, lldc and sids, else its name."),
    "stakeholder_type": message("Code of the stakeholder type; all where types are pooled."),
    "additionality": message("any, or new_or_expanded where only new and expanded action is counted."),
    "due": message("How many are due: the denominator D."),
    "responded": message("Of those due, how many hold any current entry, “no update” included."),
    "claimed": message("Of those due, how many claim status 3 or 4."),
    "evidence_backed": message("Of those due, how many have assessed status 3 or 4 and evidence level 2 or higher."),
    "verified": message("Of those due, how many have assessed status 3 or 4 and evidence level 3 or higher."),
    "what": message("Code of what is stated."),
    "whom": message("Whom it is about: a country's ISO 3166 alpha-3 code, or a code of a group."),
    "value": message("The value as the source states it, as text."),
    "date": message("The date of the fact; empty where the source gives none."),
    "source_title": message("Title of the source."),
    "source_url": message("Address of the source."),
}


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """One column; `meaning` is a message id and says the unit where there is one."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class TableEntry:
    """One table, its meaning (a message id) and its columns in the schema's order."""

    name: str
    meaning: str
    columns: tuple[ColumnEntry, ...]


MARK: Final = ColumnEntry(
    "demonstration", message("Only in CSV and Parquet of a demonstration edition: the words that mark invented data.")
)


def dictionary() -> tuple[TableEntry, ...]:
    """Every table of the edition file."""
    return tuple(
        TableEntry(name, meaning, tuple(_column(column, own) for column, own in columns.items()))
        for name, (meaning, columns) in (TABLES | DETAILS).items()
    )


def _column(name: str, own: str) -> ColumnEntry:
    return ColumnEntry(name, own or SHARED[name])
