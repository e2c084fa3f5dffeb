"""The map: the base drawing comes once from our own address, the browser colours it by class."""

from __future__ import annotations

from functools import cache
from typing import Any

import streamlit as st

from ..charts import Chart
from .naming import GROUP

_SCRIPT = (
    GROUP
    + """
export default function ({ data, parentElement }) {
  group(parentElement, data.name);
  const place = parentElement.querySelector(".gda-map");
  if (!place || place.dataset.told === data.told) return;
  place.dataset.told = data.told;
  const told = data.told;
  const base = window.gdaMap || fetch(data.base).then((answer) => answer.text());
  base.then((drawing) => {
    if (place.dataset.told !== told) return;
    place.innerHTML = drawing;
    const svg = place.querySelector("svg");
    svg.setAttribute("aria-label", data.label);
    for (const shape of svg.querySelectorAll("[data-iso]")) {
      const mark = data.marks[shape.dataset.iso];
      if (!mark) { shape.setAttribute("aria-hidden", "true"); continue; }
      const link = document.createElementNS("http://www.w3.org/2000/svg", "a");
      link.setAttribute("href", mark.link);
      link.setAttribute("aria-label", mark.title);
      const title = document.createElementNS("http://www.w3.org/2000/svg", "title");
      title.textContent = mark.title;
      shape.setAttribute("class", mark.class);
      shape.replaceWith(link);
      link.append(title, shape);
    }
    performance.mark("gda-map-drawn");
  });
}
"""
)


@cache
def _component() -> Any:
    return st.components.v2.component(
        "gda_world",
        html='<div class="gda-map" data-told=""></div>\n',
        js=_SCRIPT,
        isolate_styles=False,
    )


_HATCH = """
export default function ({ data, parentElement }) {
  const place = parentElement.querySelector(".gda-world");
  const base = window.gdaMap || fetch(data.base).then((answer) => answer.text());
  base.then((drawing) => {
    const pattern = new DOMParser().parseFromString(drawing, "image/svg+xml").querySelector("defs");
    if (place && pattern && !place.children.length) place.append(document.importNode(pattern, true));
  });
}
"""


@cache
def _hatch_component() -> Any:
    drawn = '<svg class="gda-world" width="0" height="0" aria-hidden="true"></svg>\n'
    return st.components.v2.component("gda_hatch", html=drawn, js=_HATCH, isolate_styles=False)


def hatch() -> None:
    """The pattern of the base drawing alone, for the stylesheet to hatch the explored map with."""
    _hatch_component()(key="hatch", data={"base": "/assets/world.svg"}, height="content")


def world(chart: Chart) -> None:
    """Draw the map of a chart whose `picture` names the countries' classes, titles and links."""
    told = f"{chart.source}|{chart.subtitle}|{chart.text_alternative}"
    _component()(
        key="world",
        data={
            "base": "/assets/world.svg",
            "name": chart.name,
            "told": told,
            "label": chart.text_alternative,
            "marks": chart.picture["marks"],
        },
        height="content",
    )
