"""A thread of the server that opens the links which people saved, where an administrator has switched it on.

What waits is read from the register, so nothing is forgotten when the server ends, and the queue is bounded by it.
"""

from __future__ import annotations

import sys
import threading
from typing import Final

from ..domain.permissions import SYSTEM
from ..services.link_check import check_links, waiting_links
from ..services.registers import Register
from ..settings import settings

LOOK_SECONDS: Final = 10.0
"""How long a new link waits at most before it is seen."""
AT_ONCE: Final = 20
END_SECONDS: Final = 1.0
"""How long the end of the server waits for the link that is being opened; it is opened again after the next start."""


class LinkChecker:
    """Opens one link after the other until it is stopped."""

    def __init__(self, register: Register, look_seconds: float = LOOK_SECONDS) -> None:
        self._register = register
        self._look_seconds = look_seconds
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="link-checker", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, at the latest with the link that is being opened."""
        self._stop.set()
        self._thread.join(END_SECONDS)

    def _work(self) -> None:
        while not self._stop.wait(self._look_seconds):
            try:
                self._look()
            except Exception as error:
                # Whatever it was, links that wait must still be opened later; at the end the register is closed.
                if not self._stop.is_set():
                    print(f"checking links stopped short ({type(error).__name__}), tried again", file=sys.stderr)

    def _look(self) -> None:
        for url in waiting_links(self._register, SYSTEM, AT_ONCE):
            if self._stop.is_set():
                return
            check_links(self._register, SYSTEM, [url], is_on=True)


def link_checker(register: Register | None) -> LinkChecker | None:
    """The checker of this server; none on a public replica, and none unless it is switched on."""
    return LinkChecker(register) if register is not None and settings().check_links else None
