"""The columns of a report workbook: which field each holds, and the headers by which it is known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ..domain.problems import message

SCHEMA_VERSION: Final = "2"
"""2: measures, indicators, partners, goals and practice; the version that each answer was based on."""
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
    Column("partners", message("Partners"), 28, ("Partner", "Partenaires", "Partenaire")),
    Column("sdgs", message("SDGs"), 10, ("SDG", "Sustainable Development Goals", "ODD", "Objectifs de développement")),
    Column("practice_title", message("Good practice: title"), 28, ("Good practice", "Bonne pratique : titre")),
    Column("practice_summary", message("Good practice: summary"), 44, ("Bonne pratique : résumé",)),
    Column("practice_url", message("Good practice: link"), 30, ("Bonne pratique : lien",)),
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
_REMOVE: Final = Column("remove", message("Remove"), 10, ("Delete", "Supprimer", "Retirer"))
_ITEM: Final = Column(
    "item", message("Item"), 7, ("Item code", "Élément", "Code de l’élément", "Objectif", "Objective")
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
    _REMOVE,
)
MEASURE_COLUMNS: Final = (
    _ITEM,
    Column("measure", message("Measure"), 44, ("Measure title", "Mesure", "Intitulé de la mesure")),
    Column("starts_on", message("Start"), 13, ("Starts on", "Begins", "Début", "Commence le")),
    Column("ends_on", message("End"), 13, ("Ends on", "Fin", "Se termine le")),
    Column("owner", message("Owner"), 28, ("Responsible", "Responsable", "Porteur")),
    Column("budget_amount", message("Budget"), 16, ("Budget amount", "Amount", "Montant", "Montant du budget")),
    Column("budget_currency", message("Currency"), 11, ("Budget currency", "Devise", "Monnaie")),
    _REMOVE,
)
INDICATOR_COLUMNS: Final = (
    _ITEM,
    Column("code", message("Indicator"), 44, ("Code", "Indicator code", "Indicateur", "Code de l’indicateur")),
    Column("name", message("Own indicator"), 34, ("Name", "Indicator name", "Indicateur propre")),
    Column("unit", message("Unit"), 18, ("Units", "Unité")),
    Column("value", message("Value"), 14, ("Figure", "Valeur")),
    Column("year", message("Year"), 9, ("Année",)),
    Column("baseline_value", message("Baseline"), 14, ("Baseline value", "Valeur de référence", "Référence")),
    Column("baseline_year", message("Baseline year"), 12, ("Année de référence",)),
    _REMOVE,
)
PROBLEM_COLUMN: Final = Column("problems", message("Problems"), 50, ("Problèmes",), is_read=False)
"""What an annotated return writes beside the rows; it may come back in any sheet and is never read."""
BEYOND_COLUMN: Final = Column("beyond", message("Beyond the headings"), 30, ("Au-delà des intitulés",), is_read=False)
"""Where an annotated return of a text table puts cells that have no heading; a text in it is a problem."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of sheet: its tab's name (a message), its columns, and those by which it is known."""

    part: str
    tab: str
    columns: tuple[Column, ...]
    needs: tuple[str, ...]

    @property
    def answer_fields(self) -> tuple[str, ...]:
        """The fields that make a row say something."""
        quiet = ("item", "is_public", "remove")
        return tuple(column.field for column in self.columns if column.is_read and column.field not in quiet)


REPORT: Final = Kind("report", message("Report"), REPORT_COLUMNS, ("item", "claimed"))
EVIDENCE: Final = Kind("evidence", message("Evidence"), EVIDENCE_COLUMNS, ("item", "url"))
MEASURES: Final = Kind("measures", message("Measures"), MEASURE_COLUMNS, ("item", "measure"))
INDICATORS: Final = Kind("indicators", message("Indicators"), INDICATOR_COLUMNS, ("item", "value", "year"))
KINDS: Final = (REPORT, MEASURES, INDICATORS, EVIDENCE)


def plain(header: object) -> str:
    """A header without case, accents, punctuation and doubled space, for comparing."""
    text = unicodedata.normalize("NFKD", str(header)).casefold()
    return re.sub(r"[\W_]+", " ", "".join(c for c in text if not unicodedata.combining(c))).strip()


def headers_of(columns: Iterable[Column], written: Mapping[str, str]) -> dict[str, str]:
    """Field by plain header; what the workbook wrote goes before the English header, and that before synonyms."""
    every = (PROBLEM_COLUMN, BEYOND_COLUMN, *columns)
    known = {plain(name): column.field for column in every for name in column.also}
    known |= {plain(name): column.field for column in every for name in (column.field, column.header)}
    return known | {plain(name): field for field, name in written.items() if field in {c.field for c in every}}
