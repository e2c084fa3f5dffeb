"""Good practices: what signatories offered to others, with search, filters, and the nearest first if asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from .. import charts, editions
from ..charts import Chart, words
from ..charts.practices import OfferedItem, OfferedPlace, practice_grid, practice_list
from ..charts.templating import render
from ..editions import OfferedPractice
from ..i18n import Text, alphabetical
from .asked import Asked, Body, Lead, PublicPage
from .choice_labels import ANY, EVERYWHERE, captions
from .choices import choices_of
from .nearness import Home, home_of, nearest_first
from .offers import offer, row
from .paging import page_of, pages_of

KEYS: Final = ("search", "item", "element", "by", "where", "who", "near", "page", "edition")
PAGE_SIZE: Final = 20
_OBJECTIVE: Final = "objective"


@dataclass(frozen=True, slots=True)
class Found:
    """The practices that match, in their order, and which page of them is shown (from 1)."""

    practices: tuple[OfferedPractice, ...]
    home: Home | None
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return pages_of(len(self.practices), PAGE_SIZE)

    @property
    def shown(self) -> tuple[OfferedPractice, ...]:
        """The practices of the page."""
        return self.practices[(self.page - 1) * PAGE_SIZE : self.page * PAGE_SIZE]


def found_of(asked: Asked) -> Found:
    """What matches: alphabetically by signatory, or the nearest first. A page beyond the last is the last."""
    item, element, who, member = (
        asked.word("item", ANY),
        asked.word("element", ANY),
        asked.word("who", "all"),
        asked.word("where", EVERYWHERE),
    )
    matching = editions.practices(
        asked.edition,
        search=asked.word("search"),
        item=None if item == ANY else item,
        element=None if element == ANY else element,
        stakeholder_type=None if who == "all" else who,
        dimension=_dimension(asked),
        member=None if member == EVERYWHERE else member,
    )
    ordered = sorted(matching, key=lambda one: alphabetical(one.names.in_language(asked.language)))
    home = home_of(asked)
    practices = tuple(nearest_first(ordered, home) if home else ordered)
    return Found(practices, home, page_of(asked.word("page"), len(practices), PAGE_SIZE))


def _dimension(asked: Asked) -> str:
    return asked.word("by", "itu_region")


def lead(asked: Asked) -> Lead:
    """What the page is for, and how many practices match."""
    t, found = asked.text, found_of(asked)
    purpose = t(
        "What signatories offer to others, in their own words: by objective, element, region and income group. "
        "A practice is an offer, not a verified result."
    )
    total = len(found.practices)
    detail = t.n("One practice matches.", "{n} practices match.", total)
    if not total:
        is_filtered = _is_filtered(asked)
        detail = t("No practice matches.") if is_filtered else t("No signatory has offered a good practice yet.")
    html = charts.page_lead(asked.context, title=t("Good practices"), purpose=purpose, detail=detail)
    # The stylesheet gives this page's filters two rows.
    marked = f'<div class="gda-practices-lead">{html}</div>'
    return Lead(t("Good practices"), purpose, marked, _bar(asked))


def _bar(asked: Asked) -> tuple[tuple[str, str], ...]:
    t, choices = asked.text, choices_of(asked.edition, asked.analysis)
    said_over = captions(t)
    drawn = [(search_label(t), asked.word("search"))]
    for key in ("item", "element", "by", "where", "who", "near"):
        labels = options(t, key) | (choices.labels(t, key, asked.query) or {})
        usual = {"item": ANY, "who": "all"}.get(key, next(iter(labels), ""))
        code = asked.word(key, usual)
        drawn.append((said_over[key], options(t, key).get(code) or labels.get(code, code)))
    return (*drawn, (t("Page"), asked.word("page", "1")), (said_over["edition"], str(asked.info.number)))


def search_label(t: Text) -> str:
    """What stands over the search, which looks into title, summary and name."""
    return t("Search")


def options(t: Text, key: str) -> dict[str, str]:
    """Choices that are called otherwise here than on pages that count."""
    return {ANY: t("Any item")} if key == "item" else {}


def body(asked: Asked) -> Body:
    """The list of one page, the ways to the others, and how many there are where."""
    t, found = asked.text, found_of(asked)
    offers = [offer(asked, practice, found.home) for practice in found.shown]
    html = render("practice_list.html.j2", t, offers=offers, source=asked.context.source)
    rows = [row(t, practice) for practice in found.practices]
    listed = practice_list(asked.context, html=html, total=len(rows), rows=rows)
    before = render("practice_before.html.j2", t, notes=_notes(asked, found), csv=_csv(asked))
    parts = {"before": before if offers else "", "list": html}
    if not offers:
        parts["list"] = render("practice_none.html.j2", t, edition=asked.info.number, is_filtered=_is_filtered(asked))
    parts["pages"] = _pages(asked, found)
    return Body({"grid": _grid(asked, found), "practices": listed}, parts)


def _is_filtered(asked: Asked) -> bool:
    return any(asked.query.get(key) for key in ("search", "item", "element", "where", "who"))


def _csv(asked: Asked) -> str:
    query = {key: word for key, word in asked.query.items() if key not in {"page", "edition"}}
    told = urlencode({**query, "edition": asked.info.number, "lang": asked.language})
    return f"/charts/practices/practices.csv?{told}"


def _notes(asked: Asked, found: Found) -> list[str]:
    """What a reader should know before reading: order, what the pill says, how contact is made."""
    t, notes = asked.text, []
    if found.home:
        notes.append(
            t(
                "The nearest to {country} first, measured between the middles of countries. The country you chose "
                "stands in the address of this page and nowhere else: it is not stored and not sent on.",
                country=found.home.country.name(t.language),
            )
        )
    else:
        notes.append(t("In alphabetical order of signatories. Choose your country to see the nearest first."))
    notes.append(
        t("The pill tells what the newest report says about the item; the practice itself has not been verified.")
    )
    notes.append(t("An offer that is repeated in a later cycle counts once."))
    if not asked.installation.contact_email:
        notes.append(
            t(
                "No contact address is set here, so contact cannot be asked for on this page: write to the signatory "
                "itself."
            )
        )
    return notes


def _pages(asked: Asked, found: Found) -> str:
    """The ways to the page before and after."""
    t = asked.text
    sentence = t("Page {page} of {pages}", page=t.number(found.page), pages=t.number(found.pages))
    before = _address(asked, page=str(found.page - 1)) if found.page > 1 else ""
    after = _address(asked, page=str(found.page + 1)) if found.page < found.pages else ""
    if not before and not after:
        return ""
    return render("practice_pages.html.j2", t, sentence=sentence, before=before, after=after)


def _address(asked: Asked, **changed: str) -> str:
    """This page with other filters; the edition stays."""
    query = {key: word for key, word in {**asked.query, **changed}.items() if word and key != "edition"}
    return f"/practices?{urlencode({**query, 'edition': asked.info.number})}"


def _grid(asked: Asked, found: Found) -> Chart:
    """How many of what matches stand where; each number leads to its practices."""
    t, dimension = asked.text, _dimension(asked)
    counts = Counter((one.item, one.member(dimension)) for one in found.practices)
    with_any = {item for item, _ in counts}
    chosen = asked.word("item", ANY)
    items = [
        OfferedItem(
            one.code, words.numeral(one.code), t(one.short), _address(asked, item=one.code, element="", page="")
        )
        for one in editions.items(asked.edition)
        if one.code in with_any or (one.kind == _OBJECTIVE and chosen in {ANY, one.code})
    ]
    codes = _members(asked, dimension)
    places = [OfferedPlace(code, words.member_label(t, dimension, code)) for code in codes]
    if any(member is None for _, member in counts):
        places.append(OfferedPlace(None, t("In no group")))
    links: dict[tuple[str, str | None], str] = {
        (item.code, code): _address(asked, item=item.code, where=code, page="") for item in items for code in codes
    }
    return practice_grid(asked.context, items, places, counts, links, group=words.dimension_label(t, dimension))


def _members(asked: Asked, dimension: str) -> Sequence[str]:
    """The groups of the grid: the chosen one, or all, in the language's alphabetical order."""
    t, chosen = asked.text, asked.word("where", EVERYWHERE)
    codes = [chosen] if chosen != EVERYWHERE else list(choices_of(asked.edition, asked.analysis).members(dimension))
    return sorted(codes, key=lambda code: alphabetical(words.member_label(t, dimension, code)))


PAGE: Final = PublicPage(keys=KEYS, lead=lead, body=body)
