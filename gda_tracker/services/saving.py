"""An answer saved as a draft, as one types; what a draft may never hold is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ..domain.asked import AskedForm
from ..domain.checks import problems_of
from ..domain.cycles import closed_because
from ..domain.declaration import Cycle
from ..domain.drafts import NEVER_STORED
from ..domain.evidence import EVIDENCE
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..domain.report import Entry, entry_id
from ..register import Change, Register, files, report_writing, reports
from ..register.readable import Readable
from ..register.reports import Reporter, Stored
from . import lending
from .report_view import asked_items, form_of, found


@dataclass(frozen=True, slots=True)
class Saved:
    """The entry as it stands now, and what is still to mend before it can be submitted."""

    version_id: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody else saved the entry since it was opened; this is what stands."""

    current: Stored | None


def save_entry(
    register: Register,
    actor: Actor,
    signatory_id: str,
    cycle: str,
    entry: Entry,
    based_on: str | None,
    now: datetime,
) -> Saved | Rejected | Conflict:
    """Save a draft of one answer, `based_on` the version that was shown (None: there was none)."""
    require(actor, Action.EDIT_REPORT, signatory_id, item=(cycle, entry.item))
    known = open_report(register, signatory_id, cycle, now.date())
    if isinstance(known, Rejected):
        return known
    signatory, about = known
    form = form_of(register, about.code)
    asked, catalogue = asked_items(signatory, form), form.catalogue()
    problems = problems_of(entry, asked, form.by_code(), catalogue, now.date())
    if never := tuple(problem for problem in problems if problem.rule in NEVER_STORED):
        return Rejected(never)
    with register.change(actor) as change:
        if taken_back := lending.gone(change, actor, signatory_id, cycle, entry.item):
            return taken_back
        if refusal := foreign_files(change, signatory_id, [entry]):
            return refusal
        current = reports.newest_of(change, signatory_id, about.code, entry.item)
        if current is not None and current.entry == entry:
            return Saved(current.version_id, problems)
        if (current.version_id if current else None) != based_on:
            return Conflict(current)
        version_id = _write(change, actor, (signatory_id, about.code), entry, current, now)
    return Saved(version_id, problems)


def _write(
    change: Change, actor: Actor, report: tuple[str, str], entry: Entry, current: Stored | None, now: datetime
) -> str:
    """The draft as a new version after the `current` one, with its trail; gives the version's identifier."""
    version_id = report_writing.new_version_id()
    change.trail(
        "entry.save",
        entry_id(*report, entry.item),
        signatory_id=report[0],
        before=as_trail(current.entry) if current else None,
        after=as_trail(entry) | {"version_id": version_id},
    )
    report_writing.add_version(change, *report, entry, version_id, who=actor.person_id, when=now, is_submitted=False)
    return version_id


def open_report(register: Register, signatory_id: str, cycle: str, today: date) -> tuple[Reporter, Cycle] | Rejected:
    """The signatory and the cycle to write in, or why nothing can be written."""
    known = found(register, signatory_id, cycle)
    if not isinstance(known, Rejected) and (closed := closed_because(known[1], today)):
        return Rejected((closed,))
    return known


def never_stored(signatory: Reporter, form: AskedForm, entries: Sequence[Entry], today: date) -> Rejected | None:
    """What no draft may ever hold, or None."""
    asked, known, catalogue = asked_items(signatory, form), form.by_code(), form.catalogue()
    problems = (problem for entry in entries for problem in problems_of(entry, asked, known, catalogue, today))
    never = tuple(problem for problem in problems if problem.rule in NEVER_STORED)
    return Rejected(never) if never else None


def foreign_files(source: Readable, signatory_id: str, entries: Sequence[Entry]) -> Rejected | None:
    """Files that were not uploaded for the signatory: who knows the hash of another's file does not get it by that."""
    named = [(entry.item, row, one) for entry in entries for row, one in enumerate(entry.evidence, start=1)]
    if not any(one.file_sha256 for _, _, one in named):
        return None
    own = files.files_of(source, signatory_id)
    text = message(
        "The file of “{title}” was not uploaded for this report. Take the piece out, or upload the file here."
    )
    problems = tuple(
        Problem("file-not-uploaded", text, EVIDENCE, row, "url", values={"title": one.title[:80]}, item=item)
        for item, row, one in named
        if one.file_sha256 and one.file_sha256 not in own
    )
    return Rejected(problems) if problems else None


def as_trail(entry: Entry) -> dict[str, object]:
    """An answer as the trail keeps it."""
    return entry.model_dump(mode="json", exclude_defaults=True)
