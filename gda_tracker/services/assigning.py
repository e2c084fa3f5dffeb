"""Who reads what: a reviewer takes an answer, gives it back, or hands it to a colleague."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..register import Register, mail, reports, review_queue


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who may be given an answer."""

    person_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Assigned:
    """Who has the answer now; empty when nobody does."""

    entry_id: str
    person_id: str


def take(register: Register, actor: Actor, entry_id: str, now: datetime) -> Assigned | Rejected:
    """The reviewer takes an answer that waits."""
    return assign(register, actor, entry_id, actor.person_id, now)


def give_back(register: Register, actor: Actor, entry_id: str, now: datetime) -> Assigned | Rejected:
    """Nobody has the answer any more."""
    return assign(register, actor, entry_id, "", now)


def assign(register: Register, actor: Actor, entry_id: str, person_id: str, now: datetime) -> Assigned | Rejected:
    """Give the newest version of an answer to a reviewer who may read it, or to nobody; the same again is nothing."""
    require(actor, Action.REVIEW, entry_id.partition("/")[0])
    with register.change(actor) as change:
        found = reports.submitted_version(change, entry_id)
        if found is None:
            return Rejected.because("entry-unknown", message("No submitted entry of this name is on record."))
        signatory_id, current = found
        if person_id not in ("", actor.person_id):
            if person_id in mail.interested(change, signatory_id):
                text = message("That reviewer reports for this signatory, so somebody else reads it.")
                return Rejected.because("assign-conflict", text)
            if all(one.person_id != person_id for one in mail.holders(change, "reviewer")):
                return Rejected.because("assign-no-reviewer", message("Nobody of that name reviews."))
        before = review_queue.taken_by(change, current.version_id)
        if before != person_id:
            key = {"version_id": current.version_id, "entry_id": entry_id, "signatory_id": signatory_id}
            change.trail(
                "review.assign", entry_id, signatory_id=signatory_id,
                before={"person_id": before}, after={"version_id": current.version_id, "person_id": person_id},
            )  # fmt: skip
            review_queue.add_assignment(change, key, person_id, actor.person_id, now)
    return Assigned(entry_id, person_id)


def colleagues(register: Register, actor: Actor, entry_id: str) -> tuple[Reviewer, ...]:
    """The other reviewers who may read an answer, by name."""
    signatory_id = entry_id.partition("/")[0]
    require(actor, Action.REVIEW, signatory_id)
    barred = {*mail.interested(register, signatory_id), actor.person_id}
    found = [one for one in mail.holders(register, "reviewer") if one.person_id not in barred]
    return tuple(Reviewer(one.person_id, one.name) for one in sorted(found, key=lambda one: one.name))
