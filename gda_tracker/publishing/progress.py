"""Progress: rates over editions with their bounds, reporting over cycles, what moved and why, endorsements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from .. import charts, editions
from ..charts import Chart, words
from ..charts.not_due import not_due_yet
from ..charts.over_cycles import CycleCounts, reporting_over_cycles
from ..charts.over_editions import EditionCounts, rates_over_editions
from ..charts.templating import render
from ..charts.types_over_editions import TypeRow, types_over_editions
from ..domain.declaration import StakeholderType
from ..domain.rates import Counts, RateName
from ..editions import Edition, EditionInfo
from ..editions.history import cycle_reporting, newest_cycle
from .asked import Asked, Body, Lead, PublicPage
from .choice_labels import ANY, captions
from .choices import choices_of
from .endorsing import endorsement_charts
from .moving import PREVIOUS, difference_charts, number_address, why_not
from .view import View, bar_values, view_of

KEYS: Final = ("who", "by", "where", "item", "show", "from", "edition")
_FILTERS: Final = ("who", "by", "where", "item", "show")
_POOLED: Final = "all"


def lead(asked: Asked) -> Lead:
    """Title, purpose and how the filters will stand."""
    t = asked.text
    purpose = t("How the rates of follow-up moved from edition to edition, how sure they are, and what moved them.")
    drawn = list(bar_values(asked, *_FILTERS))
    if asked.earlier or asked.word("from"):
        drawn.append((captions(t)["from"], from_label(asked)))
    return Lead(
        title=t("Progress over time"),
        description=purpose,
        html=charts.page_lead(asked.context, title=t("Progress over time"), purpose=purpose),
        filters=(*drawn, *bar_values(asked, "edition")),
    )


def from_label(asked: Asked) -> str:
    """What the choice of the earlier edition shows."""
    word = asked.word("from", PREVIOUS)
    return asked.text("the one before") if word == PREVIOUS else word


def body(asked: Asked) -> Body:
    """Every chart of the page; a figure pooled over types stands only beside its parts."""
    view, item = view_of(asked), asked.word("item", ANY)
    of, group = item_label(asked, item), group_label(asked, view)
    shown = [*reversed(asked.earlier), asked.info]
    found = [_rates(asked, view, item, shown, group, of)]
    if view.stakeholder_type == _POOLED:
        found.append(_types(asked, view, item, shown, of))
    else:
        found.append(_cycles(asked, view, shown, group))
    moves = {} if view.stakeholder_type == _POOLED else difference_charts(asked, view, item, group, of)
    endorsements, stated = endorsement_charts(asked)
    parts = {"why-not": _note(asked, view), "stated": stated, "since": _since(asked)}
    return Body(charts={chart.name: chart for chart in found} | moves | endorsements, parts=parts)


def item_label(asked: Asked, item: str) -> str:
    """The chosen item in words, as the end of a subtitle."""
    if item == ANY:
        return asked.text("at least one item")
    return (choices_of(asked.edition, asked.analysis).labels(asked.text, "item", {}) or {}).get(item, item)


def group_label(asked: Asked, view: View) -> str:
    """Who is counted and where, inside a sentence."""
    t, place = asked.text, view.place(asked.text)
    group = words.type_in_sentence(t, view.stakeholder_type)
    return t("{group}, {place}", group=group, place=place) if place else group


def counts_of(edition: Edition, view: View, item: str, stakeholder_type: str) -> Counts:
    """The counts of a group for one item, or in signatories for at least one item; nobody due has all zero."""
    dimension, member = view.scope
    if item == ANY:
        found = editions.funnel(edition, dimension=dimension, member=member, stakeholder_type=stakeholder_type)
        return found.counts
    rows = editions.rates(edition, dimension=dimension, member=member, stakeholder_type=stakeholder_type)
    return next((row.counts for row in rows if row.item == item), Counts(due=0))


def _rates(asked: Asked, view: View, item: str, shown: Sequence[EditionInfo], group: str, of: str) -> Chart:
    cops = {cop.cycle: cop.code for cop in asked.analysis.cops()}
    rows = []
    for info in shown:
        opened = asked.shelf.edition(info)
        cycle = newest_cycle(opened) or ""
        cycle = cops.get(cycle) or (asked.text("cycle of {year}", year=cycle) if cycle else "")
        counts = counts_of(opened, view, item, view.stakeholder_type)
        links = {rate: number_address(asked, view, item, info, rate) for rate in RateName}
        rows.append(EditionCounts(info.number, info.snapshot_on, cycle, counts, links))
    # The funnel does not count who is acting on at least one item, so there is no line of it.
    rate = RateName.VERIFIED if item == ANY and view.rate == RateName.ACTING else view.rate
    drawn = rates_over_editions(
        asked.context,
        rows,
        rate=rate,
        group=group,
        of=of,
        about=number_address(asked, view, item, asked.info, RateName.VERIFIED),
    )
    return replace(drawn, note=" ".join(filter(None, (drawn.note, _not_due(asked, view, shown)))))


def _not_due(asked: Asked, view: View, shown: Sequence[EditionInfo]) -> str:
    """Of each edition in which many endorsers are not due yet, how many."""
    t, (dimension, member), said = asked.text, view.scope, []
    for info in shown:
        edition = asked.shelf.edition(info)
        found = editions.funnel(edition, dimension=dimension, member=member, stakeholder_type=view.stakeholder_type)
        if sentence := not_due_yet(t, found):
            said.append(t("Edition {number}: {sentence}", number=info.number, sentence=sentence))
    return " ".join(said)


def _types(asked: Asked, view: View, item: str, shown: Sequence[EditionInfo], of: str) -> Chart:
    t = asked.text
    rows = []
    for kind in StakeholderType:
        counts = {info.number: counts_of(asked.shelf.edition(info), view, item, kind.value) for info in shown}
        if any(one.due for one in counts.values()):
            rows.append(TypeRow(kind.value, words.type_label(t, kind.value), counts))
    rate = RateName.VERIFIED if item == ANY and view.rate == RateName.ACTING else view.rate
    return types_over_editions(asked.context, rows, [info.number for info in shown], rate=rate, of=of)


def _cycles(asked: Asked, view: View, shown: Sequence[EditionInfo], group: str) -> Chart:
    """Each cycle as of the last edition that fell into it."""
    dimension, member = view.scope
    cops = {cop.cycle: cop.code for cop in asked.analysis.cops()}
    rows: dict[str, CycleCounts] = {}
    for info in shown:
        found = cycle_reporting(
            asked.shelf.edition(info), dimension=dimension, member=member, stakeholder_type=view.stakeholder_type
        )
        if found:
            rows[found.cycle] = CycleCounts(
                found.cycle, cops.get(found.cycle, ""), info.number, info.snapshot_on, found.due_on, found.asked,
                found.received, found.on_time, found.not_yet_due,
            )  # fmt: skip
    return reporting_over_cycles(asked.context, [rows[cycle] for cycle in sorted(rows)], group=group)


def _note(asked: Asked, view: View) -> str:
    """Why a part of the page is not there, in one sentence."""
    t = asked.text
    if view.stakeholder_type == _POOLED:
        sentence = t(
            "Choose a stakeholder type to see reporting by cycle and what moved between editions: "
            "a figure over all types is shown only beside its parts."
        )
    else:
        sentence = why_not(asked)
    return render("progress_note.html.j2", t, sentence=sentence) if sentence else ""


def _since(asked: Asked) -> str:
    """The way to what moved since the last COP, which the overview tells."""
    return render("progress_since.html.j2", asked.text, address=f"/?edition={asked.info.number}#since")


PAGE: Final = PublicPage(KEYS, lead, body)
