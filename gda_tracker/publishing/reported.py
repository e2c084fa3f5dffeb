"""What one signatory reported, item by item and year by year, with its evidence, the decisions and the replies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..charts import words
from ..charts.templating import render, web_address
from ..charts.words import numeral
from ..charts.years import YearAnswer, YearRow
from ..domain.answers import ADDITIONALITY_LABELS, EVIDENCE_KIND_LABELS, REASON_LABELS
from ..editions import EntryRow, EvidenceRow, Profile, ReviewRow
from ..i18n import Text
from .asked import Asked
from .given import Given, Named, given_of, named_by


@dataclass(frozen=True, slots=True)
class Document:
    """One piece of evidence; without an address it is a file that the report keeps."""

    title: str
    detail: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One entry: what was said in a cycle, on which documents, what was decided and replied."""

    cycle: str
    status: str
    facts: tuple[str, ...]
    elements: tuple[str, ...]
    narrative: str
    documents: tuple[Document, ...]
    decisions: tuple[str, ...]
    given: Given
    awaits: str = ""
    tacit: str = ""


@dataclass(frozen=True, slots=True)
class SaidItem:
    """An item with its entries, newest cycle first; `anchor` is where it stands on the page."""

    anchor: str
    number: str
    short: str
    newest: str
    entries: tuple[Said, ...]
    named: tuple[Named, ...] = ()
    """What the signatory's statement was confirmed to say of it: one or nothing."""


def anchor_of(item: str) -> str:
    """Where on a profile the reports about an item stand."""
    return f"said-{item.lower()}"


def documents_of(t: Text, found: Profile, item: str, cycle: str | None) -> tuple[Document, ...]:
    """The evidence of one entry."""
    return tuple(_document(t, row) for row in found.evidence if (row.item, row.cycle) == (item, cycle))


def decisions_of(t: Text, found: Profile, item: str, cycle: str | None) -> tuple[str, ...]:
    """The decisions on one entry in words, each followed by the replies until the day of the next."""
    decisions = [(row.decided_on, _decision(t, row)) for row in found.reviews if (row.item, row.cycle) == (item, cycle)]
    replies = [
        (row.replied_on, t("Reply, {day}: {reply}", day=t.date(row.replied_on), reply=row.reply))
        for row in found.replies
        if (row.item, row.cycle) == (item, cycle)
    ]
    return tuple(said for _, said in sorted([*decisions, *replies], key=lambda dated: dated[0]))


def newest_decision(t: Text, found: Profile, item: str, cycle: str | None) -> str:
    """The newest decision on one entry as it stands, in a few words; empty without one."""
    rows = [row for row in found.reviews if (row.item, row.cycle) == (item, cycle) and row.stands]
    if not rows:
        return ""
    return t("{decided} on {day}", decided=words.decision_label(t, rows[-1].decision), day=t.date(rows[-1].decided_on))


def reports_part(asked: Asked, found: Profile) -> str:
    """Every item that was ever reported, folded; nothing but a sentence where there is no report."""
    return render("reports.html.j2", asked.text, items=said_items(asked, found))


def said_items(asked: Asked, found: Profile) -> list[SaidItem]:
    """Every item that was ever reported, in the Declaration's order, newest entry first."""
    t, shorts = asked.text, {cell.item: asked.text(cell.short) for cell in found.cells}
    elements = {e.code: t(e.label) for item in asked.analysis.items().values() for e in item.elements}
    by_item: dict[str, list[EntryRow]] = {}
    for entry in found.entries:
        by_item.setdefault(entry.item, []).append(entry)
    return [
        SaidItem(
            anchor=anchor_of(item),
            number=numeral(item),
            short=shorts.get(item, item),
            newest=t("{cycle}: {status}", cycle=entries[0].cycle, status=_status(t, entries[0])),
            entries=tuple(_said(t, found, entry, elements) for entry in entries),
            named=named_by(t, found, item),
        )
        for item, entries in by_item.items()
    ]


