"""Coming in and going out: passwords, sessions and invitations.

Every failure to sign in gives one and the same answer, so that nobody learns which addresses have an account.
Tokens are 32 random bytes; the register keeps their SHA-256 alone.
"""

from __future__ import annotations

import hashlib
import math
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from ..domain.people import LONGEST_PASSWORD, Person, normal_email, password_problem
from ..domain.permissions import VISITOR, Actor, Role
from ..domain.problems import Rejected, message
from ..register import Change, Register, coming_in, people
from ..register.database import utc_now
from . import passwords, slowdown
from .slowdown import Slowdown, address_key

INVITATION_LASTS: Final = timedelta(days=7)
WRONG: Final = message("This e-mail address and password do not belong together, or the account cannot sign in.")
BUSY: Final = message("Too many people are signing in right now. Please try again in a minute.")
WAIT: Final = message("Too many attempts. Try again in {seconds} seconds.")
DEAD_LINK: Final = message("This link has expired or was used already. Ask the person who invited you for a new one.")


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody at the door. `device` is the hash of an earlier session's token that the browser kept."""

    email: str
    password: str = field(repr=False)
    address: str
    device: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: the token goes into the cookie and is kept nowhere else."""

    actor: Actor
    token: str = field(repr=False)
    expires_at: datetime

    @property
    def device(self) -> str:
        """What the browser keeps to show, next time, that this person signed in from it before."""
        return token_hash(self.token)


def new_token() -> str:
    """32 random bytes, safe in a URL."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def actor_of(register: Register, session_token: str | None, now: datetime | None = None) -> Actor | None:
    """Who holds the session, or None: no token, ended, expired, or a disabled person. One query."""
    if not session_token or len(session_token) > 100:
        return None
    return people.actor_of_session(register, token_hash(session_token), now or utc_now())


def sign_in(
    register: Register, attempt: Attempt, waiting: Slowdown, *, hours: float, now: datetime | None = None
) -> SignedIn | Rejected:
    """Start a session of `hours`, or say why not; failures slow the account, the device and the address down."""
    try:
        with passwords.slot():  # The wait is looked at inside the turn: parallel guesses cannot slip past it.
            return _try(register, attempt, waiting, hours, now or utc_now())
    except passwords.TooBusy:
        return Rejected.because("sign-in-busy", BUSY)


def _try(register: Register, attempt: Attempt, waiting: Slowdown, hours: float, now: datetime) -> SignedIn | Rejected:
    email = normal_email(attempt.email) or ""
    found = people.credentials(register, email)
    person = found.person if found else None
    device = attempt.device if person and attempt.device and _is_known(register, attempt.device, person) else None
    account = token_hash(email)
    if seconds := _seconds_to_wait(register, attempt, waiting, account, person, device, now):
        return Rejected.because("sign-in-wait", WAIT, seconds=max(2, math.ceil(seconds)))
    is_right = passwords.matches(found.password_hash if found else None, attempt.password[: LONGEST_PASSWORD + 1])
    if not (is_right and found and found.person.is_active and found.password_hash):
        waiting.failed(address_key(attempt.address), now)
        if device:
            waiting.failed(f"device:{device}", now)
        with register.change(VISITOR) as change:
            change.trail("sign_in.fail", f"account/{account}")
            coming_in.write_failure(change, account, now)
        return Rejected.because("sign-in-wrong", WRONG)
    if device:
        waiting.forget(f"device:{device}")
    fresh_hash = passwords.HASHER.hash(attempt.password) if passwords.is_outdated(found.password_hash) else None
    with register.change(_self(found.person)) as change:
        if fresh_hash:
            change.trail("password.rehash", found.person.person_id)
            people.write_password(change, found.person.person_id, fresh_hash)
        token, expires_at = _start(change, found.person, now, hours)
    return _signed_in(register, found.person, token, expires_at)


def _seconds_to_wait(
    register: Register,
    attempt: Attempt,
    waiting: Slowdown,
    account: str,
    person: Person | None,
    device: str | None,
    now: datetime,
) -> float:
    # A device that signed in before is judged by its own failures: a stranger who keeps guessing
    # from elsewhere can slow the account down for strangers, but cannot keep its owner out.
    if device:
        return waiting.remaining_seconds(f"device:{device}", slowdown.DEVICE, now)
    since = now - slowdown.WINDOW
    count, last = coming_in.failures(register, account, person.person_id if person else None, since)
    return max(
        slowdown.remaining_seconds(slowdown.ACCOUNT, count, last, now),
        waiting.remaining_seconds(address_key(attempt.address), slowdown.ADDRESS, now),
    )


