"""The command line: each verb says in one line what it did, or in a sentence why it did not.

Whoever can run it can open the register's file itself, so it acts as `permissions.SYSTEM`; with `--as EMAIL` it acts
as that person, with that person's permissions and name in the trail. Everything heavy is imported in the verbs.
"""

from __future__ import annotations

import typer

from .backups import backups_app
from .imports import imports_app
from .links import links_app
from .outbox import outbox_app
from .people import people_app
from .registers import registers_app
from .welcome import welcome_app

app = typer.Typer(
    help="The tracker of the COP29 Declaration on Green Digital Action.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(registers_app)
app.add_typer(backups_app)
app.add_typer(imports_app)
app.add_typer(links_app)
app.add_typer(outbox_app)
app.add_typer(welcome_app)
app.add_typer(people_app, name="people")


def main() -> None:
    """The entry point."""
    app()
