"""How long somebody waits after failed attempts. A wait always ends by itself: an account is never locked.

Addresses and devices are counted in memory, because one process serves sign-in and where people sit is not to be
kept; accounts are counted in the register, so that a restart forgives nothing.
"""

from __future__ import annotations

import ipaddress
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

WINDOW: Final = timedelta(hours=1)
_MOST_KEYS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Ladder:
    """`free` attempts, then 2, 4, 8 … seconds after each further failure, at most `longest_seconds`."""

    free: int
    longest_seconds: int

    def wait_seconds(self, failures: int) -> int:
        """Seconds from the last failure until the next attempt is looked at."""
        steps = failures - self.free + 1
        return 0 if steps <= 0 else min(2 ** min(steps, 20), self.longest_seconds)


ACCOUNT: Final = Ladder(free=5, longest_seconds=900)
DEVICE: Final = Ladder(free=5, longest_seconds=900)
ADDRESS: Final = Ladder(free=20, longest_seconds=300)
"""Many people may share one address, so it bears more."""


def remaining_seconds(ladder: Ladder, failures: int, last_failed_at: datetime | None, now: datetime) -> float:
    """Seconds still to wait; 0 when the attempt may be looked at."""
    if last_failed_at is None:
        return 0.0
    return max(0.0, ladder.wait_seconds(failures) - (now - last_failed_at).total_seconds())


class Slowdown:
    """Failures by key, in memory, forgotten an hour after the last one; the oldest key makes room."""

    def __init__(self) -> None:
        self._failures: OrderedDict[str, tuple[int, datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def remaining_seconds(self, key: str, ladder: Ladder, now: datetime) -> float:
        """Seconds that this key still has to wait."""
        count, last = self._recent(key, now)
        return remaining_seconds(ladder, count, last, now)

    def failed(self, key: str, now: datetime) -> None:
        """Count one failure."""
        count, _ = self._recent(key, now)
        with self._lock:
            self._failures[key] = (count + 1, now)
            self._failures.move_to_end(key)
            while len(self._failures) > _MOST_KEYS:
                self._failures.popitem(last=False)

    def forget(self, key: str) -> None:
        """The right password forgives what came before."""
        with self._lock:
            self._failures.pop(key, None)

    def _recent(self, key: str, now: datetime) -> tuple[int, datetime | None]:
        count, last = self._failures.get(key, (0, None))
        return (0, None) if last is None or now - last > WINDOW else (count, last)


def address_key(address: str) -> str:
    """The key of a client address; an IPv6 customer holds a whole /64, so that is one."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return f"address:{address[:64]}"
    if parsed.version == 6:
        return f"address:{ipaddress.ip_network((parsed, 64), strict=False).network_address}"
    return f"address:{parsed}"