def _is_known(register: Register, device: str, person: Person) -> bool:
    return coming_in.is_known_device(register, device, person.person_id)


def sign_out(register: Register, session_token: str | None) -> None:
    """End the session; nothing happens without one."""
    actor = actor_of(register, session_token)
    if actor is None or session_token is None:
        return
    with register.change(actor) as change:
        change.trail("session.end", actor.person_id)
        coming_in.end_session(change, token_hash(session_token))


def invited(register: Register, invitation_token: str, now: datetime | None = None) -> Person | None:
    """Whom the link is for, or None when it cannot be used."""
    return coming_in.invited(register, token_hash(invitation_token), now or utc_now())


def accept_invitation(
    register: Register, invitation_token: str, password: str, *, hours: float, now: datetime | None = None
) -> SignedIn | Rejected:
    """Set the invited person's password and sign in. The link works once; older sessions end."""
    moment = now or utc_now()
    person = invited(register, invitation_token, moment)
    if person is None:
        return Rejected.because("invitation-dead", DEAD_LINK)
    if problem := password_problem(password, person.email):
        return Rejected((problem,))
    try:
        password_hash = passwords.hashed(password)
    except passwords.TooBusy:
        return Rejected.because("sign-in-busy", BUSY)
    with register.change(_self(person)) as change:
        if coming_in.invited(change, token_hash(invitation_token), moment) is None:  # Used while we hashed.
            return Rejected.because("invitation-dead", DEAD_LINK)
        change.trail("invitation.accept", person.person_id)
        coming_in.use_invitations(change, person.person_id)
        people.write_password(change, person.person_id, password_hash)
        coming_in.end_sessions(change, person.person_id)
        token, expires_at = _start(change, person, moment, hours)
    return _signed_in(register, person, token, expires_at)


def change_password(
    register: Register, attempt: Attempt, session_token: str, password: str, waiting: Slowdown
) -> Actor | Rejected:
    """Replace the password of who holds the session; its other sessions end. The present one must be given."""
    actor = actor_of(register, session_token)
    if actor is None or actor.email != attempt.email:
        return Rejected.because("sign-in-wrong", WRONG)
    if problem := password_problem(password, actor.email):
        return Rejected((problem,))
    key, now = f"device:{token_hash(session_token)}", utc_now()
    found = people.credentials(register, actor.email)
    try:
        with passwords.slot():
            if seconds := waiting.remaining_seconds(key, slowdown.DEVICE, now):
                return Rejected.because("sign-in-wait", WAIT, seconds=max(2, math.ceil(seconds)))
            if not passwords.matches(found.password_hash if found else None, attempt.password):
                waiting.failed(key, now)
                return Rejected.because("password-present-wrong", message("This is not your present password."))
            password_hash = passwords.HASHER.hash(password)
    except passwords.TooBusy:
        return Rejected.because("sign-in-busy", BUSY)
    with register.change(actor) as change:
        change.trail("password.change", actor.person_id)
        people.write_password(change, actor.person_id, password_hash)
        coming_in.end_sessions(change, actor.person_id, keep=token_hash(session_token))
    return actor


def _start(change: Change, person: Person, now: datetime, hours: float) -> tuple[str, datetime]:
    token, expires_at = new_token(), now + timedelta(hours=hours)
    change.trail("session.start", person.person_id, after={"expires_at": expires_at})
    coming_in.write_session(change, person.person_id, token_hash(token), now, expires_at)
    return token, expires_at


def _signed_in(register: Register, person: Person, token: str, expires_at: datetime) -> SignedIn | Rejected:
    actor = people.actor_by_email(register, person.email)
    if actor is None:  # Disabled in this very moment.
        return Rejected.because("sign-in-wrong", WRONG)
    return SignedIn(actor, token, expires_at)


def _self(person: Person) -> Actor:
    return Actor(person.person_id, person.name, frozenset({Role.VISITOR}))
