"""Endorsements as staff record them: adding, amending, withdrawal, and taking a withdrawal back."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date

from ..domain.importing import Endorsed
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..domain.registering import endorsement_problems, reason_problems
from ..register import Change, Register, registry
from ..register.registry import KeptEndorsement
from .registering import differences, same_endorsement, standing


@dataclass(frozen=True, slots=True)
class EndorsementKept:
    """The endorsement as it is on record now; `is_changed` is False where it was on record like this already."""

    endorsement_id: str
    told: Endorsed
    is_changed: bool = True


def add_endorsement(
    register: Register, actor: Actor, signatory_id: str, told: Endorsed, *, today: date
) -> EndorsementKept | Rejected:
    """Record one more endorsement of a signatory. The same one twice, by a double click, is one."""
    require(actor, Action.EDIT_REGISTER, signatory_id)
    with register.change(actor) as change:
        found = standing(change, signatory_id)
        if isinstance(found, Rejected):
            return found
        if problems := endorsement_problems(told, today):
            return Rejected(tuple(problems))
        known = registry.endorsements_of(change, signatory_id)
        same = next((one for one in known if same_endorsement(one.told, told)), None)
        if same is not None:
            return EndorsementKept(same.endorsement_id, same.told, is_changed=False)
        endorsement_id = _next_id(signatory_id, known)
        change.trail("endorsement.add", endorsement_id, signatory_id=signatory_id, after=_said(asdict(told)))
        registry.write_endorsement(change, endorsement_id, signatory_id, told)
    return EndorsementKept(endorsement_id, told)


def amend_endorsement(
    register: Register, actor: Actor, signatory_id: str, endorsement_id: str, told: Endorsed, *, reason: str,
    today: date,
) -> EndorsementKept | Rejected:  # fmt: skip
    """Correct an endorsement in a new row with its reason; whether it is withdrawn stays as it is."""
    require(actor, Action.EDIT_REGISTER, signatory_id)
    with register.change(actor) as change:
        kept = _kept(change, signatory_id, endorsement_id)
        if isinstance(kept, Rejected):
            return kept
        told = replace(told, withdrawn_on=kept.told.withdrawn_on)
        return _written(change, "endorsement.amend", kept, told, reason, today)


def withdraw_endorsement(
    register: Register, actor: Actor, signatory_id: str, endorsement_id: str, *, on: date, reason: str, today: date
) -> EndorsementKept | Rejected:
    """Record that an endorsement was withdrawn on a day, and why."""
    require(actor, Action.EDIT_REGISTER, signatory_id)
    with register.change(actor) as change:
        kept = _kept(change, signatory_id, endorsement_id)
        if isinstance(kept, Rejected):
            return kept
        if kept.told.withdrawn_on not in (None, on):
            text = message("It is recorded as withdrawn on {day} already. Undo that first.")
            return Rejected.because("endorsement-withdrawn", text, day=kept.told.withdrawn_on)
        return _written(change, "endorsement.withdraw", kept, replace(kept.told, withdrawn_on=on), reason, today)


def undo_withdrawal(
    register: Register, actor: Actor, signatory_id: str, endorsement_id: str, *, reason: str, today: date
) -> EndorsementKept | Rejected:
    """Record that an endorsement stands after all, and why."""
    require(actor, Action.EDIT_REGISTER, signatory_id)
    with register.change(actor) as change:
        kept = _kept(change, signatory_id, endorsement_id)
        if isinstance(kept, Rejected):
            return kept
        return _written(change, "endorsement.restore", kept, replace(kept.told, withdrawn_on=None), reason, today)


def _kept(change: Change, signatory_id: str, endorsement_id: str) -> KeptEndorsement | Rejected:
    found = standing(change, signatory_id)
    if isinstance(found, Rejected):
        return found
    known = registry.endorsements_of(change, signatory_id)
    kept = next((one for one in known if one.endorsement_id == endorsement_id), None)
    return kept or Rejected.because("endorsement-unknown", message("This endorsement is not on record."))


def _written(
    change: Change, act: str, kept: KeptEndorsement, told: Endorsed, reason: str, today: date
) -> EndorsementKept | Rejected:
    changed = differences(asdict(kept.told), asdict(told))
    if not changed:
        return EndorsementKept(kept.endorsement_id, told, is_changed=False)
    problems: list[Problem] = endorsement_problems(told, today) + reason_problems(reason)
    if problems:
        return Rejected(tuple(problems))
    change.trail(
        act,
        kept.endorsement_id,
        signatory_id=kept.signatory_id,
        before={name: was for name, (was, _) in changed.items()},
        after={**{name: now for name, (_, now) in changed.items()}, "reason": reason.strip()},
    )
    registry.write_endorsement(change, kept.endorsement_id, kept.signatory_id, told)
    return EndorsementKept(kept.endorsement_id, told)


def _next_id(signatory_id: str, known: tuple[KeptEndorsement, ...]) -> str:
    """Counted on from the highest number under this very identifier."""
    own = [one.endorsement_id for one in known if one.signatory_id == signatory_id]
    numbers = [int(end) for name in own if (end := name.rpartition("/")[2]).isdecimal()]
    return f"{signatory_id}/{max(numbers, default=0) + 1}"


def _said(told: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in told.items() if value is not None}
