"""Taking back what one did on the board for many, as long as nobody has changed it since: one act, one record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Final

from ..domain.following import UNDONE
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..register import Change, Register, follow_up_steps
from ..register.follow_up_steps import PastAct
from .follow_up_acts import Noted

OFFICERS: Final = "follow_up.assign"
STEPS: Final = "follow_up.plan"
KEPT: Final[Mapping[str, str]] = {OFFICERS: "officers", STEPS: "steps"}
"""Under which word the record of an act keeps what stood before."""


def undo(register: Register, actor: Actor, seq: int, now: datetime) -> Noted | Rejected:
    """What stood before one's own act of that number in the trail stands again: officers, or next steps."""
    require(actor, Action.FOLLOW_UP)
    with register.change(actor) as change:
        act = follow_up_steps.past_act(change, seq)
        if act is None or act.actor_id != actor.person_id or KEPT.get(act.action) not in act.before:
            return Rejected.because("undo-unknown", message("There is no such act of yours to undo."))
        ids = [str(one) for one in act.after["signatories"]]
        if changed := _changed(change, act, ids, seq):
            text = message("Of these, {n} changed since: nothing was undone.")
            return Rejected((Problem("undo-changed", text, values={"n": len(changed)}),))
        if act.action == OFFICERS:
            _officers(change, act, ids, seq, now)
        else:
            _steps(change, act, ids, seq, now)
        return Noted(len(ids))


def _changed(change: Change, act: PastAct, ids: Collection[str], seq: int) -> frozenset[str]:
    if act.action == OFFICERS:
        return follow_up_steps.officer_changed_since(change, ids, seq)
    return follow_up_steps.step_changed_since(change, ids, seq)


def _officers(change: Change, act: PastAct, ids: list[str], seq: int, now: datetime) -> None:
    was = {one: str(act.before["officers"].get(one, "")) for one in ids}
    kept = {one: person for one, person in was.items() if person}
    who = _trail(change, act, ids, seq, {"officers": kept})
    follow_up_steps.set_officers(change, was, now, who)


def _steps(change: Change, act: PastAct, ids: list[str], seq: int, now: datetime) -> None:
    known = act.before["steps"]
    was = {one: _step(*known[one]) if one in known else ("", None) for one in ids}
    who = _trail(change, act, ids, seq, {"steps": known})
    follow_up_steps.set_steps(change, UNDONE, was, now, who)


def _step(step: str, day: str | None) -> tuple[str, date | None]:
    return step, date.fromisoformat(day) if day else None


def _trail(change: Change, act: PastAct, ids: list[str], seq: int, again: dict[str, object]) -> str:
    """One record, which names the act that is taken back, everybody whom it is about, and what stands again."""
    only = ids[0] if len(ids) == 1 else None
    was = {name: value for name, value in act.after.items() if name != "signatories"}
    after = {"act": seq, "signatories": ids, **again}
    change.trail("follow_up.undo", only or "signatories", signatory_id=only, before=was, after=after)
    return act.actor_id
