"""What an answer can hold several of, such as measures: a table, and the fields of the one that is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import streamlit as st

from ..domain.problems import Problem
from ..domain.report import Entry
from ..i18n import Text
from ..services.warnings import Marked
from . import session
from .problems import refusal, sentence
from .reporting_remarks import remarks
from .reporting_saving import Keys, Saver
from .templating import drawn

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Around:
    """What one answer's fields are drawn from: whose it is, as it stands, and what is wrong or asked about it."""

    t: Text
    saver: Saver
    entry: Entry
    keys: Keys
    problems: Sequence[Problem]
    marked: Sequence[Marked]

    def opened(self, field: str) -> str:
        """The session key of which piece is open."""
        return f"open-{self.keys(field)}"


@dataclass(frozen=True, slots=True)
class Kind(Generic[P]):
    """One kind of piece: its place in the answer, its words (messages), and how one is shown, asked for and read.

    `name` begins the keys, `field` is the answer's, `sheet` the problems'. `fields` draws the fields of a piece (None:
    a new one) under the keys that end in `base`; `typed` reads them, and gives None while they say too little.
    """

    name: str
    field: str
    sheet: str
    most: int
    add: str
    take_away: str
    template: str
    label: Callable[[Text, int, P], str]
    row: Callable[[Text, P], dict[str, object]]
    fields: Callable[[Around, P | None, str, dict[str, Any], Sequence[Problem]], None]
    typed: Callable[[str, P | None], P | None]


def pieces(around: Around, kind: Kind[P]) -> None:
    """The table of what there is, with the fields of the open one; nothing at all where there is nothing."""
    t, entry, saver = around.t, around.entry, around.saver
    there: tuple[P, ...] = getattr(entry, kind.field)
    mine = [problem for problem in around.problems if problem.sheet == kind.sheet]
    shown: int | None = None if saver.report.closed else st.session_state.get(around.opened(kind.field))
    if there:
        rows = [
            kind.row(t, one)
            | {
                "title": kind.label(t, number, one),
                # The open one has its problems beside its fields.
                "mend": [sentence(t, problem) for problem in mine if problem.row == number and shown != number - 1],
            }
            for number, one in enumerate(there, start=1)
        ]
        st.html(drawn(kind.template, t=t, rows=rows))
    if about_all := [problem for problem in mine if problem.row is None]:
        refusal(t, about_all)
    remarks(t, saver, entry.item, [one for one in around.marked if one.remark.problem.sheet == kind.sheet])
    if saver.report.closed is None:
        _open_one(around, kind, there, shown, mine)


def _open_one(
    around: Around, kind: Kind[P], there: tuple[P, ...], shown: int | None, problems: Sequence[Problem]
) -> None:
    t, entry, opened = around.t, around.entry, around.opened(kind.field)
    if there:
        with st.container(key=f"{kind.name}-acts-{entry.item}", horizontal=True, gap="small"):
            for number, one in enumerate(there):
                label = t("Change “{title}”", title=kind.label(t, number + 1, one))
                st.button(
                    label, key=f"{kind.name}-{entry.item}-{number}", on_click=open_or_close, args=(opened, number)
                )
    if shown is None or shown > len(there):
        return
    one_there = there[shown] if shown < len(there) else None
    base = f"{around.keys(kind.field)}-{shown}"
    typed: dict[str, Any] = {
        "on_change": _typed,
        "args": (around.saver, entry, kind, base, shown),
        "disabled": around.saver.report.closed is not None,
    }
    with st.container(key=f"form-{kind.name}-{entry.item}", border=True):
        kind.fields(around, one_there, base, typed, [problem for problem in problems if problem.row == shown + 1])
        if one_there is not None:
            rest = entry.model_copy(update={kind.field: (*there[:shown], *there[shown + 1 :])})
            args = (rest, kind.field)
            key = f"{kind.name}-gone-{entry.item}"
            st.button(t(kind.take_away), key=key, type="tertiary", on_click=around.saver.save, args=args)


def add_button(around: Around, kind: Kind[P]) -> None:
    """The way to one more piece."""
    count = len(getattr(around.entry, kind.field))
    if count < kind.most:
        args = (around.opened(kind.field), count)
        key = f"{kind.name}-new-{around.entry.item}"
        st.button(around.t(kind.add), key=key, type="tertiary", on_click=open_or_close, args=args)


def open_or_close(opened: str, what: object) -> None:
    """The callback of a button that opens something, and closes it when it is open."""
    st.session_state[opened] = None if st.session_state.get(opened) == what else what


@session.acts
def _typed(saver: Saver, entry: Entry, kind: Kind[P], base: str, number: int) -> None:
    """The callback of every field: the open piece as it was typed, in its place."""
    there: tuple[P, ...] = getattr(entry, kind.field)
    one = kind.typed(base, there[number] if number < len(there) else None)
    if one is not None:
        saver.save(entry.model_copy(update={kind.field: (*there[:number], one, *there[number + 1 :])}))
