"""Items lent to colleagues: lend by invitation, take back, hand back. Who takes something back is obeyed at once."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from ..domain.cycles import closed_because
from ..domain.declaration import Cycle
from ..domain.evidence import text_problem
from ..domain.mail import LANGUAGES, Letter
from ..domain.people import Person, normal_email
from ..domain.permissions import Action, Actor, Role, permits, require
from ..domain.problems import Problem, Rejected, message
from ..register import Change, Register, coming_in, lending, people
from ..register.database import utc_now
from ..register.lending import Colleague, Lending, LendingState
from ..register.reports import Reporter
from . import mailing
from .lending_refusals import NAME_CHARS, NOTE_CHARS, Invitee, not_lent, not_now, not_to, problems_of
from .letters import About
from .letters_lending import invited_to
from .people import invite
from .report_view import asked_items, found

__all__ = [
    "NAME_CHARS",
    "NOTE_CHARS",
    "Invitee",
    "Lending",
    "LendingState",
    "Lent",
    "Returned",
    "gone",
    "hand_back",
    "lend",
    "still_out",
    "take_back",
]


@dataclass(frozen=True, slots=True)
class Lent:
    """What the act lent to whom. The token opens a new account once and is kept nowhere; None: it has one already.

    `is_untold`: the person ended mails about lent items, so none goes.
    """

    person: Person
    items: tuple[str, ...]
    invitation_token: str | None = field(repr=False)
    is_untold: bool = False


@dataclass(frozen=True, slots=True)
class Returned:
    """The items that came back by this act."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Loan:
    """What is lent of which report, with the note."""

    signatory: Reporter
    cycle: Cycle
    items: tuple[str, ...]
    note: str


def lend(
    register: Register,
    actor: Actor,
    signatory_id: str,
    cycle: str,
    items: Iterable[str],
    invitee: Invitee,
    note: str = "",
    today: date | None = None,
) -> Lent | Rejected:
    """Lend items to a colleague, who becomes a contributor of this signatory; the same again changes nothing."""
    require(actor, Action.LEND_ITEMS, signatory_id)
    known = found(register, signatory_id, cycle)
    if isinstance(known, Rejected):
        return known
    signatory, about = known
    wanted, words = tuple(dict.fromkeys(items)), note.strip()
    if closed := closed_because(about, today or utc_now().date()):
        return Rejected((closed,))
    if problems := problems_of(actor.email, wanted, asked_items(signatory), invitee, words):
        return Rejected(problems)
    with register.change(actor) as change:
        person = people.person_by_email(change, normal_email(invitee.email) or "")
        held = lending.colleague(change, person.person_id) if person else Colleague("")
        where = lending.lendings(change, signatory_id, cycle)
        if problem := not_to(person, held, signatory_id, invitee) or not_now(where, wanted, held.person_id):
            return Rejected((problem,))
        with_it = {one.item for one in where if one.state is LendingState.LENT}
        new = tuple(item for item in wanted if item not in with_it)
        if person and not new:
            return Lent(person, (), None)
        person, loan = person or _added(change, invitee), _Loan(signatory, about, new, words)
        _write(change, actor, loan, person, held)
        return _told(change, actor, loan, person, held)


def _write(change: Change, actor: Actor, loan: _Loan, person: Person, held: Colleague) -> None:
    """The trail of the act, the role that the person lacks, and the items with it."""
    signatory_id, cycle = loan.signatory.signatory_id, loan.cycle.code
    change.trail(
        "lending.lend", f"{signatory_id}/{cycle}", signatory_id=signatory_id,
        after={"person_id": person.person_id, "items": list(loan.items), "role": Role.CONTRIBUTOR.value},
    )  # fmt: skip
    if signatory_id not in held.contributor_of:
        people.write_roles(change, person.person_id, [Role.CONTRIBUTOR], [signatory_id])
    # The note stays in its row: it may name people, and the trail is exported.
    lending.set_state(
        change, (signatory_id, cycle), loan.items, person.person_id, LendingState.LENT, loan.note, actor.person_id
    )


def _told(change: Change, actor: Actor, loan: _Loan, person: Person, held: Colleague) -> Lent:
    """A mail about the items to who comes in already; to anybody else a link that opens the account."""
    signatory_id = loan.signatory.signatory_id
    if held.has_password or held.focal_of:
        mailing.tell_lent(change, actor, loan.signatory, loan.cycle, loan.items, person.person_id, loan.note)
        return Lent(person, loan.items, None, mailing.has_ended(change, person.person_id, signatory_id))
    letter = invited_to(About(loan.signatory, loan.cycle), loan.items, actor, loan.note, change.now.date())
    return Lent(person, loan.items, _link(change, actor, person, held, signatory_id, letter))


