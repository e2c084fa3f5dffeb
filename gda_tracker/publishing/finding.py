"""Who is in the list of signatories that an address asks for: selection, pages, addresses, and all of it as a file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final
from urllib.parse import urlencode

from .. import editions
from ..charts import Chart, Column, Table, words
from ..charts.chart import Value
from ..domain.declaration import StakeholderType
from ..domain.rates import RateName
from ..editions import LONGEST_SEARCH, Matches, Order, Selection, SignatoryRow
from ..i18n import LANGUAGES, Text, text
from . import paging
from .asked import Asked
from .choice_labels import EVERYWHERE

PAGE_SIZE: Final = 50
KEYS: Final = ("search", "who", "by", "where", "light", "item", "show", "sort", "page", "edition")


def matches(asked: Asked) -> Matches:
    """The signatories that an address asks for, in its order."""
    return editions.search(asked.edition, selection(asked), type_words())


def selection(asked: Asked) -> Selection:
    """What an address asks for."""
    query, member = asked.query, asked.word("where", EVERYWHERE)
    who, light, item = asked.word("who", EVERYWHERE), asked.word("light", EVERYWHERE), asked.word("item")
    return Selection(
        words=asked.word("search")[:LONGEST_SEARCH],
        stakeholder_type=None if who == EVERYWHERE else who,
        dimension=query.get("by", "itu_region"),
        member=member,
        light=None if light == EVERYWHERE else light,
        among=asked.analysis.meeting(asked.edition, item, rate_of(asked)) if item else None,
        order=Order(asked.word("sort", Order.NAME)),
        language=asked.language,
    )


def rate_of(asked: Asked) -> RateName:
    """What signatories must show on the chosen item."""
    return RateName(asked.word("show", RateName.VERIFIED))


@cache
def type_words() -> Mapping[str, str]:
    """What each stakeholder type is called, in one and in many, in every language."""
    return {
        kind.value: " ".join(
            f"{words.one_of_type(text(code), kind)} {words.type_label(text(code), kind)}" for code in LANGUAGES
        )
        for kind in StakeholderType
    }


def pages_of(found: Matches) -> int:
    """How many pages there are; at least one."""
    return paging.pages_of(found.total, PAGE_SIZE)


def page_of(asked: Asked, found: Matches) -> int:
    """The page that an address asks for: what lies beyond the last is the last, what is no number the first."""
    return paging.page_of(asked.word("page"), found.total, PAGE_SIZE)


def address(asked: Asked, **changes: str | None) -> str:
    """The list with some keys changed (None takes a key out), back on the first page unless `page` is given."""
    query = {**asked.query, "page": None, "edition": str(asked.info.number), **changes}
    return f"/signatories?{urlencode([(key, query[key]) for key in KEYS if query.get(key)])}"


def export(asked: Asked) -> str:
    """Every match as CSV, in the order asked for; codes in English, source and demonstration mark in each row."""
    t, columns = asked.text, _columns(asked.text)
    rows = tuple(_values(row) for row in matches(asked).part())
    return Chart("signatories", t("Signatories"), "", asked.context.source, "", Table(columns, rows), "").csv(
        asked.context
    )


def _columns(t: Text) -> tuple[Column, ...]:
    return (
        Column("id", t("Identifier")),
        Column("name", t("Name")),
        Column("stakeholder_type", t("Type")),
        Column("iso3", t("Country code")),
        Column("country", t("Country")),
        Column("itu_region", t("Region")),
        Column("endorsed_on", t("Endorsed")),
        Column("withdrawn_on", t("Withdrawn")),
        Column("reporting_light", t("Report")),
        Column("latest_report_on", t("Latest report")),
        Column("objectives_due", t("Objectives due"), True),
        Column("objectives_reported", t("Objectives reported"), True),
        Column("objectives_verified", t("Objectives verified"), True),
    )


def _values(row: SignatoryRow) -> tuple[Value, ...]:
    country = row.country.en if row.country else None
    return (
        row.id, row.name, row.stakeholder_type, row.iso3, country, row.itu_region, row.endorsed_on, row.withdrawn_on,
        row.light, row.reported_on, row.due_objectives, row.reported_objectives, row.verified_objectives,
    )  # fmt: skip
