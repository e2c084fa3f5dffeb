"""The board to take away: all that the filters show, in their order, as CSV or XLSX."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from ..domain.answers import Translate
from ..domain.following import Board
from ..domain.permissions import Action, Actor, require
from ..register import Register
from ..workbook.plain_table import Cell, table_csv, table_xlsx
from .following_up import BoardRow, board_rows
from .narrowing import Intervals


@dataclass(frozen=True, slots=True)
class Words:
    """The language of an export: its sentences, the names of lights and types, and what narrows an interval."""

    t: Translate
    lights: Mapping[str, str]
    kinds: Mapping[str, str]
    narrowing: Callable[[BoardRow], str]


def board_file(
    register: Register,
    actor: Actor,
    board: Board,
    kind: Literal["csv", "xlsx"],
    words: Words,
    today: date,
    intervals: Intervals | None = None,
) -> bytes:
    """The file. A demonstration says so in each row of CSV and above the table of XLSX."""
    require(actor, Action.FOLLOW_UP)
    t = words.t
    rows = board_rows(register, actor, board, today, intervals=intervals)
    header = [
        t("Identifier"), t("Signatory"), t("Stakeholder type"), t("Country"), t("Region"), t("Report"), t("Due on"),
        t("Received on"), t("Officer"), t("Last contact"), t("Last contact was"), t("Next step"),
        t("Next step by"), t("Mail"),
    ]  # fmt: skip
    unreached = t("the address takes no mail")
    lines = [[*_line(row, words), unreached if row.is_unreached else ""] for row in rows]
    if intervals is not None:
        header.append(t("What would narrow the interval"))
        lines = [[*line, words.narrowing(row)] for line, row in zip(lines, rows, strict=True)]
    mark = t("Demonstration data – not real reports") if register.is_demonstration else ""
    if kind == "csv":
        return table_csv(header, lines, mark)
    stand = t("Follow-up of {day}: an internal list of the secretariat.", day=today.isoformat())
    return table_xlsx(t("Follow-up"), header, lines, [stand, *([mark] if mark else [])])


def _line(row: BoardRow, words: Words) -> list[Cell]:
    return [
        row.signatory_id, row.name, words.kinds[row.stakeholder_type], row.iso3, row.itu_region,
        words.lights[row.light.value], row.due_on, row.received_on, row.officer, row.contact_on,
        words.t("a reminder by mail") if row.is_reminder else "", row.next_step, row.next_on,
    ]  # fmt: skip
