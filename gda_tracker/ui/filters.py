"""The filter bar of a page. Each filter lives in the address, so a link carries the view."""

from __future__ import annotations

import streamlit as st

from ..editions import EditionInfo
from ..i18n import Text
from ..publishing.asked import Asked
from ..publishing.choices import captions
from ..publishing.view import usual_type
from . import cached


class Bar:
    """Draws filters side by side and collects what is chosen, in codes."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
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
        first = codes.index(usual) if usual in codes else 0
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
        """The choice of the edition, newest first."""
        numbers = [info.number for info in self.asked.editions]
        label = captions(self.t)["edition"]
        number = int(st.selectbox(label, numbers, key="edition", bind="query-params"))
        self._kept("edition", str(number))
        return number

    def _kept(self, key: str, word: str) -> str:
        self.chosen[key] = word
        return word
