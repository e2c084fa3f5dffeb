"""How the columns of a list are read, changeable by hand."""

from __future__ import annotations

from typing import Final

import streamlit as st

from ..domain.list_columns import Field, MatchedColumn, UnusedColumn
from ..domain.permissions import Actor
from ..i18n import Text
from ..services.import_lists import OpenList, choose_columns
from ..services.registers import Register
from ..settings import settings
from . import session
from .imports_page import OUTCOME
from .imports_words import column_label
from .templating import drawn

_NOTHING: Final = ""


def columns(t: Text, register: Register, actor: Actor, found: OpenList) -> None:
    """Every column with what it is read as; one form, one record."""
    plan = found.prepared.plan
    read = t.n("one column is read", "{n} columns are read", len(plan.columns))
    left = t.n("one is not", "{n} are not", len(plan.unused_columns))
    guessed = sum(column.is_guessed for column in plan.columns)
    doubt = t.n("one is a guess", "{n} are guesses", guessed) if guessed else ""
    with st.expander(t("Columns: {told}", told=", ".join(filter(None, (read, left, doubt))))):
        st.html(drawn("quiet.html.j2", sentence=_where(t, found)))
        every: list[MatchedColumn | UnusedColumn] = [*plan.columns, *plan.unused_columns]
        ordered = sorted(every, key=lambda column: column.index)
        keys = {column.index: f"column-{found.brought.import_id}-{column.index}" for column in ordered}
        with st.form(key=f"columns-{found.brought.import_id}", border=False):
            places = st.columns(3, gap="medium")
            for number, column in enumerate(ordered):
                with places[number % 3]:
                    _choice(t, column, keys[column.index])
            args = (register, found.brought.import_id, keys)
            st.form_submit_button(t("Read the columns this way"), key="read-columns", on_click=_choose, args=args)


def _where(t: Text, found: OpenList) -> str:
    plan = found.prepared.plan
    told = t("Read from the sheet “{sheet}”, headings in row {row}.", sheet=plan.sheet, row=plan.header_row)
    if plan.unused_sheets:
        return f"{told} {t('Not read: {sheets}.', sheets=', '.join(plan.unused_sheets))}"
    return told


def _choice(t: Text, column: MatchedColumn | UnusedColumn, key: str) -> None:
    field = column.field.value if isinstance(column, MatchedColumn) else _NOTHING
    options = [_NOTHING, *(one.value for one in Field)]
    label = f"{column.letters} · {column.heading or t('without a heading')}"
    if isinstance(column, MatchedColumn) and column.is_guessed:
        label = t("{column} (a guess)", column=label)
    elif isinstance(column, UnusedColumn) and column.instead:
        label = t("{column} (“{other}” is read instead)", column=label, other=column.instead)
    st.selectbox(
        label.replace("[", "\\["),  # A heading is text, no mark-up.
        options,
        index=options.index(field),
        format_func=lambda one: column_label(t, Field(one)) if one else t("not imported"),
        key=key,
    )


@session.acts
def _choose(register: Register, import_id: str, keys: dict[int, str]) -> None:
    typed = {place: st.session_state.get(key) for place, key in keys.items()}
    fields = {place: Field(field) if field else None for place, field in typed.items() if field is not None}
    st.session_state[OUTCOME] = choose_columns(register, session.actor(), settings().imports_folder, import_id, fields)
