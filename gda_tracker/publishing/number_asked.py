"""What an address asks about a number: which one, of whom, and which of its rows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import urlencode

from .. import editions
from ..charts import words
from ..charts.number_words import Said, item_phrase
from ..charts.numbers import ADDED, number_link
from ..domain.behind import ALL_ROWS, Behind, Counted
from ..domain.changes import Group
from .asked import Asked
from .choice_labels import ANY
from .paging import page_of
from .view import View, view_of

PAGE_SIZE: Final = 50


@dataclass(frozen=True)
class Number:
    """What an address asks about: which number, of whom, and which of its rows."""

    asked: Asked

    @cached_property
    def view(self) -> View:
        """Whom it counts."""
        return view_of(self.asked)

    @property
    def item(self) -> str:
        """An item's code, or `any`."""
        return self.asked.word("item", ANY)

    @property
    def counted(self) -> Counted:
        """The rate or stage."""
        return Counted(self.asked.word("count", Counted.VERIFIED.value))

    @property
    def group(self) -> Group:
        """The same as the method asks for it."""
        dimension, member = self.view.scope
        cut = ADDED if self.asked.word("added") == ADDED else "any"
        return Group(self.item, dimension, member, self.view.stakeholder_type, cut)

    @property
    def part(self) -> str:
        """Which rows are asked for."""
        return self.asked.word("part", ALL_ROWS)

    def ask(self, offset: int = 0, limit: int = 0) -> Behind:
        """The number taken apart, with so many of the rows that are asked for."""
        asked = self.asked
        return asked.analysis.behind(
            asked.edition,
            self.group,
            self.counted,
            language=asked.language,
            part=self.part,
            offset=offset,
            limit=limit,
        )

    @cached_property
    def page(self) -> int:
        """The page of rows that is asked for: what lies beyond the last is the last, what is no number the first."""
        return page_of(self.asked.word("page"), self.ask().total, PAGE_SIZE)

    @cached_property
    def behind(self) -> Behind:
        """The number taken apart, with one page of rows."""
        return self.ask((self.page - 1) * PAGE_SIZE, PAGE_SIZE)

    @cached_property
    def shorts(self) -> dict[str, str]:
        """The items' short names in the language."""
        return {row.code: self.asked.text(row.short) for row in editions.items(self.asked.edition)}

    @property
    def said(self) -> Said:
        """The number in words."""
        t, group = self.asked.text, self.group
        return Said(
            counted=self.counted,
            item=item_phrase(t, self.item, self.shorts.get(self.item, self.item)),
            group=words.type_in_sentence(t, self.view.stakeholder_type),
            place=self.view.place(t),
            is_any=self.item == ANY,
            is_added=group.additionality != "any",
        )

    @property
    def is_pooled(self) -> bool:
        """Whether all types are in one figure, which stands only beside its parts."""
        return self.view.stakeholder_type == "all"

    def address(self, *, who: str = "", added: bool | None = None) -> str:
        """The same number, of another type or with the other cut by additionality if asked."""
        return number_link(
            self.asked.context,
            item=self.item,
            who=who or self.view.stakeholder_type,
            by=self.view.dimension,
            where=self.view.member,
            show=self.counted.value,
            added=self.group.additionality != "any" if added is None else added,
        )

    def rows_address(self, part: str = ALL_ROWS, page: int = 1) -> str:
        """Rows of the same number."""
        rows = [("part", part)] if part != ALL_ROWS else []
        rows += [("page", str(page))] if page > 1 else []
        return f"{self.address()}{'&' if rows else ''}{urlencode(rows)}#chart-rows"
