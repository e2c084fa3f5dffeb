"""What can be downloaded, how it is cited, under which licence, and what each column means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .. import charts
from ..charts.templating import render
from ..editions import EditionInfo
from ..editions.tables import table_rows
from ..i18n import Text
from .asked import Asked, Body, Lead, PublicPage
from .citation import citation
from .dictionary import MARK, dictionary
from .fingerprints import sha256_of
from .table_files import file_name
from .view import bar_values
from .withdrawn import said_of, words_of

_MEGABYTE: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Offer:
    """One edition as it is offered: what it is, how large, and how to know that it arrived whole."""

    info: EditionInfo
    file: str
    size: str
    sha256: str
    signatories: int
    rows: int
    is_shown: bool
    withdrawn: str = ""
    """Where it was withdrawn: that, and why."""


@dataclass(frozen=True, slots=True)
class TableOffer:
    """One table of the edition on show with its downloads and its columns."""

    name: str
    meaning: str
    rows: int
    columns: tuple[tuple[str, str], ...]


def lead(asked: Asked) -> Lead:
    """What the page is for."""
    t = asked.text
    purpose = t(
        "Everything that is published can be downloaded, computed again, cited and reused: each edition as one file, "
        "each of its tables, and what every column means."
    )
    html = charts.page_lead(asked.context, title=t("Data"), purpose=purpose)
    return Lead(t("Data"), purpose, f'<div class="gda-data-lead">{html}</div>', bar_values(asked, "edition"))


def body(asked: Asked) -> Body:
    """Downloads, citation, licence, editions, dictionary, sources."""
    t, info = asked.text, asked.info
    offers = [_offer(asked, one) for one in asked.editions]
    shown = next(offer for offer in offers if offer.is_shown)
    tables = _tables(asked)
    problems = [t(problem.message, **problem.values) for problem in asked.shelf.problems()]
    values = {"number": info.number, "mark": asked.context.demonstration}
    return Body(
        parts={
            "download": render("data_download.html.j2", t, offer=shown, tables=tables, **values),
            "cite": render("data_cite.html.j2", t, citation=citation(asked), installation=asked.installation, **values),
            "editions": render("data_editions.html.j2", t, offers=offers, problems=problems),
            "dictionary": render(
                "data_dictionary.html.j2", t, tables=tables, mark_column=(MARK.name, t(MARK.meaning)), **values
            ),
            "sources": render("data_sources.html.j2", t),
        }
    )


def _offer(asked: Asked, info: EditionInfo) -> Offer:
    rows = table_rows(asked.shelf.edition(info))
    return Offer(
        info=info,
        file=file_name(info.number),
        size=_size(asked.text, info.path.stat().st_size),
        sha256=sha256_of(info.path),
        signatories=rows["signatory"],
        rows=sum(rows.values()),
        is_shown=info.number == asked.info.number,
        withdrawn=f"{said_of(asked.text, info)} {words_of(asked.text, info)}" if info.is_withdrawn else "",
    )


def _tables(asked: Asked) -> list[TableOffer]:
    t, rows = asked.text, table_rows(asked.edition)
    return [
        TableOffer(
            entry.name,
            t(entry.meaning),
            rows[entry.name],
            tuple((column.name, t(column.meaning)) for column in entry.columns),
        )
        for entry in dictionary()
        if entry.name in rows
    ]


def _size(t: Text, count: int) -> str:
    """A file's size in megabytes of a million bytes, to one decimal."""
    return t("{size} MB", size=t.number(max(0.1, round(count / _MEGABYTE, 1))))


PAGE: Final = PublicPage(keys=("edition",), lead=lead, body=body)
