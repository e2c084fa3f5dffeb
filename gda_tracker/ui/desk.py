"""What the pages of the desk share: the way to the others, and the lead."""

from __future__ import annotations

import streamlit as st

from ..domain.permissions import Actor
from ..i18n import Text
from ..publishing.sitemap import page_at, pages
from .templating import drawn


def desk_lead(t: Text, actor: Actor, path: str, *, sentence: str = "") -> None:
    """The ways to the other pages, the heading of the page at that path, and a sentence: what it shows just now."""
    entry = page_at(path)
    assert entry is not None  # a page draws its own lead
    ways = [one for one in pages() if one.is_desk and actor.roles & one.roles]
    st.html(drawn("desk_lead.html.j2", t=t, ways=ways, here=entry, sentence=sentence or t(entry.description)))
