"""What one address asks of one public page, and what a page answers with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ..charts import Chart, Context
from ..editions import Edition, EditionInfo
from ..i18n import Text, text
from .analysis import Analysis
from .installation import UNSAID, Installation
from .shelf import Shelf, in_force

MOST_LETTERS: Final = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """One edition, one language, one query in codes; `analysis` computes what no edition holds ready."""

    shelf: Shelf
    info: EditionInfo
    language: str
    query: Mapping[str, str]
    analysis: Analysis
    installation: Installation = UNSAID

    @property
    def edition(self) -> Edition:
        """The open edition."""
        return self.shelf.edition(self.info)

    @property
    def text(self) -> Text:
        """The language's text."""
        return text(self.language)

    @property
    def context(self) -> Context:
        """What every chart of the edition says about its source."""
        info = self.info
        return Context(
            self.text,
            info.number,
            info.snapshot_on,
            info.method_version,
            info.is_demonstration,
            is_withdrawn=info.is_withdrawn,
        )

    @property
    def editions(self) -> tuple[EditionInfo, ...]:
        """Every edition at hand, newest first."""
        return self.shelf.editions()

    @property
    def earlier(self) -> tuple[EditionInfo, ...]:
        """The editions published before this one that still stand, newest first."""
        return tuple(info for info in self.editions if info.number < self.info.number and not info.is_withdrawn)

    @property
    def age(self) -> str:
        """That a newer edition is there, as a sentence; empty on the one in force, and where a notice says more."""
        newest = in_force(self.editions) or self.info
        if newest.number <= self.info.number or self.info.is_withdrawn:
            return ""
        return self.text(
            "You are reading edition {number} of {day}; the newest is edition {newest}.",
            number=self.info.number,
            day=self.text.date(self.info.snapshot_on),
            newest=newest.number,
        )

    def word(self, key: str, usual: str = "") -> str:
        """What the query says for a key, cut to a readable length."""
        return self.query.get(key, usual)[:MOST_LETTERS] or usual


@dataclass(frozen=True, slots=True)
class Lead:
    """What a page says first, before Streamlit has started and after: one `h1`, purpose, "last updated".

    `filters` are the labels and values of the filter bar as it will stand, so that nothing jumps; `below` is what
    stands under the bar at once (the overview's funnel).
    """

    title: str
    description: str
    html: str
    filters: tuple[tuple[str, str], ...] = ()
    below: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """The rest of a page: charts by name, and pieces of escaped HTML by name."""

    charts: Mapping[str, Chart] = field(default_factory=dict)
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PublicPage:
    """One public page: the keys of the address that it reads, its lead, its body.

    Both functions are pure in what they are asked; None is "there is no such thing" (a 404 with a way on).
    """

    keys: tuple[str, ...]
    lead: Callable[[Asked], Lead | None]
    body: Callable[[Asked], Body | None]
