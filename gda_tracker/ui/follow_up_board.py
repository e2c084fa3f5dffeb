"""The board: how many of each light, the table, its pages, and what is kept of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from ..charts import words
from ..domain.following import Board, Sort
from ..domain.statuses import Light
from ..i18n import Text
from ..services.following_up import BoardPage, BoardRow, SavedView
from ..services.narrowing import Intervals
from .follow_up_words import points, report_words, since_words, ways
from .templating import drawn

PATH = "/follow-up"


def address(board: Board, **more: str) -> str:
    """The board in an address, with more words of it."""
    query = "&".join(part for part in (board.query, urlencode(more)) if part)
    return f"{PATH}?{query}" if query else PATH


def said(t: Text, page: BoardPage) -> str:
    """How many are asked and how many have not reported."""
    asked = sum(page.lights.values())
    open_ones = sum(page.lights.get(light, 0) for light in (Light.DUE, Light.OVERDUE, Light.SILENT))
    return t(
        "No report for {cop} yet from {missing} of {asked}.",
        missing=t.number(open_ones),
        asked=t.number(asked),
        cop=page.cop,
    )


def lights(t: Text, board: Board, page: BoardPage) -> None:
    """Each light with its count, each the way to its signatories."""
    rows = [
        {
            "code": light.value,
            "label": words.light_label(t, light.value),
            "count": t.number(page.lights.get(light, 0)),
            "link": address(replace(board, light="" if board.light == light.value else light.value)),
            "is_chosen": board.light == light.value,
        }
        for light in Light
    ]
    st.html(drawn("follow_up_lights.html.j2", t=t, rows=rows))


def views(t: Text, board: Board, kept: Sequence[SavedView]) -> None:
    """The ways to one's own views."""
    if not kept:
        return
    rows = [{"name": one.name, "link": f"{PATH}?{one.query}", "is_chosen": one.query == board.query} for one in kept]
    st.html(drawn("follow_up_views.html.j2", t=t, rows=rows))


def table(t: Text, board: Board, page: BoardPage, today: date, intervals: Intervals | None) -> None:
    """Fifty signatories, each the way to what is known of it."""
    is_narrowing = board.sort == Sort.NARROWING and intervals is not None
    note = ""
    if intervals is not None:
        note = t(
            "Points by which a report, and its verification, would move floor or ceiling, or keep them where they are: "
            "one over those due, summed over the items. Counted in edition {number} of {day}; groups with fewer than "
            "five due have no interval. Who has reported since comes after the others.",
            number=t.number(intervals.edition.number),
            day=t.date(intervals.edition.snapshot_on),
        )
    elif board.sort == Sort.NARROWING:
        note = t("Intervals are read from an edition: nothing is published yet.")
    st.html(
        drawn(
            "follow_up_board.html.j2",
            t=t,
            rows=[_row(t, board, row, today) for row in page.rows],
            is_narrowing=is_narrowing,
            note=note,
            count=t.n("One signatory", "{n} signatories", page.total),
        )
    )
    _pages(t, board, page)


def _row(t: Text, board: Board, row: BoardRow, today: date) -> dict[str, object]:
    about = [words.one_of_type(t, row.stakeholder_type), *([t(row.itu_region)] if row.itu_region else [])]
    found = row.narrowing
    return {
        "name": row.name,
        "link": address(board, signatory=row.signatory_id),
        "about": " · ".join(about),
        "light": row.light.value,
        "label": words.light_label(t, row.light.value),
        "day": report_words(t, row, today),
        "unreached": t("the address takes no mail") if row.is_unreached else "",
        "officer": row.officer,
        "contact": t.date(row.contact_on) if row.contact_on else "",
        "is_reminder": row.is_reminder,
        "step": row.next_step,
        "step_day": t.date(row.next_on) if row.next_on else "",
        "is_late": row.next_on is not None and row.next_on < today,
        "points": points(t, found.share) if found else "",
        "ways": ways(t, found) if found else "",
        "since": since_words(t, row),
    }


def _pages(t: Text, board: Board, page: BoardPage) -> None:
    if page.pages == 1:
        return
    place = t("Page {number} of {pages}", number=t.number(page.number), pages=t.number(page.pages))
    before = address(board, page=str(page.number - 1)) if page.number > 1 else ""
    after = address(board, page=str(page.number + 1)) if page.number < page.pages else ""
    st.html(drawn("follow_up_pages.html.j2", t=t, place=place, before=before, after=after))
