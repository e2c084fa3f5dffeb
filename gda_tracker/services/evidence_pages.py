"""The pages of a PDF that is evidence, as pictures, for whoever may read the file."""

from __future__ import annotations

from pathlib import Path

from ..domain.permissions import Actor
from ..evidence.kinds import PDF
from ..evidence.pdf_pages import page_count, page_png
from ..register import Register
from .evidence import OpenFile, file_for


def pages_of(register: Register, actor: Actor, store_folder: Path, sha256: str) -> int:
    """How many pages a PDF has that the actor may read; 0 for what is none, cannot be read, or is not theirs."""
    found = file_for(register, actor, store_folder, sha256, None)
    return page_count(found.path) if found is not None and found.media_type == PDF.media_type else 0


def page_of(found: OpenFile, number: int) -> bytes | None:
    """A page of a PDF as PNG, counted from 1; None where there is none."""
    return page_png(found.path, number) if found.media_type == PDF.media_type else None
