"""What a reviewer would ask about days, figures and evidence, about last time, and about what a registry holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from .checks_indicators import INDICATORS
from .checks_measures import MEASURES
from .evidence import EVIDENCE
from .indicators import Indicator
from .problems import Problem, message
from .reading_words import WHY, is_readable
from .report import Entry, IndicatorValue
from .statuses import AgeClass, Status, age_class

LEAP: Final = 100
"""A figure a hundred times its baseline, or a hundredth of it, is more often a unit than a fact."""


def of_last_time(entry: Entry, last: Entry | None) -> Iterator[Problem]:
    """A status that fell without a word; the same words as last time."""
    if last is None or last.claimed is None or entry.claimed is None:
        return
    text = entry.narrative or ""
    is_same = bool(text) and text == last.narrative
    if entry.claimed < last.claimed and (is_same or (is_readable(text) and not WHY.search(text)) or not text):
        words = message("Last time you reported “{before}”, now “{now}”, and the text does not say why it fell.")
        values = {"before": last.claimed, "now": entry.claimed}
        yield Problem("status-fell-without-a-word", words, column="claimed", values=values)
    elif is_same and entry.claimed != last.claimed:
        words = message("The status changed, and the text is the one of last time. Say what changed.")
        yield Problem("same-text-other-status", words, column="narrative")
    elif is_same and entry.as_of != last.as_of and entry.claimed is not Status.NOT_STARTED:
        words = message("The text is the one of last time. Add what is new, if anything is.")
        yield Problem("same-as-last-time", words, column="narrative")


def of_dates(entry: Entry, today: date) -> Iterator[Problem]:
    """How old the facts are; measures that begin after the facts that they should show."""
    if entry.as_of is None:
        words = message("Without the day of the facts, the evidence counts as level 2 at most, whoever opens it.")
        yield Problem("facts-undated", words, column="as_of")
    elif entry.as_of <= today:
        yield from _age(entry.as_of, today)
    day = entry.as_of or today
    if entry.claimed is None or entry.claimed < Status.UNDER_WAY:
        return
    for number, measure in enumerate(entry.measures, start=1):
        if measure.starts_on and measure.starts_on > day and (entry.claimed >= Status.IN_PLACE):
            words = message("“{title}” starts on {starts_on}, after the day of your facts: how can it be in place?")
            values = {"title": measure.title, "starts_on": measure.starts_on}
            yield Problem("measure-not-begun", words, MEASURES, number, "starts_on", values=values)


def _age(as_of: date, today: date) -> Iterator[Problem]:
    age = age_class(as_of, today)
    if age is AgeClass.OUT_OF_DATE:
        words = message("The facts are more than 24 months old, so the status counts in no current figure. Renew them.")
        yield Problem("facts-out-of-date", words, column="as_of")
    elif age is AgeClass.AGEING:
        words = message("The facts are more than twelve months old. Give a later day if they still hold.")
        yield Problem("facts-ageing", words, column="as_of")


def figure_remarks(figures: Sequence[IndicatorValue], catalogue: Mapping[str, Indicator]) -> Iterator[Problem]:
    """Figures that nothing of the kind can have, and leaps against the baseline."""
    for number, one in enumerate(figures, start=1):
        known = catalogue.get(one.code or "")
        name = known.name if known else one.name or ""
        for column, value in (("value", one.value), ("baseline_value", one.baseline_value)):
            if value is not None and (bounds := _bounds(one, known)) and not bounds[0] <= value <= bounds[1]:
                words = message("{name}: {value} lies outside what is possible, {least} to {most}. Check the unit.")
                values = {"name": name, "value": _plain(value), "least": _plain(bounds[0]), "most": _plain(bounds[1])}
                yield Problem("figure-implausible", words, INDICATORS, number, column, values=values)
        if one.baseline_value and abs(one.value) and not 1 / LEAP < abs(one.value / one.baseline_value) < LEAP:
            words = message("{name}: {value} beside a baseline of {before}. Are both in the same unit?")
            values = {"name": name, "value": _plain(one.value), "before": _plain(one.baseline_value)}
            yield Problem("figure-leap", words, INDICATORS, number, "value", values=values)


def _bounds(one: IndicatorValue, known: Indicator | None) -> tuple[float, float] | None:
    if known is not None:
        return known.minimum, known.maximum
    return (0, 100) if (one.unit or "").strip().startswith("%") else None


def _plain(value: float) -> str:
    return f"{value:.10g}"


def of_evidence(entry: Entry) -> Iterator[Problem]:
    """A claim without evidence, and evidence that is long older than the facts."""
    if entry.claimed is None or entry.claimed < Status.IN_PLACE:
        return
    if not entry.evidence:
        words = message(
            "Nothing shows it: without evidence it counts as claimed alone. Attach the law, plan or dataset."
        )
        yield Problem("claim-without-evidence", words, EVIDENCE, column="evidence")
    dated = [piece.dated_on for piece in entry.evidence if piece.dated_on]
    if not dated or entry.as_of is None:
        return
    if age_class(max(dated), entry.as_of) is not AgeClass.FRESH:
        words = message("Your newest evidence is of {day}, over twelve months before the facts. What shows them since?")
        yield Problem("evidence-old", words, EVIDENCE, column="evidence", values={"day": max(dated)})
    if min(dated) > entry.as_of:
        words = message("All evidence is later than the day of the facts ({day}). Is the day right?")
        yield Problem("evidence-after-facts", words, column="as_of", values={"day": entry.as_of})
    if entry.claimed is Status.SUSTAINED and age_class(min(dated), entry.as_of) is AgeClass.FRESH:
        words = message("“Sustained” asks for twelve months of operation; your oldest evidence is younger than that.")
        yield Problem("sustained-too-young", words, EVIDENCE, column="evidence")


def of_registries(entry: Entry, newest_ndc_on: date | None, endorsed_on: date | None) -> Iterator[Problem]:
    """An NDC that is older than what is claimed of it."""
    if entry.item != "F8" or entry.claimed is None or entry.claimed < Status.IN_PLACE or newest_ndc_on is None:
        return
    if endorsed_on and newest_ndc_on < endorsed_on:
        words = message(
            "The newest NDC that the registry knows is of {ndc_on}, before your endorsement on {endorsed_on}. Which "
            "document do you mean?"
        )
        yield Problem(
            "ndc-older", words, column="claimed", values={"ndc_on": newest_ndc_on, "endorsed_on": endorsed_on}
        )
