"""The implementation framework: what is claimed and verified, and what public registries show beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from .. import charts, editions
from ..charts import Chart, Column, ItemCounts, Table, number_link, words
from ..charts.chart import count_columns, count_values
from ..charts.framework_countries import country_table, side
from ..charts.framework_ndc import NdcGroup, ndc_timing
from ..charts.framework_planning import Action, planning_cards
from ..charts.framework_submitted import ndc_submitted
from ..charts.templating import render
from ..domain.declaration import ItemKind, StakeholderType
from ..domain.rates import Counts, RateName
from ..domain.registries import Timing
from ..editions import ItemLabel
from ..editions.framework import country_facts
from ..i18n import Text, alphabetical
from .asked import Asked, Body, Lead, PublicPage
from .framework_countries import IN_REGISTRIES, Place, chosen, country_link, ndc_tally, new_tally, places, shown_tally
from .framework_types import types_chart
from .framework_words import as_of, registry_sentence, timing_sentence, why_nobody
from .paging import page_of, pages_of
from .view import View, bar_values, view_of

PAGE_SIZE: Final = 25
KEYS: Final = ("who", "by", "where", "edition", "search", "registry", "page")
_GOVERNMENTS: Final = StakeholderType.NATIONAL_GOVERNMENT.value


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a filter leaves: its view, the items, the counts by item, the governments, the Union."""

    asked: Asked
    view: View
    labels: tuple[ItemLabel, ...]
    counts: dict[str, Counts]
    found: tuple[Place, ...]
    union: Place | None

    @property
    def t(self) -> Text:
        return self.asked.text

    @property
    def has_countries(self) -> bool:
        """True where the filter is about governments, alone or among others."""
        return self.view.stakeholder_type in {_GOVERNMENTS, "all"}

    @property
    def group(self) -> str:
        return words.type_in_sentence(self.t, self.view.stakeholder_type)

    def item(self, label: ItemLabel) -> ItemCounts:
        counts = self.counts.get(label.code, Counts(due=0))
        return ItemCounts(label.code, label.code, self.t(label.short), counts, self.link(label.code, RateName.VERIFIED))

    def link(self, item: str, rate: RateName) -> str:
        view = self.view
        return number_link(
            self.asked.context, item=item, who=view.stakeholder_type, by=view.dimension, where=view.member, show=rate
        )

    def table_link(self, registry: str, member: str = "") -> str:
        """The country table of this page, cut to what a count stands for."""
        view = self.view
        pairs = {"who": view.stakeholder_type, "by": view.dimension, "where": member or view.member}
        return f"/framework?{urlencode({**pairs, 'registry': registry, 'edition': view.edition})}#chart-countries"


def _seen(asked: Asked) -> _Seen:
    view = view_of(asked)
    dimension, member = view.scope
    rates = editions.rates(asked.edition, dimension=dimension, member=member, stakeholder_type=view.stakeholder_type)
    found, union = places(asked.edition, asked.text, dimension=dimension, member=member, grouping=view.dimension)
    labels = tuple(label for label in editions.items(asked.edition) if label.kind != ItemKind.OBJECTIVE)
    return _Seen(asked, view, labels, {row.item: row.counts for row in rates}, found, union)


def page_lead(asked: Asked) -> Lead:
    """What the page is about, and the one number that says most."""
    seen, t = _seen(asked), asked.text
    place = seen.view.place(t)
    title = t("From the Declaration into national climate plans")
    purpose = t(
        "The eight actions of the implementation framework and the two collaboration channels: what is claimed, "
        "what is verified, and what public registries show beside it."
    )
    detail = timing_sentence(t, ndc_tally(seen.found)) if seen.has_countries and seen.found else ""
    html = charts.page_lead(
        asked.context,
        title=title,
        purpose=purpose,
        detail=detail,
        eyebrow_html=render("escaped.html.j2", t, words=place),
    )
    return Lead(title, detail or purpose, html, bar_values(asked, "who", "by", "where", "edition"))


def page_body(asked: Asked) -> Body:
    """Cards, intervals, NDCs in time, and the country table."""
    seen = _seen(asked)
    drawn = [*_actions(seen), *(_countries(seen) if seen.has_countries else ())]
    return Body({chart.name: chart for chart in drawn}, {"union": _union(seen), "note": _note(seen)})


def _actions(seen: _Seen) -> list[Chart]:
    """One stakeholder type as cards and intervals; all of them only side by side, never as one figure."""
    if seen.view.stakeholder_type == "all":
        return [types_chart(seen.asked, seen.view, seen.labels)]
    return [_planning(seen), _intervals(seen)]


