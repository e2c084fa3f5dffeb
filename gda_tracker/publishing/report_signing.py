"""What ties a signature to a report: what is signed in which state, which version it is, its check value."""

from __future__ import annotations

from datetime import datetime

from ..i18n import Text
from .printed import PrintedReport, Standing


def signing(t: Text, report: PrintedReport) -> dict[str, object]:
    """The block on the first page; one of an empty report has no lines to sign on and says what is missing."""
    if report.standing is Standing.EMPTY:
        return signature_words(t, _nothing_yet(t, report), t("Nothing to sign yet")) | {"fields": []}
    tie = [
        (t("Signatory"), report.signatory),
        (t("Cycle"), report.cycle.cop),
        (t("Version"), moment(t, report.version_at)),
        (t("Check value"), report.check_value),
    ]
    note = t("The answers follow on the next pages. Each page bears this check value: it changes with every change "
             "of an answer, and My report in the tracker shows that of the answers as they stand.")  # fmt: skip
    return signature_words(t, _sentence(t, report), t("Signature")) | {"tie": tie, "note": note}


def signature_words(t: Text, sentence: str, heading: str) -> dict[str, object]:
    """A block to sign, with its four lines."""
    fields = [t("Name"), t("Function"), t("Date"), t("Signature")]
    return {"words": heading, "sentence": sentence, "fields": fields, "tie": [], "note": ""}


def foot(t: Text, report: PrintedReport) -> str:
    """What stands at the foot of every page, so that a single sheet tells to which text it belongs."""
    if report.version_at is None:
        return f"{report.signatory} · {report.cycle.cop}"
    version = t("version of {moment}", moment=moment(t, report.version_at))
    value = t("check value {value}", value=report.check_value)
    return f"{report.signatory} · {report.cycle.cop} · {version} · {value}"


def moment(t: Text, at: datetime | None) -> str:
    """A day and its time in UTC, to the minute."""
    if at is None:
        return "–"
    return t("{day}, {time} UTC", day=t.date(at.date()), time=f"{at:%H:%M}")


def _nothing_yet(t: Text, report: PrintedReport) -> str:
    return t(
        "None of the {total} items is answered. What is missing is a status, or the reason why there is none, "
        "for at least one item; then this page can be signed.",
        total=len(report.answers),
    )


def _sentence(t: Text, report: PrintedReport) -> str:
    """What the signature says, true for the state that the report is in."""
    answered, total, day = report.answered, len(report.answers), t.date(report.submitted_on)
    match report.standing:
        case Standing.UNFINISHED:
            return t("I have read this draft, in which {answered} of {total} items are answered. It may still change "
                     "before it is submitted.", answered=answered, total=total)  # fmt: skip
        case Standing.IN_PART:
            return t("I have read this draft, in which {answered} of {total} items are answered, and agree that it is "
                     "submitted with these answers alone.", answered=answered, total=total)  # fmt: skip
        case Standing.COMPLETE:
            return t("I have read this draft, in which all {total} items are answered, and agree that it is submitted "
                     "as it stands here.", total=total)  # fmt: skip
        case Standing.AMENDED:
            return t("I have read this report and confirm it as it was submitted on {day} and amended on {amended}.",
                     day=day, amended=t.date(report.amended_on))  # fmt: skip
        case Standing.CHANGED:
            return t("I have read this report, which was submitted on {day}, and agree that the changes marked in it "
                     "as drafts are submitted.", day=day)  # fmt: skip
        case Standing.CHANGING:
            return t("I have read this report, which was submitted on {day}. The changes marked in it as drafts are "
                     "not submitted and may still change.", day=day)  # fmt: skip
        case _:
            return t("I have read this report and confirm it as it was submitted on {day}.", day=day)
