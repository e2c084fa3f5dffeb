"""Asking for the addresses of a host, for no longer than there is time."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from typing import Final

_MOST_AT_ONCE: Final = 8
_asking: Final = threading.BoundedSemaphore(_MOST_AT_ONCE)


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system's resolver gives them; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def in_time(resolve: Callable[[], list[str]], deadline: float) -> list[str] | None:
    """The addresses; none where there is no such host, None when they do not come by the deadline (monotonic seconds).

    The system's resolver knows no time limit, so it is asked aside and left behind when it is slow.
    """
    found: list[str] = []

    def ask() -> None:
        try:
            found.extend(resolve())
        except (OSError, UnicodeError):
            found.clear()
        finally:
            _asking.release()

    if not _asking.acquire(timeout=max(0.0, deadline - time.monotonic())):
        return None
    asking = threading.Thread(target=ask, daemon=True)
    asking.start()
    asking.join(max(0.0, deadline - time.monotonic()))
    return None if asking.is_alive() else found