def take_back(
    register: Register, actor: Actor, signatory_id: str, cycle: str, items: Collection[str] | None = None
) -> Returned | Rejected:
    """Take these items back, or all that are out; the contributor sees them no more. The words stay."""
    require(actor, Action.LEND_ITEMS, signatory_id)
    known = found(register, signatory_id, cycle)
    if isinstance(known, Rejected):
        return known
    with register.change(actor) as change:
        out = [one for one in _out(change, signatory_id, cycle) if items is None or one.item in items]
        if out:
            change.trail(
                "lending.take_back", f"{signatory_id}/{cycle}", signatory_id=signatory_id,
                before={"items": {one.item: one.person_id for one in out}},
            )  # fmt: skip
        for one in out:
            lending.set_state(
                change, (signatory_id, cycle), [one.item], one.person_id, LendingState.ENDED, "", actor.person_id
            )
    return Returned(tuple(one.item for one in out))


def hand_back(
    register: Register, actor: Actor, signatory_id: str, cycle: str, items: Iterable[str], note: str = ""
) -> Returned | Rejected:
    """Give lent items back to the focal points, with a note; refused when one of them is not with the person now."""
    require(actor, Action.WORK_ON_LENT, signatory_id)
    known = found(register, signatory_id, cycle)
    if isinstance(known, Rejected):
        return known
    given, words = tuple(dict.fromkeys(items)), note.strip()
    if not given:
        return Rejected.because("items-none", message("Choose at least one item."))
    if problem := text_problem(words, "note", NOTE_CHARS):
        return Rejected((problem,))
    with register.change(actor) as change:
        mine = {one.item for one in _out(change, signatory_id, cycle) if one.person_id == actor.person_id}
        if gone := [item for item in given if item not in mine]:
            return Rejected(tuple(not_lent(item) for item in gone))
        change.trail(
            "lending.hand_back", f"{signatory_id}/{cycle}", signatory_id=signatory_id, after={"items": list(given)}
        )
        lending.set_state(
            change, (signatory_id, cycle), given, actor.person_id, LendingState.HANDED_BACK, words, actor.person_id
        )
        mailing.tell_handed_back(change, actor, known[0], known[1], given, words)
    return Returned(given)


def gone(change: Change, by: Actor, signatory_id: str, cycle: str, item: str) -> Rejected | None:
    """Why somebody cannot write an item any more that it was lent when it began; None for who needs no loan."""
    if permits(by, Action.EDIT_REPORT, signatory_id) or lending.is_lent(
        change, signatory_id, cycle, item, by.person_id
    ):
        return None
    return Rejected((not_lent(item),))


def still_out(change: Change, signatory_id: str, cycle: str) -> Rejected | None:
    """Why a report cannot be submitted yet: somebody is still writing in it."""
    out = _out(change, signatory_id, cycle)
    text = message("{item} is still with {name}. Wait until it is handed back, or take it back, and submit again.")
    problems = tuple(
        Problem("item-lent", text, values={"item": one.item, "name": one.name}, item=one.item) for one in out
    )
    return Rejected(problems) if problems else None


def _out(change: Change, signatory_id: str, cycle: str) -> list[Lending]:
    return [one for one in lending.lendings(change, signatory_id, cycle) if one.state is LendingState.LENT]


def _added(change: Change, invitee: Invitee) -> Person:
    person = Person(
        person_id=f"p-{secrets.token_hex(8)}", email=normal_email(invitee.email) or "", name=invitee.name.strip()
    )
    change.trail("person.add", person.person_id, after={"roles": [], "signatories": []})
    people.write_person(change, person)
    people.write_language(change, person.person_id, invitee.language if invitee.language in LANGUAGES else "en")
    return person


def _link(
    change: Change, actor: Actor, person: Person, held: Colleague, signatory_id: str, letter: Letter
) -> str | None:
    """A one-time link to hand over for an account that was never used, when it opens nothing but this signatory.

    One mail says what is asked and brings a link of its own.

    A link made for another signatory's focal point may be in other hands: it dies, and a new one goes by mail alone.
    """
    coming_in.use_invitations(change, person.person_id)
    token = invite(change, actor, person, letter)
    return None if held.contributor_of - {signatory_id} else token
