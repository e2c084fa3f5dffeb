"""FTTH Council Europe's report for 2026, made from the public facts about it and sent through the real workbook.

The facts are quoted, not improved: each says what a page of the body itself says, so the evidence is its own page, and
the status is "under way", since a first output is named and nothing shows the main scope. Items on which no page says
anything stay unanswered. Where a source names a period alone, its last day is given as the day of the facts.
"""

from __future__ import annotations

import io
from datetime import date
from typing import Final

import openpyxl

from gda_tracker.domain.permissions import Actor, Role
from gda_tracker.domain.sourced import PublicProgressFact
from gda_tracker.facts import public_progress_facts
from gda_tracker.i18n import text
from gda_tracker.register import Register
from gda_tracker.services.downloading import workbook_of
from gda_tracker.services.submitting import Accepted
from gda_tracker.services.uploading import submit_workbook

NAME: Final = "FTTH Council Europe"
SIGNATORY: Final = "ftth-council-europe"
CYCLE: Final = "2026"
FOCAL_POINT: Final = Actor("ftth-focal", "Focal point", frozenset({Role.FOCAL_POINT}), frozenset({SIGNATORY}))
OBJECTIVES: Final = dict(zip(("I", "II", "III", "IV", "V", "VI", "VII", "VIII"), range(1, 9), strict=True))
FACTS_AS_OF: Final = {"O8": date(2024, 11, 16), "O3": date(2025, 12, 31), "O5": date(2025, 8, 31)}
OLD_FACTS: Final = "No page says anything newer; the day is the one that the page gives."
"""Why what a reviewer would ask about these facts may stand: the one on O8 is from 2024."""
TITLES: Final = {
    "2231": "Panel sessions at UN Climate Change Conference 2024",
    "2585": "Sustainability Committee drives sector progress on CO2 benchmarking and EU taxonomy inclusion",
}


def facts_by_item() -> dict[str, PublicProgressFact]:
    """What public pages say about the body, by item."""
    facts = [fact for fact in public_progress_facts() if fact.entity == NAME]
    return {f"O{OBJECTIVES[fact.objective]}": fact for fact in facts}


def workbook(register: Register, actor: Actor = FOCAL_POINT, today: date | None = None) -> bytes:
    """The body's own workbook, filled in from the facts."""
    data = workbook_of(register, actor, SIGNATORY, CYCLE, text("en"), today)
    assert isinstance(data, bytes), data
    book = openpyxl.load_workbook(io.BytesIO(data))
    facts = facts_by_item()
    for row in book["Report"].iter_rows(min_row=5):
        if fact := facts.get(row[0].value):
            row[2].value = "2 · Under way"
            row[3].value = FACTS_AS_OF[row[0].value]
            row[4].value = fact.summary.removeprefix("[stated endorser] ")
    for number, (item, fact) in enumerate(sorted(facts.items()), start=5):
        title = next(title for key, title in TITLES.items() if f"/{key}/" in fact.source_url)
        dated_on = FACTS_AS_OF[item] if fact.date == FACTS_AS_OF[item].isoformat() else None
        cells = (item, "own_page", title, fact.source_url, None, dated_on, "yes")
        for column, value in enumerate(cells, start=1):
            book["Evidence"].cell(number, column).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def submit(register: Register, actor: Actor = FOCAL_POINT, today: date | None = None) -> Accepted:
    """The report, submitted for 2026 and ready for review."""
    on = today or date.today()
    data = workbook(register, actor, on)
    result = submit_workbook(register, actor, SIGNATORY, CYCLE, data, "ftth.xlsx", on, reason=OLD_FACTS)
    assert isinstance(result, Accepted), result
    return result
