"""The one register of this process, opened at first need and kept: the server is its only writer."""

from __future__ import annotations

import threading
from typing import Final

from ..services.registers import Register, open_register
from ..settings import settings

_LOCK: Final = threading.Lock()
_opened: list[Register] = []


def open_server_register() -> Register | None:
    """Open the register now, so that a server that cannot fails at its start.

    None when there is none: a public replica has editions alone. Raises RegisterProblem with a sentence.
    """
    with _LOCK:
        if not _opened and settings().register_path.exists():
            _opened.append(open_register(settings().register_path))
        return _opened[0] if _opened else None


def register() -> Register | None:
    """The register that the server holds, or None on a public replica."""
    return _opened[0] if _opened else open_server_register()


def close_server_register() -> None:
    """Let the register go when the server ends."""
    with _LOCK:
        while _opened:
            _opened.pop().close()
