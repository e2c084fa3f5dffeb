"""What the workbook tells the people who fill it in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ..domain.answers import OFF_SCALE_LABELS, OFF_SCALE_TESTS, STATUS_LABELS, STATUS_TESTS, Translate
from ..domain.checks import NARRATIVE_CHARS
from ..domain.declaration import Cycle, Item
from ..domain.problems import message
from .codes import choice

HINTS: Final[Mapping[str, str]] = {
    "claimed": message("Choose from the list. Leave the row empty when you do not answer this item now."),
    "as_of": message("The day on which the facts held, not the day you write. At the latest today."),
    "narrative": message("Who did what, by when, with which result. Two to five sentences."),
    "elements": message("Codes such as O3.5, separated by spaces. The sheet “Read me” lists them."),
    "additionality": message("Whether the action is new or expanded since the Declaration."),
    "reason_code": message("Only with “Nothing new to report”."),
    "reason": message("Needed when the item does not apply or the work has stopped."),
    "kind": message("A primary document counts for more when you name the page or article."),
    "url": message("An address that anybody can open, beginning with https://."),
    "locator": message("Page, article or table in which the claim is shown."),
    "dated_on": message("The day of the document."),
    "measure": message("A short title of its own. By it the row is known again: a new title is a new measure."),
    "ends_on": message("The day on which it ended or is to end."),
    "owner": message("The body or office that is responsible."),
    "budget_amount": message("The amount as a plain number; amounts are listed, never summed."),
    "budget_currency": message("Three letters of ISO 4217, such as KES, EUR or USD."),
    "code": message("Choose an indicator of the catalogue, or leave it empty and name your own beside it."),
    "name": message("Only for an indicator that is not in the catalogue."),
    "unit": message("In what it is counted. An indicator of the catalogue has its unit already."),
    "value": message("A plain number, in the unit of the indicator."),
    "year": message("The year that the figure is about, in four digits."),
    "baseline_value": message("The figure with which you compare, and its year beside it."),
    "partners": message("Names separated by semicolons."),
    "sdgs": message("Numbers of Sustainable Development Goals from 1 to 17, such as 7, 13."),
    "practice_summary": message("What you offer to others: what worked, for whom, and what it takes."),
    "remove": message("Rows that you delete stay on record. Choose “remove” to take one out of the report."),
    "is_public": message("“no” keeps the evidence for reviewers alone."),
}


def guidance(cycle: Cycle, items: Iterable[Item], t: Translate) -> Iterator[tuple[str, str]]:
    """The rows of the sheet “Read me”: what, and a sentence about it."""
    yield from _how_it_goes(t)
    yield t("Due"), t("The report is due on {day}.", day=cycle.due_on.isoformat())
    yield t("Length"), t("“What was done” takes up to {longest} characters.", longest=NARRATIVE_CHARS)
    for status, label in STATUS_LABELS.items():
        yield choice(status, label, t), t(STATUS_TESTS[status])
    for off_scale, label in OFF_SCALE_LABELS.items():
        yield choice(off_scale, label, t), t(OFF_SCALE_TESTS[off_scale])
    for item in items:
        for element in item.elements:
            yield element.code, t(element.label)


def _how_it_goes(t: Translate) -> Iterator[tuple[str, str]]:
    """How the file is filled in, and what its upload does and leaves."""
    yield (
        t("How to fill it in"),
        t(
            "Answer in the sheet “Report”, one row per item; leave a row empty to say nothing about it yet. "
            "List measures, figures and evidence in their sheets, as many rows per item as you need. Then upload the "
            "file."
        ),
    )
    yield (
        t("What happens then"),
        t(
            "Every cell is checked and every problem is named with its sheet, row and column. Nothing is taken over "
            "while there is one. Rows that you leave empty change nothing; uploading the same file twice changes "
            "nothing."
        ),
    )
    yield (
        t("What stays"),
        t(
            "The file adds to what is on record and changes it; it takes nothing away. Sheets, columns and rows that "
            "you delete leave things as they are. To take a measure, a figure or a piece of evidence out of the "
            "report, choose “remove” in its row. A measure is known by its item and title, a figure by its item, "
            "indicator and year, evidence by its item and link."
        ),
    )
    yield (
        t("What you may change"),
        t(
            "You may sort, filter, hide, colour and move columns, add columns and sheets of your own, and save the "
            "file in LibreOffice, Google Sheets or Numbers. What others changed since the download stays; where you "
            "changed the same answer, the upload tells you."
        ),
    )
