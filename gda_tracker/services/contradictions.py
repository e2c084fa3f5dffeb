"""What does not fit together in one entry: put before the reviewer, never a refusal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from .. import facts
from ..domain.problems import Problem, message
from ..domain.report import Entry
from ..domain.statuses import AgeClass, Status, age_class
from ..register import reviews
from ..register.readable import Readable
from ..register.reports import Reporter, Stored

SHORTEST_SHARED_TEXT: Final = 40
"""Shorter texts may well be the same by chance."""
_NOT_LISTED: Final = ("false", "not_listed")


def contradictions(source: Readable, signatory: Reporter, current: Stored, last: Stored | None) -> tuple[Problem, ...]:
    """What in the entry contradicts itself, the last answer, another report or a public registry."""
    entry = current.entry
    found = (
        *_against_last(entry, last.entry if last else None),
        *_by_age(entry, current.saved_at.date()),
        *_without_evidence(entry),
        *_same_words(source, signatory.signatory_id, entry),
        *_against_registries(signatory, entry, reviews.first_endorsed_on(source, signatory.signatory_id)),
    )
    return tuple(found)


def _against_last(entry: Entry, last: Entry | None) -> Iterator[Problem]:
    if last is None or entry.claimed is None:
        return
    if last.claimed is not None and entry.claimed < last.claimed:
        values = {"now": entry.claimed, "before": last.claimed}
        text = message("The status fell from “{before}” to “{now}” since the last report.")
        yield Problem("status-fell", text, values=values)
    if entry.narrative and entry.narrative == last.narrative and last.claimed != entry.claimed:
        yield Problem("same-text-other-status", message("The status changed, and the text is the same as last time."))


def _by_age(entry: Entry, submitted_on: date) -> Iterator[Problem]:
    if entry.claimed is None or entry.as_of is None:
        if entry.claimed is not None:
            yield Problem("no-as-of", message("No as-of date is given, so the evidence counts as 2 at most."))
        return
    if age_class(entry.as_of, submitted_on) is not AgeClass.FRESH:
        yield Problem("old-facts", message("The facts were more than twelve months old when they were reported."))
    dated = [piece.dated_on for piece in entry.evidence if piece.dated_on]
    if dated and min(dated) > entry.as_of:
        yield Problem("evidence-after-facts", message("All dated evidence is later than the day of the facts."))
    if entry.claimed is Status.SUSTAINED and dated and age_class(min(dated), entry.as_of) is AgeClass.FRESH:
        text = message("“Sustained” asks for twelve months of operation; the oldest evidence is younger than that.")
        yield Problem("sustained-too-young", text)


def _without_evidence(entry: Entry) -> Iterator[Problem]:
    if entry.claimed is not None and entry.claimed >= Status.IN_PLACE and not entry.evidence:
        yield Problem("claim-without-evidence", message("The claim stands without any evidence."))


def _same_words(source: Readable, signatory_id: str, entry: Entry) -> Iterator[Problem]:
    if entry.narrative and len(entry.narrative) >= SHORTEST_SHARED_TEXT:
        names = reviews.others_with_the_same_words(source, signatory_id, entry.narrative)
        if names:
            text = message("The text is the same, word for word, as that of {names}.")
            yield Problem("same-words", text, values={"names": ", ".join(names)})


def _against_registries(signatory: Reporter, entry: Entry, endorsed_on: date | None) -> Iterator[Problem]:
    if entry.claimed is None or entry.claimed < Status.IN_PLACE or signatory.iso3 is None:
        return
    ndc, tna, ctcn = facts.ndc().get(signatory.iso3), facts.tna().get(signatory.iso3), facts.ctcn().get(signatory.iso3)
    newest = ndc.latest_active_date if ndc else None
    if entry.item == "F8" and newest and endorsed_on and newest < endorsed_on:
        text = message("The newest NDC on record ({dated_on}) is older than the endorsement ({endorsed_on}).")
        yield Problem("ndc-older", text, values={"dated_on": newest, "endorsed_on": endorsed_on})
    if entry.item == "F5" and tna and tna.tna_report in _NOT_LISTED:
        yield Problem("tna-not-listed", message("No Technology Needs Assessment of this country is listed."))
    if entry.item == "F6" and tna and tna.tap in _NOT_LISTED:
        yield Problem("tap-not-listed", message("No Technology Action Plan of this country is listed."))
    if entry.item == "F7" and ctcn and ctcn.published_ta_count == 0:
        yield Problem("ctcn-none", message("CTCN publishes no technical assistance for this country."))
