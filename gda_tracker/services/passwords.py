"""Argon2id, two at a time: each hash takes 64 MiB and a tenth of a second."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

HASHER: PasswordHasher = PasswordHasher()
_SLOTS: Final = threading.BoundedSemaphore(2)
_PATIENCE_SECONDS: Final = 10.0


class TooBusy(Exception):
    """Too many people sign in at once; nothing was tried."""


@contextmanager
def slot() -> Iterator[None]:
    """A turn at hashing. Raises TooBusy after ten seconds in the queue."""
    if not _SLOTS.acquire(timeout=_PATIENCE_SECONDS):
        raise TooBusy
    try:
        yield
    finally:
        _SLOTS.release()


def hashed(password: str) -> str:
    """The Argon2id hash with its parameters and salt. Takes a turn."""
    with slot():
        return HASHER.hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """Whether the password is the one that was hashed; called within a turn.

    Without a hash the work is done all the same, so that the time does not tell who has an account.
    """
    try:
        return HASHER.verify(password_hash or _nobody(HASHER), password) and password_hash is not None
    except (Argon2Error, InvalidHashError):
        return False


def is_outdated(password_hash: str) -> bool:
    """Whether it was made with other parameters than today's."""
    return HASHER.check_needs_rehash(password_hash)


@cache
def _nobody(hasher: PasswordHasher) -> str:
    return hasher.hash("the password of nobody")
