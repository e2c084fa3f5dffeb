"""What public registries hold about a country, in words. What is not known is said to be unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ..editions import SourcedFact
from ..i18n import Text

_TRUE: Final = frozenset({"yes", "true"})


@dataclass(frozen=True, slots=True)
class RegistryLine:
    """One registry: what it says, a quiet second line, where it says so."""

    name: str
    said: str
    aside: str = ""
    url: str | None = None
    source: str = ""


def registry_lines(t: Text, facts: Sequence[SourcedFact], endorsed_on: date | None) -> list[RegistryLine]:
    """NDC, TNA, TAP and CTCN, always all four."""
    found = {fact.what: fact for fact in facts}
    return [_ndc(t, found, endorsed_on), _tna(t, found), _tap(t, found), _ctcn(t, found)]


def _ndc(t: Text, found: dict[str, SourcedFact], endorsed_on: date | None) -> RegistryLine:
    fact = found.get("ndc_latest")
    if fact is None:
        return _unknown(t, "NDC")
    said = f"{fact.value}, {t.date(fact.date)}" if fact.date else fact.value
    aside = ""
    if fact.date and endorsed_on:
        aside = t("after the endorsement") if fact.date > endorsed_on else t("before the endorsement")
    return RegistryLine("NDC", said, aside, fact.source_url, fact.source_title or "")


def _tna(t: Text, found: dict[str, SourcedFact]) -> RegistryLine:
    report, takes_part = found.get("tna_report"), found.get("tna_participates")
    fact = report or takes_part
    if fact is None:
        return _unknown(t, "TNA")
    if report is not None:
        said = t("report on record") if report.value in _TRUE else t("no report on record")
    else:
        said = t("takes part; report unknown") if fact.value in _TRUE else t("does not take part")
    return RegistryLine("TNA", said, "", fact.source_url, fact.source_title or "")


def _tap(t: Text, found: dict[str, SourcedFact]) -> RegistryLine:
    fact = found.get("tap")
    if fact is None:
        return _unknown(t, "TAP")
    said = t("plan on record") if fact.value in _TRUE else t("no plan on record")
    return RegistryLine("TAP", said, "", fact.source_url, fact.source_title or "")


def _ctcn(t: Text, found: dict[str, SourcedFact]) -> RegistryLine:
    count, digital = found.get("ctcn_assistance_count"), found.get("ctcn_digital_assistance")
    entity = found.get("ctcn_national_designated_entity")
    fact = count or digital or entity
    if fact is None:
        return _unknown(t, "CTCN")
    parts = []
    if count is not None and count.value.isdecimal():
        number = int(count.value)
        parts.append(t.n("one published technical assistance", "{n} published technical assistances", number))
    if digital is not None:
        parts.append(t("some of it digital") if digital.value in _TRUE else t("none of it digital"))
    if entity is not None and entity.value in _TRUE:
        parts.append(t("has a national designated entity"))
    aside = t("as of {day}", day=t.date(fact.date)) if fact.date else ""
    return RegistryLine("CTCN", ", ".join(parts), aside, fact.source_url, fact.source_title or "")


def _unknown(t: Text, name: str) -> RegistryLine:
    return RegistryLine(name, t("unknown"))
