"""Rates in, charts out: title, source, text alternative, table, HTML at once, a Plotly figure to explore. Pure."""

from .cards import framework_cards
from .chart import Chart, Column, Context, Table
from .elements import NamedElement, elements_chart
from .frame import foot, framed, grouped, head
from .funnel import funnel_chart
from .heat import HeatColumn, HeatRow, heat_map
from .interval import ItemCounts, interval_chart
from .keys import Earlier, KeyCounts, key_figures
from .light import reporting_light
from .numbers import Where, number_link
from .page import page_lead, updated
from .sentences import Headline, HeadlineNote, headline
from .since import Baseline, SinceGroup, since_nothing, since_section
from .status import StatusLine, status_list
from .status_bars import StandingRow, status_bars
from .world import CountryMark, world_map, world_svg

__all__ = [
    "Baseline",
    "Chart",
    "Column",
    "Context",
    "CountryMark",
    "Earlier",
    "Headline",
    "HeadlineNote",
    "HeatColumn",
    "HeatRow",
    "ItemCounts",
    "KeyCounts",
    "NamedElement",
    "SinceGroup",
    "StandingRow",
    "StatusLine",
    "Table",
    "Where",
    "elements_chart",
    "foot",
    "framed",
    "framework_cards",
    "funnel_chart",
    "grouped",
    "head",
    "headline",
    "heat_map",
    "interval_chart",
    "key_figures",
    "number_link",
    "page_lead",
    "reporting_light",
    "since_nothing",
    "since_section",
    "status_bars",
    "status_list",
    "updated",
    "world_map",
    "world_svg",
]
