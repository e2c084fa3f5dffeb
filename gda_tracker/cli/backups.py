"""Backups: `gda backup`, and `gda restore-check` to see whether a copy would serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from ..domain.problems import Rejected
from .console import AsEmail, acting, bar, fail, opened, refuse, say, text, verb

backups_app = typer.Typer()
File = Annotated[Optional[Path], typer.Argument(help="A backup; the newest when left out.", show_default=False)]  # noqa: UP045


@backups_app.command()
@verb
def backup(as_: AsEmail = None) -> None:
    """Copy the register to GDA_HOME/backups and check the copy; a running server does it from its page of editions."""
    from ..services.backups import back_up
    from ..settings import settings

    t = text()
    with opened() as register, bar(t("Backing up")):
        made = back_up(register, acting(register, as_), settings().backups_folder)
    if isinstance(made, Rejected):
        refuse(made)
    counts = {"records": t.number(made.trail_records), "rows": t.number(made.rows)}
    say(t("Backed up and checked: {path}. Trail records: {records}; rows: {rows}.", path=made.path, **counts))


@backups_app.command(name="restore-check")
@verb
def restore_check(file: File = None) -> None:
    """Open a backup beside the register, follow its trail and count its rows; needs no register and changes nothing."""
    from ..services.backups import looked_at, newest_backup
    from ..settings import settings

    t = text()
    path = file or newest_backup(settings().backups_folder)
    if path is None:
        fail(t("There is no backup in {folder}. Make one with `gda backup`.", folder=settings().backups_folder))
    found = looked_at(path)
    if isinstance(found, Rejected):
        refuse(found)
    counts = {"records": t.number(found.trail_records), "rows": t.number(found.rows)}
    say(t("The backup {path} holds. Trail records: {records}; rows: {rows}.", path=path, **counts))
