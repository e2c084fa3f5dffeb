"""The sample audit: draw claims that nobody verified, read each, and say how far claims can be believed.

What is found decides nothing about an answer: it is a statement about the claims of a cycle as a whole.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from .. import facts
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..domain.statuses import Status
from ..editions import Edition, rates, unverified_claims
from ..method.audit import Corrected, Finding, Interval, corrected, drawn, finding
from ..register import Register, audits
from ..register.audits import Audit, Claim

__all__ = ["Audit", "AuditView", "Claim", "Corrected", "Drawn", "Finding", "Interval", "Outcome", "audit_of",
           "audits_held", "corrected_rates", "cycles_to_audit", "draw", "fresh_seed", "read_claim"]  # fmt: skip

LARGEST_SEED: Final = 2**31 - 1
LARGEST_SAMPLE: Final = 500
NOTE_CHARS: Final = 2000
_MEANWHILE: Final[Mapping[str, str]] = {
    "holds": message(
        "{name} read the claim of {answer} while you had it open: it holds. Nothing of yours was recorded."
    ),
    "over_claimed": message(
        "{name} read the claim of {answer} while you had it open: over-claimed, it shows “{status}”. Nothing of yours "
        "was recorded."
    ),
    "not_decidable": message(
        "{name} read the claim of {answer} while you had it open: not decidable. Nothing of yours was recorded."
    ),
}


class Outcome(StrEnum):
    """What reading a drawn claim came to."""

    HOLDS = "holds"
    OVER_CLAIMED = "over_claimed"
    NOT_DECIDABLE = "not_decidable"


@dataclass(frozen=True, slots=True)
class AuditView:
    """An audit with the claims that this reviewer may read, how many it may not, and what all come to so far."""

    audit: Audit
    claims: tuple[Claim, ...]
    withheld: int
    found: Finding


@dataclass(frozen=True, slots=True)
class Drawn:
    """The audit that was asked for; `is_new` is false where the very same was drawn before, and nothing was written."""

    audit: Audit
    is_new: bool


def draw(
    register: Register, actor: Actor, cycle: str, size: int, seed: int, *, repeats_seed: bool = False
) -> Drawn | Rejected:
    """Draw a sample of the cycle's unverified claims; the same cycle, size and seed again is the same audit.

    A seed that the cycle has had gives the same claims first: it is refused unless that is meant (`repeats_seed`).
    """
    require(actor, Action.REVIEW)
    if refused := _out_of_range(size, seed):
        return Rejected(refused)
    with register.change(actor) as change:
        known = audits.population(change, cycle)
        if not known:
            return Rejected.because("audit-nothing", message("No claim of this cycle is unverified."))
        had = [one for one in audits.audits(change) if (one.cycle, one.seed) == (cycle, seed)]
        for one in had:
            if (one.population, one.sample_size) == (len(known), min(size, len(known))):
                return Drawn(one, is_new=False)
        if had and not repeats_seed:
            text = message(
                "The seed {seed} was drawn with for {cycle} before: it gives the same claims first. Take another one, "
                "or say that you mean it."
            )
            return Rejected.because("audit-seed-used", text, seed=str(seed), cycle=cycle)
        chosen = [(version, *known[version]) for version in drawn(known, size, seed)]
        audit_id = f"a-{secrets.token_hex(6)}"
        row = {"audit_id": audit_id, "cycle": cycle, "seed": seed, "population": len(known), "sample_size": len(chosen)}
        change.trail("audit.draw", audit_id, after=row)
        audits.add_audit(change, row, chosen, actor.person_id)
    return Drawn(next(one for one in audits.audits(register) if one.audit_id == audit_id), is_new=True)


def _out_of_range(size: int, seed: int) -> tuple[Problem, ...]:
    problems = []
    if not 1 <= size <= LARGEST_SAMPLE:
        text = message("Draw between 1 and {most} claims.")
        problems.append(Problem("audit-size", text, column="size", values={"most": LARGEST_SAMPLE}))
    if not 0 <= seed <= LARGEST_SEED:
        text = message("Take a seed from 0 to {largest}.")
        problems.append(Problem("audit-seed", text, column="seed", values={"largest": LARGEST_SEED}))
    return tuple(problems)


def fresh_seed() -> int:
    """A seed that nobody chose, so that nobody chose the claims; short enough to be read out."""
    return 100_000 + secrets.randbelow(900_000)


def cycles_to_audit(register: Register, actor: Actor) -> tuple[str, ...]:
    """The cycles with answers, the newest first."""
    require(actor, Action.READ_REGISTER)
    return audits.cycles(register)


def audits_held(register: Register, actor: Actor) -> tuple[Audit, ...]:
    """Every audit, the newest first."""
    require(actor, Action.READ_REGISTER)
    return audits.audits(register)


def audit_of(register: Register, actor: Actor, audit_id: str) -> AuditView | Rejected:
    """One audit; claims of a signatory that the reader reports for are not given to it, and still count."""
    require(actor, Action.READ_REGISTER)
    held = next((one for one in audits.audits(register) if one.audit_id == audit_id), None)
    if held is None:
        return Rejected.because("audit-unknown", message("There is no such audit."))
    every = audits.claims(register, audit_id)
    own = tuple(one for one in every if one.signatory_id not in actor.signatories)
    return AuditView(held, own, len(every) - len(own), finding((one.outcome, one.status) for one in every))


def read_claim(
    register: Register,
    actor: Actor,
    audit_id: str,
    version_id: str,
    outcome: Outcome,
    status: Status | None = None,
    note: str = "",
    *,
    seen: int = 0,
) -> Claim | Rejected:
    """Record what a drawn claim shows: it holds, it is over-claimed (with the status that it shows), or undecidable.

    `seen` is the row of what stood there when it was opened: what a colleague found meanwhile is not written over.
    """
    require(actor, Action.REVIEW)
    with register.change(actor) as change:
        claim = next((one for one in audits.claims(change, audit_id) if one.version_id == version_id), None)
        if claim is None:
            return Rejected.because("audit-claim-unknown", message("This claim was not drawn."))
        require(actor, Action.REVIEW, claim.signatory_id)
        if outcome is Outcome.OVER_CLAIMED and (status is None or status >= claim.claimed):
            return Rejected.because(
                "audit-status", message("Say which status the evidence shows, below the claimed one.")
            )
        if len(note) > NOTE_CHARS:
            return Rejected.because("audit-note-long", message("The note is longer than {n} characters."), n=NOTE_CHARS)
        shows = int(status) if outcome is Outcome.OVER_CLAIMED and status is not None else None
        now = (outcome.value, shows, note.strip() or None)
        if now != (claim.outcome, claim.status, claim.note):
            if claim.outcome in _MEANWHILE and seen != claim.row_no:
                return _read_meanwhile(claim)
            after = {"audit_id": audit_id, "outcome": now[0], "status": now[1], "note": now[2]}
            before = {"outcome": claim.outcome, "status": claim.status, "note": claim.note}
            change.trail("audit.read", claim.entry_id, signatory_id=claim.signatory_id, before=before, after=after)
            key = {"audit_id": audit_id, "version_id": version_id, "entry_id": claim.entry_id}
            key |= {"signatory_id": claim.signatory_id}
            row = {**key, "ordinal": claim.ordinal, "outcome": now[0], "status": now[1], "note": now[2]}
            audits.add_outcome(change, row, actor.person_id)
        return next(one for one in audits.claims(change, audit_id) if one.version_id == version_id)


def _read_meanwhile(claim: Claim) -> Rejected:
    answer = f"{claim.signatory}, {facts.items()[claim.item].number}"
    status = "" if claim.status is None else Status(claim.status)
    text = _MEANWHILE[claim.outcome]
    return Rejected.because("audit-read-meanwhile", text, name=claim.read_by, answer=answer, status=status)


def corrected_rates(edition: Edition, found: Finding) -> dict[str, Corrected]:
    """By stakeholder type, and `all` beside its parts: claimed cells of every item in that edition, corrected."""
    due, claimed, verified = Counter[str](), Counter[str](), Counter[str]()
    for row in rates(edition, member="all", stakeholder_type=None):
        due[row.stakeholder_type] += row.counts.due
        claimed[row.stakeholder_type] += row.counts.claimed
        verified[row.stakeholder_type] += row.counts.verified
    open_ = unverified_claims(edition)
    return {
        kind: corrected(due[kind], claimed[kind], verified[kind], open_.get(kind, 0), found) for kind in sorted(due)
    }
