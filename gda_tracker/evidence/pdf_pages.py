"""Pictures of the pages of a PDF, so that a reviewer reads it in place; drawn in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

MOST_PAGES: Final = 400
_PROGRAM: Final = Path(__file__).with_name("pdf_drawing.py")
_SECONDS: Final = 15
_AT_ONCE: Final = threading.BoundedSemaphore(2)


def page_count(path: Path) -> int:
    """How many pages a PDF has; 0 when it cannot be read."""
    said = _run(path, 0)
    return min(int(said), MOST_PAGES) if said and said.isdigit() else 0


def page_png(path: Path, number: int) -> bytes | None:
    """One page as PNG, counted from 1; None when there is none, or it cannot be drawn."""
    return _run(path, number) if 1 <= number <= MOST_PAGES else None


def _run(path: Path, number: int) -> bytes | None:
    command = [sys.executable, "-I", str(_PROGRAM), str(path), str(number)]
    with _AT_ONCE:
        try:
            done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            return None
    return done.stdout if done.returncode == 0 and done.stdout else None
