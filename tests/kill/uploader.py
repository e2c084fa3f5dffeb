"""A process that is killed: it uploads Kenya's workbook again and again, keeps it, submits it, and says so once done.

Started once; every line on its input starts a fresh child on the register named there. The child's first line is its
process id; `kept` and `submitted` follow, each with the versions that came of it.
"""

from __future__ import annotations

import io
import os
import sys
from datetime import date
from pathlib import Path

import xlsxwriter

from gda_tracker.domain.permissions import Actor, Role
from gda_tracker.register import Register
from gda_tracker.services.submitting import Accepted
from gda_tracker.services.uploading import keep_workbook, submit_workbook

ITEMS = ("O1", "O2", "O3")
AMINA = Actor("amina", "Amina", frozenset({Role.FOCAL_POINT}), frozenset({"kenya"}))
TODAY = date(2026, 11, 22)
MEASURES, FIGURES, PIECES = 3, 2, 2
"""How many of each an item has; every version must have them all."""


def workbook(words: str) -> bytes:
    """Three answers with their measures, figures and evidence."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        tables = {
            "Report": [("Item", "Status", "What was done"), *((item, 2, f"{item} {words}") for item in ITEMS)],
            "Measures": [
                ("Item", "Measure", "Owner"),
                *((item, f"Measure {n}", words) for item in ITEMS for n in range(MEASURES)),
            ],
            "Indicators": [
                ("Item", "Own indicator", "Unit", "Value", "Year"),
                *((item, f"Figure {n}", "points", n, 2025) for item in ITEMS for n in range(FIGURES)),
            ],
            "Evidence": [
                ("Item", "Title", "Link"),
                *((item, words, f"https://gazette.example/{n}") for item in ITEMS for n in range(PIECES)),
            ],
        }
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def say(words: str) -> None:
    """One line, at once: what is said has been acknowledged."""
    os.write(1, f"{words}\n".encode())


def work(path: Path, round_name: str) -> None:
    """Keep a workbook, submit another, without end."""
    register = Register.open(path)
    for number in range(10_000):
        for verb, upload in (("kept", keep_workbook), ("submitted", submit_workbook)):
            data = workbook(f"Since 2025, {verb} in round {round_name}, {number}.")
            accepted = upload(register, AMINA, "kenya", "2026", data, "kenya.xlsx", TODAY)
            assert isinstance(accepted, Accepted), accepted
            assert accepted.changed == ITEMS
            say(f"{verb} {' '.join(accepted.report.stored[item].version_id for item in ITEMS)}")


def main() -> None:
    """One child a line."""
    for line in sys.stdin:
        path, round_name = line.split()
        child = os.fork()
        if child == 0:
            say(str(os.getpid()))
            work(Path(path), round_name)
            os._exit(0)
        os.waitpid(child, 0)
        say("over")


if __name__ == "__main__":
    main()
