"""The address of a number's passport: definition, formula, and the rows behind it (page `/number`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from ..domain.rates import RateName
from .chart import Context

ADDED: Final = "new_or_expanded"


@dataclass(frozen=True, slots=True)
class Where:
    """Whom a picture counts, in codes: a chart adds item and rate, and has the address of each of its numbers."""

    who: str = "national_government"
    by: str = "itu_region"
    where: str = "all"

    def number(self, context: Context, item: str = "any", show: RateName | str = RateName.VERIFIED) -> str:
        """The address of one number of this group."""
        return number_link(context, item=item, who=self.who, by=self.by, where=self.where, show=show)

    def signatories(self, context: Context, light: str) -> str:
        """The address of the signatories of this group whose report stands so."""
        place = [] if self.where == "all" else [("by", self.by), ("where", self.where)]
        pairs = [("who", self.who), *place, ("light", light), ("edition", str(context.edition))]
        return f"/signatories?{urlencode(pairs)}"


def number_link(
    context: Context,
    *,
    item: str = "any",
    who: str = "national_government",
    by: str = "itu_region",
    where: str = "all",
    show: RateName | str = RateName.VERIFIED,
    added: bool = False,
) -> str:
    """`/number?…&edition=n`, all in codes; the one way to link to what a number stands for.

    `item` `any` counts signatories, each once; `show` is a rate, or the funnel's `endorsed` or `due`; `added` cuts
    to new and expanded action. The edition is always named, so that the address explains the same number for ever.
    """
    pairs = [("item", item), ("who", who), ("by", by), ("where", where), ("count", str(show))]
    cut = [("added", ADDED)] if added else []
    return f"/number?{urlencode([*pairs, *cut, ('edition', str(context.edition))])}"
