"""The brief of one signatory: what is verified, claimed and missing, registries, peers, what to ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from .. import editions
from ..charts import StatusLine, words
from ..charts.status import pill, summary
from ..domain.declaration import EUROPEAN_UNION, StakeholderType
from ..domain.statuses import OffScale
from ..editions import Profile
from ..i18n import Text, alphabetical
from .asked import Asked
from .brief_asks import asks_of, is_old, is_silent, named
from .brief_paper import Brief, Grid, Point, Section
from .brief_words import bounds_sentence, funnel_head, funnel_row, stage_heads
from .profile import facts_of, is_government, status_lines
from .registries import registry_lines

_ONLY_NDC: Final = 1


def signatory_brief(asked: Asked, signatory_id: str) -> Brief | None:
    """The brief of a signatory that the edition knows; None of any other."""
    found = editions.signatory(asked.edition, signatory_id)
    if found is None:
        return None
    t, lines = asked.text, status_lines(asked.text, found)
    name = found.names.in_language(t.language)
    asks = asks_of(t, found, lines, asked.info.snapshot_on, asked.analysis.cops())
    sections = (
        _numbers(asked, found),
        Section(t("Item by item"), grid=_items(t, lines), notes=(_levels(t),)),
        Section(t("Verified, claimed, missing"), points=_lists(t, lines)),
        *_registries(t, found),
        *_peers(asked, found),
        Section(
            t("Suggested asks"),
            points=asks,
            sentences=() if asks else (t("By the rules of this brief, nothing is to be asked just now."),),
        ),
    )
    kind = words.one_of_type(t, found.stakeholder_type)
    title = asked.context.named(name)
    return Brief(
        name=found.id,
        head=t("{signatory} · brief", signatory=title),
        eyebrow=t("COP29 Declaration on Green Digital Action · brief · {whom}", whom=kind),
        title=title,
        facts=tuple(facts_of(asked, found)),
        sentences=(summary(t, lines),),
        sections=sections,
    )


def _numbers(asked: Asked, found: Profile) -> Section:
    """Its objectives, counted, then the funnel of its type in its region, with the sentence about the bounds."""
    t, kind = asked.text, found.stakeholder_type
    body = editions.compared(asked.edition, [found.id])[0].objectives
    counts = (body.due, body.responded, body.claimed, body.evidence_backed, body.verified)
    rows = [(t("Its own objectives"), "–", *(t.number(count) for count in counts))]
    dimension, member = ("itu_region", found.itu_region) if found.itu_region else ("all", "all")
    group = editions.funnel(asked.edition, dimension=dimension, member=member, stakeholder_type=kind)
    label = words.type_label(t, kind)
    if found.itu_region:
        label = f"{label}, {words.member_label(t, 'itu_region', found.itu_region)}"
    rows.append(funnel_row(t, label, group))
    about = t("{name}: {what}", name=label, what=bounds_sentence(asked.context, group, kind))
    note = t("Of one signatory objectives are counted, and no share is given; of a group signatories are counted.")
    return Section(
        t("From due to verified"),
        grid=Grid(t("From due to verified"), funnel_head(t, t("Counted")), (2.7, 0.9, 0.7, 1.2, 1.2, 1.55, 1.2),
                  tuple(rows), 1),
        notes=(about, note),
    )  # fmt: skip


def _levels(t: Text) -> str:
    return t(
        "Evidence: 0 assertion, 1 own page or press release, 2 primary document that nobody has opened, 3 opened and "
        "confirmed by a reviewer, 4 an independent source agrees."
    )


def _items(t: Text, lines: Sequence[StatusLine]) -> Grid:
    """One row an item, as the profile has it, with the day of the facts."""
    rows = [
        (
            line.number or line.code,
            line.short,
            pill(t, line)[0],
            "–" if line.claimed is None else words.status_label(t, line.claimed),
            "–" if line.evidence is None else t("level {level}", level=line.evidence),
            t.date(line.as_of),
            words.age_label(t, line.age_class, line.age_months) if line.age_class else "–",
        )
        for line in lines
    ]
    head = (t("Item"), t("Short name"), t("We say"), t("They say"), t("Evidence"), t("Facts as of"), t("Age"))
    return Grid(t("Item by item"), head, (0.45, 2.35, 1.2, 1.05, 0.8, 1.5, 1.8), tuple(rows))


def _lists(t: Text, lines: Sequence[StatusLine]) -> tuple[Point, ...]:
    """Every item in exactly one list; a list without any is left out, but the first three are always told."""
    by_list: dict[str, list[StatusLine]] = {}
    for line in lines:
        by_list.setdefault(_list_of(line), []).append(line)
    heads = {
        "verified": t("Verified"),
        "claimed": t("Claimed as in place, not verified"),
        "missing": t("No report"),
        "old": t("Out of date"),
        "begun": t("Not in place yet"),
        "apart": t("Apart from the scale"),
        "waiting": t("Not due"),
    }
    always = ("verified", "claimed", "missing")
    return tuple(
        Point(head, f"{named(by_list[code])}." if code in by_list else t("None."))
        for code, head in heads.items()
        if code in always or code in by_list
    )


def _list_of(line: StatusLine) -> str:
    if not line.is_due:
        return "waiting"
    if is_silent(line):
        return "missing"
    if is_old(line):
        return "old"
    if line.off_scale in {OffScale.NO_UPDATE, OffScale.BLOCKED, OffScale.NOT_APPLICABLE}:
        return "apart"
    if line.is_verified:
        return "verified"
    return "claimed" if line.is_only_claimed else "begun"


def _registries(t: Text, found: Profile) -> tuple[Section, ...]:
    """What registries hold of a government; of the European Union its NDC alone."""
    is_union = found.iso3 == EUROPEAN_UNION and found.stakeholder_type == StakeholderType.INTERNATIONAL_ORGANISATION
    if not is_government(found) and not is_union:
        return ()
    lines = registry_lines(t, found.registry_facts, found.endorsed_on)[: _ONLY_NDC if is_union else None]
    rows = tuple((line.name, line.said, line.aside, line.source) for line in lines)
    head = (t("Registry"), t("What it holds"), t("Note"), t("Source"))
    links = tuple(line.url or "" for line in lines)
    grid = Grid(t("Public registries"), head, (0.6, 2.2, 1.6, 2.8), rows, links=links)
    return (Section(t("Public registries"), grid=grid),)


def _peers(asked: Asked, found: Profile) -> tuple[Section, ...]:
    """A few of the same type and region by the alphabet, with their objectives counted."""
    t = asked.text
    ids = [code for code, _ in editions.peers(asked.edition, found.id)]
    if not ids:
        return ()
    named_rows = [(one.names.in_language(t.language), one.objectives) for one in editions.compared(asked.edition, ids)]
    rows = tuple(
        (name, *(t.number(n) for n in (one.due, one.responded, one.claimed, one.evidence_backed, one.verified)))
        for name, one in sorted(named_rows, key=lambda row: alphabetical(row[0]))
    )
    head = (t("Signatory"), t("Due"), *stage_heads(t))
    note = t("Of the same type and region, the next in the alphabet; objectives are counted, and nobody is ranked.")
    grid = Grid(t("Peers"), head, (2.6, 0.8, 1.1, 1.1, 1.3, 1.1), rows, 1)
    return (Section(t("Peers"), grid=grid, notes=(note,)),)
