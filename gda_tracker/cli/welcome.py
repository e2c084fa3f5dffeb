"""What `make run` says before the server starts: the address, and who can try the demonstration."""

from __future__ import annotations

from typing import Annotated

import typer

from .console import opened, say, text, verb

welcome_app = typer.Typer()


@welcome_app.command(hidden=True)
@verb
def welcome(port: Annotated[int, typer.Option()] = 8501) -> None:
    """Print the address and, for a demonstration register, its accounts."""
    from ..services.demonstration import ACCOUNTS, PASSWORD
    from ..settings import settings

    t = text()
    say(t("The tracker starts at {address}", address=f"http://localhost:{port}"))
    if not settings().register_path.exists():
        say(t("There are editions but no register here: a public replica, where nobody signs in."))
        return
    with opened() as register:
        if not register.is_demonstration:
            return
    say(t("Demonstration data – not real reports. Accounts, all with the password {password}:", password=PASSWORD))
    for email, name, role, _ in ACCOUNTS:
        say(f"  {email:<22} {name}, {role.value.replace('_', ' ')}")
