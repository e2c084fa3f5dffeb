"""Sentences about the framework: what registries show about a group, and why nobody is due on an action."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from ..charts.framework_countries import CountryLine
from ..charts.framework_ndc import count_with_share
from ..domain.declaration import StakeholderType
from ..domain.registries import Tally
from ..editions import SourcedFact
from ..i18n import Text
from .framework_countries import OUTSIDE_ANNEX_I
from .registries import read_on

_GOVERNMENTS: Final = StakeholderType.NATIONAL_GOVERNMENT
_ORGANISATIONS: Final = StakeholderType.INTERNATIONAL_ORGANISATION


def timing_sentence(t: Text, tally: Tally) -> str:
    """How many NDCs are dated after the endorsement; the unknown are counted as unknown."""
    return t(
        "Of {total} endorsing governments, {after} have an NDC dated after their endorsement; "
        "for {not_after} it is dated on or before that day, for {unknown} it is unknown.",
        total=t.number(tally.total),
        after=count_with_share(t, tally, tally.yes),
        not_after=t.number(tally.no),
        unknown=t.number(tally.unknown),
    )


def as_of(t: Text, facts: Iterable[SourcedFact], edition_on: date) -> str:
    """When the NDC registry was read; empty when no source says it. Later facts are not in an edition."""
    day = read_on(facts)
    if day is None:
        return ""
    if day <= edition_on:
        return t("NDC registry as of {day}.", day=t.date(day))
    return t(
        "NDC registry as of {day}; what it dates after {edition_day} is left out.",
        day=t.date(day),
        edition_day=t.date(edition_on),
    )


def registry_sentence(t: Text, item: str, tally: Tally) -> str:
    """What the registry of an action shows about the governments to whom it applies."""
    counts = {
        "yes": t.number(tally.yes),
        "total": t.number(tally.total),
        "no": t.number(tally.no),
        "unknown": t.number(tally.unknown),
    }
    match item:
        case "F8":
            return t(
                "NDC dated after the endorsement: {yes} of {total}; on or before it {no}, unknown {unknown}.", **counts
            )
        case "F5":
            return t("TNA report on record: {yes} of {total}; not listed {no}, unknown {unknown}.", **counts)
        case "F6":
            return t("TAP on record: {yes} of {total}; not listed {no}, unknown {unknown}.", **counts)
        case "F7":
            return t("Assistance published: {yes} of {total}; none {no}, unknown {unknown}.", **counts)
    return ""


def why_nobody(t: Text, item: str, who: str, lines: Sequence[CountryLine]) -> str:
    """Why nobody of a filter is due on an action (METHOD.md, Applicability and Who is counted)."""
    if item in OUTSIDE_ANNEX_I and who != _GOVERNMENTS:
        return t("Nobody can be due: this applies to national governments of Parties outside Annex I.")
    if item == "F8" and who == _ORGANISATIONS:
        return t("Of organisations this applies to the European Union alone, which is not due in this filter.")
    if item == "F8" and who != _GOVERNMENTS:
        return t("Nobody can be due: this applies to national governments and the European Union.")
    if who == _GOVERNMENTS and not lines:
        return t("There is no national government in this filter.")
    if item in OUTSIDE_ANNEX_I and not any(item in line.cells for line in lines):
        return t("Nobody can be due: this applies to Parties outside Annex I, and none is in this filter.")
    return t("Nobody is due yet: a signatory is due six months after it endorsed, or once it has reported.")
