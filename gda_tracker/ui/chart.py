"""A chart on a page: title, picture, source line, table twin; "Explore" swaps in the Plotly figure in place."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from ..charts import Chart, grouped
from ..charts.svg import inline_legend
from ..i18n import Text
from ..publishing.links import ChartLinks
from . import cached
from .drawing import drawing
from .naming import name_figure, named_button
from .templating import drawn
from .world import hatch, world

PLOTLY: Final[dict[str, Any]] = {
    "topojsonURL": "/topojson/",
    "displaylogo": False,
    "responsive": True,
    "modeBarButtonsToRemove": ["lasso2d", "select2d"],
}


@st.fragment
def chart(shown: Chart, t: Text, links: ChartLinks) -> None:
    """Draw one chart. Only this part runs again when it is explored."""
    is_explored = shown.draw is not None and bool(st.session_state.get(f"figure-is-open-{shown.name}"))
    above, below = cached.frame((links.csv, shown.name), shown, t, links)
    with st.container(key=f"chart-{shown.name}", gap=None):
        if is_explored:
            st.html(above)
            if shown.picture:
                hatch()
            st.plotly_chart(shown.figure(), config=PLOTLY, key=f"figure-{shown.name}", theme="streamlit")
            name_figure(shown)
            st.html(below)
        elif shown.picture:
            st.html(above + drawn("skip_map.html.j2", t=t))
            world(shown)
            st.html(drawn("after_map.html.j2") + shown.html + below)
        elif shown.is_drawn:
            st.html(above)
            drawing(shown, links.csv, t)
            st.html(inline_legend(t, shown) + shown.html + below)
        else:
            st.html(grouped(shown, above + shown.html + below))
        if shown.draw is not None:
            words = t("Close") if is_explored else t("Explore")
            st.button(named_button(words, shown.title), key=f"explore-{shown.name}", on_click=_turn, args=(shown.name,))


def _turn(name: str) -> None:
    """Open the figure, or go back to the picture."""
    key = f"figure-is-open-{name}"
    st.session_state[key] = not st.session_state.get(key)
