"""What the desk does on its board, for one signatory or for many at once: one click, one transaction, one record."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from ..domain.following import NAME_CHARS, PLAN, Board, Contact, problems_of_contact
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..register import Change, Register, follow_up, follow_up_steps, saved_views
from ..register.readable import Readable
from ..register.saved_views import SavedView
from .following_up import BOARD_PAGE

MOST_AT_ONCE: Final = 5000
MOST_UNASKED: Final = 20
"""An act for more signatories than these is asked about once more."""


@dataclass(frozen=True, slots=True)
class Noted:
    """For how many signatories something was recorded, and for how many it stood so already."""

    count: int
    stood_already: int = 0
    act: int = field(default=0, compare=False)
    """The number of its record in the trail, where it was put on one; by it one can take it back."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What an act for many would do: how many change, how many stand so already, what it takes the place of.

    `from_colleagues` counts by name those alone whom a third person looks after; `replaced` by their words the next
    steps that are planned and would not be any more, the most frequent first.
    """

    count: int
    stand_already: int = 0
    from_colleagues: Mapping[str, int] = field(default_factory=dict)
    replaced: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_asked_twice(self) -> bool:
        """Whether it is worth a second click."""
        return self.count > MOST_UNASKED or bool(self.from_colleagues) or bool(self.replaced)


def foreseen(register: Register, actor: Actor, ids: Collection[str], what: str | Contact) -> Foreseen:
    """What an act would change for these signatories: giving them to an officer, or a note about each."""
    require(actor, Action.FOLLOW_UP)
    wanted = frozenset(ids)
    if isinstance(what, Contact):
        return _foreseen_note(register, actor, wanted, _said(what))
    before, names = follow_up.officers(register, wanted), follow_up.staff(register)
    moved = [before.get(one, "") for one in wanted if before.get(one, "") != what]
    lost = Counter(names.get(one, one) for one in moved if one not in ("", actor.person_id))
    return Foreseen(len(moved), len(wanted) - len(moved), dict(sorted(lost.items())))


def _foreseen_note(register: Register, actor: Actor, ids: frozenset[str], said: Contact) -> Foreseen:
    noted = _to_note(register, actor, ids, said)
    ends = bool(said.next_step) or said.is_step_done
    steps = follow_up_steps.planned(register, noted).values() if ends else ()
    lost = Counter(step for step, day in steps if (step, day) != (said.next_step, said.next_on))
    replaced = sorted(lost.items(), key=lambda one: (-one[1], one[0]))
    return Foreseen(len(noted), len(ids) - len(noted), replaced=dict(replaced))


def assign_officer(
    register: Register, actor: Actor, ids: Collection[str], person_id: str, now: datetime
) -> Noted | Rejected:
    """Somebody of the staff looks after these signatories from now on; empty for nobody."""
    require(actor, Action.FOLLOW_UP)
    with register.change(actor) as change:
        if refused := _unknown(change, ids):
            return refused
        if person_id and person_id not in follow_up.staff(change):
            return Rejected.because("officer-unknown", message("Only the staff looks after signatories."))
        before = follow_up.officers(change, ids)
        moved = {one for one in ids if before.get(one, "") != person_id}
        if moved:
            was = {one: before[one] for one in sorted(moved) if one in before}
            act = _trail(change, "follow_up.assign", moved, {"officer": person_id}, before={"officers": was})
            follow_up_steps.set_officers(change, dict.fromkeys(sorted(moved), person_id), now, actor.person_id)
        return Noted(len(moved), len(set(ids)) - len(moved), act if moved else 0)


def note_contact(
    register: Register, actor: Actor, ids: Collection[str], contact: Contact, now: datetime
) -> Noted | Rejected:
    """Note the same contact with each of these signatories; the same note twice in a row is one."""
    require(actor, Action.FOLLOW_UP)
    return _note(register, actor, ids, contact, now)


def set_next_step(
    register: Register, actor: Actor, ids: Collection[str], step: tuple[str, date | None], now: datetime
) -> Noted | Rejected:
    """What is to be done next for each of these signatories, and by which day; it replaces what was planned."""
    require(actor, Action.FOLLOW_UP)
    plan = Contact(PLAN, now.date(), next_step=step[0], next_on=step[1])
    return _note(register, actor, ids, plan, now)


def save_view(register: Register, actor: Actor, name: str, board: Board) -> SavedView | Rejected:
    """Keep what the board shows under a name; the same name again replaces it. Only the person itself sees it."""
    require(actor, Action.FOLLOW_UP)
    name = name.strip()
    if not name or len(name) > NAME_CHARS:
        text = message("Give the view a name of one to {longest} characters.")
        return Rejected((Problem("view-name", text, column="name", values={"longest": NAME_CHARS}),))
    with register.change(actor) as change:
        kept = {one.name: one for one in saved_views.saved_views(change, actor.person_id, BOARD_PAGE)}
        before = kept.get(name)
        if before and before.query == board.query:
            return before
        view = SavedView(before.view_id if before else secrets.token_hex(12), name, board.query)
        was = {"query": before.query} if before else None
        change.trail(
            "follow_up.save_view", f"view/{view.view_id}", before=was, after={"name": name, "query": view.query}
        )
        saved_views.add_view(change, view, actor.person_id, BOARD_PAGE, is_kept=True)
    return view


def forget_view(register: Register, actor: Actor, view_id: str) -> SavedView | Rejected:
    """Let a view of one's own go."""
    require(actor, Action.FOLLOW_UP)
    with register.change(actor) as change:
        views = saved_views.saved_views(change, actor.person_id, BOARD_PAGE)
        view = next((one for one in views if one.view_id == view_id), None)
        if view is None:
            return Rejected.because("view-unknown", message("There is no such view of yours."))
        change.trail("follow_up.forget_view", f"view/{view_id}", before={"name": view.name, "query": view.query})
        saved_views.add_view(change, view, actor.person_id, BOARD_PAGE, is_kept=False)
    return view


