"""Adding one signatory by hand, as a letter tells of it: compared with who is on record, then one transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from .. import facts
from ..domain.adding import BEARS_ITS_COUNTRY, Likeness, likeness, other_name, typed_row
from ..domain.country_names import CountryNames
from ..domain.import_plan import countries_identifiers, new_identifier
from ..domain.importing import Endorsed, Outcome, PlannedRow, SignatoryRecord
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..domain.registering import SignatoryFacts, endorsement_problems, fact_problems, reason_problems
from ..domain.trail import canonical
from ..register import Change, Register, registry
from ..register.import_effects import identifiers, revive
from ..register.signatories import add_signatories, known_signatories, merged_names, signatories_state

ACT: Final = "signatory.add"
OTHER_NAME: Final = "government-other-name"
"""The rule that a national government bears the name of its country."""
_LOOKED_BACK: Final = 50

__all__ = ["AddedByHand", "Likeness", "add_signatory"]


@dataclass(frozen=True, slots=True)
class AddedByHand:
    """The signatory as it is on record now; `is_new` is False where the same press had added it already."""

    signatory_id: str
    name: str
    is_new: bool = True


def add_signatory(
    register: Register, actor: Actor, told: SignatoryFacts, endorsed: Endorsed, *, today: date,
    apart_from: Collection[str] = (), reason: str = "", is_the_government: bool = False,
) -> AddedByHand | Likeness | Rejected:  # fmt: skip
    """Record a new signatory with its endorsement, or say who on record is or may be the same; then nothing is written.

    `apart_from` are those whom the editor saw and who are other bodies, for the reason given. `is_the_government` says
    that another name than the country's means its national government. The same press twice adds one signatory.
    """
    require(actor, Action.EDIT_REGISTER)
    countries = CountryNames(facts.countries())
    problems = fact_problems(told, facts.countries()) + endorsement_problems(endorsed, today)
    row = typed_row(told, endorsed, countries)
    if problems or row.record is None:
        return Rejected(tuple(problems) or row.problems)
    state = signatories_state(register)
    known = known_signatories(register)
    compared = (*known, *merged_names(register, known))
    planned, like = likeness(row, row.record, compared, countries, identifiers(register))
    after = _said(row.record)
    if again := _added_by(register, actor, like, after):
        return again
    is_apart = bool(like.candidates) and like.signatories <= set(apart_from)
    if like.is_same or (like.candidates and not is_apart):
        return like
    if not is_the_government and (written := other_name(row.record, countries)):
        return Rejected.because(OTHER_NAME, BEARS_ITS_COUNTRY, country=row.record.name, written=written)
    if is_apart and (why := reason_problems(reason)):
        return Rejected(tuple(why))
    if is_apart:
        after |= {"told_apart_from": sorted(like.signatories), "reason": reason.strip()}
    with register.change(actor) as change:
        if signatories_state(change) != state:
            text = message("The register changed in the same moment, so nothing was added. Press the button again.")
            return Rejected.because("register-moved", text)
        return _written(change, actor, planned, row.record, after)


def _written(
    change: Change, actor: Actor, planned: PlannedRow, record: SignatoryRecord, after: Mapping[str, Any]
) -> AddedByHand:
    signatory_id = planned.signatory_id
    if planned.outcome is not Outcome.NEW or signatory_id is None:  # Then the plan names the one it is told apart from.
        kept_free = countries_identifiers(CountryNames(facts.countries()))
        signatory_id = new_identifier(record, identifiers(change), kept_free)
    change.trail(ACT, signatory_id, signatory_id=signatory_id, after=after)
    add_signatories(change, [(signatory_id, record)])
    revive(change, [signatory_id], ACT, actor.person_id)
    return AddedByHand(signatory_id, record.name)


def _added_by(register: Register, actor: Actor, like: Likeness, after: Mapping[str, Any]) -> AddedByHand | None:
    """What this very act did already, where somebody pressed twice."""
    told = json.loads(canonical(after) or "{}")
    for one in like.candidates:
        for record in registry.history_of(register, one.signatory_id, _LOOKED_BACK):
            if record.action == ACT and record.actor_id == actor.person_id:
                wrote = json.loads(record.after_json or "{}")
                if {name: wrote.get(name) for name in told} == told:
                    return AddedByHand(one.signatory_id, one.name, is_new=False)
    return None


def _said(record: SignatoryRecord) -> dict[str, Any]:
    """What the trail keeps: every field that was told."""
    left = {"endorsement", "written_name"} if record.written_name == record.name else {"endorsement"}
    body = {name: value for name, value in asdict(record).items() if name not in left}
    return {name: value for name, value in (body | asdict(record.endorsement)).items() if value is not None}
