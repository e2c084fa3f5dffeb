"""Who is looking, in which language. Read from cookies at the start of a session; nothing of it is cached."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import cast

import streamlit as st

from ..domain.permissions import VISITOR, Actor, Role
from ..i18n import LANGUAGES, Text
from ..i18n import text as text_in
from .empty import message

SESSION_COOKIE = "gda_session"
LANGUAGE_COOKIE = "gda_language"


def language() -> str:
    """The language that the visitor chose, else English."""
    chosen = st.context.cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else "en"


def text() -> Text:
    """The interface in the visitor's language."""
    return text_in(language())


def actor() -> Actor:
    """Who is signed in; the visitor when nobody is. Asked anew in every run, so a sign-out holds at once."""
    token = st.context.cookies.get(SESSION_COOKIE)
    if not token or find_spec("gda_tracker.web.sign_in") is None:
        return VISITOR
    asking = cast("Callable[[dict[str, str]], Actor | None]", import_module("gda_tracker.web.sign_in").actor_of)
    return asking({SESSION_COOKIE: token}) or VISITOR


def require_actor(*roles: Role) -> Actor:
    """The signed-in person with one of these roles; anybody else sees why not and where to sign in, and the run stops."""
    found, t = actor(), text()
    if found.roles & set(roles):
        return found
    if found is VISITOR:
        sentence, link, words = t("This page is for people who have signed in."), "/sign-in", t("Sign in")
    else:
        sentence, link, words = t("Your account has no access to this page."), "/", t("Go to the overview")
    message(sentence, link, words)
    st.stop()
