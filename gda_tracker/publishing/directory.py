"""The list of signatories: one page of a search, with links to the profiles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .. import editions
from ..charts import Context, words
from ..charts.templating import render
from ..editions import Edition, SignatoryRow
from ..i18n import Text
from .asked import Asked, Body, Lead, PublicPage

PAGE_SIZE: Final = 50


@dataclass(frozen=True, slots=True)
class DirectoryPage:
    """How many signatories match, on how many pages, and the table of this page as HTML."""

    total: int
    pages: int
    lead_html: str
    html: str


def directory(edition: Edition, context: Context, *, search: str, stakeholder_type: str, page: int) -> DirectoryPage:
    """Page `page` (from 1) of the signatories whose name holds the search, alphabetically."""
    t = context.text
    kind = None if stakeholder_type == "all" else stakeholder_type
    total, rows = editions.signatories(
        edition, search=search[:100], stakeholder_type=kind, offset=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE
    )
    html = render("directory.html.j2", t, rows=[_line(t, row) for row in rows], source=context.source)
    sentence = t.n("One signatory", "{n} signatories", total)
    pages = max(1, -(-total // PAGE_SIZE))
    lead = render(
        "directory_lead.html.j2", t, edition=context.edition, sentence=sentence, page=min(page, pages), pages=pages
    )
    return DirectoryPage(total, pages, lead, html)


def _line(t: Text, row: SignatoryRow) -> dict[str, object]:
    place = words.member_label(t, "itu_region", row.itu_region) if row.itu_region else "–"
    return {
        "id": row.id,
        "name": row.names.in_language(t.language),
        "kind": words.one_of_type(t, row.stakeholder_type),
        "place": place,
        "endorsed": t.date(row.endorsed_on),
        "light": words.light_label(t, row.light) if row.light else "–",
        "light_code": row.light or "",
        "verified": t("{count} of {due}", count=row.verified_objectives, due=row.due_objectives),
    }


def _page(asked: Asked) -> DirectoryPage:
    word = asked.word("page", "1")
    number = max(1, int(word)) if word.isdecimal() and len(word) < 7 else 1
    return directory(
        asked.edition,
        asked.context,
        search=asked.word("search"),
        stakeholder_type=asked.word("who", "all"),
        page=number,
    )


def page_lead(asked: Asked) -> Lead:
    """How many match."""
    t = asked.text
    description = t("Every recorded signatory of the COP29 Declaration on Green Digital Action.")
    return Lead(t("Signatories"), description, _page(asked).lead_html)


def page_body(asked: Asked) -> Body:
    """The table of one page."""
    return Body({}, {"table": _page(asked).html})


PAGE = PublicPage(keys=("search", "who", "page", "edition"), lead=page_lead, body=page_body)
