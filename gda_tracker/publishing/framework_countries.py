"""Governments of a filter as lines of the country table: cells, registry records, and where both differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from .. import editions
from ..charts import StatusLine, words
from ..charts.framework_countries import CountryLine, Held
from ..domain.registries import RegistryRecord, Tally, Timing
from ..domain.statuses import Status
from ..editions import Edition, ItemLabel, SourcedFact
from ..editions.framework import ActionCell, Government, action_cells, country_facts, governments
from ..i18n import Text, alphabetical
from .registries import RegistryLine, record_of, registry_lines

OUTSIDE_ANNEX_I: Final = frozenset({"F5", "F6", "F7"})
"""Actions that apply to national governments of Parties outside Annex I alone (METHOD.md, Applicability)."""
IN_REGISTRIES: Final = ("F8", "F5", "F6", "F7")
"""Actions that a public registry is about, in the order in which pages show them."""
_REGISTRY_OF: Final = {"F8": "NDC", "F5": "TNA", "F6": "TAP", "F7": "CTCN"}


@dataclass(frozen=True, slots=True)
class Place:
    """A government, the names that it may be searched by, and its line."""

    government: Government
    line: CountryLine

    @property
    def record(self) -> RegistryRecord:
        """What the registries hold about it."""
        return self.line.record

    def is_called(self, words_sought: str) -> bool:
        """True when a name in any language, or the code, holds the words, whatever their accents."""
        names = self.government.names
        every = (names.en, names.fr, names.es, names.ru, names.ar, names.zh, self.government.iso3)
        sought = alphabetical(words_sought.strip())
        aliases = editions.country_aliases(self.government.iso3)
        return any(sought in alphabetical(name) for name in (*every, *aliases) if name)


def country_link(iso3: str, edition: int) -> str:
    """The country's page, in the same edition."""
    return f"/country?{urlencode({'iso3': iso3, 'edition': edition})}"


def places(
    edition: Edition, t: Text, *, dimension: str, member: str, grouping: str
) -> tuple[tuple[Place, ...], Place | None]:
    """National governments of a group alphabetically in the language, and the European Union apart from them."""
    cells, facts = action_cells(edition), country_facts(edition)
    labels = editions.items(edition)
    found = [
        Place(one, line_of(t, one, cells.get(one.id, {}), facts.get(one.iso3 or "", ()), labels, edition.info.number))
        for one in governments(edition, dimension=dimension, member=member, grouping=grouping)
    ]
    ordered = sorted((one for one in found if not one.government.is_union), key=lambda one: alphabetical(one.line.name))
    return tuple(ordered), next((one for one in found if one.government.is_union), None)


def line_of(
    t: Text,
    government: Government,
    cells: Mapping[str, ActionCell],
    facts: Sequence[SourcedFact],
    labels: Sequence[ItemLabel],
    edition: int,
) -> CountryLine:
    """One government's claims and facts side by side."""
    record = record_of(facts)
    lines = status_lines(t, cells, labels)
    iso3 = government.iso3 or ""
    shown = held(registry_lines(t, facts, government.endorsed_on))
    if government.annex_i or government.is_union:
        shown = {item: one for item, one in shown.items() if one.is_known or item not in OUTSIDE_ANNEX_I}
    return CountryLine(
        name=government.names.in_language(t.language),
        iso3=iso3,
        link=country_link(iso3, edition),
        region=words.member_label(t, "itu_region", government.itu_region) if government.itu_region else "",
        endorsed_on=government.endorsed_on,
        record=record,
        cells=lines,
        held=shown,
        shorts={label.code: t(label.short) for label in labels},
        differs=differences(t, lines, record, record.timing(government.endorsed_on)),
    )


def status_lines(t: Text, cells: Mapping[str, ActionCell], labels: Iterable[ItemLabel]) -> dict[str, StatusLine]:
    """The cells of one government as the status words take them."""
    return {
        label.code: StatusLine(
            code=label.code,
            number=label.code,
            short=t(label.short),
            is_due=cell.is_due,
            off_scale=cell.off_scale,
            claimed=cell.claimed,
            evidence=cell.evidence,
            assessed=cell.assessed,
            as_of=cell.as_of,
            age_months=cell.age_months,
            age_class=cell.age_class,
        )
        for label in labels
        if (cell := cells.get(label.code)) is not None
    }


def held(found: Iterable[RegistryLine]) -> dict[str, Held]:
    """What each registry holds, by the action that stands beside it."""
    by_name = {line.name: line for line in found}
    return {
        item: Held(name, line.said, line.aside, line.url, bool(line.source))
        for item, name in _REGISTRY_OF.items()
        if (line := by_name.get(name)) is not None
    }


def differences(t: Text, lines: Mapping[str, StatusLine], record: RegistryRecord, when: Timing) -> dict[str, str]:
    """Where a current claim (C ≥ 3) stands and a registry does not show it. What is unknown never differs."""
    claimed = {code for code, line in lines.items() if line.is_current and (line.claimed or 0) >= Status.IN_PLACE}
    said = {
        "F8": when == Timing.NOT_AFTER and t("claimed; the NDC on record is not dated after the endorsement"),
        "F5": record.shows("F5") is False and t("claimed; the registry does not show it"),
        "F6": record.shows("F6") is False and t("claimed; the registry does not show it"),
        "F7": (record.shows("F7") is False and t("claimed; the registry does not show it"))
        or (record.is_assistance_digital is False and t("claimed; none of the assistance on record is digital")),
    }
    return {item: sentence for item, sentence in said.items() if sentence and item in claimed}


def ndc_tally(found: Iterable[Place]) -> Tally:
    """Governments by the date of their NDC: after the endorsement, on or before it, unknown."""
    when = [one.line.timing for one in found]
    return Tally(when.count(Timing.AFTER), when.count(Timing.NOT_AFTER), when.count(Timing.UNKNOWN))


def new_tally(found: Iterable[Place]) -> Tally:
    """Governments by whether the registry shows an NDC that is new since November 2024, with its day."""
    records = [one.record for one in found]
    new = sum(record.new_ndc_on is not None for record in records)
    none = sum(record.has_new_ndc is False for record in records)
    return Tally(new, none, len(records) - new - none)


def shown_tally(found: Iterable[Place], item: str) -> Tally:
    """Governments to whom the action applies, by whether a registry shows it."""
    shown = [one.record.shows(item) for one in found if item in one.line.cells]
    return Tally(shown.count(True), shown.count(False), shown.count(None))


def chosen(found: Iterable[Place], *, search: str, registry: str) -> tuple[Place, ...]:
    """The governments that the filters of the table leave; `registry` is a code of the choices."""
    wanted = {when.value for when in Timing}
    return tuple(
        one
        for one in found
        if one.is_called(search)
        and (
            registry not in {*wanted, "new", "differs"}
            or (registry == one.line.timing.value)
            or (registry == "new" and one.record.new_ndc_on is not None)
            or (registry == "differs" and bool(one.line.differs))
        )
    )
