"""Codes as people write them in cells: a choice from the drop-down, the bare code, its English or French name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Final, TypeVar

from ..domain.answers import (
    ADDITIONALITY_LABELS,
    EVIDENCE_KIND_LABELS,
    OFF_SCALE_LABELS,
    REASON_LABELS,
    STATUS_LABELS,
    Translate,
)
from ..domain.problems import Problem, message
from ..domain.report import ReasonCode
from ..domain.statuses import Additionality, EvidenceKind, OffScale, Status
from .columns import plain
from .tables import Cell

SEPARATOR: Final = " · "
"""Between the code and its name in a drop-down, so that a cell is read alike in every language."""
Code = TypeVar("Code", bound=Enum)
Answer = Status | OffScale

_FRENCH: Final[Mapping[Enum, tuple[str, ...]]] = {
    Status.NOT_STARTED: ("pas commencé", "non commencé"),
    Status.PLANNED: ("prévu", "planifié"),
    Status.UNDER_WAY: ("en cours",),
    Status.IN_PLACE: ("en place",),
    Status.SUSTAINED: ("pérenne", "durable", "maintenu"),
    OffScale.NO_UPDATE: ("rien de nouveau", "pas de mise à jour", "no update"),
    OffScale.NOT_APPLICABLE: ("sans objet", "non applicable", "not applicable"),
    OffScale.BLOCKED: ("arrêté", "bloqué", "stopped", "blocked"),
    Additionality.NEW: ("nouveau", "nouvelle"),
    Additionality.EXPANDED: ("élargi", "étendu"),
    Additionality.PRE_EXISTING: ("préexistant", "antérieur", "pre-existing"),
    Additionality.UNKNOWN: ("inconnu",),
    ReasonCode.NO_CHANGE: ("aucun changement",),
    ReasonCode.NO_RESOURCES: ("pas de moyens",),
    ReasonCode.NO_DATA: ("pas de données",),
    ReasonCode.CHANGE_OF_GOVERNMENT: ("changement de gouvernement",),
    ReasonCode.CONFIDENTIAL: ("confidentiel",),
    ReasonCode.OTHER: ("autre",),
    EvidenceKind.OWN_PAGE: ("page propre", "communiqué de presse", "press release"),
    EvidenceKind.PRIMARY_DOCUMENT: ("document primaire", "document de première main"),
}


def code_of(member: Enum) -> str:
    """The code as it stands in cells: the number of a status, else the word."""
    return str(member.value)


def choice(member: Enum, label: str, t: Translate) -> str:
    """What the drop-down offers: `2 · Under way`."""
    return f"{code_of(member)}{SEPARATOR}{t(label)}"


def _names(labels: Mapping[Code, str]) -> dict[str, Code]:
    known: dict[str, Code] = {}
    for member, label in labels.items():
        for name in (code_of(member), member.name, label, *_FRENCH.get(member, ())):
            known[plain(name)] = member
    return known


_SCALE: Final = _names(STATUS_LABELS)
_APART: Final = _names(OFF_SCALE_LABELS)
STATUSES: Final[Mapping[str, Answer]] = {**_SCALE, **_APART}
ADDITIONALITIES: Final = _names(ADDITIONALITY_LABELS)
REASONS: Final = _names(REASON_LABELS)
KINDS: Final = _names(EVIDENCE_KIND_LABELS)
_YES_NO: Final = {
    "yes": True,
    "oui": True,
    "sí": True,
    "да": True,
    "نعم": True,
    "是": True,
    "true": True,
    "1": True,
    "no": False,
    "non": False,
    "нет": False,
    "لا": False,
    "否": False,
    "false": False,
    "0": False,
}
YES_NO: Final = {plain(word): meaning for word, meaning in _YES_NO.items()}
REMOVE: Final = {
    **YES_NO,
    **{plain(word): True for word in ("x", "remove", "delete", "supprimer", "retirer", "удалить", "eliminar", "删除")},
}

Known = TypeVar("Known")


def coded(cell: Cell, names: Mapping[str, Known], rule: str, text: str, column: str) -> Known | Problem:
    """The code that a cell means, or the problem that it means none; the text takes `{value}`."""
    written = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    found = names.get(plain(written))
    if found is None:
        found = names.get(plain(written.partition(SEPARATOR.strip())[0]))
    if found is None:
        return Problem(rule, text, column=column, value=written, values={"value": written[:80]})
    return found


def status(cell: Cell) -> Answer | Problem:
    """A status or an answer off the scale."""
    text = message("“{value}” is no status. Choose one from the list in the cell.")
    return coded(cell, STATUSES, "status-unknown", text, "claimed")


def additionality(cell: Cell) -> Additionality | Problem:
    """Whether the action is new."""
    text = message("“{value}” says neither new, expanded, pre-existing nor unknown. Choose from the list in the cell.")
    return coded(cell, ADDITIONALITIES, "additionality-unknown", text, "additionality")


def reason_code(cell: Cell) -> ReasonCode | Problem:
    """Why there is nothing new."""
    text = message("“{value}” is no reason of the list. Choose one from the list in the cell.")
    return coded(cell, REASONS, "reason-unknown", text, "reason_code")


def kind(cell: Cell) -> EvidenceKind | Problem:
    """What kind of evidence it is."""
    text = message("“{value}” is no kind of evidence. Choose one from the list in the cell.")
    return coded(cell, KINDS, "evidence-kind-unknown", text, "kind")


def yes_or_no(cell: Cell) -> bool | Problem:
    """Whether a piece of evidence may be shown to the public."""
    text = message("“{value}” is neither yes nor no.")
    return coded(cell, YES_NO, "public-unknown", text, "is_public")


def remove(cell: Cell) -> bool | Problem:
    """Whether the row is to be taken out of the report."""
    text = message("“{value}” is no choice here. Write “remove” to take the row out of the report, or leave it empty.")
    return coded(cell, REMOVE, "remove-unknown", text, "remove")


_EXCEL_ZERO: Final = date(1899, 12, 30)
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00)?)?")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")


_MAC_ZERO: Final = date(1904, 1, 1)


def day(cell: Cell, column: str, *, counts_from_1904: bool = False) -> date | Problem:
    """The day in a cell: a date, Excel's number for one, or text that can be read in one way only."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 20_000 <= cell < 110_000:
        return (_MAC_ZERO if counts_from_1904 else _EXCEL_ZERO) + timedelta(days=int(cell))
    return _written_day(str(cell), column)


def _written_day(text: str, column: str) -> date | Problem:
    unreadable = Problem(
        "date-unreadable",
        message("“{value}” cannot be read as a day. Write it as year-month-day, such as 2026-09-30."),
        column=column,
        value=text,
        values={"value": text[:80]},
    )
    iso, day_first = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    if iso:
        year, month, number = (int(part) for part in iso.groups())
    elif day_first and (day_first[2] == "." or int(day_first[1]) > 12 or day_first[1] == day_first[3]):
        number, month, year = int(day_first[1]), int(day_first[3]), int(day_first[4])
    else:
        return unreadable
    try:
        return date(year, month, number)
    except ValueError:
        return unreadable
