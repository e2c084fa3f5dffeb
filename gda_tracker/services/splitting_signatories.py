"""Undoing a merge: the one that went stands again with what was recorded under it before the merge.

What was recorded since is under the other, and stays there: who splits is told of it first. Drafts that were written
by people of the one that stands again may go along with it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from .. import facts
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..domain.registering import reason_problems
from ..domain.report import Entry, entry_id
from ..register import Change, Register, files, merge_people, merges, people, registry, report_writing, reports
from ..register.readable import Readable
from ..register.registry import Recorded
from ..register.reports import Stored
from ..register.since_merge import ActSince, DraftSince, acts_since, drafts_since, holders
from .merging_people import parted, people_problems
from .registering import unknown
from .saving import as_trail

_CYCLE_CHARS: Final = 4


@dataclass(frozen=True, slots=True)
class Kept:
    """Something recorded since the merge: what, about whom, of which cycle and items, by whom, when it last was (UTC).

    `about` is a person's name, empty for an act that is about nobody in person.
    """

    action: str
    about: str
    cycle: str
    items: tuple[str, ...]
    who: str
    times: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class DraftAlong:
    """A draft that can go along, and who wrote it."""

    cycle: str
    item: str
    who: str


@dataclass(frozen=True, slots=True)
class Parting:
    """What a split leaves with the other one, `stays_with`. `seen` is the number of the newest act of `kept`."""

    signatory: str
    stays_with: str
    kept: tuple[Kept, ...]
    drafts: tuple[DraftAlong, ...]
    seen: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """The two are two again; `kept` acts since the merge stay with the other, `drafts` went along."""

    signatory_id: str
    from_id: str
    kept: int = 0
    drafts: int = 0


@dataclass(frozen=True, slots=True)
class _Joined:
    """A merged signatory with what it was merged into, and what was recorded there since."""

    gone: Recorded
    into_id: str
    stays_with: str
    acts: tuple[ActSince, ...]
    drafts: tuple[DraftSince, ...]
    people: list[Problem]

    @property
    def seen(self) -> int:
        return max((one.seq for one in self.acts), default=0)


def what_a_split_leaves(register: Register, actor: Actor, signatory_id: str) -> Parting | Rejected:
    """What was recorded since the merge and will stay where it is, the newest first; which drafts can go along."""
    require(actor, Action.EDIT_REGISTER)
    joined = _joined(register, actor, signatory_id)
    if isinstance(joined, Rejected):
        return joined
    named = {name for one in joined.acts for name in (one.actor_id, one.subject)}
    names = people.names_of(register, named | {one.draft.saved_by for one in joined.drafts})
    return Parting(
        signatory=joined.gone.facts.name,
        stays_with=joined.stays_with,
        kept=tuple(_kept(one, names) for one in joined.acts),
        drafts=tuple(
            DraftAlong(one.draft.cycle, one.draft.entry.item, names.get(one.draft.saved_by, one.draft.saved_by))
            for one in joined.drafts
        ),
        seen=joined.seen,
        problems=tuple(joined.people),
    )


def split_signatory(
    register: Register, actor: Actor, signatory_id: str, *, reason: str, seen: int | None = None,
    with_drafts: bool = False,
) -> Split | Rejected:  # fmt: skip
    """Undo a merge: the one that went stands again with everything that was recorded under it.

    Where anything was recorded since, only once somebody has `seen` it, up to that number; where people report for
    either of the two, by those alone who manage people. `with_drafts` takes along what people of the one that stands
    again have drafted since: as new versions there, and where they were written the version before stands again.
    """
    require(actor, Action.EDIT_REGISTER)
    with register.change(actor) as change:
        joined = _joined(change, actor, signatory_id)
        if isinstance(joined, Rejected):
            return joined
        if problems := joined.people + _unseen(joined, seen) + reason_problems(reason):
            return Rejected(tuple(problems))
        drafts = joined.drafts if with_drafts else ()
        told: dict[str, object] = {"stands": True, "reason": reason.strip()}
        if joined.acts:
            told["acts_that_stay"] = sum(one.times for one in joined.acts)
        if drafts:
            told["drafts_along"] = [f"{one.draft.cycle}/{one.draft.entry.item}" for one in drafts]
        before = {"merged_into": joined.into_id}
        change.trail("signatory.split", signatory_id, signatory_id=joined.into_id, before=before, after=told)
        merges.write_merge(change, signatory_id, joined.into_id, reason.strip(), actor.person_id, is_merged=False)
        _take_along(change, signatory_id, drafts, actor.person_id)
        return Split(signatory_id, joined.into_id, sum(one.times for one in joined.acts), len(drafts))


def _joined(source: Readable, actor: Actor, signatory_id: str) -> _Joined | Rejected:
    """The merge as it holds, or why there is nothing to split."""
    found = registry.recorded(source, signatory_id)
    if found is None:
        return unknown(signatory_id)
    into_id = merges.merged_directly(source, signatory_id)
    if into_id is None:
        text = message("“{name}” is merged into no other signatory.")
        return Rejected.because("signatory-not-merged", text, name=found.facts.name)
    holder_id = found.into_id or into_id
    held = registry.recorded(source, holder_id)
    gone = merge_people.under(source, signatory_id)
    theirs, others = parted(source, signatory_id, holder_id)
    writers = {one.person_id for one in theirs} - {one.person_id for one in others}
    return _Joined(
        found,
        into_id,
        held.facts.name if held else holder_id,
        tuple(act for one in holders(source, signatory_id) for act in acts_since(source, one, gone)),
        tuple(
            draft
            for one in holders(source, signatory_id)
            for draft in drafts_since(source, one, merge_people.under(source, one.signatory_id) - gone, writers)
        ),
        people_problems(source, actor, (*theirs, *others), is_split=True),
    )


def _unseen(joined: _Joined, seen: int | None) -> list[Problem]:
    """Why the split waits: what stays with the other was not read, or more has come since."""
    if not joined.acts or (seen is not None and seen >= joined.seen):
        return []
    values = {"name": joined.stays_with}
    if seen is None:
        text = message(
            "What was recorded under “{name}” since the merge stays there. Read the list, then tick that it stays."
        )
        return [Problem("split-stays", text, values=values)]
    text = message("More was recorded under “{name}” since you read the list. Read it again, then tick that it stays.")
    return [Problem("split-stays", text, values=values)]


def _kept(act: ActSince, names: Mapping[str, str]) -> Kept:
    """Subjects are `signatory/cycle`, `signatory/cycle/item`, `signatory/item`, or the name of something else."""
    parts = act.subject.split("/")[1:]
    cycle = next((part for part in parts if part.isdecimal() and len(part) == _CYCLE_CHARS), "")
    items = act.items or tuple(part for part in parts if part in facts.items())
    who = names.get(act.actor_id, act.actor_id)
    return Kept(act.action, names.get(act.subject, ""), cycle, items, who, act.times, act.last_at)


def _take_along(change: Change, signatory_id: str, drafts: Sequence[DraftSince], who: str) -> None:
    """Each draft once more under the one that stands again, with its files; where it was, what stood before it."""
    known: Collection[str] = files.files_of(change, signatory_id)
    for one in drafts:
        named = {piece.file_sha256 for piece in one.draft.entry.evidence if piece.file_sha256} - set(known)
        brought = [file for sha256, file in files.files_of(change, one.holder_id).items() if sha256 in named]
        item = one.draft.entry.item
        here = reports.newest_of(change, signatory_id, one.draft.cycle, item)
        _write(change, signatory_id, one.draft, here)
        files.add_file(change, [replace(file, signatory_id=signatory_id) for file in brought])
        known = {*known, *named}
        emptied = replace(one.draft, entry=Entry(item=item), saved_by=who, saved_at=change.now)
        _write(change, one.holder_id, one.before or emptied, one.draft)


def _write(change: Change, signatory_id: str, told: Stored, current: Stored | None) -> None:
    """A draft with the name and the day of who wrote its words; that it was put here is on record with who split."""
    version_id, entry = report_writing.new_version_id(), told.entry
    change.trail(
        "entry.save",
        entry_id(signatory_id, told.cycle, entry.item),
        signatory_id=signatory_id,
        before=as_trail(current.entry) if current else None,
        after=as_trail(entry) | {"version_id": version_id, "by_split": True},
    )
    report_writing.add_version(
        change, signatory_id, told.cycle, entry, version_id, who=told.saved_by, when=told.saved_at, is_submitted=False
    )
