"""What one installation says of itself where its data leaves: its public address and the licence it chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Installation:
    """`public_url` is without a slash at its end; empty where nobody said."""

    public_url: str = ""
    licence: str = "CC BY 4.0"
    licence_url: str = "https://creativecommons.org/licenses/by/4.0/"
    contact_email: str = ""
    """The secretariat's address for questions about a good practice; empty where nobody set one."""


UNSAID: Final = Installation()
"""Where nobody said anything: first paints, downloads and tests that show none of it."""