def _planning(seen: _Seen) -> Chart:
    t, by_code = seen.t, {label.code: label for label in seen.labels}
    is_country = seen.view.stakeholder_type == _GOVERNMENTS
    actions = []
    for code in IN_REGISTRIES:
        item = seen.item(by_code[code])
        tally = ndc_tally(seen.found) if code == "F8" else shown_tally(seen.found, code)
        actions.append(
            Action(
                item=item,
                title=t(by_code[code].title),
                link=seen.link(code, RateName.VERIFIED),
                claimed_link=seen.link(code, RateName.CLAIMED),
                why_nobody=why_nobody(t, code, seen.view.stakeholder_type, [one.line for one in seen.found]),
                registry=registry_sentence(t, code, tally) if is_country and tally.total else "",
                registry_link=seen.table_link(Timing.AFTER) if code == "F8" else "",
                tally=tally if is_country else None,
            )
        )
    return planning_cards(seen.asked.context, actions, group=seen.group, note=_as_of(seen) if is_country else "")


def _as_of(seen: _Seen) -> str:
    """How old the copies of the registries are, and what the unknown is."""
    t = seen.t
    facts = country_facts(seen.asked.edition)
    first = as_of(t, (fact for found in facts.values() for fact in found), seen.asked.info.snapshot_on)
    second = t(
        "What is known of TNA, TAP and CTCN is for most countries a third party's reading of the registry, not checked "
        "again; unknown means that no source at hand says it."
    )
    return f"{first} {second}".strip()


def _intervals(seen: _Seen) -> Chart:
    t = seen.t
    rows = [seen.item(label) for label in seen.labels]
    drawn = charts.interval_chart(
        seen.asked.context,
        rows,
        group=seen.group,
        name="actions",
        title=t("The ten actions: verified, claimed, unknown"),
        subtitle=t("Share of {group} due, by action", group=seen.group),
    )
    return replace(
        drawn,
        table=Table(
            (Column("item", t("Item")), Column("action", t("Action")), *count_columns(t)),
            tuple((row.code, row.short, *count_values(row.counts)) for row in rows),
        ),
        about=seen.link("F8", RateName.VERIFIED),
    )


def _countries(seen: _Seen) -> list[Chart]:
    asked, t, view = seen.asked, seen.t, seen.view
    new = new_tally(seen.found)
    days = [one.record.new_ndc_on for one in seen.found if one.record.new_ndc_on]
    lines = chosen(seen.found, search=asked.word("search"), registry=asked.word("registry"))
    page = page_of(asked.word("page"), len(lines), PAGE_SIZE)
    found = t.n(
        "One national government, page {page} of {pages}",
        "{n} national governments, page {page} of {pages}",
        len(lines),
        page=page,
        pages=pages_of(len(lines), PAGE_SIZE),
    )
    shown = lines[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return [
        ndc_timing(asked.context, _group(seen, seen.found, view.member, view.place(t) or t("World")), _groups(seen)),
        ndc_submitted(asked.context, days, new, link=seen.table_link("new")),
        country_table(
            asked.context, [one.line for one in lines], [one.line for one in shown], found=found, note=_as_of(seen)
        ),
    ]


def _groups(seen: _Seen) -> list[NdcGroup]:
    """The groups of the chosen grouping that occur, alphabetically."""
    t, view = seen.t, seen.view
    by_member: dict[str, list[Place]] = {}
    for one in seen.found:
        if one.government.member is not None:
            by_member.setdefault(one.government.member, []).append(one)
    named = [(words.member_label(t, view.dimension, member), member, found) for member, found in by_member.items()]
    ordered = sorted(named, key=lambda group: alphabetical(group[0]))
    return [_group(seen, found, member, label) for label, member, found in ordered]


def _group(seen: _Seen, found: Sequence[Place], member: str, label: str) -> NdcGroup:
    return NdcGroup(label, ndc_tally(found), {when: seen.table_link(when, member) for when in Timing})


def _union(seen: _Seen) -> str:
    """The European Union, which endorses as an organisation and stands apart from the countries."""
    if seen.union is None or not seen.has_countries:
        return ""
    line = seen.union.line
    shown = side(seen.t, line, "F8")
    link = country_link(line.iso3, seen.view.edition)
    return render("framework_union.html.j2", seen.t, name=line.name, link=link, side=shown)


def _note(seen: _Seen) -> str:
    t = seen.t
    if seen.has_countries:
        return ""
    sentence = t("Public registries are about countries. Choose national governments to see claims beside registries.")
    return render("framework_none.html.j2", t, sentence=sentence)


PAGE = PublicPage(keys=KEYS, lead=page_lead, body=page_body)
