"""Sending what waits: at least once, each attempt recorded, nothing lost when the process dies.

A mail counts as sent only after the server has taken it and the register says so. Killed between the two, it goes a
second time with the same Message-ID, by which a reader and we can tell that it is the same one.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from ..domain.ladder import ALWAYS, QuietTimes
from ..domain.mail import MOST_ATTEMPTS, Kind, Mail, State, Words
from ..domain.permissions import Action, Actor, require
from ..register import Register, coming_in, mail, reminder_log, unsubscribing
from ..register.database import utc_now
from ..register.mail import Unfinished
from .parcels import Parcel, can_be_ended, mail_of, parcels
from .signing_in import INVITATION_LASTS, new_token, token_hash
from .smtp import Conversation, MailServer, Refused, Security, Unmailable, Unusable

BATCH: Final = 50
HOUR: Final = timedelta(hours=1)
POST: Final = Actor(person_id="post", name="Outgoing mail")
"""Who the trail says has sent."""
_ONE_PASS: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class Post:
    """How mail leaves: through a server, or, with none, as a line on the console. At most `hourly` an hour."""

    server: MailServer | None
    words: Callable[[str], Words]
    """The sentences of a language by its code."""
    home: str
    """The public address of this installation, before the paths of links."""
    hourly: int
    say: Callable[[str], None]
    """Where one line about each mail goes: subject, state and the domain of the address."""
    quiet: QuietTimes = ALWAYS
    """When no reminder leaves; every other mail does."""


def post_of(
    *,
    host: str,
    port: int,
    user: str,
    password: str,
    security: str,
    sender: str,
    home: str,
    hourly: int,
    words: Callable[[str], Words],
    say: Callable[[str], None],
    quiet: QuietTimes = ALWAYS,
) -> Post:
    """How mail leaves, as the settings say it: through the server at `host`, or with none on the console."""
    server = MailServer(
        host=host,
        port=port,
        sender=sender,
        security=Security(security),
        user=user,
        password=password,
        own_name=urlsplit(home).hostname or "localhost",
    )
    return Post(server if host else None, words, home, hourly, say, quiet)


@dataclass(frozen=True, slots=True)
class Carried:
    """What one pass did, by state; `is_reached` is False when the server could not be used."""

    states: dict[State, int]
    is_reached: bool = True

    @property
    def tried(self) -> int:
        """How many mails were looked at."""
        return sum(self.states.values())


def send_now(register: Register, actor: Actor, post: Post) -> Carried:
    """Send everything that is due, batch after batch, until nothing is or the server cannot be used."""
    require(actor, Action.MANAGE_PEOPLE)
    states: dict[State, int] = {}
    while True:
        carried = send_waiting(register, post)
        for state, count in carried.states.items():
            states[state] = states.get(state, 0) + count
        if not carried.tried or not carried.is_reached:
            return Carried(states, carried.is_reached)


def send_waiting(register: Register, post: Post, stop: threading.Event | None = None) -> Carried:
    """One batch of what is due, over one connection; ends early when `stop` is set."""
    with _ONE_PASS:
        now = utc_now()
        room = BATCH if post.server is None else min(BATCH, post.hourly - mail.sent_since(register, now - HOUR))
        due = list(islice(_may_go(register, post, now), max(room, 0)))
        if not due:
            return Carried({})
        return _Pass(register, post, stop or threading.Event()).carry(due)


def _may_go(register: Register, post: Post, now: datetime) -> list[Parcel]:
    """What is due; reminders last, so that a thousand of them hold up no invitation, and none in quiet times."""
    due = [one for one in parcels(mail.unfinished(register)) if one.due_at <= now]
    reminders = [] if post.quiet.is_quiet(now) else [one for one in due if one.lead.kind == Kind.REMINDER]
    return [one for one in due if one.lead.kind != Kind.REMINDER] + reminders


class _Pass:
    """One batch on its way."""

    def __init__(self, register: Register, post: Post, stop: threading.Event) -> None:
        self._register = register
        self._post = post
        self._stop = stop
        self._states: dict[State, int] = {}

    def carry(self, due: list[Parcel]) -> Carried:
        """Hand in one after the other; a server that cannot be used fails them all."""
        if self._post.server is None:
            for one in due:
                self._print(one)
            return Carried(self._states)
        try:
            with Conversation(self._post.server) as conversation:
                for one in due:
                    if self._stop.is_set() or not self._hand_in(conversation, one):
                        break
        except Unusable as why:
            self._record(due, State.FAILED, f"server: {why}")
            self._post.say(f"mail server {self._post.server.host} cannot be used ({why}); {len(due)} mails wait")
            return Carried(self._states, is_reached=False)
        return Carried(self._states)

    def _print(self, one: Parcel) -> None:
        message = self._message(one)
        if message is not None:
            self._record([one], State.PRINTED, None)
            self._told(one, "printed, no mail server is set", message.subject)

    def _hand_in(self, conversation: Conversation, one: Parcel) -> bool:
        """Whether the batch goes on."""
        message = self._message(one, with_token=True)
        if message is None:
            return True
        try:
            refused = conversation.send(message)
        except Unmailable as why:
            refused = Refused(str(why), is_final=True)
        if refused is None:
            self._record([one], State.SENT, conversation.copy_refused)
            self._told(one, "sent", message.subject)
            return True
        state = self._record([one], State.GIVEN_UP if refused.is_final else State.FAILED, refused.note)
        self._told(one, f"{state.value} ({refused.note})", message.subject)
        return not refused.ends_batch

    def _message(self, one: Parcel, *, with_token: bool = False) -> Mail | None:
        """The mail as it goes out; None when it is not to go, which is recorded."""
        if mail.recipient(self._register, one.lead.person_id) is None or self._is_superseded(one):
            self._record([one], State.NOT_NEEDED, None)
            return None
        try:
            token = self._new_token(one) if with_token else ""
            return mail_of(self._register, one, self._post.words, self._post.home, token)
        except (ValueError, LookupError) as error:
            # One that cannot be read must not hold up those behind it, nor those with it: these go without it.
            broken = [Parcel((part,)) for part in one.parts if not self._is_readable(part)]
            self._record(broken or [one], State.GIVEN_UP, "unreadable")
            self._post.say(f"mail {one.lead.mail_id} cannot be read ({type(error).__name__}) and was given up")
            return None

    def _is_readable(self, part: Unfinished) -> bool:
        try:
            mail.letter_to(self._register, part)
        except (ValueError, LookupError):
            return False
        return True

    def _is_superseded(self, one: Parcel) -> bool:
        if one.lead.kind == Kind.INVITED:
            return not mail.has_open_invitation(self._register, one.lead.person_id, utc_now())
        if one.lead.kind == Kind.REMINDER and reminder_log.is_answered(self._register, one.lead.mail_id):
            return True
        return can_be_ended(self._register, one.lead) and unsubscribing.has_ended(self._register, one.lead.person_id)

    def _new_token(self, one: Parcel) -> str:
        """The secret of the link that this mail carries, made as it goes; empty where it carries none."""
        if one.lead.kind == Kind.INVITED:
            return self._new_invitation(one)
        if not can_be_ended(self._register, one.lead):
            return ""
        token = new_token()
        with self._register.change(POST) as change:
            change.trail("mail.unsubscribe_link", one.lead.person_id, after={"mail_id": one.lead.mail_id})
            unsubscribing.add_link(change, token_hash(token), one.lead.person_id)
        return token

    def _new_invitation(self, one: Parcel) -> str:
        token = new_token()
        with self._register.change(POST) as change:
            change.trail("person.invite", one.lead.person_id, after={"mail_id": one.lead.mail_id})
            coming_in.write_invitation(change, one.lead.person_id, token_hash(token), change.now + INVITATION_LASTS)
        return token

    def _record(self, several: list[Parcel], state: State, note: str | None) -> State:
        """Record what became of an attempt, with its trail; one that failed too often is given up. Gives the last."""
        ended = [(part, _after(part, state, one.lead)) for one in several for part in one.parts]
        with self._register.change(POST) as change:
            told = {one.mail_id: {"state": each.value, "attempt": one.attempts + 1} for one, each in ended}
            change.trail("mail.record", "outbox", after={"mails": told, "note": note})
            for one, each in ended:
                mail.add_state(change, one.mail_id, each, one.attempts + 1, note)
        for _, each in ended:
            self._states[each] = self._states.get(each, 0) + 1
        return ended[-1][1]

    def _told(self, one: Parcel, what: str, subject: str) -> None:
        self._post.say(f"mail {one.lead.mail_id} {what}: to @{one.lead.recipient.rpartition('@')[2]}: {subject}")


def _after(one: Unfinished, state: State, lead: Unfinished) -> State:
    """What became of one part when its parcel came to this: one that went, went with the part that named it."""
    if one is not lead and state in (State.SENT, State.PRINTED):
        return State.GATHERED
    return State.GIVEN_UP if state is State.FAILED and one.attempts + 1 >= MOST_ATTEMPTS else state
