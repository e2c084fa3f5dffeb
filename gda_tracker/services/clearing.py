"""What came back from colleagues: a focal point clears it, or sends it back with a question."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from ..domain.cycles import closed_because
from ..domain.evidence import text_problem
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..register import Change, Register, lending
from ..register.database import utc_now
from ..register.lending import Lending, LendingState
from . import mailing
from .lending_refusals import NOTE_CHARS
from .report_view import found


@dataclass(frozen=True, slots=True)
class Cleared:
    """The items that a focal point has read and taken as its own by this act."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentBack:
    """The item is with the colleague again, who reads the question beside it."""

    item: str
    name: str
    is_untold: bool = False
    """The colleague ended mails about lent items, so none goes."""


def clear(
    register: Register, actor: Actor, signatory_id: str, cycle: str, items: Collection[str] | None = None
) -> Cleared | Rejected:
    """Take what was handed back on these items (None: on all) as the report's own, on record with who did and when."""
    require(actor, Action.LEND_ITEMS, signatory_id)
    known = found(register, signatory_id, cycle)
    if isinstance(known, Rejected):
        return known
    with register.change(actor) as change:
        back = [one for one in handed_back(change, signatory_id, cycle) if items is None or one.item in items]
        if back:
            change.trail(
                "lending.clear", f"{signatory_id}/{cycle}", signatory_id=signatory_id,
                after={"items": {one.item: one.person_id for one in back}},
            )  # fmt: skip
        for one in back:
            _set(change, actor, (signatory_id, cycle), one, LendingState.CLEARED, "")
    return Cleared(tuple(one.item for one in back))


def send_back(
    register: Register,
    actor: Actor,
    signatory_id: str,
    cycle: str,
    item: str,
    question: str,
    today: date | None = None,
) -> SentBack | Rejected:
    """Lend a handed-back item to the same colleague again, with a question that it reads beside the item."""
    require(actor, Action.LEND_ITEMS, signatory_id)
    known, words = found(register, signatory_id, cycle), question.strip()
    if isinstance(known, Rejected):
        return known
    if closed := closed_because(known[1], today or utc_now().date()):
        return Rejected((closed,))
    if not words:
        return Rejected.because("question-empty", message("Write what the colleague should answer or mend."))
    if problem := text_problem(words, "note", NOTE_CHARS):
        return Rejected((problem,))
    with register.change(actor) as change:
        back = next((one for one in handed_back(change, signatory_id, cycle) if one.item == item), None)
        if back is None:
            text = message("{item} is not handed back, or was cleared already.")
            return Rejected.because("item-not-handed-back", text, item=item[:10])
        change.trail(
            "lending.send_back", f"{signatory_id}/{cycle}", signatory_id=signatory_id,
            after={"item": item, "person_id": back.person_id},
        )  # fmt: skip
        _set(change, actor, (signatory_id, cycle), back, LendingState.LENT, words)
        mailing.tell_sent_back(change, actor, *known, item, back.person_id, words)
        is_untold = mailing.has_ended(change, back.person_id, signatory_id)
    return SentBack(item, back.name, is_untold)


def handed_back(change: Change, signatory_id: str, cycle: str) -> tuple[Lending, ...]:
    """What came back and is neither cleared nor lent again, one for an item."""
    newest = {one.item: one for one in lending.lendings(change, signatory_id, cycle)}
    return tuple(one for one in newest.values() if one.state is LendingState.HANDED_BACK)


def not_cleared(change: Change, signatory_id: str, cycle: str) -> Rejected | None:
    """Why a report cannot be submitted yet: nobody has read what colleagues handed back."""
    text = message("{item} came back from {name}. Read it and clear it, or send it back with a question; then submit.")
    problems = tuple(
        Problem("item-not-cleared", text, values={"item": one.item, "name": one.name}, item=one.item)
        for one in handed_back(change, signatory_id, cycle)
    )
    return Rejected(problems) if problems else None


def _set(change: Change, actor: Actor, report: tuple[str, str], one: Lending, state: LendingState, note: str) -> None:
    lending.set_state(change, report, [one.item], one.person_id, state, note, actor.person_id)
