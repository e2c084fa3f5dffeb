"""The world: one path a country, coloured by how many objectives are verified; points for small States."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from ..domain.rates import RateName
from ..i18n import Text, alphabetical
from . import figures, words
from .chart import Chart, Column, Context, Table
from .drawing import Key, Land, Tone, World
from .ramp import objective_step
from .templating import render
from .told import told


@dataclass(frozen=True, slots=True)
class CountryMark:
    """One national government: objectives counted out of eight; `has_report` false draws the hatch."""

    iso3: str
    name: str
    link: str
    objectives: int
    has_report: bool


@cache
def drawing() -> dict[str, Any]:
    """The base map that `.ci/draw_world.py` drew."""
    text = (Path(__file__).parent / "assets" / "world.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


def world_svg(t: Text, marks: dict[str, dict[str, str]] | None = None, label: str = "") -> str:
    """The map as one SVG. `marks` gives each ISO code its class, title and link; without them it is bare."""
    return render("world.svg.j2", t, drawing=drawing(), marks=marks or {}, label=label)


def world_map(context: Context, countries: Sequence[CountryMark], *, rate: RateName) -> Chart:
    """Countries of the group, alphabetical in the table; no ranking."""
    t = context.text
    counted = rate if rate in {RateName.CLAIMED, RateName.RESPONSE} else RateName.VERIFIED
    word = words.rate_label(t, counted)
    ordered = sorted(countries, key=lambda country: alphabetical(country.name))
    marks = {country.iso3: _mark(t, country, word) for country in ordered}
    silent = sum(not country.has_report for country in ordered)
    some = sum(country.objectives > 0 for country in ordered)
    subtitle = {
        RateName.CLAIMED: t("Objectives with claimed action, by country"),
        RateName.RESPONSE: t("Objectives reported on, by country"),
        RateName.VERIFIED: t("Objectives with verified action, by country"),
    }.get(rate, t("Objectives with verified action, by country, whatever is chosen under “Show”"))
    title = {
        RateName.CLAIMED: t("Where action is claimed"),
        RateName.RESPONSE: t("Who reports on what"),
    }.get(rate, t("Where action is verified"))
    alternative = _told(t, rate, some, len(ordered), silent)
    return Chart(
        name="map",
        title=title,
        subtitle=subtitle,
        source=context.source,
        text_alternative=alternative,
        table=Table(
            (
                Column("iso3", t("Code")),
                Column("country", t("Country")),
                Column("objectives", t("Objectives"), True),
                Column("report", t("Report")),
            ),
            tuple((c.iso3, c.name, c.objectives, t("yes") if c.has_report else t("no report")) for c in ordered),
        ),
        html=render("map_legend.html.j2", t),
        note=t("Boundaries and names are for orientation only and express no position of the United Nations or ITU."),
        picture={"marks": marks, "label": alternative},
        draw=partial(
            figures.world_figure,
            [_place(c, marks[c.iso3]["title"]) for c in ordered],
            ["0", "1", "2", "3–4", "5–6", "7", "8"],
            t("no report"),
        ),
        sketch=partial(
            _sketch,
            marks,
            (t("none"), t("all eight")),
            (t("no report"), t("not counted in this group")),
        ),
    )


def _told(t: Text, rate: RateName, some: int, total: int, silent: int) -> str:
    """How many governments have something to show, and how many have no report."""
    numbers = {"some": t.number(some), "total": t.number(total)}
    first = {
        RateName.CLAIMED: t("Of {total} governments on the map, {some} claim action on an objective.", **numbers),
        RateName.RESPONSE: t("Of {total} governments on the map, {some} have reported on an objective.", **numbers),
    }.get(rate, t("Of {total} governments on the map, {some} have verified action on an objective.", **numbers))
    return told(first, t.n("One has no report and is hatched.", "{n} have no report and are hatched.", silent))


def _sketch(marks: Mapping[str, Mapping[str, str]], ends: tuple[str, str], labels: tuple[str, str]) -> World:
    lands = tuple(
        Land(iso3, Tone.HATCH if mark["class"] == "none" else Tone(mark["class"]), mark["title"], mark["link"])
        for iso3, mark in marks.items()
    )
    return World(lands, ends, (Key(Tone.HATCH, labels[0]), Key(Tone.OTHER, labels[1])))


def _place(country: CountryMark, title: str) -> figures.Place:
    at = drawing()["places"].get(country.iso3)
    step = objective_step(country.objectives) if country.has_report else None
    return figures.Place(country.iso3, step, title, None if at is None else (at[0], at[1]))


def _mark(t: Text, country: CountryMark, word: str) -> dict[str, str]:
    if not country.has_report:
        return {"class": "none", "title": t("{country}: no report", country=country.name), "link": country.link}
    title = t(
        "{country}: {rate} on {count} of 8 objectives",
        country=country.name,
        rate=word.lower(),
        count=country.objectives,
    )
    return {"class": f"r{objective_step(country.objectives)}", "title": title, "link": country.link}
