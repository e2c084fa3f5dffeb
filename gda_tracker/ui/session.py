"""Who is looking, in which language. Read from cookies at the start of a session; nothing of it is cached."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Final, ParamSpec
from urllib.parse import urlencode, urlsplit

import streamlit as st

from ..domain.permissions import VISITOR, Actor, NotAllowed, Role
from ..i18n import LANGUAGES, Text
from ..i18n import text as text_in
from ..services import signing_in
from ..services.holding import held_register
from ..services.registers import Register
from ..settings import settings
from .empty import message
from .ending import page_ends

SESSION_COOKIE = "gda_session"
LANGUAGE_COOKIE = "gda_language"
LONGEST_WAY_BACK: Final = 500
"""In characters, as `web.forms.local_path` takes it."""
Given = ParamSpec("Given")


def language() -> str:
    """The language that the visitor chose, else English."""
    chosen = st.context.cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else "en"


def text() -> Text:
    """The interface in the visitor's language."""
    return text_in(language())


def register() -> Register:
    """The register, for pages of signed-in people; raises LookupError on a public replica, where nobody signs in."""
    found = held_register(settings().register_path)
    if found is None:
        raise LookupError("a public replica holds no register")
    return found


def editions_folder() -> Path:
    """Where this server's editions lie."""
    return settings().editions_folder


def evidence_folder() -> Path:
    """Where this server's evidence files lie."""
    return settings().evidence_folder


def backups_folder() -> Path:
    """Where this server's backups lie."""
    return settings().backups_folder


def actor() -> Actor:
    """Who is signed in; the visitor when nobody is. Asked anew in every run, so a sign-out holds at once."""
    token = st.context.cookies.get(SESSION_COOKIE)
    held = held_register(settings().register_path) if token else None
    return VISITOR if held is None else signing_in.actor_of(held, token) or VISITOR


def acts(callback: Callable[Given, None]) -> Callable[Given, None]:
    """A callback that writes. It runs before its page's guard, on what an earlier run showed.

    So it takes nothing of that run for granted: it asks for the actor and the day itself, and where the person has
    signed out, was disabled or lost the role meanwhile, it does nothing and leaves the word to the guard.
    """

    @wraps(callback)
    def guarded(*args: Given.args, **kwargs: Given.kwargs) -> None:
        with suppress(NotAllowed):
            callback(*args, **kwargs)

    return guarded


def sign_in_address(query: Mapping[str, str] | None = None) -> str:
    """The sign-in page, which leads back to the address that was asked for: a link in a mail opens its report.

    `query` is that of the address, in codes, where its labels would not be understood in another language. From the
    overview everybody goes on to their own work.
    """
    path = urlsplit(st.context.url or "").path
    asked = st.query_params.to_dict() if query is None else query
    if not path.strip("/") or path.startswith("//"):
        return "/sign-in"
    here = f"{path}?{urlencode(asked)}" if asked else path
    # Sign-in takes no longer way back: then it leads to the page without its filters.
    return f"/sign-in?{urlencode({'next': here if len(here) <= LONGEST_WAY_BACK else path})}"


def require_actor(*roles: Role) -> Actor:
    """The signed-in person with one of these roles; anybody else reads why not, and the run stops."""
    found, t = actor(), text()
    if found.roles & set(roles):
        return found
    if found is VISITOR:
        message(t("This page is for people who have signed in."), sign_in_address(), t("Sign in"))
    else:
        message(t("Your account has no access to this page."), "/", t("Go to the overview"))
    page_ends()
