"""The register that this server holds: the server is its only writer."""

from __future__ import annotations

import os

from ..services.holding import held_register, let_go
from ..services.registers import Register
from ..settings import settings


def open_server_register() -> Register | None:
    """Open the register now, so that a server that cannot fails at its start.

    None when there is none: a public replica has editions alone. Raises RegisterProblem with a sentence.
    """
    # What DuckDB writes beside the register while it is open is private, too. Editions set their own mode.
    os.umask(0o077)
    return held_register(settings().register_path)


def register() -> Register | None:
    """The register that the server holds, or None on a public replica."""
    return held_register(settings().register_path)


def close_server_register() -> None:
    """Let the register go when the server ends."""
    let_go()
