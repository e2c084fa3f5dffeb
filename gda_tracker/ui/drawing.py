"""A picture of lines on a page: the server draws it, the browser only puts it in its place.

`st.html` drops SVG, so a component holds it. The stylesheet keeps a place of the picture's shape free until it comes.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from ..charts import Chart
from ..charts.svg import inline
from ..i18n import Text
from .naming import GROUP

_SCRIPT = (
    GROUP
    + """
export default function ({ data, parentElement }) {
  group(parentElement, data.name);
  const place = parentElement.querySelector(".gda-drawing-frame");
  if (!place || place.dataset.told === data.told) return;
  place.dataset.told = data.told;
  place.innerHTML = data.picture;
}
"""
)
_PLACE = """<div class="gda-drawing-frame" data-told="">
<div class="gda-drawing"><div class="gda-drawing-place"></div></div>
</div>
"""


@cache
def _component() -> Any:
    return st.components.v2.component("gda_drawing", html=_PLACE, js=_SCRIPT, isolate_styles=False)


def drawing(chart: Chart, told: str, t: Text) -> None:
    """Show the inline picture of a chart; `told` names what it shows (its CSV address), so that it is drawn once."""
    _component()(
        key=f"drawing-{chart.name}",
        data={"name": chart.name, "told": told, "picture": inline(t, chart)},
        height="content",
    )
