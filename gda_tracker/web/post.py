"""The postman: a thread of the server that carries out what waits, from the start to the end of the server.

Each minute it looks at the scheduled reminders, too: those whose time has come are queued and go with the rest.
"""

from __future__ import annotations

import sys
import threading
import time
from typing import Final

from .. import i18n
from ..domain.ladder import QuietTimes
from ..services.clock import utc_now
from ..services.registers import Register
from ..services.reminder_look import look
from ..services.sending import Carried, Post, post_of, send_waiting
from ..settings import settings

LOOK_SECONDS: Final = 5
"""How long a mail waits at most before it is seen."""
REMINDER_SECONDS: Final = 60
"""How often the scheduled reminders are looked at."""
REST_SECONDS: Final = 30
"""How long the postman rests when the mail server cannot be used."""
END_SECONDS: Final = 5
"""How long the end of the server waits for the mail on its way; then that mail goes again after the next start."""


class Postman:
    """Sends what waits until it is stopped."""

    def __init__(
        self,
        register: Register,
        post: Post,
        look_seconds: float = LOOK_SECONDS,
        reminder_seconds: float = REMINDER_SECONDS,
    ) -> None:
        self._register = register
        self._post = post
        self._look_seconds = look_seconds
        self._reminder_seconds = reminder_seconds
        self._looked_at: float | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="postman", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End with the mail that is on its way."""
        self._stop.set()
        self._thread.join(END_SECONDS)

    def _work(self) -> None:
        while not self._stop.is_set():
            self._look()
            self._stop.wait(self._pause_after(self._carry()))

    def _look(self) -> None:
        now = time.monotonic()
        if self._looked_at is not None and now - self._looked_at < self._reminder_seconds:
            return
        self._looked_at = now
        try:
            look(self._register, utc_now(), self._post.quiet)
        except Exception as error:
            # A look that fails must not keep other mail from going; the next one is in a minute.
            if not self._stop.is_set():
                self._post.say(f"the look at scheduled reminders stopped short ({type(error).__name__})")

    def _carry(self) -> Carried | None:
        try:
            return send_waiting(self._register, self._post, self._stop)
        except Exception as error:
            # Whatever it was, what waits must still be tried later; at the end the register is closed already.
            if not self._stop.is_set():
                self._post.say(f"sending mail stopped short ({type(error).__name__}) and is tried again")
            return None

    def _pause_after(self, carried: Carried | None) -> float:
        if carried is None or not carried.is_reached:
            return max(REST_SECONDS, self._look_seconds)
        return 0 if carried.tried else self._look_seconds


def postman(register: Register | None) -> Postman | None:
    """The postman of this server; a public replica, which holds no register, has none."""
    if register is None:
        return None
    if settings().is_address_assumed:
        _say(f"GDA_PUBLIC_URL is not set: links in mails and invitations begin with {settings().public_url}, which "
             "opens on this machine alone. Set it to the address at which people reach this app.")  # fmt: skip
    quiet = QuietTimes.of(**settings().quiet)
    return Postman(register, post_of(**settings().post, words=i18n.text, say=_say, quiet=quiet))


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
