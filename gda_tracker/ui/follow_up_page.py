"""The two faces of follow-up: the board, and one signatory."""

from __future__ import annotations

from datetime import date
from functools import partial

import streamlit as st

from ..domain.following import Board, Sort
from ..domain.permissions import Actor
from ..i18n import Text
from ..publishing.paging import whole
from ..services.following_up import board_page, views_of
from ..services.narrowing import Intervals, asked_about
from ..services.registers import Register
from . import cached
from .desk import desk_lead
from .follow_up_acts import acts, keep
from .follow_up_board import lights, said, table, views
from .follow_up_detail import detail
from .follow_up_filters import dropped, filters, on_page
from .worked_out import worked_out


def one(t: Text, register: Register, actor: Actor, board: Board, signatory_id: str, today: date) -> None:
    """One signatory, and the way back to the board as it was."""
    desk_lead(t, actor, "follow-up", sentence=t("One signatory: what it sent, who reports, what was said."))
    detail(t, register, actor, board, signatory_id, today)


def everybody(t: Text, register: Register, actor: Actor, board: Board, today: date) -> None:
    """The board, narrowed down as the address says."""
    top = st.container(key="lead")
    intervals = _intervals(t, board) if board.sort == Sort.NARROWING else None
    number = whole(st.query_params.get("page", "")) or 1
    page = board_page(register, actor, board, today, number=number, intervals=intervals)
    on_page(page.number)
    kept = views_of(register, actor)
    with top:
        desk_lead(t, actor, "follow-up", sentence=said(t, page))
    dropped(t)
    lights(t, board, page)
    views(t, board, kept)
    filters(t, board, page)
    keep(t, register, actor, board, kept, intervals)
    acts(t, board, page)
    table(t, board, page, today, intervals)


def _intervals(t: Text, board: Board) -> Intervals | None:
    about = asked_about(board)
    words = t("Whose report would narrow the interval most is being worked out from the newest edition …")
    return worked_out(("intervals", *about), partial(cached.intervals, *about), words)
