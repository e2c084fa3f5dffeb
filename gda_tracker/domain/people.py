"""People and what they may use as a password."""

from __future__ import annotations

import re
from typing import Final

from .declaration import Strict
from .problems import Problem, message

SHORTEST_PASSWORD: Final = 12
LONGEST_PASSWORD: Final = 128
_EMAIL: Final = re.compile(r"[^@\s<>\"',;:]{1,64}@[^@\s<>\"',;:]{1,190}\.[^@\s<>\"',;:.]{2,63}")


class Person(Strict):
    """Somebody with an account."""

    person_id: str
    email: str
    name: str
    is_active: bool = True


def normal_email(email: str) -> str | None:
    """The address in lower case without surrounding space, or None when it is no address."""
    address = email.strip().lower()
    return address if _EMAIL.fullmatch(address) else None


def password_problem(password: str, email: str) -> Problem | None:
    """Why a password cannot be used, or None when it can. Long beats complicated; there are no other rules."""
    if len(password) < SHORTEST_PASSWORD:
        return Problem(
            "password-short", message("Use at least {length} characters."), values={"length": SHORTEST_PASSWORD}
        )
    if len(password) > LONGEST_PASSWORD:
        return Problem(
            "password-long", message("Use at most {length} characters."), values={"length": LONGEST_PASSWORD}
        )
    if password.strip().lower() == email or len(set(password)) < 5:
        return Problem("password-weak", message("Choose a password that is harder to guess."))
    return None