def year_rows(t: Text, found: Profile) -> list[YearRow]:
    """Every item that applies, with its answers by cycle."""
    reviewed: dict[tuple[str, str], ReviewRow] = {(row.item, row.cycle): row for row in found.reviews if row.stands}
    answers: dict[str, dict[str, YearAnswer]] = {}
    for entry in found.entries:
        review = reviewed.get((entry.item, entry.cycle))
        decided = review.decided_status if review else None
        is_reviewed = review is not None
        answers.setdefault(entry.item, {})[entry.cycle] = YearAnswer(
            entry.claimed, entry.off_scale, is_reviewed, decided
        )
    return [YearRow(cell.item, numeral(cell.item), t(cell.short), answers.get(cell.item, {})) for cell in found.cells]


def year_cycles(found: Profile, cycles: Sequence[str]) -> tuple[str, ...]:
    """The cycles from its first report to the newest, those that it left out included."""
    own = {entry.cycle for entry in found.entries}
    return tuple(cycle for cycle in cycles if own and cycle >= min(own))


def _said(t: Text, found: Profile, entry: EntryRow, elements: dict[str, str]) -> Said:
    facts = [t("received on {day}", day=t.date(entry.submitted_on))]
    if entry.as_of:
        facts.append(t("facts as of {day}", day=t.date(entry.as_of)))
    if entry.additionality:
        facts.append(_labelled(t, ADDITIONALITY_LABELS, entry.additionality))
    if entry.evidence is not None:
        facts.append(t("evidence attached: level {level}", level=entry.evidence))
    return Said(
        cycle=entry.cycle,
        status=_status(t, entry),
        facts=tuple(facts),
        elements=tuple(elements.get(code, code) for code in (entry.elements or "").split()),
        narrative=entry.narrative or entry.reason or "",
        documents=documents_of(t, found, entry.item, entry.cycle),
        decisions=decisions_of(t, found, entry.item, entry.cycle),
        given=given_of(t, found, entry.item, entry.cycle),
        awaits=_awaits(t, found, entry),
        tacit=_tacit(t, found, entry),
    )


def _status(t: Text, entry: EntryRow) -> str:
    if entry.off_scale:
        said = words.off_scale_label(t, entry.off_scale)
        reason = _labelled(t, REASON_LABELS, entry.reason_code) if entry.reason_code else ""
        return t("{name}: {what}", name=said, what=reason) if reason else said
    return words.status_label(t, entry.claimed) if entry.claimed is not None else "–"


def _labelled(t: Text, labels: Any, code: str) -> str:
    """The label of a code; a code that is new shows itself."""
    return t(labels[code]) if code in labels else code


def _document(t: Text, row: EvidenceRow) -> Document:
    address = web_address(row.url)
    kind = _labelled(t, EVIDENCE_KIND_LABELS, row.kind)
    title = row.title or (address.split("/")[2] if address else kind)
    detail = [part for part in (row.locator, t.date(row.dated_on) if row.dated_on else "") if part]
    if not address:
        detail.append(t("a file kept with the report") if row.file_sha256 else t("no address given"))
        address = f"/evidence/{row.file_sha256}" if row.file_sha256 else ""
    return Document(title, ", ".join(detail), address)


def _decided(t: Text, row: ReviewRow) -> str:
    decided = words.decision_label(t, row.decision)
    if row.decided_status is None:
        return decided
    return t("{name}: {what}", name=decided, what=words.status_label(t, row.decided_status))


def _decision(t: Text, row: ReviewRow) -> str:
    values = {"day": t.date(row.decided_on), "decided": _decided(t, row)}
    # A return that is public is about an earlier answer by its nature: the answer was amended, or it would not be here.
    is_old = row.is_superseded or row.decision == "return"
    sentence = (
        t("Review of an earlier answer, {day}: {decided}", **values)
        if is_old
        else t("Review, {day}: {decided}", **values)
    )
    return f"{sentence}. {row.reason}" if row.reason else sentence


def _awaits(t: Text, found: Profile, entry: EntryRow) -> str:
    """Where every decision is about an earlier answer, that the one above awaits its own."""
    rows = [row for row in found.reviews if (row.item, row.cycle) == (entry.item, entry.cycle)]
    if not rows or any(row.stands for row in rows):
        return ""
    return t("These decisions are about the answer before it was amended; the answer as it stands awaits review.")


def _tacit(t: Text, found: Profile, entry: EntryRow) -> str:
    """The badge of a decision that stands and that the signatory left without a word."""
    rows = [row for row in found.reviews if (row.item, row.cycle) == (entry.item, entry.cycle) and row.stands]
    return t("no reply within 20 working days") if rows and rows[-1].is_tacit else ""
