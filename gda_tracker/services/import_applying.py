"""Applying a settled list in one transaction, and undoing it as a whole while nothing builds on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .. import facts
from ..domain.country_names import CountryNames
from ..domain.import_plan import countries_identifiers
from ..domain.importing import Outcome
from ..domain.left_rows import LeftRows
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..domain.settled import Altered, Settled, settled
from ..domain.settling import Choice, Prepared, RowDecision, Standing
from ..register.database import Change, Register
from ..register.import_dependents import Dependent, dependents
from ..register.import_effects import add_made, alter, identifiers, made_by, remove, restore, revive
from ..register.imports import BroughtList, ImportState, decisions, import_of, set_state
from ..register.signatories import add_signatories, signatories_state
from .import_lists import REASON_CHARS, must_be_open, no_such_list, open_list
from .importing import summary

_NAMED: Final = 3


@dataclass(frozen=True, slots=True)
class AppliedList:
    """What applying a list did: signatories added and changed, and what became of the other rows.

    `kept` rows tell of who is on record, where all stays as it is; `faulty` are the numbers of rows left out.
    """

    added: int
    changed: int
    skipped: int
    kept: int = 0
    faulty: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class UndoneList:
    """What undoing an import took back."""

    removed: int
    restored: int


def what_it_does(register: Register, actor: Actor, prepared: Prepared, standing: Standing) -> Settled:
    """What applying a list would write with the decisions that hold now."""
    require(actor, Action.EDIT_REGISTER)
    return _settled(register, prepared, standing)


def _settled(source: Register | Change, prepared: Prepared, standing: Standing) -> Settled:
    kept_free = countries_identifiers(CountryNames(facts.countries()))
    return settled(prepared, standing.holding, identifiers(source), kept_free)


def apply_list(register: Register, actor: Actor, folder: Path, import_id: str) -> AppliedList | Rejected:
    """Write everything that a list adds and changes, once every doubtful row of it is decided."""
    require(actor, Action.EDIT_REGISTER)
    found = open_list(register, actor, folder, import_id)
    if isinstance(found, Rejected):
        return found
    plan = found.prepared.plan
    with register.change(actor) as change:
        refused = must_be_open(change, import_id)
        if refused is not None:
            return refused
        if signatories_state(change) != plan.register_state:
            text = message("The register changed a moment ago. Look at what is new, then apply again.")
            return Rejected.because("plan-outdated", text)
        standing = Standing.of(found.prepared, decisions(change, import_id))
        if standing.waiting:
            text = message("Rows that still wait for a decision: {rows}. Decide or skip them first.")
            return Rejected.because("rows-waiting", text, rows=standing.waiting)
        effect = _settled(change, found.prepared, standing)
        if effect.problems:
            return Rejected(effect.problems)
        _write(change, found.brought, found.prepared, effect, (actor, standing))
    return _done(found.prepared, effect, [one.decision for one in standing.holding.values()])


def _done(prepared: Prepared, effect: Settled, decided: Sequence[RowDecision]) -> AppliedList:
    skipped = sum(one.choice is Choice.SKIP for one in decided)
    kept = prepared.plan.counts[Outcome.SAME] + sum(one.choice is Choice.SAME and not one.taken for one in decided)
    return AppliedList(len(effect.added), len(effect.altered), skipped, kept, faulty_numbers(prepared))


def faulty_numbers(prepared: Prepared) -> tuple[int, ...]:
    """The numbers of the rows that a list leaves out because they are faulty."""
    return tuple(sorted(row.row for row in prepared.plan.of(Outcome.REFUSED)))


def _write(
    change: Change, brought: BroughtList, prepared: Prepared, effect: Settled, act: tuple[Actor, Standing]
) -> None:
    """The act's trail record, what is added, then one record with before and after for each signatory changed."""
    actor, standing = act
    choices = [one.decision.choice for one in standing.holding.values()]
    made = [one.row for one in effect.added] + [row for one in effect.altered for row in one.rows]
    records = [(one.signatory_id, one.record) for one in effect.added]
    decided = {choice.value: choices.count(choice) for choice in (Choice.NEW, Choice.SAME, Choice.SKIP)}
    after = {
        **summary(prepared.plan, records),
        "import_id": brought.import_id,
        "decided": decided,
        "changed": [one.signatory_id for one in effect.altered],
        "rows": LeftRows.of(prepared, standing, made).written(),
    }
    change.trail("signatory.import", brought.file_name, after=after)
    set_state(change, brought, ImportState.APPLIED, actor.person_id)
    if records:
        add_signatories(change, records)
        revive(change, [signatory_id for signatory_id, _ in records], brought.file_name, actor.person_id)
        rows = [(one.row, one.signatory_id) for one in effect.added]
        add_made(change, brought.import_id, "added", rows)
    for one in effect.altered:
        _change_one(change, brought, one)


