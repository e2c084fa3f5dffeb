"""The progress page's difference: which two editions are compared, what each cause moved, and whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from ..charts import Chart, number_link
from ..charts.steps import Between
from ..charts.waterfall import difference_chart
from ..charts.who_moved import MovedRow, who_moved
from ..domain.changes import Group, Moved
from ..domain.rates import RateName
from ..editions import EditionInfo
from ..editions.history import names_of
from .asked import Asked
from .view import View

PREVIOUS: Final = "previous"


def earlier_edition(asked: Asked) -> EditionInfo | None:
    """The edition that the shown one is compared with: the one asked for, else the one before; None if not before."""
    word = asked.word("from", PREVIOUS)
    if word == PREVIOUS:
        return next(iter(asked.earlier), None)
    before = (info for info in asked.editions if info.number < asked.info.number)
    return next((info for info in before if str(info.number) == word), None)


def why_not(asked: Asked) -> str:
    """Why the two editions cannot be compared; empty when they can."""
    t, word = asked.text, asked.word("from", PREVIOUS)
    if earlier_edition(asked):
        return ""
    if word == PREVIOUS or not asked.earlier:
        return t("Edition {number} is the first one, so nothing can have moved before it.", number=asked.info.number)
    if word == str(asked.info.number):
        return t("Edition {number} is compared with itself. Choose an earlier edition to see what moved.", number=word)
    if any(str(info.number) == word for info in asked.editions):
        return t(
            "Edition {first} was made after edition {last}. Choose an earlier edition to see what moved.",
            first=word,
            last=asked.info.number,
        )
    return t("There is no edition {asked} to compare with.", asked=word[:40])


def number_address(asked: Asked, view: View, item: str, info: EditionInfo, rate: RateName) -> str:
    """Where the count of a rate in an edition is explained."""
    context = replace(asked.context, edition=info.number)
    return number_link(context, item=item, who=view.stakeholder_type, by=view.dimension, where=view.member, show=rate)


def difference_charts(asked: Asked, view: View, item: str, group: str, of: str) -> dict[str, Chart]:
    """The steps of the change and who moved; empty when there is nothing to compare with."""
    info = earlier_edition(asked)
    if info is None:
        return {}
    before = asked.shelf.edition(info)
    what = Group(item, *view.scope, view.stakeholder_type)
    found = asked.analysis.difference(before, asked.edition, what, view.rate)
    rows = asked.analysis.moved(before, asked.edition, what, view.rate)
    between = Between(
        info.number,
        info.snapshot_on,
        asked.info.number,
        asked.info.snapshot_on,
        is_other_method=info.method_version != asked.info.method_version,
    )
    links = tuple(number_address(asked, view, item, one, view.rate) for one in (info, asked.info))
    steps = difference_chart(
        asked.context, found, between, rate=view.rate, group=group, of=of, links=(links[0], links[1])
    )
    moved = who_moved(asked.context, _named(asked, info, rows), between, of=of)
    return {chart.name: chart for chart in (steps, moved)}


def _named(asked: Asked, before: EditionInfo, rows: Sequence[Moved]) -> list[MovedRow]:
    """The rows with names; whoever left the later edition is named by the earlier one and opens there."""
    language, ids = asked.language, {row.signatory_id for row in rows}
    names = names_of(asked.edition, ids)
    gone = names_of(asked.shelf.edition(before), ids - set(names))
    known = {**gone, **names}
    return [
        MovedRow(
            row.cause,
            row.signatory_id,
            known[row.signatory_id].in_language(language),
            row.item,
            row.due,
            row.count,
            asked.info.number if row.signatory_id in names else before.number,
        )
        for row in rows
    ]