def _note(register: Register, actor: Actor, ids: Collection[str], contact: Contact, now: datetime) -> Noted | Rejected:
    if problems := problems_of_contact(contact, now.date()):
        return Rejected(problems)
    with register.change(actor) as change:
        if refused := _unknown(change, ids):
            return refused
        said = _said(contact)
        wanted = _to_note(change, actor, ids, said)
        if wanted:
            after = {
                "kind": said.kind, "happened_on": said.happened_on, "note": said.note, "next_step": said.next_step,
                "next_on": said.next_on,
            } | ({"is_step_done": True} if said.is_step_done else {})  # fmt: skip
            ends = bool(said.next_step) or said.is_step_done
            was = {"steps": follow_up_steps.planned(change, wanted)} if ends else None
            act = _trail(change, "follow_up.plan" if said.kind == PLAN else "follow_up.contact", wanted, after, was)
            follow_up.add_contact(change, wanted, said, now, actor.person_id)
        return Noted(len(wanted), len(set(ids)) - len(wanted), act if wanted else 0)


def _said(contact: Contact) -> Contact:
    """A note as it is kept: a next step takes the place of what was planned, so that nothing need be called done."""
    step = contact.next_step.strip()
    done = contact.is_step_done and not step
    return replace(contact, note=contact.note.strip(), next_step=step, is_step_done=done)


def _to_note(source: Readable, actor: Actor, ids: Collection[str], said: Contact) -> frozenset[str]:
    """Those about whom the same person has not noted the very same last."""
    newest = follow_up.newest_notes(source, ids)
    return frozenset(one for one in ids if newest.get(one) != (said, actor.person_id))


def _unknown(change: Change, ids: Collection[str]) -> Rejected | None:
    """Why nothing can be done for these: none is chosen, too many are, or one is not on record."""
    if not ids:
        return Rejected.because("nobody-chosen", message("Nobody is chosen."))
    if len(set(ids)) > MOST_AT_ONCE:
        text = message("These are more than {most} signatories: narrow the filters first.")
        return Rejected.because("too-many", text, most=MOST_AT_ONCE)
    if missing := sorted(set(ids) - follow_up.known(change, ids)):
        text = message("There is no signatory “{signatory}”.")
        return Rejected.because("signatory-unknown", text, signatory=missing[0][:80])
    return None


def _trail(
    change: Change,
    action: str,
    ids: Collection[str],
    after: Mapping[str, object],
    before: Mapping[str, object] | None = None,
) -> int:
    """One record of the act, which names everybody whom it is about; its number."""
    only = next(iter(ids)) if len(ids) == 1 else None
    about = {**after, "signatories": sorted(ids)}
    return change.trail(action, only or "signatories", signatory_id=only, before=before, after=about)
