"""What two readers make together: which answers wait for the second, how far readers agree, and the waiver."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..domain.permissions import Action, Actor, NotAllowed, Role, require
from ..domain.problems import Rejected, message
from ..method.agreement import Agreement, agreement
from ..register import Register, readings, reports
from .deciding import Decided, able_readers
from .recording_decisions import record


@dataclass(frozen=True, slots=True)
class Wanting:
    """An answer that one reader has read; `others` are the reviewers who could be the second."""

    entry_id: str
    version_id: str
    signatory: str
    read_at: datetime
    others: tuple[str, ...]
    is_mine: bool


def agreement_of_readers(register: Register, actor: Actor) -> Agreement:
    """How far two readers agree, over every answer that two have read; by verdict and status."""
    _require_staff(actor)
    return agreement(readings.pairs(register))


def second_wanted(register: Register, actor: Actor) -> tuple[Wanting, ...]:
    """Answers that wait for a second reader, without what the first found; not those of one's own signatory."""
    _require_staff(actor)
    return tuple(
        Wanting(
            one.entry_id,
            one.version_id,
            one.name,
            one.read_at,
            able_readers(register, one.signatory_id, {one.read_by}),
            one.read_by == actor.person_id,
        )
        for one in readings.waiting_for_second(register)
        if one.signatory_id not in actor.signatories
    )


def waive_second_reader(
    register: Register, actor: Actor, entry_id: str, version_id: str, reason: str, now: datetime
) -> Decided | Rejected:
    """The first reading decides alone, because nobody else may read it; with a reason, which the trail keeps."""
    signatory_id = entry_id.partition("/")[0]
    require(actor, Action.MANAGE_PEOPLE)
    if signatory_id in actor.signatories:
        raise NotAllowed(actor, Action.REVIEW, signatory_id)
    if not reason.strip():
        return Rejected.because("waiver-reason", message("Give a reason for going without a second reader."))
    with register.change(actor) as change:
        found = reports.submitted_version(change, entry_id)
        read = readings.readings_of(change, version_id)
        if found is None or found[1].version_id != version_id or len(read) != 1:
            return Rejected.because("waiver-nothing", message("This answer waits for no second reader any more."))
        others = able_readers(change, signatory_id, {read[0].read_by})
        if others:
            text = message("Another reviewer can read it: {names}.")
            return Rejected.because("waiver-others", text, names=", ".join(others))
        answer, by = (entry_id, found[0], found[1]), read[0].read_by
        record(change, actor, answer, read[0].found, now, how="waived", reason=reason.strip(), by=by)
    return Decided(entry_id, version_id, read[0].found)


def _require_staff(actor: Actor) -> None:
    if Role.REVIEWER not in actor.roles:
        require(actor, Action.MANAGE_PEOPLE)
