"""The list of accounts on a page: who, what for, whether signed in; and the acts on one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from ..domain.people import Person
from ..domain.permissions import Role
from ..domain.problems import Rejected
from ..i18n import LANGUAGES, Text
from ..services import accounts
from ..services.accounts import STAFF_ROLES, Accounts, Listed, ListedAccount
from ..services.people import ROLE_NAMES, Added, add_person, disable_person, invite_again
from ..services.registers import Register
from ..settings import settings
from . import address_fields, session
from .problems import refusal
from .same_press import once
from .templating import drawn

OUTCOME: Final = "people-outcome"
"""Session key of what the last act said; it is shown once."""
_NAMED: Final = 5
"""So many signatories of one account are named."""
_STATES: Final = ("", "active", "disabled")


def asked() -> tuple[Listed, int]:
    """What the address asks for, and which page of it."""
    query = st.query_params
    page = query.get("page", "1")
    role, state = query.get("role", ""), query.get("state", "")
    sought = Listed(
        query.get("word", "")[:200].strip(), role if role in ROLE_NAMES else "", state if state in _STATES else ""
    )
    return sought, max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1


def filters(t: Text, sought: Listed) -> None:
    """A name or address, a role, whether the account is open."""
    roles = {"": t("All"), **{role.value: t(ROLE_NAMES[role]) for role in Role if role is not Role.VISITOR}}
    states = {"": t("All"), "active": t("Open"), "disabled": t("Disabled")}
    with st.container(key="filters", horizontal=True, gap="small"):
        address_fields.words("word", t("Name or address"), sought.word)
        address_fields.choice("role", t("Role"), roles, sought.role)
        address_fields.choice("state", t("Account"), states, sought.state)


def inviting(t: Text, register: Register) -> None:
    """The form for a new member of staff."""
    with st.popover(t("Invite somebody to the staff"), key="invite"), st.form("invite-form", border=False):
        st.text_input(t("Name"), key="invite-name", max_chars=120)
        st.text_input(t("E-mail address"), key="invite-email", max_chars=254)
        st.multiselect(
            t("Roles"), STAFF_ROLES, [Role.REVIEWER], format_func=lambda role: t(ROLE_NAMES[role]), key="invite-roles"
        )
        st.selectbox(t("Language of mails"), list(LANGUAGES), format_func=LANGUAGES.__getitem__, key="invite-language")
        st.caption(t("Focal points are nominated in the register, on the page of their signatory."))
        st.form_submit_button(t("Invite"), key="invite-go", type="primary", on_click=_invite, args=(register,))


@session.acts
def _invite(register: Register) -> None:
    fields = ("invite-email", "invite-name", "invite-roles", "invite-language")
    email, name, roles, language = (st.session_state[field] for field in fields)
    st.session_state[OUTCOME] = once(
        register, "invite", (email, name, tuple(roles), language),
        lambda: add_person(register, session.actor(), email, name, roles, language=language),
    )  # fmt: skip


def table(t: Text, page: Accounts) -> None:
    """Fifty accounts, each the way to its own acts."""
    rows = [_row(t, one, page.names) for one in page.accounts]
    caption = t.n("One account", "{n} accounts", page.total)
    st.html(drawn("people_table.html.j2", t=t, rows=rows, caption=caption))
    if page.pages > 1:
        place = t("Page {number} of {pages}", number=t.number(page.number), pages=t.number(page.pages))
        before = _address(page=str(page.number - 1)) if page.number > 1 else ""
        after = _address(page=str(page.number + 1)) if page.number < page.pages else ""
        st.html(drawn("follow_up_pages.html.j2", t=t, place=place, before=before, after=after))


def _address(**more: str) -> str:
    query = {name: st.query_params[name] for name in ("word", "role", "state") if name in st.query_params}
    return f"/people?{urlencode({**query, **more})}"


def _row(t: Text, one: ListedAccount, names: Mapping[str, str]) -> dict[str, object]:
    roles: dict[Role, list[tuple[str, str]]] = {}
    for role, signatory_id in one.holdings:
        named = (names.get(signatory_id, signatory_id), f"/register?{urlencode({'signatory': signatory_id})}")
        roles.setdefault(role, []).extend([named] if signatory_id else [])
    state = t("disabled") if not one.person.is_active else "" if one.has_password else t("invited, no password yet")
    signed_in = t.date(one.signed_in_at.date()) if one.signed_in_at else t("never")
    return {
        "name": one.person.name,
        "email": one.person.email,
        "link": _address(who=one.person.person_id),
        "roles": [(t(ROLE_NAMES[role]), about[:_NAMED], len(about) > _NAMED) for role, about in roles.items()],
        "state": state,
        "signed_in": signed_in,
        "sessions": t.n("one open session", "{n} open sessions", one.sessions) if one.sessions else "",
    }  # fmt: skip


def one_account(t: Text, register: Register, one: ListedAccount, names: Mapping[str, str]) -> None:
    """What can be done with one account; `names` are those of the signatories it reports for."""
    email = one.person.email
    st.html(drawn("people_one.html.j2", t=t, row=_row(t, one, names), back=_address()))
    if not one.person.is_active:
        st.button(t("Open the account again"), key="open-again", on_click=_act, args=(accounts.open_again, email))
        return
    _roles_form(t, register, one)
    with st.container(key="one-acts", horizontal=True, gap="small"):
        st.button(t("A new link to set the password"), key="invite-again", on_click=_act, args=(invite_again, email))
        if one.sessions:
            st.button(t("Sign out everywhere"), key="end-sessions", on_click=_act, args=(accounts.end_sessions, email))
        st.button(t("Disable the account"), key="disable", on_click=_act, args=(disable_person, email))


def _roles_form(t: Text, register: Register, one: ListedAccount) -> None:
    """Its keys name the roles that it shows: where they changed meanwhile, it is drawn anew with those held now."""
    held = tuple(role for role in STAFF_ROLES if (role, "") in one.holdings)
    key = "-".join((one.person.person_id, *held))
    with st.form(f"roles-{key}", border=False):
        st.multiselect(
            t("Roles in the staff"), STAFF_ROLES, held, format_func=lambda role: t(ROLE_NAMES[role]),
            key=f"one-roles-{key}", placeholder=t("None"),
        )  # fmt: skip
        if held and len(held) == len(one.holdings):
            st.checkbox(t("The account may be left without any role"), key=f"one-none-{key}")
        st.form_submit_button(
            t("Save the roles"), type="primary", key=f"one-save-{key}", on_click=_roles,
            args=(register, one.person.email, held, key),
        )  # fmt: skip


@session.acts
def _roles(register: Register, email: str, held: tuple[Role, ...], key: str) -> None:
    state = st.session_state
    st.session_state[OUTCOME] = accounts.set_staff_roles(
        register, session.actor(), email, state[f"one-roles-{key}"], seen=held,
        leaves_none=bool(state.get(f"one-none-{key}", False)),
    )  # fmt: skip


@session.acts
def _act(verb: Callable[..., object], email: str) -> None:
    st.session_state[OUTCOME] = verb(session.register(), session.actor(), email)


def outcome(t: Text) -> None:
    """What the last act came to, once; a link that sets a password is shown to be handed over."""
    last = st.session_state.pop(OUTCOME, None)
    if last is None:
        return
    if isinstance(last, Rejected):
        refusal(t, last.problems)
    elif isinstance(last, Added) and last.invitation_token:
        name = last.person.name
        text = t("{name} gets a mail. This link works once, too:", name=name)
        if not settings().smtp_host:
            text = t(
                "No mail leaves here: pass this link on to {name}. It is shown once, and works once within seven days.",
                name=name,
            )
        st.html(drawn("note.html.j2", sentence=text))
        st.code(f"{settings().public_url.rstrip('/')}/invitation/{last.invitation_token}", language=None)
    elif isinstance(last, int) and not isinstance(last, bool):
        st.html(drawn("note.html.j2", sentence=t.n("One session was ended.", "{n} sessions were ended.", last)))
    elif isinstance(last, Person):
        said = t("The account of {name} is open again; the password is as it was.", name=last.name)
        if not last.is_active:
            said = t("The account of {name} is disabled: its sessions are ended, its links are void.", name=last.name)
        st.html(drawn("note.html.j2", sentence=said))
    elif last == frozenset():
        st.html(drawn("note.html.j2", sentence=t("Saved. No role in the staff is left.")))
    else:
        st.html(drawn("note.html.j2", sentence=t("Saved.")))
