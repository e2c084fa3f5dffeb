"""Lists of signatories in the browser: bringing one, opening it again, reading its columns otherwise, abandoning it.

The file lies under its hash beside the register; what is planned follows from it, the register and the decisions, so
that closing the browser or the server loses nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Final

from ..domain.importing import Outcome
from ..domain.left_rows import LeftRows
from ..domain.list_columns import Field
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..domain.settling import Choice, Prepared, Standing
from ..evidence.store import Store
from ..register.database import Change, Register
from ..register.import_effects import Made, made_by
from ..register.imports import (
    Act,
    BroughtList,
    ImportState,
    chosen_columns,
    decisions,
    import_of,
    imports,
    imports_of_content,
    left_rows,
    set_columns,
    set_state,
)
from ..register.imports import acts as acts_of
from .import_plans import keep, plan_of
from .importing import Progress, prepared

__all__ = ["Act", "BroughtList", "ImportState", "Made"]

REASON_CHARS: Final = 1000
_NAME_CHARS: Final = 200
_SHOWN: Final = 200
_ACTS_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Brought:
    """The list is here; `was_known` when the same content was brought before and still stands."""

    import_id: str
    was_known: bool


@dataclass(frozen=True, slots=True)
class OpenList:
    """A list as it stands: its plan, its decisions, and the last acts of deciding, which can be taken back."""

    brought: BroughtList
    prepared: Prepared
    standing: Standing
    acts: tuple[Act, ...]
    chosen: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class ColumnsChosen:
    """How many columns are read otherwise than before."""

    changed: int


@dataclass(frozen=True, slots=True)
class Abandoned:
    """The list waits for nothing any more."""

    file_name: str


def imports_of(register: Register, actor: Actor) -> tuple[BroughtList, ...]:
    """The newest lists, those of the command line included."""
    require(actor, Action.EDIT_REGISTER)
    return imports(register, _SHOWN)


def bring_list(
    register: Register, actor: Actor, folder: Path, upload: tuple[bytes, str], progress: Progress | None = None
) -> Brought | Rejected:
    """Keep an uploaded list (content and name) for settling; a content that is open or applied already is not anew."""
    require(actor, Action.EDIT_REGISTER)
    data, name = upload[0], upload[1][-_NAME_CHARS:]
    plan = prepared(register, data, name, {}, progress)
    if isinstance(plan, Rejected):
        return plan
    again = _standing_import(register, plan.plan.file_sha256)
    if again is not None:
        Store(folder).add(data)  # Should its file have gone, it is here again.
        return Brought(again, was_known=True)
    if plan.plan.counts[Outcome.SAME] == len(plan.plan.rows):
        text = message("Everything in “{name}” is on record already. There is nothing to import.")
        return Rejected.because("all-on-record", text, name=name)
    Store(folder).add(data)
    with register.change(actor) as change:
        again = _standing_import(change, plan.plan.file_sha256)
        if again is not None:
            return Brought(again, was_known=True)
        brought = BroughtList(
            token_hex(8), name, plan.plan.file_sha256, len(plan.plan.rows), ImportState.OPEN, None,
            change.now, actor.name, change.now, actor.name,
        )  # fmt: skip
        after = {"import_id": brought.import_id, "file_sha256": brought.file_sha256, "rows": brought.row_count}
        change.trail("import.bring", name, after=after)
        set_state(change, brought, ImportState.OPEN, actor.person_id)
    keep(register, brought, plan)
    return Brought(brought.import_id, was_known=False)


def _standing_import(source: Register | Change, sha256: str) -> str | None:
    stands = (ImportState.OPEN, ImportState.APPLIED)
    return next((one.import_id for one in imports_of_content(source, sha256) if one.state in stands), None)


def open_list(
    register: Register, actor: Actor, folder: Path, import_id: str, progress: Progress | None = None
) -> OpenList | Rejected:
    """A list with its plan as of now; it is planned anew when the register, its columns or the day have changed."""
    require(actor, Action.EDIT_REGISTER)
    brought = import_of(register, import_id)
    if brought is None:
        return no_such_list()
    chosen = chosen_columns(register, import_id)
    plan = plan_of(register, folder, brought, chosen, progress)
    if isinstance(plan, Rejected):
        return plan
    standing = Standing.of(plan, decisions(register, import_id))
    return OpenList(brought, plan, standing, acts_of(register, import_id, _ACTS_SHOWN), chosen)


def import_by_id(register: Register, actor: Actor, import_id: str) -> BroughtList | Rejected:
    """One list of the table, whether its file is here or not."""
    require(actor, Action.EDIT_REGISTER)
    return import_of(register, import_id) or no_such_list()


def made_of(register: Register, actor: Actor, import_id: str, first: int, most: int) -> tuple[Made, ...]:
    """A page of what an import added and changed."""
    require(actor, Action.EDIT_REGISTER)
    return made_by(register, import_id, first, most)


def left_of(register: Register, actor: Actor, import_id: str) -> LeftRows:
    """The rows of an applied list that wrote nothing, as they were when it was applied."""
    require(actor, Action.EDIT_REGISTER)
    found = left_rows(register, import_id)
    if found is not None:
        return found
    # Lists that were applied before the record of it told the rows: what was decided on the doubtful ones.
    made = {one.list_row for one in made_by(register, import_id)}
    decided = [one for one in decisions(register, import_id) if one.row not in made]
    skipped = tuple(one.row for one in decided if one.decision.choice is Choice.SKIP)
    return LeftRows(skipped, tuple(one.row for one in decided if one.decision.choice is Choice.SAME))


def choose_columns(
    register: Register, actor: Actor, folder: Path, import_id: str, fields: Mapping[int, Field | None]
) -> ColumnsChosen | Rejected:
    """Have columns (by place from 1) hold what is said, None for nothing. Two columns cannot hold the same."""
    require(actor, Action.EDIT_REGISTER)
    found = open_list(register, actor, folder, import_id)
    if isinstance(found, Rejected):
        return found
    plan = found.prepared.plan
    now = {column.index: column.field for column in plan.columns}
    places = {*now, *(column.index for column in plan.unused_columns)}
    wanted = {**now, **{place: field for place, field in fields.items() if place in places}}
    given = [field for field in wanted.values() if field is not None]
    if len(given) > len(set(given)):
        text = message("Two columns cannot be read as the same thing. Set one of them to “not imported”.")
        return Rejected.because("column-twice", text)
    if not {Field.NAME, Field.COUNTRY, Field.COUNTRY_CODE} & set(given):
        text = message("One column must hold the names of the signatories, or their countries.")
        return Rejected.because("no-name-column", text)
    changed = {place: field for place, field in wanted.items() if field != now.get(place)}
    if not changed:
        return ColumnsChosen(0)
    with register.change(actor) as change:
        refused = must_be_open(change, import_id)
        if refused is not None:
            return refused
        # All of them are kept, so that what nobody touched stays as it was seen.
        kept = {place: field.value if field else "" for place, field in wanted.items()}
        after = {"import_id": import_id, "columns": {str(place): field for place, field in kept.items()}}
        change.trail("import.columns", found.brought.file_name, after=after)
        set_columns(change, import_id, kept, actor.person_id)
    return ColumnsChosen(len(changed))


def abandon_list(register: Register, actor: Actor, import_id: str, reason: str = "") -> Abandoned | Rejected:
    """Put an open list away; nothing of it is imported."""
    require(actor, Action.EDIT_REGISTER)
    with register.change(actor) as change:
        refused = must_be_open(change, import_id)
        brought = import_of(change, import_id)
        if refused is not None or brought is None:
            return refused or no_such_list()
        why = reason.strip()[:REASON_CHARS] or None
        change.trail("import.abandon", brought.file_name, after={"import_id": import_id, "reason": why})
        set_state(change, brought, ImportState.ABANDONED, actor.person_id, why)
    return Abandoned(brought.file_name)


def must_be_open(source: Register | Change, import_id: str) -> Rejected | None:
    """Why nothing can be decided or applied any more; None while the list is open."""
    brought = import_of(source, import_id)
    if brought is None:
        return no_such_list()
    if brought.state is ImportState.OPEN:
        return None
    told = {
        ImportState.APPLIED: message("{name} applied this list meanwhile. Nothing was changed."),
        ImportState.UNDONE: message("{name} undid this import. Nothing was changed."),
        ImportState.ABANDONED: message("{name} abandoned this list. Nothing was changed."),
    }
    return Rejected.because("import-closed", told[brought.state], name=brought.set_by)


def no_such_list() -> Rejected:
    """There is no list of that identifier."""
    return Rejected.because("no-such-import", message("There is no such import."))
