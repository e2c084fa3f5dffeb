"""Who wrote what: the versions of one answer with their authors, and what each of them changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..domain.permissions import Action, Actor, require
from ..domain.report import Entry
from ..register import Register, people
from ..register.versions import versions_of_item


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an answer. `changed` names the fields of `Entry` that differ from the version before it."""

    version_id: str
    who: str
    saved_at: datetime
    is_submitted: bool
    changed: tuple[str, ...]
    entry: Entry


def history_of(register: Register, actor: Actor, signatory_id: str, cycle: str, item: str) -> tuple[Version, ...]:
    """Every version of an answer, the newest first; none where nothing was written. Times are UTC."""
    require(actor, Action.READ_REPORT, signatory_id, item=(cycle, item))
    known = versions_of_item(register, signatory_id, cycle, item)
    names = people.names_of(register, {one.saved_by for one in known})
    told, before = [], Entry(item=item)
    for one in known:
        changed = tuple(name for name in Entry.model_fields if getattr(one.entry, name) != getattr(before, name))
        who = names.get(one.saved_by, "")
        told.append(Version(one.version_id, who, one.saved_at, one.is_submitted, changed, one.entry))
        before = one.entry
    return tuple(reversed(told))


def written_by(history: tuple[Version, ...]) -> Version | None:
    """The version that last changed the words: submitting the same words again writes nothing."""
    return next((one for one in history if one.changed), None)
