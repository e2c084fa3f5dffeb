"""Deciding the doubtful rows of a list, one by one or many at once; every act can be taken back until it is applied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from ..domain.importing import Outcome, PlannedRow
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..domain.settling import DOUBTFUL, Choice, Prepared, RowDecision, differences, empty_on_record
from ..register.database import Register
from ..register.imports import add_decisions, decisions
from .import_lists import REASON_CHARS, must_be_open, open_list


class Bulk(StrEnum):
    """What many rows are decided as at once."""

    KEEP = "keep"
    FILL = "fill"
    TAKE = "take"
    NEW = "new"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many rows were decided, or opened again. `act` names the act, None when nothing had to be written."""

    rows: int
    act: int | None = None


def decide_row(
    register: Register, actor: Actor, folder: Path, key: tuple[str, int], decision: RowDecision, after_act: int = 0
) -> Recorded | Rejected:
    """Decide one row; `key` is the import and the row.

    `after_act` is the act of the decision that was shown, 0 for none: one that somebody else made meanwhile is not
    overwritten unseen.
    """
    require(actor, Action.EDIT_REGISTER)
    import_id, number = key
    found = open_list(register, actor, folder, import_id)
    if isinstance(found, Rejected):
        return found
    row = found.prepared.rows.get(number)
    if row is None or row.outcome not in DOUBTFUL:
        text = message("Row {row} needs no decision any more.")
        return Rejected.because("row-not-doubtful", text, row=number)
    made = _whole(decision)
    refused = _refusal(found.prepared, row, made)
    if refused is not None:
        return refused
    with register.change(actor) as change:
        refused = must_be_open(change, import_id)
        if refused is not None:
            return refused
        made_so_far = [one for one in decisions(change, import_id) if one.decision.choice is not Choice.UNDECIDED]
        last = {one.row: one for one in made_so_far}.get(number)
        seen = found.prepared.seen(row, made)
        if last is not None and last.act != after_act:
            if (last.decision, last.seen) == (made, seen):
                return Recorded(1)
            text = message("{name} decided row {row} meanwhile. Look at it again; nothing was changed.")
            return Rejected.because("decided-meanwhile", text, name=last.set_by, row=number)
        after = {"import_id": import_id, "row": number, **_told(made)}
        act = change.trail("import.decide", found.brought.file_name, after=after)
        add_decisions(change, import_id, [(number, made, seen)], actor.person_id)
    return Recorded(1, act)


def decide_many(
    register: Register, actor: Actor, folder: Path, key: tuple[str, Sequence[int]], how: Bulk, reason: str = ""
) -> Recorded | Rejected:
    """Decide rows that still wait, all in the same way; those that somebody decided meanwhile are left as they are."""
    require(actor, Action.EDIT_REGISTER)
    import_id, numbers = key
    found = open_list(register, actor, folder, import_id)
    if isinstance(found, Rejected):
        return found
    why = reason.strip()[:REASON_CHARS] or None
    if how in (Bulk.TAKE, Bulk.NEW) and why is None:
        return _reason_missing()
    prepared = found.prepared
    with register.change(actor) as change:
        refused = must_be_open(change, import_id)
        if refused is not None:
            return refused
        made_so_far = [one for one in decisions(change, import_id) if one.decision.choice is not Choice.UNDECIDED]
        held = {one.row for one in made_so_far if prepared.fits(one)}
        rows = [prepared.rows[number] for number in dict.fromkeys(numbers) if number in prepared.rows]
        waiting = [row for row in rows if row.outcome in DOUBTFUL and row.row not in held]
        made = [(row.row, one, prepared.seen(row, one)) for row in waiting if (one := _alike(prepared, row, how, why))]
        if not made:
            return Recorded(0)
        after = {"import_id": import_id, "how": how.value, "rows": [row for row, _, _ in made], "reason": why}
        act = change.trail("import.decide_many", found.brought.file_name, after=after)
        add_decisions(change, import_id, made, actor.person_id)
    return Recorded(len(made), act)


def take_back(register: Register, actor: Actor, import_id: str, act: int) -> Recorded | Rejected:
    """Open again every row that still stands as that act of deciding left it."""
    require(actor, Action.EDIT_REGISTER)
    with register.change(actor) as change:
        refused = must_be_open(change, import_id)
        if refused is not None:
            return refused
        stood = [one for one in decisions(change, import_id) if one.act == act]
        rows = [one.row for one in stood if one.decision.choice is not Choice.UNDECIDED]
        if not rows:
            return Recorded(0)
        change.trail("import.take_back", import_id, after={"import_id": import_id, "act": act, "rows": rows})
        again = RowDecision(Choice.UNDECIDED)
        add_decisions(change, import_id, [(row, again, "") for row in rows], actor.person_id)
    return Recorded(len(rows))


def _alike(prepared: Prepared, row: PlannedRow, how: Bulk, why: str | None) -> RowDecision | None:
    """The decision on one row of many; None where it cannot be made."""
    if how is Bulk.SKIP:
        return RowDecision(Choice.SKIP, reason=why)
    if how is Bulk.NEW:
        return RowDecision(Choice.NEW, reason=why)
    best = next(iter(prepared.candidates(row)), None)
    if best is None or row.record is None:
        return None
    taken: tuple[str, ...] = ()
    if how is Bulk.FILL:
        taken = empty_on_record(best, row.record)
    elif how is Bulk.TAKE:
        taken = tuple(one.field for one in differences(best, row.record) if one.field != "name")
    return RowDecision(Choice.SAME, best.signatory_id, taken, why)


def _whole(decision: RowDecision) -> RowDecision:
    """Without what belongs to another choice, and with a reason that fits."""
    is_same = decision.choice is Choice.SAME
    return replace(
        decision,
        signatory_id=decision.signatory_id if is_same else None,
        taken=decision.taken if is_same else (),
        reason=(decision.reason or "").strip()[:REASON_CHARS] or None,
    )


def _refusal(prepared: Prepared, row: PlannedRow, decision: RowDecision) -> Rejected | None:
    """Why a decision on a row cannot be recorded."""
    if decision.choice is Choice.UNDECIDED:
        return Rejected.because("no-choice", message("Choose what the row is."))
    chosen = {one.signatory_id: one for one in prepared.candidates(row)}.get(decision.signatory_id or "")
    if decision.choice is Choice.SAME:
        if chosen is None or row.record is None:
            return Rejected.because("no-candidate", message("Choose whom the row is the same as."))
        differing = {one.field: one for one in differences(chosen, row.record)}
        if not set(decision.taken) <= set(differing):
            text = message("Only what differs can be taken from the list. Look at the row again.")
            return Rejected.because("nothing-to-take", text)
        if decision.reason is None and any(differing[name].known is not None for name in decision.taken):
            return _reason_missing()
    if decision.choice is Choice.NEW and row.outcome is Outcome.CONFLICTING and decision.reason is None:
        return _reason_missing()
    return None


def _reason_missing() -> Rejected:
    text = message("Say why: what is on record gives way to the list, or a second body of the same name is added.")
    return Rejected.because("reason-missing", text)


def _told(decision: RowDecision) -> dict[str, object]:
    return {
        "decision": decision.choice.value,
        "signatory_id": decision.signatory_id,
        "taken": list(decision.taken),
        "reason": decision.reason,
    }
