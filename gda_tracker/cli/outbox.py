"""Mail that waits: `gda outbox`, and `gda outbox --send` to send it now."""

from __future__ import annotations

from typing import Annotated

import typer

from .console import AsEmail, acting, fail, opened, say, table, text, verb

outbox_app = typer.Typer()


@outbox_app.command()
@verb
def outbox(
    send: Annotated[bool, typer.Option("--send", help="Send what is due, once.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Let what was given up wait again.")] = False,
    as_: AsEmail = None,
) -> None:
    """List the mail that waits or was given up; with --again and --send, do that first."""
    from ..domain.mail import STATE_NAMES, State
    from ..i18n import text as text_in
    from ..services import outbox as kept
    from ..services import sending
    from ..settings import settings

    t = text()
    with opened() as register:
        actor = acting(register, as_)
        post = sending.post_of(**settings().post, words=text_in, say=lambda line: typer.echo(line, err=True))
        if again:
            revived = kept.try_again(register, actor)
            say(t.n("One mail that was given up waits again.", "{n} mails that were given up wait again.", revived))
        carried = sending.send_now(register, actor, post) if send else None
        found = kept.outbox(register, actor, text_in, settings().public_url)
    waiting = [
        (one.mail_id, one.recipient, subject, f"{one.queued_at:%Y-%m-%d %H:%M}", str(one.attempts), one.note or "")
        for one, subject in found.waiting
    ]
    if waiting:
        headings = (t("Mail"), t("To"), t("Subject"), t("Queued (UTC)"), t("Attempts"), t("Why"))
        table(t("Waiting"), headings, waiting)
    if found.given_up:
        table(t("Given up"), (t("Mail"), t("To"), t("Why")), found.given_up)
    if carried is not None:
        say(t.n("Tried one mail.", "Tried {n} mails.", carried.tried))
    ended = ", ".join(f"{t(STATE_NAMES[State(state)])}: {count}" for state, count in found.finished.items())
    say(t.n("One mail waits.", "{n} mails wait.", len(found.waiting)) + (f" ({ended})" if ended else ""))
    if carried is not None and not carried.is_reached:
        fail(t("The mail server cannot be used; what waits is kept."))
