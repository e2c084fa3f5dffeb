"""What public registries hold about a country, in words. What is not known is said to be unknown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ..domain.registries import RegistryRecord
from ..editions import SourcedFact
from ..i18n import Text

_TRUE: Final = frozenset({"yes", "true"})
_READ_ON: Final = re.compile(r"as scraped to (\d{4}-\d{2}-\d{2})")
_ADDRESS: Final = re.compile(r"https?://[^\s()]+")
_THIRD_PARTY: Final = "third-party"


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


def record_of(facts: Iterable[SourcedFact]) -> RegistryRecord:
    """What the registries hold about one country; a fact that is absent or unreadable stays unknown."""
    found = {fact.what: fact for fact in facts}
    ndc, new = found.get("ndc_latest"), found.get("ndc_new_since_2024_11")
    count = found.get("ctcn_assistance_count")
    has_new = _flag(new)
    return RegistryRecord(
        ndc_title=ndc.value if ndc else None,
        ndc_on=ndc.date if ndc else None,
        has_new_ndc=has_new,
        new_ndc_on=new.date if new and has_new else None,
        takes_part_in_tna=_flag(found.get("tna_participates")),
        has_tna_report=_flag(found.get("tna_report")),
        has_tap=_flag(found.get("tap")),
        assistances=int(count.value) if count and count.value.isdecimal() else None,
        assistances_on=count.date if count else None,
        is_assistance_digital=_flag(found.get("ctcn_digital_assistance")),
    )


def _flag(fact: SourcedFact | None) -> bool | None:
    return None if fact is None else fact.value in _TRUE


def read_on(facts: Iterable[SourcedFact]) -> date | None:
    """The newest day on which a source says that the NDC registry was read."""
    days = (_READ_ON.search(fact.source_title or "") for fact in facts)
    return max((date.fromisoformat(day[1]) for day in days if day), default=None)


def _against(t: Text, day: date | None, endorsed_on: date | None) -> str:
    """The same about one day; empty without both dates."""
    if day is None or endorsed_on is None:
        return ""
    if day == endorsed_on:
        return t("on the day of the endorsement")
    return t("after the endorsement") if day > endorsed_on else t("before the endorsement")


def _ndc(t: Text, found: dict[str, SourcedFact], endorsed_on: date | None) -> RegistryLine:
    fact, new = found.get("ndc_latest"), found.get("ndc_new_since_2024_11")
    if fact is not None:
        said = f"{fact.value}, {t.date(fact.date)}" if fact.date else fact.value
        return RegistryLine("NDC", said, _against(t, fact.date, endorsed_on), *_source(fact))
    if new is None or new.date is None:
        return _unknown(t, "NDC")
    # A new one was handed in; which one is in force now, or was at the edition's date, the registry's copy leaves out.
    said = t("a new NDC, {day}; the one in force is unknown", day=t.date(new.date))
    return RegistryLine("NDC", said, _against(t, new.date, endorsed_on), *_source(new))


def _tna(t: Text, found: dict[str, SourcedFact]) -> RegistryLine:
    report, takes_part = found.get("tna_report"), found.get("tna_participates")
    fact = report or takes_part
    if fact is None:
        return _unknown(t, "TNA")
    if report is not None:
        said = t("report on record") if report.value in _TRUE else t("the registry does not list a report")
    else:
        said = t("takes part; report unknown") if fact.value in _TRUE else t("does not take part")
    return RegistryLine("TNA", said, _reading(t, fact), *_source(fact))


def _tap(t: Text, found: dict[str, SourcedFact]) -> RegistryLine:
    fact = found.get("tap")
    if fact is None:
        return _unknown(t, "TAP")
    said = t("plan on record") if fact.value in _TRUE else t("the registry does not list a plan")
    return RegistryLine("TAP", said, _reading(t, fact), *_source(fact))


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
    if reading := _reading(t, fact):
        aside = t("{first}; {second}", first=aside, second=reading) if aside else reading
    return RegistryLine("CTCN", ", ".join(parts) or t("unknown"), aside, *_source(fact))


def _reading(t: Text, fact: SourcedFact) -> str:
    """That somebody else read the registry, and nobody checked it."""
    return t("a third party's reading") if _THIRD_PARTY in (fact.source_title or "") else ""


def _source(fact: SourcedFact) -> tuple[str | None, str]:
    """Address and title of a source; some sources hold their address in the title."""
    title = fact.source_title or ""
    within = _ADDRESS.search(title)
    return fact.source_url or (within[0] if within else None), title


def _unknown(t: Text, name: str) -> RegistryLine:
    return RegistryLine(name, t("unknown"))
