"""The brief of a region, a stakeholder type or the whole: every type beside the others, one of them item by item."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from .. import charts, editions
from ..charts import words
from ..charts.chart import count_and_share
from ..domain.declaration import ItemKind, StakeholderType
from ..domain.rates import Counts, Funnel, RateName
from ..i18n import Text, alphabetical
from .asked import Asked
from .brief_group_asks import ItemLine, group_asks, item_lists, report_ask
from .brief_paper import Brief, Grid, Section
from .brief_peers import group_peers
from .brief_registries import group_registries
from .brief_whom import Group
from .brief_words import funnel_head, funnel_row, stage_heads, stages, withheld

_NOBODY: Final = Counts(due=0)


def group_brief(asked: Asked, group: Group) -> Brief:
    """The brief of a group. Types are never added up without their parts beside."""
    t, context, edition = asked.text, asked.context, asked.edition
    by_type = editions.funnels_by_type(edition, dimension=group.dimension, member=group.member)
    funnel = by_type.get(group.kind, Funnel(0, 0, 0, 0, 0))
    place = "" if group.member == "all" else words.member_label(t, group.dimension, group.member)
    head = charts.headline(context, funnel, stakeholder_type=group.kind, rate=RateName.VERIFIED, place=place)
    lines = item_lines(asked, group)
    label = words.type_label(t, group.kind)
    silent = editions.silent_signatories(
        edition, dimension=group.dimension, member=group.member, stakeholder_type=group.kind
    )
    names = [one.in_language(t.language) for one in silent]
    asks = (*report_ask(asked, group), *group_asks(t, lines, sorted(names, key=alphabetical), funnel))
    by_others = (_by_type(asked, group, by_type),) if group.has_types else ()
    return Brief(
        name=group.name,
        head=group.head,
        eyebrow=group.eyebrow,
        title=group.title,
        facts=(),
        sentences=(head.sentence, head.detail),
        sections=(
            _funnels(asked, group, by_type),
            Section(t("Item by item: {group}", group=label), grid=_items(t, lines),
                    notes=(t("No report and out of date are counts of those due; together they are the silent."),)),
            *by_others,
            Section(t("Verified, claimed, missing: {group}", group=label), points=item_lists(t, lines)),
            group_registries(asked, group),
            *group_peers(asked, group),
            Section(t("Suggested asks: {group}", group=label), points=asks,
                    sentences=(_about_asks(t, has_asks=bool(asks)),)),
        ),
    )  # fmt: skip


def _about_asks(t: Text, *, has_asks: bool) -> str:
    if has_asks:
        return t("The number after an item says how many signatories of the group it concerns.")
    return t("By the rules of this brief, nothing is to be asked just now.")


def item_lines(asked: Asked, group: Group) -> tuple[ItemLine, ...]:
    """The items on which anybody of the shown type is due, in the Declaration's order."""
    where = {"dimension": group.dimension, "member": group.member, "stakeholder_type": group.kind}
    counts = {row.item: row.counts for row in editions.rates(asked.edition, **where)}
    old = editions.out_of_date(asked.edition, **where)
    return tuple(
        ItemLine(label, counts[label.code], old.get(label.code, 0))
        for label in editions.items(asked.edition)
        if label.code in counts
    )


def _funnels(asked: Asked, group: Group, by_type: Mapping[str, Funnel]) -> Section:
    """The funnel of every type, then of all with them beside it; of one type, that of every region."""
    t = asked.text
    found = _by_kind(t, by_type) if group.has_types else _by_place(asked, group, by_type)
    notes = [
        t(
            "The true share of the verified lies between what is certain and what it would be if all who are silent "
            "had done it."
        )
    ]
    if group.has_types:
        pooled = editions.funnel(asked.edition, dimension=group.dimension, member=group.member)
        found.append((words.type_label(t, "all"), pooled))
        notes.append(
            t(
                "All types together are signatories, not countries: the European Union counts as a regional "
                "organisation, its members as themselves, and no figure of countries holds both."
            )
        )
    rows = tuple((*funnel_row(t, label, funnel), _true_share(t, funnel.counts)) for label, funnel in found)
    head = (*funnel_head(t, t("Group")), t("True share"))
    grid = Grid(t("From due to verified"), head, (3.1, 0.95, 0.75, 1.25, 1.25, 1.75, 1.25, 1.55), rows, 1)
    return Section(t("From due to verified"), grid=grid, notes=(" ".join(notes),))  # fmt: skip


def _true_share(t: Text, counts: Counts) -> str:
    """ "11 % to 81 %", the bounds of the verified."""
    if counts.floor is None or counts.ceiling is None:
        return withheld(t, counts)
    return t("{floor} to {ceiling}", floor=t.percent(counts.floor), ceiling=t.percent(counts.ceiling))


def _by_kind(t: Text, by_type: Mapping[str, Funnel]) -> list[tuple[str, Funnel]]:
    return [
        (words.type_label(t, kind.value), by_type[kind.value])
        for kind in StakeholderType
        if kind.value in by_type and (by_type[kind.value].endorsed or by_type[kind.value].due)
    ]


def _by_place(asked: Asked, group: Group, by_type: Mapping[str, Funnel]) -> list[tuple[str, Funnel]]:
    """One type in the world, then in each region that has any of it, by the alphabet."""
    t, edition = asked.text, asked.edition
    rows = [(words.member_label(t, "itu_region", "all"), by_type.get(group.kind, Funnel(0, 0, 0, 0, 0)))]
    places = [
        (
            words.member_label(t, "itu_region", region),
            editions.funnel(edition, dimension="itu_region", member=region, stakeholder_type=group.kind),
        )
        for region in editions.members(edition, "itu_region")
    ]
    return rows + sorted((one for one in places if one[1].endorsed or one[1].due), key=lambda one: alphabetical(one[0]))


def _items(t: Text, lines: Sequence[ItemLine]) -> Grid:
    """Of those due on an item, how many said nothing, hold old facts, claim, show and are verified."""
    rows = tuple(
        (
            words.numeral(line.label.code),
            t(line.label.short),
            t.number(line.counts.due),
            t.number(line.unreported),
            t.number(line.out_of_date),
            *stages(t, line.counts)[1:],
        )
        for line in lines
    )
    head = (t("Item"), t("Short name"), t("Due"), t("No report"), t("Out of date"), *stage_heads(t)[1:])
    return Grid(t("Item by item"), head, (0.5, 2.9, 0.7, 1.0, 1.1, 1.2, 1.5, 1.2), rows, 2)


def _by_type(asked: Asked, group: Group, by_type: Mapping[str, Funnel]) -> Section:
    """What is verified on each objective, type by type."""
    t = asked.text
    rates = editions.rates(asked.edition, dimension=group.dimension, member=group.member, stakeholder_type=None)
    counts = {(row.stakeholder_type, row.item): row.counts for row in rates}
    objectives = [one for one in editions.items(asked.edition) if one.kind == ItemKind.OBJECTIVE]
    rows = tuple(
        (words.type_label(t, kind), *(_verified(t, counts.get((kind.value, one.code), _NOBODY)) for one in objectives))
        for kind in StakeholderType
        if kind.value in by_type and by_type[kind.value].due
    )
    head = (t("Stakeholder type"), *(words.numeral(one.code) for one in objectives))
    widths = (2.1, *(1.0 for _ in objectives))
    return Section(t("Verified on each objective, by type"), grid=Grid(t("By stakeholder type"), head, widths, rows, 1))


def _verified(t: Text, counts: Counts) -> str:
    return count_and_share(t, counts, RateName.VERIFIED) if counts.due else "–"
