"""The filter bar of a page. Each filter lives in the address, so a link carries the view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeVar

import streamlit as st

from ..editions import EditionInfo
from ..i18n import Text
from ..publishing.asked import Asked
from ..publishing.choice_labels import captions
from ..publishing.shelf import in_force
from ..publishing.view import usual_type
from . import cached

Option = TypeVar("Option", str, int)
CARRIED: Final = frozenset({"who", "by", "where", "edition"})
"""What a visitor has chosen to look at stays chosen on the next page of the menu."""
_CHOSEN: Final = "chosen"
"""Session key of what was chosen: Streamlit empties the address when the menu opens another page."""
_CHOSEN_ON: Final = "chosen-on"
"""Session key of the page on which it was chosen."""


class Bar:
    """Draws filters side by side and collects what is chosen, in codes."""

    def __init__(self, asked: Asked, path: str) -> None:
        self.asked = asked
        self._is_new = st.session_state.get(_CHOSEN_ON, path) != path
        st.session_state[_CHOSEN_ON] = path
        self.chosen: dict[str, str] = {**asked.query, "edition": str(asked.info.number)}

    @property
    def t(self) -> Text:
        """The language's text."""
        return self.asked.text

    @property
    def info(self) -> EditionInfo:
        """The edition on show."""
        return self.asked.info

    def choice(
        self, key: str, label: str = "", *, usual: str | None = None, options: dict[str, str] | None = None
    ) -> str:
        """A select box over the choices of a key; `usual` is the code it opens on, the first one else."""
        labels = options or cached.choices(self.info.number).labels(self.t, key, self.chosen) or {}
        if usual is None and key == "who":
            usual = usual_type(self.asked.edition)
        codes = list(labels)
        is_carried = self._is_new and _carry(key, codes, labels.__getitem__)
        first = codes.index(usual) if usual in codes and not is_carried else 0
        code = st.selectbox(
            label or captions(self.t)[key],
            codes,
            first,
            format_func=labels.__getitem__,
            key=key,
            bind="query-params",
        )
        return self._kept(key, str(code))

    def text(self, key: str, label: str, *, placeholder: str = "", live: str | bool = False) -> str:
        """A line of free text of at most 100 characters; `live` answers while one types, after such a pause."""
        words = st.text_input(
            label, key=key, bind="query-params", max_chars=100, placeholder=placeholder, type="search", live=live
        )
        return self._kept(key, words or "")

    def number(self, key: str, label: str, *, most: int = 100_000) -> int:
        """A whole number from 1."""
        number = int(st.number_input(label, min_value=1, max_value=most, key=key, bind="query-params"))
        self._kept(key, str(number))
        return number

    def edition(self) -> int:
        """The choice of the edition, newest first; who chooses none sees the one in force.

        None is the default, and not that one: Streamlit leaves a default out of the address, and a link to the
        edition that was in force when it was copied would show another one later.
        """
        numbers = [info.number for info in self.asked.editions]
        usual = in_force(self.asked.editions) or self.asked.info
        label = captions(self.t)["edition"]
        if self._is_new:
            _carry("edition", numbers, str)
        chosen = st.selectbox(
            label,
            numbers,
            None,
            key="edition",
            bind="query-params",
            placeholder=str(usual.number),
        )
        number = int(chosen or usual.number)
        self._kept("edition", str(number))
        return number

    def _kept(self, key: str, word: str) -> str:
        self.chosen[key] = word
        if key in CARRIED:
            st.session_state.setdefault(_CHOSEN, {})[key] = word if st.session_state.get(key) is not None else None
        return word


def _carry(key: str, options: Sequence[Option], shown: Callable[[Option], str]) -> bool:
    """Take over what was chosen on the page before, unless the address says otherwise."""
    kept = st.session_state.get(_CHOSEN, {}).get(key)
    if key not in CARRIED or kept is None or key in st.query_params:
        return False
    found = next((option for option in options if str(option) == kept), None)
    if found is not None:
        st.session_state[key] = found
        st.query_params[key] = shown(found)
    return found is not None
