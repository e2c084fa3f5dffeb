"""The list of signatories: one page of a search, and the letters that it begins with."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from urllib.parse import urlencode

from .. import charts, editions
from ..charts import Context, words
from ..charts.templating import render
from ..domain.declaration import StakeholderType
from ..domain.rates import RateName
from ..editions import Matches, Order, SignatoryRow
from ..i18n import Text
from .asked import Asked, Body, Lead, PublicPage
from .choice_labels import ANY, EVERYWHERE, captions
from .choices import choices_of
from .finding import KEYS, PAGE_SIZE, address, matches, page_of, pages_of, selection, type_words

_MOST_LETTERS: Final = 40


def page_lead(asked: Asked) -> Lead:
    """What the list is, and how many match."""
    t, found = asked.text, matches(asked)
    purpose = t("Every recorded signatory of the COP29 Declaration on Green Digital Action, and what each has shown.")
    html = charts.page_lead(asked.context, title=t("Signatories"), purpose=purpose)
    html = f'<div class="gda-directory-lead">{html}</div>'
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
        (search_label(t), asked.word("search") or search_hint(t)),
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
    return t("Search")


def search_hint(t: Text) -> str:
    """What stands in the empty search field."""
    return t("Name, acronym, country or type")


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
