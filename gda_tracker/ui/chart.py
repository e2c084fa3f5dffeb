"""A chart on a page: title, picture, source line, table twin; "Explore" swaps in the Plotly figure in place."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from ..charts import Chart, foot, head
from ..i18n import Text
from .world import world

PLOTLY: Final[dict[str, Any]] = {
    "topojsonURL": "/topojson/",
    "displaylogo": False,
    "responsive": True,
    "modeBarButtonsToRemove": ["lasso2d", "select2d"],
}


@st.fragment
def chart(shown: Chart, t: Text, *, csv_link: str = "") -> None:
    """Draw one chart. Only this part runs again when it is explored."""
    key = f"explore-{shown.name}"
    is_explored = bool(st.session_state.get(key))
    with st.container(key=f"chart-{shown.name}", gap=None):
        if shown.picture and not is_explored:
            st.html(head(t, shown))
            world(shown)
            st.html(shown.html + foot(t, shown, csv_link=csv_link))
        elif is_explored:
            st.html(head(t, shown))
            st.plotly_chart(shown.figure(), config=PLOTLY, key=f"figure-{shown.name}", theme="streamlit")
            st.html(foot(t, shown, csv_link=csv_link))
        else:
            st.html(head(t, shown) + shown.html + foot(t, shown, csv_link=csv_link))
        if shown.draw is not None:
            st.toggle(t("Explore"), key=key, help=t("An interactive figure of the same numbers"))
