"""The list of signatories: one page of a search, the letters it begins with, and all of it as CSV."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Final
from urllib.parse import urlencode

from .. import charts, editions
from ..charts import Chart, Column, Context, Table, words
from ..charts.chart import Value
from ..charts.templating import render
from ..domain.declaration import StakeholderType
from ..domain.rates import RateName
from ..editions import LONGEST_SEARCH, Matches, Order, Selection, SignatoryRow
from ..i18n import LANGUAGES, Text, text
from .asked import Asked, Body, Lead, PublicPage
from .choices import ANY, EVERYWHERE, captions, choices_of

PAGE_SIZE: Final = 50
KEYS: Final = ("search", "who", "by", "where", "light", "item", "show", "sort", "page", "edition")
_MOST_LETTERS: Final = 40


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
    return max(1, -(-found.total // PAGE_SIZE))


def page_of(asked: Asked, found: Matches) -> int:
    """The page that an address asks for: what lies beyond the last is the last, what is no number the first."""
    word = asked.word("page", "1")
    number = int(word) if word.isdecimal() and word.isascii() and len(word) < 9 else 1
    return min(max(1, number), pages_of(found))


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


def page_lead(asked: Asked) -> Lead:
    """What the list is, and how many match."""
    t, found = asked.text, matches(asked)
    purpose = t("Every recorded signatory of the COP29 Declaration on Green Digital Action, and what each has shown.")
    html = charts.page_lead(asked.context, title=t("Signatories"), purpose=purpose)
    return Lead(t("Signatories"), purpose, html, _bar(asked, found))


def found_sentence(asked: Asked, found: Matches) -> str:
    """How many match, on which page of how many; in which order, unless a search or filter chose it."""
    t = asked.text
    total = t.n("One signatory", "{n} signatories", found.total)
    pages = pages_of(found)
    if pages == 1:
        return f"{total}."
    return t(
        "{total}; page {page} of {pages}.",
        total=total,
        page=t.number(page_of(asked, found)),
        pages=t.number(pages),
    )


def _bar(asked: Asked, found: Matches) -> tuple[tuple[str, str], ...]:
    """Labels and values of the filter bar, in its order."""
    t, choices = asked.text, choices_of(asked.edition, asked.analysis)

    def chosen(key: str, usual: str) -> tuple[str, str]:
        code = asked.query.get(key) or usual
        return captions(t)[key], (choices.labels(t, key, asked.query) or {}).get(code, "")

    item = chosen("item", ANY) if asked.word("item") else (captions(t)["item"], any_item(t))
    shown = (chosen("show", RateName.VERIFIED),) if asked.word("item") else ()
    return (
        (search_label(t), asked.word("search")),
        chosen("who", EVERYWHERE),
        chosen("by", "itu_region"),
        chosen("where", EVERYWHERE),
        chosen("light", EVERYWHERE),
        item,
        *shown,
        chosen("sort", Order.NAME),
        (t("Page"), str(page_of(asked, found))),
        (captions(t)["edition"], str(asked.info.number)),
    )


def search_label(t: Text) -> str:
    """What stands over the search field."""
    return t("Search by name, acronym, country or type")


def any_item(t: Text) -> str:
    """The choice that asks nothing of any item."""
    return t("Whatever they show")


def page_body(asked: Asked) -> Body:
    """Letters, the table of one page, the ways to the other pages; or what is missing and how to widen."""
    t, found = asked.text, matches(asked)
    if not found.total:
        return Body({}, {"none": _nothing(asked)})
    number, pages = page_of(asked, found), pages_of(found)
    rows = found.part((number - 1) * PAGE_SIZE, PAGE_SIZE)
    table = render(
        "directory.html.j2",
        t,
        rows=[_line(asked.context, row) for row in rows],
        sentence=found_sentence(asked, found),
        note=t("The light is about reporting, never about merit."),
        demonstration=asked.context.demonstration,
    )
    ways = render(
        "directory_pages.html.j2",
        t,
        pages=_page_links(asked, number, pages),
        csv=address(asked).replace("/signatories?", "/signatories.csv?") + f"&lang={asked.language}",
        csv_words=t.n("Download this one as CSV", "Download all {n} as CSV", found.total),
        permalink=address(asked, page=str(number)),
        source=asked.context.source,
    )
    return Body({}, {"letters": _letters(asked, found), "table": table, "pages": ways})


def _line(context: Context, row: SignatoryRow) -> dict[str, object]:
    t, name = context.text, row.names.in_language(context.text.language)
    is_country = row.stakeholder_type == StakeholderType.NATIONAL_GOVERNMENT
    return {
        "link": f"/signatory?{urlencode({'id': row.id, 'edition': context.edition})}",
        "name": name,
        "is_invented": context.is_demonstration and "demonstration" not in name.casefold(),
        "kind": words.one_of_type(t, row.stakeholder_type),
        "region": words.member_label(t, "itu_region", row.itu_region) if row.itu_region else "–",
        "country": row.country.in_language(t.language) if row.country and not is_country else "",
        "endorsed": t.date(row.endorsed_on),
        "withdrawn": t("withdrew on {day}", day=t.date(row.withdrawn_on)) if row.withdrawn_on else "",
        "light": words.light_label(t, row.light) if row.light else t("nothing asked yet"),
        "light_code": row.light or "",
        "reported": t("latest {day}", day=t.date(row.reported_on)) if row.reported_on else "",
        "verified": _verified(t, row),
    }


def _verified(t: Text, row: SignatoryRow) -> str:
    """A count only where there is a current report: silence is not zero."""
    if not row.due_objectives:
        return t("nothing due")
    if not row.reported_objectives:
        return t("no report")
    return t("{count} of {due}", count=row.verified_objectives, due=row.due_objectives)


def _letters(asked: Asked, found: Matches) -> str:
    """How many names begin with each letter, each a way to the page where they begin."""
    counted = found.initials()
    is_alphabetical = asked.word("sort", Order.NAME) == Order.NAME
    if not is_alphabetical or not 1 < len(counted) <= _MOST_LETTERS or found.total <= PAGE_SIZE // 2:
        return ""
    line, before = [], 0
    for letter, count in counted:
        line.append((letter, asked.text.number(count), address(asked, page=str(before // PAGE_SIZE + 1))))
        before += count
    return render("directory_letters.html.j2", asked.text, letters=line)


def _page_links(asked: Asked, number: int, pages: int) -> list[tuple[str, str, bool]]:
    """First, last and the neighbours: words, address (empty for a gap), whether it is this page."""
    near = {1, pages, *range(max(1, number - 2), min(pages, number + 2) + 1)}
    links: list[tuple[str, str, bool]] = []
    for place in sorted(near):
        if place > 1 and place - 1 not in near:
            links.append(("…", "", False))
        links.append((asked.text.number(place), address(asked, page=str(place)), place == number))
    return links if pages > 1 else []


def _nothing(asked: Asked) -> str:
    """What was asked for in vain, and each single filter without which something would be found."""
    t, now = asked.text, selection(asked)
    choices = choices_of(asked.edition, asked.analysis)
    wider = {
        "search": replace(now, words=""),
        "who": replace(now, stakeholder_type=None),
        "where": replace(now, member=EVERYWHERE),
        "light": replace(now, light=None),
        "item": replace(now, among=None),
    }
    ways, asked_for = [], []
    for key, wish in wider.items():
        if wish == now:
            continue
        said = (choices.labels(t, key, asked.query) or {}).get(asked.word(key), asked.word(key))
        asked_for.append(f"“{said}”")
        total = editions.search(asked.edition, wish, type_words()).total
        if total:
            sentence = t.n(
                "Without {filter}: one signatory", "Without {filter}: {n} signatories", total, filter=f"“{said}”"
            )
            ways.append((sentence, address(asked, **{key: None})))
    return render(
        "directory_none.html.j2",
        t,
        asked_for=", ".join(asked_for),
        ways=ways,
        all_link=f"/signatories?edition={asked.info.number}",
    )


PAGE = PublicPage(keys=KEYS, lead=page_lead, body=page_body)
