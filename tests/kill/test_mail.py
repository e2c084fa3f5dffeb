"""The sending process is killed fifty times: what was queued arrives, and nothing is called sent that did not."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from gda_tracker.domain.mail import Kind, Letter, Recipient, Sentence
from gda_tracker.domain.people import Person
from gda_tracker.domain.permissions import SYSTEM, Role
from gda_tracker.register import Register, people
from gda_tracker.register.orphans import orphans
from gda_tracker.services import mailing
from gda_tracker.services.sending import send_waiting
from tests.services.smtp_server import OK, Loopback, free_port, listening, post_to

KILLS: Final = 50
ACTS: Final = 3
READERS: Final = (Recipient("p-1", "amina@kenya.example", "Amina"), Recipient("p-2", "irene@itu.example", "Irene"))
WAYS: Final = ("while it queues", "before it is taken", "when it was taken", "while it is recorded")


def acting_and_sending(path: Path, port: int, acknowledged: Connection) -> None:
    """What a server does: acts that queue two mails each, acknowledged once committed; then the outbox is sent."""
    register = Register.open(path)
    acknowledged.send("opened")
    for number in range(ACTS):
        letter = Letter(Kind.SUBMITTED, Sentence("Act {number}", {"number": number}), ())
        with register.change(SYSTEM) as change:
            change.trail("test.act", f"act-{number}")
            ids = mailing.tell(change, SYSTEM, letter, READERS)
        acknowledged.send(ids)
    while send_waiting(register, post_to(port)).tried:
        pass
    register.close()


@dataclass
class Killer:
    """Kills the process of a round at one moment, which the mail server's own answers tell."""

    way: str = ""
    after: int = 0
    delay_seconds: float = 0
    pid: int = 0
    seen: int = 0
    timers: list[threading.Timer] = field(default_factory=list)

    def aim(self, pid: int, dice: random.Random, way: str) -> None:
        self.way, self.pid, self.seen = way, pid, 0
        self.after, self.delay_seconds = dice.randint(1, 2 * ACTS - 1), dice.uniform(0, 0.006)

    def strike(self, pid: int = 0) -> None:
        with suppress(ProcessLookupError):
            os.kill(pid or self.pid, signal.SIGKILL)

    def on_data(self, _address: str) -> str:
        """The server's answer to a mail, struck before it or soon after."""
        self.seen += 1
        if self.seen == self.after and self.way != WAYS[0]:
            if self.way == WAYS[3]:
                self.later(self.delay_seconds)
                return OK
            self.strike()
            return OK if self.way == WAYS[2] else "451 4.3.0 not taken"
        return OK

    def later(self, seconds: float) -> None:
        timer = threading.Timer(seconds, self.strike, (self.pid,))
        timer.start()
        self.timers.append(timer)


def test_nothing_that_was_queued_is_lost_and_nothing_is_called_sent_that_did_not_arrive(tmp_path: Path) -> None:
    path = tmp_path / "register.duckdb"
    _with_readers(path)
    killer = Killer()
    server = Loopback(free_port(), on_data=killer.on_data)
    dice, queued, interrupted = random.Random(29), set[str](), Counter[str]()
    with listening(server):
        for number in range(2 * KILLS):
            if sum(interrupted.values()) == KILLS:
                break
            way = WAYS[number % len(WAYS)]
            acknowledged, was_killed = _round(path, server.port, killer, dice, way)
            queued |= acknowledged
            interrupted[way] += was_killed
            _sent_has_arrived(path, server)
        killer.way = WAYS[0]
        _rest_is_sent(path, server)
    arrived = Counter(_mail_id(message["Message-ID"]) for _, message in server.taken)
    assert sum(interrupted.values()) == KILLS, interrupted
    assert min(interrupted[way] for way in WAYS) >= 10, interrupted
    assert queued <= set(arrived)
    assert sum(arrived.values()) - len(arrived) <= KILLS, "each kill doubles one mail at most"


def _with_readers(path: Path) -> None:
    register = Register.create(path, is_demonstration=False)
    with register.change(SYSTEM) as change:
        change.trail("person.add", "both")
        for one in READERS:
            people.write_person(change, Person(person_id=one.person_id, email=one.email, name=one.name))
            people.write_roles(change, one.person_id, {Role.REVIEWER}, ())
    register.close()


def _round(path: Path, port: int, killer: Killer, dice: random.Random, way: str) -> tuple[set[str], bool]:
    """The ids of the mails that were acknowledged, and whether the process was killed."""
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    reading, writing = processes.Pipe(duplex=False)
    process = processes.Process(target=acting_and_sending, args=(path, port, writing))
    process.start()
    writing.close()
    assert process.pid is not None
    killer.way = WAYS[0]  # Mail of the last process may still arrive; it must not strike this one before it has begun.
    assert reading.recv() == "opened"
    killer.aim(process.pid, dice, way)
    if way == WAYS[0]:
        time.sleep(dice.uniform(0, 0.02))
        killer.strike()
    process.join(60)
    was_killed = process.exitcode == -signal.SIGKILL
    for timer in killer.timers:
        timer.cancel()
    found: set[str] = set()
    while reading.poll():
        try:
            found.update(reading.recv())
        except EOFError:
            break
    reading.close()
    return found, was_killed


def _sent_has_arrived(path: Path, server: Loopback) -> None:
    """After each kill: the register opens, no act lacks its mails, and what is called sent has arrived."""
    register = Register.open(path)
    sent = {row["mail_id"] for row in register.rows("SELECT mail_id FROM mail_state_row WHERE state = 'sent'")}
    assert sent <= {_mail_id(message["Message-ID"]) for _, message in server.taken}
    acts = register.rows(
        """SELECT t.seq, count(m.mail_id) AS mails FROM trail t LEFT JOIN mail_row m ON m.trail_seq = t.seq
           WHERE t.action = 'test.act' GROUP BY t.seq HAVING count(m.mail_id) <> 2"""
    )
    assert acts == []
    register.close()


def _rest_is_sent(path: Path, server: Loopback) -> None:
    register = Register.open(path)
    while send_waiting(register, post_to(server.port)).tried:
        pass
    rows = register.rows("SELECT mail_id FROM mail_row EXCEPT SELECT mail_id FROM mail_state_row WHERE state = 'sent'")
    everything = {row["mail_id"] for row in register.rows("SELECT mail_id FROM mail_row")}
    assert rows == []
    assert everything == {_mail_id(message["Message-ID"]) for _, message in server.taken}
    assert register.trail_break() is None
    assert orphans(register) == {}
    register.close()


def _mail_id(message_id: str) -> str:
    return message_id.strip("<>").partition("@")[0]
