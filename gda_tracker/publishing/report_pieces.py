"""The pieces of one printed answer as the template reads them: plain words in rows, no markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from unicodedata import bidirectional

from ..domain.answers import (
    ADDITIONALITY_LABELS,
    EVIDENCE_KIND_LABELS,
    OFF_SCALE_LABELS,
    REASON_LABELS,
    STATUS_LABELS,
    STATUS_TESTS,
)
from ..domain.declaration import Item
from ..domain.evidence import link_problem
from ..domain.goals import GOAL_NAMES
from ..domain.indicators import Indicator
from ..domain.report import Entry, Evidence, IndicatorValue, Measure
from ..domain.statuses import Additionality
from ..i18n import Text

_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def paragraphs(words: str | None) -> list[dict[str, object]]:
    """A text line by line, each with the direction of its first letter."""
    lines = (line.strip() for line in (words or "").splitlines())
    return [{"words": line, "rtl": _runs_left(line)} for line in lines if line]


def _runs_left(line: str) -> bool:
    kinds = (bidirectional(letter) for letter in line)
    return next((kind for kind in kinds if kind in _RIGHT_TO_LEFT or kind == "L"), "L") in _RIGHT_TO_LEFT


def status_words(t: Text, entry: Entry | None) -> str:
    """The claimed status or the answer off the scale; silence in its own words."""
    if entry is not None and entry.claimed is not None:
        return t(STATUS_LABELS[entry.claimed])
    if entry is not None and entry.off_scale is not None:
        return t(OFF_SCALE_LABELS[entry.off_scale])
    return t("no answer yet")


def facts_of(t: Text, item: Item, entry: Entry | None, test: str = "") -> list[tuple[str, str]]:
    """Label and value of what fits on a line; `test` is that of the status where it is not today's."""
    if entry is None or not entry.is_answered:
        return [(t("Claimed status"), status_words(t, entry))]
    test = t(test or STATUS_TESTS[entry.claimed]) if entry.claimed is not None else ""
    elements = [t(one.label) for one in item.elements if one.code in entry.elements]
    goals = [f"{goal} {t(GOAL_NAMES[goal])}" for goal in entry.sdgs if goal in GOAL_NAMES]
    is_known = entry.additionality is not Additionality.UNKNOWN
    rows = [
        (t("Claimed status"), f"{status_words(t, entry)} – {test}" if test else status_words(t, entry)),
        (t("Why nothing new"), t(REASON_LABELS[entry.reason_code]) if entry.reason_code else ""),
        (t("Facts as of"), t.date(entry.as_of)),
        (t("New or expanded"), t(ADDITIONALITY_LABELS[entry.additionality]) if is_known else ""),
        (t("Elements"), "; ".join(elements)),
        (t("Partners"), "; ".join(entry.partners)),
        (t("SDGs"), "; ".join(goals)),
    ]
    return [(label, value) for label, value in rows if value]


def texts_of(t: Text, entry: Entry) -> list[dict[str, object]]:
    """What takes paragraphs: reason, narrative, good practice."""
    practice = entry.practice
    shown = "" if practice is None else "\n".join(filter(None, (practice.title, practice.summary, practice.url)))
    parts = ((t("Reason"), entry.reason), (t("What was done"), entry.narrative), (t("Good practice"), shown))
    return [{"words": words, "paragraphs": paragraphs(text)} for words, text in parts if text and text.strip()]


def measures_table(t: Text, measures: Sequence[Measure]) -> dict[str, object]:
    """Each measure with its days, owner and money. Amounts are listed with their currency, never summed."""
    rows = [
        [one.title, t.date(one.starts_on), t.date(one.ends_on), one.owner or "–", _money(t, one)] for one in measures
    ]
    head = [t("Measure"), t("Start"), t("End"), t("Owner"), t("Budget")]
    return {"words": t("Measures"), "widths": [3, 1.6, 1.6, 2, 1.8], "head": head, "rows": rows}


def _money(t: Text, measure: Measure) -> str:
    if measure.budget_amount is None:
        return "–"
    return f"{t.number(float(measure.budget_amount))} {measure.budget_currency or ''}".strip()


def figures_table(t: Text, figures: Sequence[IndicatorValue], catalogue: Mapping[str, Indicator]) -> dict[str, object]:
    """Each figure of a year beside its baseline, with its unit."""
    head = [t("Indicator"), t("Value"), t("Unit"), t("Year"), t("Baseline")]
    rows = [_figure(t, one, catalogue.get(one.code or "")) for one in figures]
    return {"words": t("Indicators"), "widths": [3, 1.2, 1.8, 0.8, 1.6], "head": head, "rows": rows}


def _figure(t: Text, figure: IndicatorValue, known: Indicator | None) -> list[str]:
    name = t(known.name) if known else figure.name or figure.code or "–"
    unit = t(known.unit) if known else figure.unit or "–"
    baseline = "–"
    if figure.baseline_value is not None:
        baseline = f"{t.number(figure.baseline_value)} ({figure.baseline_year or '–'})"
    return [name, t.number(figure.value), unit, str(figure.year), baseline]


def evidence_rows(t: Text, pieces: Sequence[Evidence], files: Mapping[str, str]) -> list[dict[str, str]]:
    """Each piece with its link, or its file by name and by the start of its SHA-256, so that it can be told apart."""
    return [
        {
            "title": piece.title or t("Evidence {number}", number=number),
            "kind": _kind(t, piece),
            "url": piece.url if piece.url and link_problem(piece.url) is None else "",
            "file": _file(t, piece, files),
            "locator": piece.locator or "–",
            "day": t.date(piece.dated_on),
        }
        for number, piece in enumerate(pieces, start=1)
    ]


def _kind(t: Text, piece: Evidence) -> str:
    kind = t(EVIDENCE_KIND_LABELS[piece.kind])
    return kind if piece.is_public else f"{kind} · {t('for reviewers alone')}"


def _file(t: Text, piece: Evidence, files: Mapping[str, str]) -> str:
    if piece.file_sha256 is None:
        return ""
    name = files.get(piece.file_sha256, "–")
    return t("File {name}, SHA-256 {start}…", name=name, start=piece.file_sha256[:16])