def _change_one(change: Change, brought: BroughtList, one: Altered) -> None:
    about = {"import_id": brought.import_id, "rows": list(one.rows)}
    change.trail(
        "signatory.change", one.signatory_id, signatory_id=one.signatory_id,
        before=one.before, after={**one.after, **about},
    )  # fmt: skip
    alter(change, one.signatory_id, one.after, one.place)
    add_made(change, brought.import_id, "changed", [(row, one.signatory_id) for row in one.rows])


def undo_import(register: Register, actor: Actor, import_id: str, reason: str) -> UndoneList | Rejected:
    """Take back everything that an import wrote; refused, with what it is, while something builds on it."""
    require(actor, Action.EDIT_REGISTER)
    why = reason.strip()[:REASON_CHARS]
    if not why:
        return Rejected.because("reason-missing", message("Say why the import is undone."))
    with register.change(actor) as change:
        brought = import_of(change, import_id)
        if brought is None:
            return no_such_list()
        if brought.state is not ImportState.APPLIED:
            return Rejected.because("not-applied", message("Only an import that was applied can be undone."))
        building = dependents(change, import_id, _NAMED)
        if building:
            return Rejected(_told(building))
        made = made_by(change, import_id)
        added = [one.signatory_id for one in made if one.made == "added"]
        changed = list(dict.fromkeys((one.signatory_id, one.act) for one in made if one.made == "changed"))
        after = {"import_id": import_id, "reason": why, "removed": added, "restored": [one for one, _ in changed]}
        change.trail("signatory.import_undone", brought.file_name, after=after)
        set_state(change, brought, ImportState.UNDONE, actor.person_id, why)
        if added:
            remove(change, added, why, actor.person_id)
        for signatory_id, act in changed:
            change.trail(
                "signatory.restore", signatory_id, signatory_id=signatory_id,
                after={"import_id": import_id, "reason": why},
            )  # fmt: skip
            restore(change, signatory_id, act)
    return UndoneList(len(added), len(changed))


_BUILDS: Final[dict[str, str]] = {
    "report": message("It cannot be undone: there are answers of {named}."),
    "file": message("It cannot be undone: files were uploaded for {named}."),
    "person": message("It cannot be undone: somebody reports for {named}."),
    "nomination": message("It cannot be undone: somebody was nominated for {named}."),
    "lending": message("It cannot be undone: items are lent to colleagues of {named}."),
    "mapping": message("It cannot be undone: a statement was mapped for {named}."),
    "merge": message("It cannot be undone, for of these one was merged since: {named}."),
    "part": message("It cannot be undone, for these are recorded as parts of what it added: {named}."),
    "edit": message("It cannot be undone, for of what it wrote this was edited since: {named}."),
    "follow_up": message("It cannot be undone, for of what it added this is being followed up: {named}."),
    "edition": message("It cannot be undone: edition {named} was published since."),
}


def _told(building: Sequence[Dependent]) -> tuple[Problem, ...]:
    """A sentence for each kind of thing, with the first of them by name and how many more there are."""
    problems = []
    for kind in dict.fromkeys(one.kind for one in building):
        found = [one for one in building if one.kind == kind]
        shown = [_named(one) for one in found]
        more = found[0].of_kind - len(shown)
        named = ", ".join(dict.fromkeys(shown)) + (f" (+{more})" if more else "")
        problems.append(Problem(f"built-on-by-{kind}", _BUILDS[kind], values={"named": named}))
    return tuple(problems)


def _named(one: Dependent) -> str:
    if one.kind == "edition":
        return one.named
    return f"{one.name} ({one.named})" if one.kind in {"report", "person", "nomination", "lending"} else one.name
