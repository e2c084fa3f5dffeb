"""What changes in public beside the rates, as the desk reads it: lights, due days, receipts, texts, by signatory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from ..charts import words
from ..i18n import Text
from ..publishing.paging import page_of
from ..services.edition_changes import MOST_SHOWN, csv_of
from ..services.edition_written import REPORTED, Written
from .address_fields import choice
from .address_fields import words as words_in_address
from .edition_pages import pages
from .edition_words import reported, written
from .templating import drawn

_SHEET: Final = "sheet"
"""What pages this list in the address: `page` is the other list's."""


def rosters(t: Text, found: Written) -> list[tuple[str, list[str]]]:
    """Headings with the names under them: whose light or days change, of whom something else is written."""
    reporting, texts = found.reporting["name"].to_list(), found.texts["name"].to_list()
    headings = (
        (t.n("The light, due day or receipt of one signatory changes",
             "The light, due day or receipt of {n} signatories changes", len(reporting)), reporting),
        (t.n("Of one signatory something else is written: answers, decisions or facts",
             "Of {n} signatories something else is written: answers, decisions or facts", len(texts)), texts),
    )  # fmt: skip
    return [(heading, names) for heading, names in headings if names]


def otherwise(t: Text, found: Written, about: Mapping[str, str]) -> None:
    """Every signatory of which something is public otherwise, from what to what, 50 a page, with their CSV."""
    if found.rows.is_empty():
        return
    query = st.query_params
    what, search = query.get("change", ""), query.get("whose", "")[:100]
    rows = found.chosen(what, search)
    number = page_of(query.get(_SHEET, ""), rows.height, MOST_SHOWN)
    first = (number - 1) * MOST_SHOWN
    shown = rows.slice(first, MOST_SHOWN)
    sentence = t.n("One signatory.", "{n} signatories.", rows.height)
    if rows.height > MOST_SHOWN:
        sentence += " " + t("Shown: {first} to {last}.", first=t.number(first + 1), last=t.number(first + shown.height))
    told = [_told(t, row) for row in shown.iter_rows(named=True)]
    with st.container(key="written"):
        st.html(drawn("edition_list_head.html.j2", title=t("What else changes in public, by signatory")))
        _filters(t, what, search)
        places = {"sentence": sentence, "rows": told, "pages": pages(number, rows.height, _SHEET), "here": number}
        st.html(drawn("edition_written.html.j2", t=t, **places))
        st.download_button(
            t("Every signatory that fits, as CSV"), lambda: csv_of(rows, about), "gda-edition-signatories.csv",
            "text/csv", key="written-csv", on_click="ignore",
        )  # fmt: skip


def _filters(t: Text, what: str, search: str) -> None:
    kinds = {"": t("All")} | reported(t) | written(t)
    with st.container(key="written-filters", horizontal=True, gap="small"):
        words_in_address("whose", t("Find a signatory"), search, ends=(_SHEET,))
        choice("change", t("What changes"), kinds, what, ends=(_SHEET,))


def _told(t: Text, row: Mapping[str, Any]) -> dict[str, Any]:
    about = [words.one_of_type(t, row["stakeholder_type"]), t(row["itu_region"]) if row["itu_region"] else ""]
    names = written(t)
    return {
        "name": row["name"],
        "link": f"/signatory?{urlencode({'id': row['signatory_id']})}",
        "about": ", ".join(filter(None, about)),
        "told": [(reported(t)[name], _moved(t, row, name)) for name in REPORTED],
        "texts": ", ".join(label for kind, label in names.items() if row[kind]) or "–",
    }


def _moved(t: Text, row: Mapping[str, Any], name: str) -> dict[str, str | None]:
    was, now = (_said(t, row, f"{end}_", name) for end in ("from", "to"))
    return {"was": None if was == now else was, "now": now}


def _said(t: Text, row: Mapping[str, Any], end: str, name: str) -> str:
    """A light in words, a day as the language writes it; who is not asked to report has none."""
    value = row[f"{end}{name}"]
    if isinstance(value, date):
        return t.date(value)
    if row[f"{end}light"] is None:
        return t("not asked") if name == "light" else "–"
    return words.light_label(t, value) if name == "light" else "–"
