"""What public registries show about the governments of a group: counts over the edition, the unknown among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from ..charts import words
from ..domain.declaration import StakeholderType
from ..domain.registries import Tally
from ..editions import SourcedFact
from ..editions.framework import country_facts
from ..i18n import Text
from .asked import Asked
from .brief_paper import Grid, Section
from .brief_whom import Group
from .framework_countries import Place, ndc_tally, new_tally, places, shown_tally
from .framework_words import as_of
from .registries import read_on

_READ_AS: Final = {
    "F5": ("tna_report", "tna_participates"),
    "F6": ("tap",),
    "F7": ("ctcn_assistance_count", "ctcn_digital_assistance"),
}
_IN_REGISTRIES: Final = frozenset({StakeholderType.NATIONAL_GOVERNMENT, StakeholderType.INTERNATIONAL_ORGANISATION})
_WIDTHS: Final = (0.8, 2.6, 1.1, 1.0, 1.0, 1.6)


def group_registries(asked: Asked, group: Group) -> Section:
    """How many governments of a group each registry shows, of how many, as of when; the Union apart from them."""
    t = asked.text
    heading = t("Public registries")
    if not group.has_types and group.kind not in _IN_REGISTRIES:
        kind = words.type_in_sentence(t, group.kind)
        said = t("The registries of NDC, TNA, TAP and CTCN are about Parties and say nothing of {group}.", group=kind)
        return Section(heading, sentences=(said,))
    found, union = places(asked.edition, t, dimension=group.dimension, member=group.member, grouping="itu_region")
    if not group.has_types and group.kind == StakeholderType.INTERNATIONAL_ORGANISATION:
        said = t("The registries of NDC, TNA, TAP and CTCN are about Parties: of this type, the European Union alone.")
        none = t("No endorsement of the European Union is on record.")
        return Section(heading, sentences=(said, _union(t, union) if union else none))
    apart = (_union(t, union),) if union is not None and group.has_types else ()
    if not found:
        return Section(heading, sentences=(t("No national government of this group is on record."), *apart))
    facts = [fact for held in country_facts(asked.edition).values() for fact in held]
    grid = Grid(heading, _head(t), _WIDTHS, _rows(t, found, facts), 2)
    return Section(heading, grid=grid, notes=(*apart, _about(asked, facts)))


def _head(t: Text) -> tuple[str, ...]:
    return (t("Registry"), t("What it shows"), t("Shown"), t("Not shown"), t("Unknown"), t("Registry as of"))


def _rows(t: Text, found: Sequence[Place], facts: Sequence[SourcedFact]) -> tuple[tuple[str, ...], ...]:
    """The counts of the framework page; TNA, TAP and CTCN are asked of those to whom the action applies."""
    ndc_day = read_on(facts)
    rows = (
        ("NDC", t("dated after the endorsement"), ndc_tally(found), ndc_day),
        ("NDC", t("new since November 2024"), new_tally(found), ndc_day),
        ("TNA", t("report on record"), shown_tally(found, "F5"), _dated(facts, "F5")),
        ("TAP", t("plan on record"), shown_tally(found, "F6"), _dated(facts, "F6")),
        ("CTCN", t("technical assistance published"), shown_tally(found, "F7"), _dated(facts, "F7")),
    )
    return tuple(
        (name, what, *_counted(t, tally), t.date(day) if day else t("unknown")) for name, what, tally, day in rows
    )


def _counted(t: Text, tally: Tally) -> tuple[str, str, str]:
    """ "61 of 84", then those not shown and those unknown; dashes where it applies to nobody."""
    if not tally.total:
        return ("–", "–", "–")
    shown = t("{count} of {due}", count=t.number(tally.yes), due=t.number(tally.total))
    return (shown, t.number(tally.no), t.number(tally.unknown))


def _dated(facts: Iterable[SourcedFact], item: str) -> date | None:
    """The newest day that the copy of a registry carries; None where none of it is dated."""
    return max((fact.date for fact in facts if fact.what in _READ_AS[item] and fact.date), default=None)


def _about(asked: Asked, facts: Sequence[SourcedFact]) -> str:
    t, snapshot_on = asked.text, asked.info.snapshot_on
    day = read_on(facts)
    late = as_of(t, facts, snapshot_on) if day and day > snapshot_on else ""
    whom = t(
        "Counts are of national governments that endorsed, for TNA, TAP and CTCN of Parties outside Annex I; "
        "nobody is ranked."
    )
    third = t(
        "What is known of TNA, TAP and CTCN is for most countries a third party's reading of the registry, not checked "
        "again; unknown means that no source at hand says it."
    )
    return " ".join(filter(None, (whom, third, late)))


def _union(t: Text, union: Place) -> str:
    """The NDC of the European Union, which endorses as an organisation and is counted among no countries."""
    held = union.line.held["F8"]
    said = t("{first}; {second}", first=held.said, second=held.aside) if held.aside else held.said
    return t(
        "{name}, apart from the countries – {registry}: {said}.", name=union.line.name, registry=held.name, said=said
    )
