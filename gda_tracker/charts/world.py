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
from . import words
from .chart import Chart, Column, Context, Table
from .drawing import Key, Land, Tone, World
from .ramp import objective_step
from .templating import render
from .told import told
from .world_figure import Place, world_figure


@dataclass(frozen=True, slots=True)
class CountryMark:
    """One national government: objectives counted out of eight.

    Without a report it is hatched where it is due, outlined where nothing is asked of it yet.
    """

    iso3: str
    name: str
    link: str
    objectives: int
    has_report: bool
    is_due: bool = True

    @property
    def is_silent(self) -> bool:
        """True for a government that is due and has no report."""
        return self.is_due and not self.has_report

    @property
    def is_waiting(self) -> bool:
        """True for a government of which nothing is asked yet."""
        return not self.is_due and not self.has_report


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
    silent = sum(country.is_silent for country in ordered)
    waiting = sum(country.is_waiting for country in ordered)
    some = sum(country.objectives > 0 for country in ordered)
    title, subtitle = _heading(t, rate)
    alternative = _told(t, rate, some, len(ordered), silent, waiting)
    return Chart(
        name="map",
        title=title,
        subtitle=subtitle,
        source=context.source,
        text_alternative=alternative,
        table=_table(t, ordered),
        html=render("map_legend.html.j2", t, has_waiting=waiting > 0),
        note=t("Boundaries and names are for orientation only and express no position of the United Nations or ITU."),
        picture={"marks": marks, "label": alternative},
        draw=partial(
            world_figure,
            [_place(c, marks[c.iso3]["title"]) for c in ordered],
            ["0", "1", "2", "3–4", "5–6", "7", "8"],
            (t("no report"), t("not due yet")),
        ),
        sketch=partial(
            _sketch,
            marks,
            (t("none"), t("all eight")),
            (t("no report"), t("not due yet"), t("not counted in this group")),
        ),
    )


def _heading(t: Text, rate: RateName) -> tuple[str, str]:
    """Title and subtitle: what the map counts; rates that it does not know leave it at what is verified."""
    title = {
        RateName.CLAIMED: t("Where action is claimed"),
        RateName.RESPONSE: t("Who reports on what"),
    }.get(rate, t("Where action is verified"))
    subtitle = {
        RateName.CLAIMED: t("Objectives with claimed action, by country"),
        RateName.RESPONSE: t("Objectives reported on, by country"),
        RateName.VERIFIED: t("Objectives with verified action, by country"),
    }.get(rate, t("Objectives with verified action, by country, whatever is chosen under “Show”"))
    return title, subtitle


def _table(t: Text, countries: Sequence[CountryMark]) -> Table:
    return Table(
        (
            Column("iso3", t("Code")),
            Column("country", t("Country")),
            Column("objectives", t("Objectives"), True),
            Column("report", t("Report")),
        ),
        tuple((country.iso3, country.name, country.objectives, _report(t, country)) for country in countries),
    )


def _report(t: Text, country: CountryMark) -> str:
    """What is known of a government's report."""
    if country.has_report:
        return t("yes")
    return t("no report") if country.is_due else t("not due yet")


def _told(t: Text, rate: RateName, some: int, total: int, silent: int, waiting: int) -> str:
    """How many governments have something to show, how many are due and have no report, how many are not due yet."""
    numbers = {"some": t.number(some), "total": t.number(total)}
    first = {
        RateName.CLAIMED: t("Of {total} governments on the map, {some} claim action on an objective.", **numbers),
        RateName.RESPONSE: t("Of {total} governments on the map, {some} have reported on an objective.", **numbers),
    }.get(rate, t("Of {total} governments on the map, {some} have verified action on an objective.", **numbers))
    second = t.n("One has no report and is hatched.", "{n} have no report and are hatched.", silent)
    if not waiting:
        return told(first, second)
    third = t.n("One is not due yet and is outlined.", "{n} are not due yet and are outlined.", waiting)
    return told(first, f"{second} {third}")


def _sketch(marks: Mapping[str, Mapping[str, str]], ends: tuple[str, str], labels: tuple[str, str, str]) -> World:
    tones = {"none": Tone.HATCH, "waiting": Tone.OUTLINE}
    lands = tuple(
        Land(iso3, tones.get(mark["class"]) or Tone(mark["class"]), mark["title"], mark["link"])
        for iso3, mark in marks.items()
    )
    legend = [Key(tone, label) for tone, label in zip((Tone.HATCH, Tone.OUTLINE, Tone.OTHER), labels, strict=True)]
    drawn = {land.tone for land in lands} | {Tone.HATCH, Tone.OTHER}
    return World(lands, ends, tuple(key for key in legend if key.tone in drawn))


def _place(country: CountryMark, title: str) -> Place:
    at = drawing()["places"].get(country.iso3)
    step = objective_step(country.objectives) if country.has_report else None
    return Place(country.iso3, step, title, None if at is None else (at[0], at[1]), country.is_waiting)


def _mark(t: Text, country: CountryMark, word: str) -> dict[str, str]:
    if country.is_waiting:
        return {"class": "waiting", "title": t("{country}: not due yet", country=country.name), "link": country.link}
    if country.is_silent:
        return {"class": "none", "title": t("{country}: no report", country=country.name), "link": country.link}
    title = t(
        "{country}: {rate} on {count} of 8 objectives",
        country=country.name,
        rate=word.lower(),
        count=country.objectives,
    )
    return {"class": f"r{objective_step(country.objectives)}", "title": title, "link": country.link}
