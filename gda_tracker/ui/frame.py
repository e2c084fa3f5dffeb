"""What stands around every page: the demonstration strip, the name, who is signed in, the languages, the footer."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from ..domain.permissions import VISITOR, Actor
from ..i18n import LANGUAGES, Text
from ..publishing.choices import edition_of
from ..publishing.sitemap import pages
from .cached import choices, shelf
from .session import sign_in_address
from .templating import drawn


def header(actor: Actor, t: Text) -> None:
    """Strip, name, languages, and the way to sign in or to one's account."""
    # Editions of both kinds may lie in one folder: the strip is that of the edition shown.
    info = shelf().info(edition_of(dict(st.query_params)))
    is_demonstration = info is not None and info.is_demonstration
    with st.container(key="frame", height="content", gap=None):
        st.html(drawn("header.html.j2", t=t, is_demonstration=is_demonstration, ways=_ways(actor, t)))


def footer(actor: Actor, t: Text) -> None:
    """Every public page, and two quiet lines; on a phone also what the header has no room for."""
    listed = [entry for entry in pages() if entry.is_public and entry.is_listed]
    st.html(drawn("footer.html.j2", t=t, ways=_ways(actor, t), pages=listed))


def _ways(actor: Actor, t: Text) -> Markup:
    query = _address_in_codes()
    others = [
        (urlencode({**query, "lang": code}), code, name) for code, name in LANGUAGES.items() if code != t.language
    ]
    who = "" if actor is VISITOR else actor.name
    return Markup(drawn("ways.html.j2", t=t, others=others, who=who, sign_in=sign_in_address(query)))


def _address_in_codes() -> dict[str, str]:
    """The address as it is, with every choice in codes, so that another language understands it."""
    query = dict(st.query_params)
    info = shelf().info(edition_of(query))
    return query if info is None else choices(info.number).in_codes(query)
