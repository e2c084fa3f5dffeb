"""Keeping the accounts: `gda people …`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from ..domain.permissions import Role
from ..domain.problems import Rejected
from .console import AsEmail, acting, opened, refuse, say, table, text, verb

if TYPE_CHECKING:
    from ..domain.people import Person

people_app = typer.Typer(help="Keep the accounts.", no_args_is_help=True)
Email = Annotated[str, typer.Argument(help="E-mail address.", show_default=False)]


@people_app.command("add")
@verb
def add(
    email: Email,
    name: Annotated[str, typer.Option(help="The person's name.", show_default=False)],
    role: Annotated[list[Role], typer.Option(help="May be given several times.", show_default=False)],
    signatory: Annotated[list[str] | None, typer.Option(help="Id of a signatory to report for; may repeat.")] = None,
    language: Annotated[str, typer.Option(help="In which language mails are written: en or fr.")] = "en",
    as_: AsEmail = None,
) -> None:
    """Add a person and print the one-time link that sets the password."""
    from ..services.people import add_person

    with opened() as register:
        answer = add_person(register, acting(register, as_), email, name, role, signatory or (), language=language)
    if isinstance(answer, Rejected):
        refuse(answer)
    _show_link(answer.person, answer.invitation_token or "")


@people_app.command("invite")
@verb
def invite(email: Email, as_: AsEmail = None) -> None:
    """Print a new one-time link for somebody whose link expired or who forgot the password."""
    from ..services.people import invite_again

    with opened() as register:
        answer = invite_again(register, acting(register, as_), email)
    if isinstance(answer, Rejected):
        refuse(answer)
    _show_link(answer.person, answer.invitation_token or "")


@people_app.command("list")
@verb
def list_people(as_: AsEmail = None) -> None:
    """List everybody with an account."""
    from ..services.people import ROLE_NAMES, everybody

    t = text()
    with opened() as register:
        accounts = everybody(register, acting(register, as_))
    rows = []
    for account in accounts:
        state = t("active") if account.has_password else t("invited")
        roles = ", ".join(t(ROLE_NAMES[role]) for role in sorted(account.roles))
        signatories = ", ".join(sorted(account.signatories))
        shown = state if account.person.is_active else t("disabled")
        rows.append((account.person.email, account.person.name, roles, signatories, shown))
    if rows:
        table("", (t("E-mail address"), t("Name"), t("Roles"), t("Signatories"), t("State")), rows)
    say(t.n("One person.", "{n} people.", len(rows)))


@people_app.command("disable")
@verb
def disable(email: Email, as_: AsEmail = None) -> None:
    """Close an account; its sessions end at once."""
    from ..services.people import disable_person

    with opened() as register:
        answer = disable_person(register, acting(register, as_), email)
    if isinstance(answer, Rejected):
        refuse(answer)
    t = text()
    say(t("Disabled {email}; every session has ended.", email=answer.email))


def _show_link(person: Person, token: str) -> None:
    from ..settings import settings

    link = f"{settings().public_url.rstrip('/')}/invitation/{token}"
    t = text()
    say(t("Invited {email}. This link sets the password, once, within seven days:", email=person.email))
    say(link)
    if settings().is_address_assumed:
        warning = t(
            "It opens on this machine alone: GDA_PUBLIC_URL is not set, so links begin with {address}. Set it to the "
            "address at which people reach this app.",
            address=settings().public_url,
        )
        say(warning)
