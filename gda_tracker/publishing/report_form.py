"""The empty form for a meeting: every asked item, the tests of the statuses, lines to write on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from ..domain.answers import OFF_SCALE_LABELS, STATUS_LABELS, STATUS_TESTS
from ..domain.declaration import Cycle, Item
from ..domain.problems import message
from ..domain.statuses import OffScale
from ..i18n import Text
from .report_pdf import page_words
from .report_signing import signature_words
from .typesetting import typeset

_OFF_SCALE_TESTS: Final[Mapping[OffScale, str]] = {
    OffScale.NO_UPDATE: message("Write why. It counts as a response, never as progress."),
    OffScale.NOT_APPLICABLE: message("Write the reason; it counts once a reviewer has accepted it."),
    OffScale.BLOCKED: message("Write the reason; it is shown apart from the scale."),
}
"""The tests of the form on the screen speak of buttons, which paper lacks."""


def form_pdf(
    t: Text, signatory: str, cycle: Cycle, items: Sequence[Item], printed_on: date, *, is_demonstration: bool
) -> bytes:
    """A tagged PDF on A4. Raises subprocess.SubprocessError when it cannot be set in time."""
    title = t("Form for the report of {signatory} for {cop}", signatory=signatory, cop=cycle.cop)
    words = page_words(t, signatory, cycle, t("Empty form"), title=title, is_demonstration=is_demonstration)
    return typeset("form", words | _content(t, signatory, cycle, items, printed_on))


def _content(t: Text, signatory: str, cycle: Cycle, items: Sequence[Item], printed_on: date) -> dict[str, object]:
    return {
        "eyebrow": t("COP29 Declaration on Green Digital Action · report for {cop} · due {day}",
                     cop=cycle.cop, day=t.date(cycle.due_on)),
        "name": signatory,
        "facts": [
            t.n("The form asks about one item.", "The form asks about {n} items.", len(items)),
            t("Tick one status for each item: the highest whose test is met on the day of the facts."),
            t("Printed on {day}. Nothing on paper is submitted: the answers are entered in the tracker.",
              day=t.date(printed_on)),
        ],
        "choices": _choices(t),
        "words": {
            "status": t("Where does it stand?"),
            "tests": [t("Status"), t("What must be true")],
            "as_of": t("Facts as of"),
            "elements": t("Elements"),
            "narrative": t("What was done"),
            "narrative_help": t("Who did what, by when, with which result. Two to five sentences."),
            "evidence": t("Evidence"),
            "evidence_help": t("Title, link, page or article, date."),
            "measures": t("Measures and figures"),
            "measures_help": t("Measure, start, end, owner, budget with its currency; figure, unit, year, baseline."),
        },
        "items": [
            {
                "heading": f"{item.number} · {t(item.short)}",
                "title": t(item.title),
                "elements": [t(element.label) for element in item.elements],
            }
            for item in items
        ],
        "signature": signature_words(t, t("These answers may be entered in the tracker."), t("Signature")),
    }  # fmt: skip


def _choices(t: Text) -> list[dict[str, str]]:
    """The statuses with their tests, then the answers off the scale."""
    scale = [{"label": t(label), "test": t(STATUS_TESTS[status])} for status, label in STATUS_LABELS.items()]
    return scale + [
        {"label": t(label), "test": t(_OFF_SCALE_TESTS[answer])} for answer, label in OFF_SCALE_LABELS.items()
    ]
