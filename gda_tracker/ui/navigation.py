"""The pages a person may open, as Streamlit wants them."""

from __future__ import annotations

import streamlit as st

from ..domain.permissions import Actor
from ..i18n import Text
from ..publishing.sitemap import PageEntry, pages


def navigation(actor: Actor, t: Text) -> st.Page:
    """Every page is registered, so that its own guard can say why it stays closed; the menu lists what is open."""
    # Streamlit folds away what no longer fits, from the end: a person's own pages stand first.
    ordered = sorted(pages(), key=lambda entry: (entry.path != "", entry.is_public))
    return st.navigation([_page(entry, actor, t) for entry in ordered], position="top")


def _page(entry: PageEntry, actor: Actor, t: Text) -> st.Page:
    is_open = entry.is_public or bool(actor.roles & entry.roles)
    return st.Page(
        entry.file,
        title=t(entry.title),
        icon="",
        url_path=entry.path or None,
        default=entry.path == "",
        visibility="visible" if entry.is_listed and entry.is_in_header and is_open else "hidden",
    )
