"""Thirty reports, each a workbook that was downloaded, filled and handed in; and who reads them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from typing import Final

import openpyxl

from gda_tracker.domain.permissions import SYSTEM, Actor, Role
from gda_tracker.domain.review import is_drawn
from gda_tracker.i18n import text
from gda_tracker.register import Register
from gda_tracker.services.downloading import workbook_of
from gda_tracker.services.registers import open_register
from gda_tracker.services.uploading import submit_workbook

from .whole_cycle_home import REPORTING_GOVERNMENTS, TODAY, Before

ITEM: Final = "O1"
"""The objective that every report answers."""
SUSTAINED: Final = (1, 4)
"""The places of the reporters that claim the highest status: two read them."""
UNDER_WAY: Final = (17, 18, 19, 28, 29)
WORDS: Final = {2: "2 · Under way", 3: "3 · In place", 4: "4 · Sustained"}
_VERSIONS: Final = """
SELECT signatory_id, version_id FROM entry WHERE cycle = $cycle AND item = $item AND is_submitted
"""
WHY: Final = "The document says it, and we stand by it."


def claim(place: int) -> int:
    """What a reporter claims on the item."""
    return 4 if place in SUSTAINED else 2 if place in UNDER_WAY else 3


def answered(workbook: bytes, signatory_id: str, place: int) -> bytes:
    """A reporter's own workbook with its answer on the item and the law that shows it."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    report, evidence = book["Report"], book["Evidence"]
    row = next(cells[0].row for cells in report.iter_rows(min_row=5) if cells[0].value == ITEM)
    since = TODAY - timedelta(days=60)
    said = f"The flood warning act of {signatory_id} is in force and obliges {40 + place} operators."
    for column, value in ((3, WORDS[claim(place)]), (4, since), (5, said)):
        report.cell(row, column).value = value
    law = f"https://gazette.example/{signatory_id}/act"
    piece = (ITEM, "primary_document", f"Act of {signatory_id}", law, "article 4", since, "yes")
    for column, value in enumerate(piece, start=1):
        evidence.cell(5, column).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def hand_in_the_rest(before: Before) -> None:
    """Twenty-nine workbooks, as `gda import-report` hands them in while no server holds the register."""
    register = open_register(before.register_path)
    try:
        for place, signatory_id in enumerate(before.reporters):
            if place:
                _hand_in(register, before.cycle, signatory_id, place)
    finally:
        register.close()


def _hand_in(register: Register, cycle: str, signatory_id: str, place: int) -> None:
    actor: Actor = replace(
        SYSTEM, roles=SYSTEM.roles | {Role.FOCAL_POINT}, signatories=frozenset({signatory_id})
    )  # fmt: skip
    workbook = workbook_of(register, actor, signatory_id, cycle, text("en"), TODAY)
    assert isinstance(workbook, bytes), workbook
    filled = answered(workbook, signatory_id, place)
    made = submit_workbook(register, actor, signatory_id, cycle, filled, f"{signatory_id}.xlsx", TODAY, WHY)
    assert getattr(made, "changed", None) == (ITEM,), made


def read_by_one(before: Before) -> list[str]:
    """Governments that claim “in place” and whose answer was not drawn for two readers, in the order of the list."""
    register = open_register(before.register_path)
    try:
        rows = register.rows(_VERSIONS, {"cycle": before.cycle, "item": ITEM})
    finally:
        register.close()
    versions = {str(row["signatory_id"]): str(row["version_id"]) for row in rows}
    return [
        signatory_id
        for place, signatory_id in enumerate(before.reporters[:REPORTING_GOVERNMENTS])
        if claim(place) == 3 and not is_drawn(versions[signatory_id])
    ]
