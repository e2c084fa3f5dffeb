"""A report as a paper to sign: every item with all that was said about it, a draft marked as one on each page."""

from __future__ import annotations

from collections.abc import Sequence

from ..domain.answers import STATUS_LABELS
from ..domain.declaration import Cycle
from ..domain.report import Entry
from ..domain.statuses import Status
from ..i18n import Text
from .printed import PrintedAnswer, PrintedDecision, PrintedReport
from .report_pieces import evidence_rows, facts_of, figures_table, measures_table, paragraphs, status_words, texts_of
from .report_signing import foot, signing
from .typesetting import typeset


def report_pdf(t: Text, report: PrintedReport) -> bytes:
    """A tagged PDF on A4. Raises subprocess.SubprocessError when it cannot be set in time."""
    return typeset("report", _content(t, report))


def page_words(
    t: Text, signatory: str, cycle: Cycle, mark: str, *, title: str, is_demonstration: bool
) -> dict[str, object]:
    """What stands on every page of a paper: head, foot, marks; and what the file says about itself."""
    return {
        "title": title,
        "author": signatory,
        "keywords": [cycle.cop, t("Green Digital Action Tracker")],
        "language": t.language,
        "head": t("{signatory} · report for {cop}", signatory=signatory, cop=cycle.cop),
        "mark": mark,
        "foot": "",
        "demonstration": t("Demonstration data – not real reports.") if is_demonstration else "",
        "page_of": t("{page} of {pages}", page="{page}", pages="{pages}"),
    }


def _content(t: Text, report: PrintedReport) -> dict[str, object]:
    title = t("Report of {signatory} for {cop}", signatory=report.signatory, cop=report.cycle.cop)
    changed = t("Holds changes that are not submitted") if report.has_draft else ""
    mark = t("Draft – not submitted") if report.submitted_on is None else changed
    words = page_words(t, report.signatory, report.cycle, mark, title=title, is_demonstration=report.is_demonstration)
    return words | {
        "eyebrow": t("COP29 Declaration on Green Digital Action · report for {cop} · due {day}",
                     cop=report.cycle.cop, day=t.date(report.cycle.due_on)),
        "name": report.signatory,
        "foot": foot(t, report),
        "facts": _facts(t, report),
        "overview": _overview(t, report.answers),
        "items": [_item(t, report, answer) for answer in report.answers if answer.says_something],
        "signature": signing(t, report),
    }  # fmt: skip


def _facts(t: Text, report: PrintedReport) -> list[str]:
    """How far the report is. What is still asked of its people is no part of a page to sign."""
    day = t.date(report.submitted_on)
    state = t("Submitted on {day}.", day=day)
    if report.submitted_on is None:
        state = t("Draft – not submitted")
    elif report.has_draft:
        state = t("Submitted on {day}; what is marked as a draft was changed since and is not submitted.", day=day)
    elif report.amended_on is not None:
        state = t("First submitted on {day}, amended on {amended}.", day=day, amended=t.date(report.amended_on))
    printed = t("As it stands on {day}.", day=t.date(report.printed_on))
    told = t("{answered} of {total} items answered", answered=report.answered, total=len(report.answers))
    return [f"{state} {printed}" if state.endswith(".") else f"{state}. {printed}", told]


def _overview(t: Text, answers: Sequence[PrintedAnswer]) -> dict[str, object]:
    rows = [
        [
            each.item.number,
            t(each.item.short),
            status_words(t, each.entry),
            t.date(each.entry.as_of) if each.entry is not None and each.entry.as_of else "–",
        ]
        for each in answers
    ]
    return {"words": t("All items"), "head": ["", t("Item"), t("Claimed status"), t("Facts as of")], "rows": rows}


def _item(t: Text, report: PrintedReport, answer: PrintedAnswer) -> dict[str, object]:
    entry = answer.entry or Entry(item=answer.item.code)
    return {
        "heading": f"{answer.item.number} · {t(answer.item.short)}",
        "title": t(answer.item.title),
        "state": _state(t, report, answer),
        "facts": facts_of(t, answer.item, answer.entry, answer.test),
        "texts": texts_of(t, entry),
        "tables": [
            table
            for table in (measures_table(t, entry.measures), figures_table(t, entry.indicators, report.catalogue))
            if table["rows"]
        ],
        "evidence": {
            "words": t("Evidence"),
            "head": [t("What"), t("Page or article"), t("Date")],
            "rows": evidence_rows(t, entry.evidence, answer.files),
        },
        "decision": None if answer.decision is None else _decision(t, answer.decision),
    }


def _state(t: Text, report: PrintedReport, answer: PrintedAnswer) -> str:
    """Marks what was changed since the submission; a report that is a draft as a whole says so on every page."""
    is_changed = answer.is_answered and not answer.is_submitted and report.submitted_on is not None
    return t("Draft – not submitted") if is_changed else ""


def _decision(t: Text, decided: PrintedDecision) -> dict[str, object]:
    day = t.date(decided.decided_on)
    status = "" if decided.status is None else t(STATUS_LABELS[Status(decided.status)])
    words = {
        "confirm": t("Confirmed on {day}, with evidence level {level}.", day=day, level=decided.evidence),
        "lower": t("Lowered to “{status}” on {day}.", status=status, day=day),
        "return": t("A reviewer returned this answer on {day}:", day=day),
        "accept_not_applicable": t("Accepted on {day}: the item does not apply.", day=day),
        "refuse_not_applicable": t("Refused on {day}: the item applies.", day=day),
    }
    later = t("The decision is about the answer as it was submitted; it was changed since.")
    verdict = words[decided.decision]
    return {
        "verdict": f"{verdict} {later}" if decided.is_amended else verdict,
        "reason": paragraphs(decided.reason),
        "replies": [
            {"words": t("Reply of {day}", day=t.date(on)), "paragraphs": paragraphs(text)}
            for text, on in decided.replies
        ],
    }
