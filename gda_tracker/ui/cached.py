"""The only `st.cache_data`: what everybody sees, kept by page, edition, query and language. Nothing about a person.

How much is kept follows from what Streamlit keeps, pickled, measured on every page of the demonstration: a lead takes
1 kB (at most 3), a body 58 kB (143), a frame 10 kB (100). Were all as large as the largest, 512 leads, 512 bodies and
1,024 frames would take 177 MB; with 256 first paints of 140 kB (36 MB, `web/first_paint.py`) and 64 MB of files
(`web/answers.py`) that is 277 MB; as large as they are on average, 141 MB.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from .. import charts
from ..charts import Chart
from ..i18n import Text
from ..publishing import book
from ..publishing.asked import Asked, Body, Lead
from ..publishing.choices import Choices, choices_of
from ..publishing.installation import Installation
from ..publishing.links import ChartLinks
from ..publishing.shelf import Shelf
from ..publishing.shelf import shelf as shelf_of
from ..services import analysis
from ..services.narrowing import Intervals, intervals_of
from ..settings import settings

Query = tuple[tuple[str, str], ...]
_MOST_PAGES: Final = 512
_MOST_FRAMES: Final = 1024
_MOST_INTERVALS: Final = 8
"""About 2 MB each at 20,000 signatories."""


def shelf() -> Shelf:
    """The editions of this installation."""
    return shelf_of(settings().editions_folder)


def choices(number: int) -> Choices:
    """The choices of an edition; raises LookupError when it has gone."""
    info = shelf().info(number)
    if info is None:
        raise LookupError(f"edition {number} is not there")
    return choices_of(shelf().edition(info), analysis)


def installation() -> Installation:
    """What this installation says of itself where its data leaves."""
    return Installation(**settings().installation)


def asked(path: str, query: Mapping[str, str], language: str) -> Asked | None:
    """What a page is asked; None while there is no edition."""
    return book.asked_of(shelf(), path, query, language, analysis, installation())


def lead(what: Asked, path: str) -> Lead | None:
    """What a page says first."""
    return _lead(path, what.info.number, _pairs(what), what.language, what)


def body(what: Asked, path: str) -> Body | None:
    """Charts and parts of a page."""
    return _body(path, what.info.number, _pairs(what), what.language, what)


def _pairs(what: Asked) -> Query:
    # What editions there are is part of the key: a page that lists them follows a publication, and every page a notice.
    notices = tuple(info.notice for info in what.editions if info.notice)
    at_hand = (("newest", str(what.editions[0].number)), *((("notices", repr(notices)),) if notices else ()))
    return (*sorted(what.query.items()), *at_hand)


@st.cache_data(max_entries=_MOST_PAGES, show_spinner=False)
def _lead(path: str, number: int, query: Query, language: str, _asked: Asked) -> Lead | None:
    return book.lead(path, _asked)


@st.cache_data(max_entries=_MOST_PAGES, show_spinner=False)
def _body(path: str, number: int, query: Query, language: str, _asked: Asked) -> Body | None:
    return book.body(path, _asked)


@st.cache_data(max_entries=_MOST_FRAMES, show_spinner=False)
def frame(key: tuple[str, str], _chart: Chart, _t: Text, _links: ChartLinks) -> tuple[str, str]:
    """What stands above and below a chart, kept by its CSV address (page, view, edition, language) and name.

    The table twin is most of a page's HTML; made anew it was five sixths of a rerun.
    """
    return charts.head(_t, _chart), charts.foot(_t, _chart, links=_links)


def intervals(rate: str, item: str, by: str) -> Intervals | None:
    """What each signatory could do for the intervals of the newest edition; None while there is none."""
    newest = shelf().info()
    return _intervals(newest.number, rate, item, by) if newest else None


@st.cache_data(max_entries=_MOST_INTERVALS, show_spinner=False)
def _intervals(number: int, rate: str, item: str, by: str) -> Intervals | None:
    info = shelf().info(number)
    return intervals_of(shelf().edition(info), rate, item, by) if info else None
