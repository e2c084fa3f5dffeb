"""Several people on one answer: both hands' changes are kept, and nobody's words are overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..domain.merging import merged
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected
from ..domain.report import Entry, entry_id
from ..register import Register, answered
from ..register.reports import Stored
from .saving import Conflict, Saved, save_entry

TRIES = 3
"""So often a third hand may come between before the other's words are shown."""


@dataclass(frozen=True, slots=True)
class SavedTogether:
    """Both hands' changes stand; `taken` are the fields that the colleague changed."""

    version_id: str
    problems: tuple[Problem, ...]
    by: str
    taken: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Both changed the same fields: what stands is theirs, and mine is here and in the trail."""

    mine: Entry
    theirs: Entry
    fields: tuple[str, ...]
    by: str


def save_together(
    register: Register,
    actor: Actor,
    report: tuple[str, str],
    shown: Stored | None,
    entry: Entry,
    now: datetime,
) -> Saved | SavedTogether | Clash | Rejected:
    """Save an answer that began at the version `shown`, with what somebody else saved meanwhile.

    `report` is signatory and cycle. Only where both changed the same field is theirs left standing and told.
    """
    signatory_id, cycle = report
    require(actor, Action.EDIT_REPORT, signatory_id, item=(cycle, entry.item))
    base = shown.entry if shown else Entry(item=entry.item)
    saved = save_entry(register, actor, signatory_id, cycle, entry, shown.version_id if shown else None, now)
    for _ in range(TRIES):
        if not isinstance(saved, Conflict) or saved.current is None:
            break
        theirs = saved.current
        both = merged(base, entry, theirs.entry)
        saved = save_entry(register, actor, signatory_id, cycle, both.entry, theirs.version_id, now)
        if isinstance(saved, Saved):
            by = answered.name_of(register, theirs.saved_by)
            if both.clashes:
                _keep_words(register, actor, report, entry, theirs.entry)
                return Clash(entry, both.entry, both.clashes, by)
            return SavedTogether(saved.version_id, saved.problems, by, both.taken)
    if isinstance(saved, Conflict):
        theirs_now = saved.current.entry if saved.current else base
        _keep_words(register, actor, report, entry, theirs_now)
        return Clash(entry, theirs_now, merged(base, entry, theirs_now).clashes, "")
    return saved


def _keep_words(register: Register, actor: Actor, report: tuple[str, str], mine: Entry, theirs: Entry) -> None:
    """What could not be saved beside a colleague's words is in the trail, whatever becomes of the browser."""
    with register.change(actor) as change:
        change.trail(
            "entry.clash",
            entry_id(*report, mine.item),
            signatory_id=report[0],
            before=theirs.model_dump(mode="json", exclude_defaults=True),
            after=mine.model_dump(mode="json", exclude_defaults=True),
        )
