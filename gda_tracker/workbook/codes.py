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
"""Between the name and its code in a drop-down: people read the words, the code is understood in every language."""
Code = TypeVar("Code", bound=Enum)
Answer = Status | OffScale

_FRENCH: Final[Mapping[Enum, tuple[str, ...]]] = {
    Status.NOT_STARTED: ("pas commencé", "non commencé"),
    Status.PLANNED: ("prévu", "planifié"),
    Status.UNDER_WAY: ("en cours",),
    Status.IN_PLACE: ("en place",),
    Status.SUSTAINED: ("pérenne", "durable", "maintenu"),
    OffScale.NO_UPDATE: ("rien de nouveau", "rien de nouveau à signaler", "pas de mise à jour", "no update"),
    OffScale.NOT_APPLICABLE: ("sans objet", "ne s’applique pas à nous", "non applicable", "not applicable"),
    OffScale.BLOCKED: ("arrêté", "arrêté ou abandonné", "bloqué", "stopped", "blocked"),
    Additionality.NEW: ("nouveau", "nouvelle", "nouveau depuis la Déclaration"),
    Additionality.EXPANDED: ("élargi", "étendu", "élargi depuis la Déclaration"),
    Additionality.PRE_EXISTING: ("préexistant", "antérieur", "pre-existing", "en vigueur avant le 15 novembre 2024"),
    Additionality.UNKNOWN: ("inconnu",),
    ReasonCode.NO_CHANGE: ("aucun changement", "rien n’a changé"),
    ReasonCode.NO_RESOURCES: ("pas de moyens", "pas de personnel ou de moyens financiers"),
    ReasonCode.NO_DATA: ("pas de données", "pas encore de données"),
    ReasonCode.CHANGE_OF_GOVERNMENT: ("changement de gouvernement", "changement de gouvernement ou de direction"),
    ReasonCode.CONFIDENTIAL: ("confidentiel", "ne peut pas être rendu public"),
    ReasonCode.OTHER: ("autre", "autre motif"),
    EvidenceKind.OWN_PAGE: (
        "page propre",
        "notre propre page ou un communiqué de presse",
        "communiqué de presse",
        "press release",
    ),
    EvidenceKind.PRIMARY_DOCUMENT: (
        "document primaire",
        "document de première main",
        "loi, plan, budget, contrat, jeu de données ou autre document primaire",
    ),
}


def code_of(member: Enum) -> str:
    """The code as it stands in cells: the number of a status, else the word."""
    return str(member.value)


def choice(member: Enum, label: str, t: Translate) -> str:
    """What the drop-down offers: `Under way · 2`."""
    return f"{t(label)}{SEPARATOR}{code_of(member)}"


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
    """The code that a cell means, or the problem that it means none or two; the text takes `{value}`.

    Words and code may stand in either order; earlier workbooks wrote the code first.
    """
    written = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
    whole = names.get(plain(written))
    between = SEPARATOR.strip()
    ends = (written.partition(between)[0], written.rpartition(between)[2])
    meant = [whole] if whole is not None else [names[plain(end)] for end in ends if plain(end) in names]
    found = meant[0] if meant else None
    if found is None or meant[-1] != found:
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
    iso, written = _ISO.fullmatch(text), _DAY_FIRST.fullmatch(text)
    if iso:
        readings = [_day(*(int(part) for part in iso.groups()))]
    elif written:
        first, second, year = int(written[1]), int(written[3]), int(written[4])
        readings = [_day(year, second, first)]
        if written[2] != ".":  # with points the day comes first everywhere
            readings.append(_day(year, first, second))
    else:
        readings = []
    possible = sorted({reading for reading in readings if reading is not None})
    if len(possible) == 1:
        return possible[0]
    return _two_days(text, column, readings) if possible else _no_day(text, column)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _no_day(text: str, column: str) -> Problem:
    return Problem(
        "date-unreadable",
        message("“{value}” cannot be read as a day. Write it as year-month-day, such as 2026-09-30."),
        column=column,
        value=text,
        values={"value": text[:80]},
    )


def _two_days(text: str, column: str, readings: list[date | None]) -> Problem:
    day_first, month_first = readings
    return Problem(
        "date-ambiguous",
        message(
            "“{value}” can be read as {day_first} or as {month_first}. Write the one that you mean as year-month-day: "
            "{first} or {second}."
        ),
        column=column,
        value=text,
        values={
            "value": text[:80],
            "day_first": day_first,
            "month_first": month_first,
            "first": str(day_first),
            "second": str(month_first),
        },
    )
