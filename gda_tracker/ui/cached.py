"""The only `st.cache_data`: what everybody sees, kept by edition number, view and language. Nothing about a person."""

from __future__ import annotations

import streamlit as st

from .. import editions
from ..charts import Chart, foot, head
from ..editions import Edition, EditionInfo
from ..i18n import Text, text
from ..publishing.overview import Overview, context_of
from ..publishing.overview import overview as make_overview
from ..publishing.profile import ProfilePage
from ..publishing.profile import profile as make_profile
from ..publishing.shelf import Shelf
from ..publishing.shelf import shelf as shelf_of
from ..publishing.view import View
from ..publishing.view import usual_type as usual_type_of
from ..settings import settings


def shelf() -> Shelf:
    """The editions of this installation."""
    return shelf_of(settings().editions_folder)


def edition(number: int) -> tuple[EditionInfo, Edition]:
    """An edition and its facts; raises LookupError when it has gone."""
    info = shelf().info(number)
    if info is None:
        raise LookupError(f"edition {number} is not there")
    return info, shelf().edition(info)


@st.cache_data(max_entries=512, show_spinner=False)
def members(number: int, dimension: str) -> tuple[str, ...]:
    """The members of a grouping in an edition."""
    return editions.members(edition(number)[1], dimension)


@st.cache_data(max_entries=512, show_spinner=False)
def usual_type(number: int) -> str:
    """Whom an edition's overview opens on."""
    return usual_type_of(edition(number)[1])


@st.cache_data(max_entries=512, show_spinner=False)
def overview(view: View, language: str) -> Overview:
    """Headline and charts of a view."""
    info, opened = edition(view.edition)
    return make_overview(opened, context_of(info, text(language)), view)


@st.cache_data(max_entries=2048, show_spinner=False)
def profile(number: int, signatory_id: str, language: str) -> ProfilePage | None:
    """One signatory's page, None when the edition does not know it."""
    info, opened = edition(number)
    return make_profile(opened, context_of(info, text(language)), signatory_id)


@st.cache_data(max_entries=4096, show_spinner=False)
def frame(key: tuple[str, str, str], _chart: Chart, _t: Text) -> tuple[str, str]:
    """What stands above and below a chart, kept by its CSV address (view, language), source line (edition) and name.

    The table twin is most of a page's HTML; made anew it was five sixths of a rerun.
    """
    return head(_t, _chart), foot(_t, _chart, csv_link=key[0])
