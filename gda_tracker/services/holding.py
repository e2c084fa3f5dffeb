"""The one register of this process, opened at first need and kept: pages and routes write through the same one."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final

from .registers import Register, open_register

_LOCK: Final = threading.Lock()
_held: Final[dict[Path, Register]] = {}


def held_register(path: Path) -> Register | None:
    """The register at that path; None when there is none: a public replica has editions alone.

    Raises RegisterHeld or RegisterProblem with a sentence.
    """
    found = _held.get(path)
    if found is not None:
        return found
    with _LOCK:
        if path not in _held and path.exists():
            _held[path] = open_register(path)
        return _held.get(path)


def let_go() -> None:
    """Close what is held, when the server ends."""
    with _LOCK:
        while _held:
            _held.popitem()[1].close()
