"""Importing a list of 20,000 signatories, and reading 100,000 rows against the bare reader."""

from __future__ import annotations

import io
import random
import resource
import time
from typing import Any

import xlsxwriter
from python_calamine import load_workbook

from gda_tracker.domain.importing import ImportPlan, ImportResult
from gda_tracker.domain.list_columns import header_score
from gda_tracker.domain.permissions import SYSTEM
from gda_tracker.facts import countries
from gda_tracker.register import Register
from gda_tracker.services.importing import apply_import, plan_import
from gda_tracker.workbook.lists import RawList, read_list

HEADINGS = ("Nom de l’organisme", "Type of organisation", "Pays", "Date endorsed", "Channel", "Source URL", "Remark")
TYPES = ("NGO", "Company", "Université", "Bank", "Foundation", "City", "UN body", "Standards body")
FIRST = "Green Blue Digital Climate Solar Carbon Data Future Earth Forest River Coastal Urban Smart Open Global".split()
SECOND = "Energy Network Systems Alliance Action Innovation Research Cloud Water Policy Skills Finance Mobility".split()
THIRD = "Institute Council Group Partners Association Initiative Laboratory Centre Agency Trust Forum Union".split()
FORMS = ("", " Ltd", " GmbH", " S.A.", " Inc.", " (Pty) Ltd")


def list_of(rows: int, *, seed: int = 29, places: int = 190) -> bytes:
    """An invented list as XLSX: names of four words, one row in twenty a variation of an earlier one."""
    chance = random.Random(seed)
    names = [country.name_fr for country in countries().values()][:places]
    out, earlier = io.BytesIO(), []
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Signataires")
        sheet.write_row(0, 0, ["Déclaration sur l’action numérique verte: liste des signataires"])
        sheet.write_row(2, 0, HEADINGS)
        for row in range(rows):
            name, kind, place = invented(chance, row), chance.choice(TYPES), chance.choice(names)
            if earlier and chance.random() < 0.05:
                name, kind, place = chance.choice(earlier)
                name = name.upper() + chance.choice(FORMS)
            earlier.append((name, kind, place))
            day = 45_612 + chance.randrange(300)
            sheet.write_row(
                row + 3, 0, [name, kind, place, day, "E-mail", f"https://example.org/{row}", "from the list"]
            )
    return out.getvalue()


def invented(chance: random.Random, row: int) -> str:
    """A name that no other row has but by chance."""
    middle = "".join(chance.choice("bcdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4)).title()
    return f"{chance.choice(FIRST)} {middle} {chance.choice(SECOND)} {chance.choice(THIRD)}{FORMS[row % len(FORMS)]}"


def seconds(started: float) -> float:
    """Time since `started`."""
    return round(time.perf_counter() - started, 3)


def imported(data: bytes) -> dict[str, Any]:
    """Seconds to plan, to apply, and to plan the same list again on the register that it made."""
    register = Register.create(None, is_demonstration=False)
    started = time.perf_counter()
    plan = plan_import(register, SYSTEM, data, "list.xlsx")
    assert isinstance(plan, ImportPlan), plan
    planned = seconds(started)
    started = time.perf_counter()
    result = apply_import(register, SYSTEM, plan)
    assert isinstance(result, ImportResult), result
    applied = seconds(started)
    started = time.perf_counter()
    again = plan_import(register, SYSTEM, data, "list.xlsx")
    assert isinstance(again, ImportPlan)
    figures = {"read_and_plan_s": planned, "apply_s": applied, "together_s": round(planned + applied, 3)}
    figures |= {"plan_again_s": seconds(started)}
    figures |= {f"rows_{outcome.value}": count for outcome, count in plan.counts.items()}
    figures |= {"new_when_imported_again": again.counts["new"]}
    register.close()
    return figures


def reading(rows: int) -> dict[str, Any]:
    """Reading a list through the gate against the bare reader, medians of three."""
    data = list_of(rows)
    bare, ours = [], []
    for _ in range(3):
        started = time.perf_counter()
        load_workbook(io.BytesIO(data)).get_sheet_by_index(0).to_python()
        bare.append(seconds(started))
        started = time.perf_counter()
        assert isinstance(read_list(data, "list.xlsx", header_score), RawList)
        ours.append(seconds(started))
    floor, median = sorted(bare)[1], sorted(ours)[1]
    return {"rows": rows, "bare_reader_s": floor, "list_reader_s": median, "ratio": round(median / floor, 2)}


def run() -> dict[str, Any]:
    """Every figure; targets: 20,000 rows in under 20 s, reading at most 3 × the bare reader."""
    return {
        "20,000 rows, 190 countries": imported(list_of(20_000)),
        "20,000 rows, one country": imported(list_of(20_000, places=1)),
        "reading": reading(100_000),
        "peak_memory_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


if __name__ == "__main__":
    import json

    print(json.dumps(run(), indent=2))
