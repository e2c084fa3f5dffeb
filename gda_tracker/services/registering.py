"""What staff keep about signatories: one of them with all that is recorded, editing its facts and endorsements."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace

from .. import facts
from ..domain.importing import Endorsed
from ..domain.naming import name_key
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..domain.registering import SignatoryFacts, fact_problems, reason_problems
from ..register import Register, registry
from ..register.readable import Readable
from ..register.registry import KeptEndorsement, Recorded, ReportLine

__all__ = ["Edited", "KeptEndorsement", "Recorded", "ReportLine", "SignatoryFile", "edit_signatory", "signatory_file"]
_MOST_PARENTS = 50
_TELLS_APART = frozenset({"name", "iso3", "stakeholder_type"})
"""The fields that tell one body from another."""


@dataclass(frozen=True, slots=True)
class SignatoryFile:
    """One signatory with what is recorded about it. Pairs are identifier and name."""

    recorded: Recorded
    parent: tuple[str, str] | None
    stands_for_name: str
    """The name of the one that it was merged into; empty while it stands by itself."""
    subsidiaries: tuple[tuple[str, str], ...]
    merged_here: tuple[tuple[str, str], ...]
    endorsements: tuple[KeptEndorsement, ...]
    reports: tuple[ReportLine, ...]

    @property
    def is_standing(self) -> bool:
        """Whether it is a signatory: neither merged away nor removed."""
        return self.recorded.state == "standing"


@dataclass(frozen=True, slots=True)
class Edited:
    """What is on record now; `changed` maps each field that changed to what it was and what it is."""

    signatory_id: str
    changed: Mapping[str, tuple[object, object]]


def signatory_file(register: Register, actor: Actor, signatory_id: str) -> SignatoryFile | Rejected:
    """One signatory, whatever became of it, with all that the desk keeps."""
    require(actor, Action.READ_REGISTER)
    found = registry.recorded(register, signatory_id)
    if found is None:
        return unknown(signatory_id)
    return SignatoryFile(
        recorded=found,
        parent=_name_of(register, found.facts.parent_id),
        stands_for_name=(_name_of(register, found.into_id) or ("", ""))[1],
        subsidiaries=registry.subsidiaries(register, signatory_id),
        merged_here=registry.merged_into(register, signatory_id),
        endorsements=registry.endorsements_of(register, signatory_id),
        reports=registry.report_lines(register, signatory_id),
    )


def edit_signatory(
    register: Register,
    actor: Actor,
    signatory_id: str,
    told: SignatoryFacts,
    *,
    reason: str,
    seen: int,
    is_other_body: bool = False,
) -> Edited | Rejected:
    """Record the facts of a signatory as they are known now, in a new row with its reason.

    `seen` is the trail record of the facts that the editor saw; newer ones are not overwritten. `is_other_body` says
    that a namesake in the same country is another body, and the reason why. The same facts again change nothing.
    """
    require(actor, Action.EDIT_REGISTER, signatory_id)
    with register.change(actor) as change:
        found = standing(change, signatory_id)
        if isinstance(found, Rejected):
            return found
        changed = differences(asdict(found.facts), asdict(told))
        if not changed:
            return Edited(signatory_id, {})
        if found.trail_seq != seen:
            return _superseded()
        problems = fact_problems(told, facts.countries()) + reason_problems(reason)
        problems += _parent_problems(change, signatory_id, told.parent_id)
        problems += [] if is_other_body else _namesake_problems(change, signatory_id, told, changed.keys())
        if problems:
            return Rejected(tuple(problems))
        why = {"reason": reason.strip()} | ({"is_other_body": True} if is_other_body else {})
        change.trail(
            "signatory.edit",
            signatory_id,
            signatory_id=signatory_id,
            before={name: was for name, (was, _) in changed.items()},
            after={name: now for name, (_, now) in changed.items()} | why,
        )
        registry.write_facts(change, signatory_id, told)
    return Edited(signatory_id, changed)


def _superseded() -> Rejected:
    text = message("Somebody edited this signatory since you opened it. Read what is new, then edit again.")
    return Rejected.because("signatory-superseded", text)


def standing(source: Readable, signatory_id: str) -> Recorded | Rejected:
    """The signatory, or why nothing is recorded for it: unknown, merged into another, removed."""
    found = registry.recorded(source, signatory_id)
    if found is None:
        return unknown(signatory_id)
    if found.state == "merged":
        text = message("“{name}” was merged into another signatory. Split them first, or edit the other.")
        return Rejected.because("signatory-merged", text, name=found.facts.name)
    if found.state == "removed":
        text = message("“{name}” was removed with the import that had added it.")
        return Rejected.because("signatory-removed", text, name=found.facts.name)
    return found


def unknown(signatory_id: str) -> Rejected:
    """Nobody of this identifier was ever recorded."""
    text = message("There is no signatory “{signatory}”.")
    return Rejected.because("signatory-unknown", text, signatory=signatory_id[:80])


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    """What differs, by field: what it was and what it is."""
    return {name: (before.get(name), now) for name, now in after.items() if before.get(name) != now}


def same_endorsement(one: Endorsed, other: Endorsed) -> bool:
    """Whether two tell the same of an endorsement, its withdrawal aside."""
    return replace(one, withdrawn_on=None) == replace(other, withdrawn_on=None)


def ancestors(source: Readable, signatory_id: str | None) -> tuple[str, ...]:
    """The parent, its parent, and so on."""
    found: list[str] = []
    while signatory_id is not None and signatory_id not in found and len(found) < _MOST_PARENTS:
        found.append(signatory_id)
        above = registry.recorded(source, signatory_id)
        signatory_id = above.facts.parent_id if above else None
    return tuple(found)


def _parent_problems(source: Readable, signatory_id: str, parent_id: str | None) -> list[Problem]:
    if parent_id is None:
        return []
    parent = registry.recorded(source, parent_id)
    if parent is None or parent.state != "standing":
        text = message("The parent “{parent}” is no signatory of the register.")
        return [Problem("signatory-parent", text, column="parent_id", values={"parent": parent_id[:80]})]
    if signatory_id in ancestors(source, parent_id):
        text = message("“{parent}” cannot be the parent: it is the same body, or stands below this one itself.")
        return [Problem("signatory-parent-loop", text, column="parent_id", values={"parent": parent.facts.name})]
    return []


def _namesake_problems(
    source: Readable, signatory_id: str, told: SignatoryFacts, changed: Collection[str]
) -> list[Problem]:
    """Another signatory of the same country that is, or is called, the same; asked when that is what changed."""
    if not _TELLS_APART.intersection(changed):
        return []
    text = message(
        "“{name}” ({other}) of the same country is in the register already. Merge the two, or say in the reason why "
        "they are two bodies and tick that they are."
    )
    is_government = told.stakeholder_type == "national_government"
    return [
        Problem("signatory-namesake", text, column="name", values={"name": name, "other": other})
        for other, name, kind in registry.of_country(source, told.iso3, signatory_id)
        if (is_government and kind == "national_government") or name_key(name) == name_key(told.name)
    ][:3]


def _name_of(source: Readable, signatory_id: str | None) -> tuple[str, str] | None:
    found = registry.recorded(source, signatory_id) if signatory_id else None
    return (found.signatory_id, found.facts.name) if found else None
