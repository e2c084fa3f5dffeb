"""Report once: what was said last and what registries hold, as suggestions that count for nothing until confirmed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from .. import facts
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..domain.report import Entry, Evidence
from ..domain.statuses import EvidenceKind
from ..register import Register, answered
from ..register.database import utc_now
from .report_view import ReportView, found, view
from .saving import Conflict, Saved, save_entry

LAST_REPORT: Final = "last-report"
TNA_DATABASE: Final = "https://tech-action.unepccc.org/"
CTCN_SITE: Final = "https://www.ctc-n.org/"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The answer as it would be once confirmed, and the sentence (a message and its values) that says whence it comes.

    `source` is `last-report` or the registry's name. `suggestion_id` names source and content, so that a new fact is
    a new suggestion although an old one was rejected.
    """

    suggestion_id: str
    item: str
    source: str
    message: str
    entry: Entry
    values: dict[str, object] = field(default_factory=dict)
    url: str | None = None

    @property
    def is_last_report(self) -> bool:
        """Whether the signatory said it itself."""
        return self.source == LAST_REPORT


@dataclass(frozen=True, slots=True)
class SuggestionRejected:
    """It is not shown again."""

    suggestion_id: str


def suggestions_of(register: Register, actor: Actor, report: ReportView, item: str) -> tuple[Suggestion, ...]:
    """What is suggested for one item: nothing that is there already, was rejected, or comes too late."""
    require(actor, Action.READ_REPORT, report.signatory.signatory_id, item=(report.cycle.code, item))
    if report.closed is not None:
        return ()
    offered = tuple(_offered(report, item))
    if not offered:
        return ()
    answers = answered.suggestion_answers(register, report.signatory.signatory_id, report.cycle.code)
    return tuple(one for one in offered if answers.get(one.suggestion_id) != "rejected")


def confirm_suggestion(
    register: Register,
    actor: Actor,
    report: ReportView,
    suggestion: Suggestion,
    now: datetime,
) -> Saved | Rejected | Conflict:
    """Fill the draft with what is suggested, based on the version that `report` showed; it is not submitted by this."""
    require(actor, Action.EDIT_REPORT, report.signatory.signatory_id, item=(report.cycle.code, suggestion.item))
    signatory_id, cycle = report.signatory.signatory_id, report.cycle.code
    stored = report.stored.get(suggestion.item)
    based_on = stored.version_id if stored else None
    saved = save_entry(register, actor, signatory_id, cycle, suggestion.entry, based_on, now)
    if isinstance(saved, Saved):
        _remember(register, actor, (signatory_id, cycle, suggestion.item, suggestion.suggestion_id), "confirmed", now)
    return saved


def reject_suggestion(
    register: Register, actor: Actor, signatory_id: str, cycle: str, item: str, suggestion_id: str,
    now: datetime | None = None,
) -> SuggestionRejected | Rejected:  # fmt: skip
    """Put a suggestion away for good; refused when nothing of this name is suggested."""
    require(actor, Action.EDIT_REPORT, signatory_id, item=(cycle, item))
    known, when = found(register, signatory_id, cycle), now or utc_now()
    if isinstance(known, Rejected):
        return known
    offered = {one.suggestion_id for one in _offered(view(register, *known, when.date()), item)}
    if suggestion_id not in offered:
        return Rejected.because("suggestion-gone", message("This is no longer suggested."))
    _remember(register, actor, (signatory_id, cycle, item, suggestion_id), "rejected", when)
    return SuggestionRejected(suggestion_id)


def _remember(register: Register, actor: Actor, key: tuple[str, str, str, str], answer: str, now: datetime) -> None:
    signatory_id, cycle, item, suggestion_id = key
    with register.change(actor) as change:
        if answered.suggestion_answers(change, signatory_id, cycle).get(suggestion_id) != answer:
            change.trail(
                "suggestion.answer",
                f"{signatory_id}/{cycle}/{item}",
                signatory_id=signatory_id,
                after={"suggestion_id": suggestion_id, "answer": answer},
            )
            answered.add_suggestion_answer(change, key, answer, actor.person_id, now)


def _offered(report: ReportView, item: str) -> Iterator[Suggestion]:
    stored, last = report.stored.get(item), report.last.get(item)
    entry = stored.entry if stored else Entry(item=item)
    if last is not None and last.entry.is_answered and not entry.is_answered:
        text = message("What you reported for {cycle} still stands as your last answer.")
        name = f"{LAST_REPORT}:{last.version_id}"
        yield Suggestion(name, item, LAST_REPORT, text, last.entry, {"cycle": last.cycle})
    iso3 = report.signatory.iso3
    if iso3 and report.on_record:
        yield from (_with(entry, one) for one in _registries(iso3, item) if not _has(entry, one[0]))


_Found = tuple[Evidence, str, str, dict[str, object]]


def _with(entry: Entry, one: _Found) -> Suggestion:
    piece, source, text, values = one
    name = f"{source}:{hashlib.sha256(piece.model_dump_json().encode()).hexdigest()[:16]}"
    filled = entry.model_copy(update={"evidence": (*entry.evidence, piece)})
    return Suggestion(name, entry.item, source, text, filled, values, piece.url)


def _has(entry: Entry, piece: Evidence) -> bool:
    return any(one.url == piece.url and one.title == piece.title for one in entry.evidence)


def _registries(iso3: str, item: str) -> Iterator[_Found]:
    """Records that could stand as evidence: an NDC with its date, a TNA, a TAP, CTCN assistance."""
    ndc, tna, ctcn = facts.ndc().get(iso3), facts.tna().get(iso3), facts.ctcn().get(iso3)
    if item == "F8" and ndc and ndc.latest_active_title and ndc.latest_url:
        text = message("The NDC registry holds “{title}” of {day}. Attach it, and name the page on digital technology.")
        values: dict[str, object] = {"title": ndc.latest_active_title, "day": ndc.latest_active_date or "–"}
        yield _document(ndc.latest_active_title, ndc.latest_url, ndc.latest_active_date), "NDC", text, values
    if item == "F5" and tna and tna.tna_report == "true":
        text = message("A Technology Needs Assessment is listed ({year}). Attach it, and name the page.")
        title = f"Technology Needs Assessment ({tna.year})" if tna.year else "Technology Needs Assessment"
        yield _document(title, TNA_DATABASE), "TNA", text, {"year": tna.year or "–"}
    if item == "F6" and tna and tna.tap == "true":
        text = message("A Technology Action Plan is listed ({year}). Attach it, and name the page.")
        title = f"Technology Action Plan ({tna.year})" if tna.year else "Technology Action Plan"
        yield _document(title, TNA_DATABASE), "TAP", text, {"year": tna.year or "–"}
    if item == "F7" and ctcn and ctcn.published_ta_count:
        text = message("CTCN publishes {count} assistance projects for the country. Attach them, and name the one.")
        title = f"CTCN technical assistance: {ctcn.digital_ta_titles}" if ctcn.digital_ta_titles else "CTCN assistance"
        yield _document(title[:300], CTCN_SITE), "CTCN", text, {"count": ctcn.published_ta_count}


def _document(title: str, url: str, dated_on: date | None = None) -> Evidence:
    return Evidence(kind=EvidenceKind.PRIMARY_DOCUMENT, title=title, url=url, dated_on=dated_on)
