"""Fields whose state is the address: a choice is written there in codes, which hold in every language and in links.

A field is drawn with what the address says, under a key that stays: whoever goes on by keyboard keeps the place.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import streamlit as st

from .day_field import day_field

PAGES: Final = ("page",)
"""What another question takes out of the address: it begins on its first page."""


def choice(
    name: str, label: str, options: Mapping[str, str], current: str, *, usual: str = "", ends: tuple[str, ...] = PAGES,
    is_open: bool = False,
) -> None:  # fmt: skip
    """One of these, code to label. `usual` is left out of the address; `ends` goes with a change of it.

    A word that no option has shows the first; with `is_open`, none.
    """
    codes = list(options)
    shown = current if current in options else None if is_open else codes[0]
    # Without an index a choice could be cleared: that is for one that nobody has made yet.
    look: dict[str, Any] = {"index": None, "placeholder": "–"} if shown is None else {}
    st.selectbox(
        label, codes, format_func=lambda code: options.get(code, code), key=_held(name, shown), on_change=_write,
        args=(name, usual, ends), **look,
    )  # fmt: skip


def words(name: str, label: str, current: str, *, most: int = 100, ends: tuple[str, ...] = PAGES, **look: Any) -> None:
    """A line of free text of so many characters."""
    key = _held(name, current)
    st.text_input(label, key=key, max_chars=most, on_change=_write, args=(name, "", ends), **look)


def day(name: str, label: str, current: date | None, *, ends: tuple[str, ...] = PAGES) -> None:
    """A day or none."""
    key = _held(name, current)
    day_field(label, key=key, on_change=_write, args=(name, "", ends))


def take_out(*names: str) -> None:
    """These words leave the address."""
    for name in names:
        st.query_params.pop(name, None)


def _held(name: str, shown: object) -> str:
    """The key of a field, which shows what the address says: also after a step back."""
    key = f"asked-{name}"
    if key not in st.session_state or st.session_state[key] != shown:
        st.session_state[key] = shown
    return key


def _write(name: str, usual: str, ends: tuple[str, ...]) -> None:
    value = st.session_state[f"asked-{name}"]
    take_out(*ends)
    if value in (None, "", usual):
        take_out(name)
    else:
        st.query_params[name] = str(value)
