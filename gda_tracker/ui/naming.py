"""Names for screen readers where Streamlit draws the element: title and text alternative of the chart it belongs to."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from ..charts import Chart

GROUP = """
function group(parentElement, name) {
  const around = parentElement.closest('[class*="st-key-chart-"]');
  if (around) tied(around, "group", name);
}
function tied(element, role, name) {
  element.setAttribute("role", role);
  element.setAttribute("aria-labelledby", "title-" + name);
  element.setAttribute("aria-describedby", "told-" + name);
}
"""
"""Scripts of components that are in a chart begin with this; `group` names the chart's container after its head."""

_FIGURE = (
    GROUP
    + """
export default function ({ data, parentElement }) {
  // The figure comes with a script of its own, so it may not stand yet.
  let tries = 0;
  const look = () => {
    const figure = document.querySelector(".st-key-figure-" + data.name);
    if (figure) tied(figure, "figure", data.name);
    else if (tries++ < 100) setTimeout(look, 50);
  };
  look();
}
"""
)


@cache
def _component() -> Any:
    return st.components.v2.component("gda_named", html="<span hidden></span>\n", js=_FIGURE, isolate_styles=False)


def name_figure(chart: Chart) -> None:
    """Name the explored figure of a chart after the title and the text above it."""
    _component()(key=f"named-{chart.name}", data={"name": chart.name}, height="content")


def named_button(words: str, title: str) -> str:
    """A button's label: the words, and the title in a coloured span that the stylesheet hides from sight alone."""
    plain = "".join(sign if sign.isalnum() or sign in " ,.-–" else f"\\{sign}" for sign in title)
    return f"{words} :gray[– {plain}]"
