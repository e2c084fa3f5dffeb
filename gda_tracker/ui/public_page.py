"""How every public page is drawn: lead, filters, charts and parts, an empty state, a way on from nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from ..i18n import Text
from ..publishing.asked import Asked, Body
from ..publishing.book import BOOK
from ..publishing.choices import not_shown
from ..publishing.links import chart_links
from ..publishing.no_such import no_such
from ..publishing.sitemap import page_at
from ..settings import settings
from . import cached
from .chart import chart
from .empty import message, no_edition, note
from .filters import Bar
from .session import text


@dataclass(frozen=True, slots=True)
class Shown:
    """A page with its body, ready to be laid out."""

    path: str
    asked: Asked
    body: Body

    @property
    def t(self) -> Text:
        """The language's text."""
        return self.asked.text

    def row(self, *names: str, widths: Sequence[float] | None = None) -> None:
        """Charts side by side, one under the other on a phone; names that the page has not are left out."""
        there = [name for name in names if name in self.body.charts]
        if not there:
            return
        with st.container(key=f"row-{there[0]}"):
            columns = st.columns(list(widths or [1] * len(there)), gap="large") if len(there) > 1 else [st.container()]
            for name, column in zip(there, columns, strict=True):
                with column:
                    self.chart(name)

    def chart(self, name: str) -> None:
        """One chart with its frame."""
        found = self.body.charts[name]
        asked = self.asked
        links = chart_links(
            self.path,
            name,
            asked.query,
            asked.info.number,
            asked.language,
            about=found.about,
            origin=settings().public_url.rstrip("/"),
        )
        chart(found, self.t, links)

    def part(self, name: str) -> None:
        """One piece of HTML, if the page has it."""
        if self.body.parts.get(name):
            with st.container(key=f"part-{name}"):
                st.html(self.body.parts[name])


def draw(path: str, filters: Callable[[Bar], None], layout: Callable[[Shown], None]) -> None:
    """The whole page of an address."""
    t = text()
    name = t("Green Digital Action Tracker")
    asked = cached.asked(path, dict(st.query_params), t.language)
    entry = page_at(path)
    title = t(entry.title) if entry else name
    if asked is None:
        st.set_page_config(page_title=f"{title} · {name}", layout="wide")
        no_edition(t)
        return
    top, bar_row, below = st.container(key="lead"), st.container(key="filter-row"), st.container(key="below")
    with bar_row:
        asked = _filtered(path, asked, filters)
    lead, body = cached.lead(asked, path), cached.body(asked, path)
    if lead is None or body is None:
        st.set_page_config(page_title=f"{title} · {name}", layout="wide")
        with top:
            message(*no_such(t, path, asked.word("iso3") or asked.word("id")))
        return
    st.set_page_config(page_title=f"{lead.title} · {name}", layout="wide")
    top.html(lead.html)
    if lead.below:
        below.html(lead.below)
    layout(Shown(path, asked, body))


def _filtered(path: str, asked: Asked, filters: Callable[[Bar], None]) -> Asked:
    """Draw the filters and say what the address asks for in vain; what is asked with what is chosen."""
    query = dict(st.query_params)
    numbers = [info.number for info in asked.editions]
    choices = cached.choices(asked.info.number)
    said = not_shown(asked.text, choices, query, BOOK[path].keys, asked.info.number, numbers)
    above = st.container(key="said", gap=None)
    bar = Bar(asked, path)
    with st.container(key="filters", horizontal=True, gap="small"):
        filters(bar)
    chosen = cached.asked(path, bar.chosen, asked.language) or asked
    if told := " ".join(filter(None, (said, chosen.age))):
        with above:
            note(told)
    return chosen
