"""What the public may have computed from editions; no register, no actor: editions are public as a whole."""

from __future__ import annotations
