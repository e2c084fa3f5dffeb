"""Answers that cost something to make, kept while they fit: the least recently asked for goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock


class Kept:
    """Bytes by key, at most `most_bytes` of them in all, with what each entry costs itself. Safe between threads."""

    def __init__(self, most_bytes: int, entry_bytes: int = 300) -> None:
        self._most = most_bytes
        self._entry = entry_bytes
        self._lock = Lock()
        self._held: OrderedDict[Hashable, bytes] = OrderedDict()
        self._size = 0

    def get(self, key: Hashable) -> bytes | None:
        """What is held under a key, or None."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
            return self._held.get(key)

    def hold(self, key: Hashable, body: bytes) -> None:
        """Keep it, and let go of the oldest until all fits; what is larger than everything is not kept."""
        with self._lock:
            if key in self._held:
                self._size -= len(self._held.pop(key)) + self._entry
            if len(body) + self._entry > self._most:
                return
            self._held[key] = body
            self._size += len(body) + self._entry
            while self._size > self._most:
                _, dropped = self._held.popitem(last=False)
                self._size -= len(dropped) + self._entry

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._held.clear()
            self._size = 0
