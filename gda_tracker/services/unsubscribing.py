"""Ending the mails that a contributor can end, by the link in them: no sign-in, no other secret."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from ..domain.permissions import Actor
from ..register import Register, unsubscribing
from .signing_in import token_hash

MOST_TOKEN_CHARS = 100


@dataclass(frozen=True, slots=True)
class Ending:
    """Whose mails a link ends, whether they have ended, and whether the person is a focal point as well."""

    person_id: str
    email: str
    has_ended: bool
    is_focal_point: bool


def ending_of(register: Register, token: str) -> Ending | None:
    """What the link with that secret is about; None when there is no such link."""
    if not token or len(token) > MOST_TOKEN_CHARS:
        return None
    wanted = token_hash(token)
    found = unsubscribing.of_link(register, wanted)
    if found is None or not hmac.compare_digest(found[0].encode(), wanted.encode()):
        return None
    person_id = found[1].person_id
    is_focal_point = not unsubscribing.only_helps(register, person_id, "")
    return Ending(person_id, found[1].email, unsubscribing.has_ended(register, person_id), is_focal_point)


def end_mails(register: Register, token: str) -> Ending | None:
    """No more reminders and no more mails about lent items, as a contributor; the same twice is one act."""
    return _choose(register, token, is_unsubscribed=True)


def let_mails_come(register: Register, token: str) -> Ending | None:
    """They come again."""
    return _choose(register, token, is_unsubscribed=False)


def _choose(register: Register, token: str, *, is_unsubscribed: bool) -> Ending | None:
    found = ending_of(register, token)
    if found is None:
        return None
    # Whoever holds the link acts as its person, and can do nothing else by it.
    with register.change(Actor(found.person_id, found.email)) as change:
        if unsubscribing.has_ended(change, found.person_id) != is_unsubscribed:
            change.trail("person.unsubscribe", found.person_id, after={"is_unsubscribed": is_unsubscribed})
            unsubscribing.add_choice(change, found.person_id, is_unsubscribed=is_unsubscribed)
    return ending_of(register, token)
