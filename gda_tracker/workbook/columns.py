"""The columns of a report workbook: which field each holds, and the headers by which it is known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ..domain.problems import message

SCHEMA_VERSION: Final = "1"
STAMP_SHEET: Final = "_gda"


@dataclass(frozen=True, slots=True)
class Column:
    """A field, its header (a message), its width in characters, and other headers under which it may come."""

    field: str
    header: str
    width: int
    also: tuple[str, ...]
    is_read: bool = True


REPORT_COLUMNS: Final = (
    Column("item", message("Item"), 7, ("Code", "Item code", "Élément", "Code de l’élément", "Objectif", "Objective")),
    Column("title", message("What it is about"), 34, ("Title", "Intitulé", "Titre"), is_read=False),
    Column("claimed", message("Status"), 22, ("Claimed status", "Statut", "État", "Statut déclaré")),
    Column("as_of", message("Facts as of"), 13, ("As of", "As-of date", "Faits au", "Date des faits", "État au")),
    Column(
        "narrative",
        message("What was done"),
        60,
        ("Narrative", "Description", "Ce qui a été fait", "Texte", "Actions menées"),
    ),
    Column("elements", message("Elements"), 16, ("Éléments", "Element codes", "Codes des éléments")),
    Column("additionality", message("New or expanded"), 24, ("Additionality", "Additionnalité", "Nouveau ou élargi")),
    Column("reason_code", message("Why nothing new"), 24, ("Reason code", "Code du motif", "Pourquoi rien de nouveau")),
    Column("reason", message("Reason"), 34, ("Reason in words", "Motif", "Raison")),
    Column(
        "last_claimed", message("Last time: status"), 18, ("Last status", "Fois précédente : statut"), is_read=False
    ),
    Column(
        "last_as_of", message("Last time: facts as of"), 14, ("Last as of", "Fois précédente : faits au"), is_read=False
    ),
    Column(
        "last_narrative",
        message("Last time: what was done"),
        44,
        ("Last narrative", "Fois précédente : ce qui a été fait"),
        is_read=False,
    ),
)
EVIDENCE_COLUMNS: Final = (
    Column("item", message("Item"), 7, REPORT_COLUMNS[0].also),
    Column(
        "kind", message("Kind of evidence"), 30, ("Kind", "Type", "Nature", "Type de preuve", "Nature de la preuve")
    ),
    Column("title", message("Title"), 44, ("Evidence", "Evidence title", "Titre", "Intitulé")),
    Column("url", message("Link"), 50, ("URL", "Web address", "Lien", "Adresse web", "Adresse")),
    Column("locator", message("Page or article"), 18, ("Page", "Article", "Locator", "Page ou article")),
    Column("dated_on", message("Date of the evidence"), 14, ("Date", "Dated", "Date de la preuve", "Daté du")),
    Column("is_public", message("Public"), 9, ("Is public", "Publique", "Public ?")),
)
REPORT_NEEDS: Final = ("item", "claimed")
EVIDENCE_NEEDS: Final = ("item", "url")


def plain(header: object) -> str:
    """A header without case, accents, punctuation and doubled space, for comparing."""
    text = unicodedata.normalize("NFKD", str(header)).casefold()
    return re.sub(r"[\W_]+", " ", "".join(c for c in text if not unicodedata.combining(c))).strip()


def headers_of(columns: Iterable[Column], written: Mapping[str, str]) -> dict[str, str]:
    """Field by plain header: the code itself, the English header, its synonyms, and the header the workbook wrote."""
    known: dict[str, str] = {}
    for column in columns:
        names = (column.field, column.header, *column.also, written.get(column.field, column.header))
        known.update({plain(name): column.field for name in names})
    return known
