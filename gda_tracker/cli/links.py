"""Links of evidence: `gda check-links`."""

from __future__ import annotations

from typing import Annotated

import typer

from ..domain.problems import Rejected
from .console import AsEmail, acting, bar, opened, refuse, say, table, text, verb

links_app = typer.Typer()


@links_app.command("check-links")
@verb
def check_links(
    most: Annotated[int, typer.Option(min=1, max=200, help="How many links to open.")] = 200, as_: AsEmail = None
) -> None:
    """Open the links of evidence that nobody has opened for thirty days, and list those that do not work."""
    from ..services import link_check
    from ..settings import settings

    t = text()
    with opened() as register, bar(t("Opening links")):
        found = link_check.check_waiting(register, acting(register, as_), is_on=settings().check_links, most=most)
    if isinstance(found, Rejected):
        refuse(found)
    dead = [(one.url, one.outcome, str(one.status or one.note or "")) for one in found if one.outcome != "works"]
    if dead:
        table(t("Could not be opened"), (t("Link"), t("Outcome"), t("Why")), dead)
    say(t.n("Opened one link.", "Opened {n} links.", len(found)))
