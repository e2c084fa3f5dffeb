"""PDF files: whole, and open to whoever has them. One with scripts is kept: it never opens in the browser."""

from __future__ import annotations

import re
from typing import Final

from ..domain.problems import Problem, message

_CUT: Final = message("The PDF is damaged or cut off: its end is missing. Download or export it again.")
_LOCKED: Final = message(
    "The PDF is encrypted: it asks for a password or forbids printing and copying. Print it to a new PDF and attach "
    "that one, or give a link to it."
)
_END_BYTES: Final = 4_096
# In a trailer, whether it is written out or the dictionary of a cross-reference stream.
_ENCRYPT: Final = re.compile(rb"/Encrypt\s*(\d{1,10}\s+\d{1,5}\s+R|<<)")
_ACTS: Final = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b")


def pdf_problem(data: bytes) -> Problem | None:
    """A PDF has an end with the place of its table, and is not encrypted."""
    tail = data[-_END_BYTES:]
    if b"%%EOF" not in tail or b"startxref" not in tail:
        return Problem("file-damaged", _CUT, column="file")
    if _ENCRYPT.search(data):
        return Problem("file-password", _LOCKED, column="file")
    return None


def acts(data: bytes) -> bool:
    """Whether a PDF shows a script, a launch action or a file inside, as far as it is not compressed."""
    return data.startswith(b"%PDF-") and _ACTS.search(data) is not None
