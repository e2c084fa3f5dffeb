"""One country, signatory or not: what it claims on the framework beside what public registries hold about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from .. import charts, editions
from ..charts import words
from ..charts.framework_countries import CountryLine
from ..charts.framework_items import ActionName, country_items
from ..charts.templating import render
from ..domain.declaration import EUROPEAN_UNION, ItemKind
from ..domain.sourced import Country
from ..editions import ItemLabel, Names
from ..editions.framework import Government, action_cells, country_facts, government, governments
from ..i18n import Text, alphabetical
from .asked import Asked, Body, Lead, PublicPage
from .framework_countries import IN_REGISTRIES, OUTSIDE_ANNEX_I, country_link, line_of
from .framework_words import as_of


@dataclass(frozen=True, slots=True)
class _Found:
    """A Party with its line; `on_record` is None while no endorsement is recorded."""

    country: Country
    on_record: Government | None
    line: CountryLine
    labels: tuple[ItemLabel, ...]


def _found(asked: Asked) -> _Found | None:
    iso3 = asked.word("iso3").strip().upper()
    country = asked.analysis.country(iso3)
    if country is None:
        return None
    edition = asked.edition
    on_record = government(edition, iso3)
    labels = sorted((label for label in editions.items(edition) if label.kind == ItemKind.FRAMEWORK), key=_order)
    cells = action_cells(edition).get(on_record.id, {}) if on_record else {}
    facts = country_facts(edition, iso3).get(iso3, ())
    line = line_of(asked.text, on_record or _as_government(country), cells, facts, labels, asked.info.number)
    return _Found(country, on_record, line, tuple(labels))


def _order(label: ItemLabel) -> tuple[int, int]:
    """What a registry is about comes first, the NDC before all."""
    return (IN_REGISTRIES.index(label.code) if label.code in IN_REGISTRIES else len(IN_REGISTRIES), label.sort)


def _as_government(country: Country) -> Government:
    """A Party that no endorsement is recorded of, told of in the same way."""
    names = Names(country.name_en, country.name_fr, country.name_es, country.name_ru, country.name_ar, country.name_zh)
    is_union = country.iso3 == EUROPEAN_UNION
    return Government(
        "", names, country.iso3, country.annex_i, country.itu_region, None, None, country.itu_region, is_union
    )  # fmt: skip


def page_lead(asked: Asked) -> Lead | None:
    """The name, what the page sets side by side, and the state of the endorsement."""
    found = _found(asked)
    if found is None:
        return None
    t = asked.text
    purpose = t("What the government claims on the implementation framework, beside what public registries show.")
    if found.country.iso3 == EUROPEAN_UNION:
        purpose = t("What the Union claims on the implementation framework, beside what public registries show.")
    detail = endorsement(t, found.on_record)
    eyebrow = render("country_eyebrow.html.j2", t, link=f"/framework?{urlencode({'edition': asked.info.number})}")
    html = charts.page_lead(asked.context, title=found.line.name, purpose=purpose, detail=detail, eyebrow_html=eyebrow)
    return Lead(found.line.name, f"{purpose} {detail}", html)


def endorsement(t: Text, on_record: Government | None) -> str:
    """What is recorded; that nothing is recorded is no statement that there is nothing."""
    if on_record is None:
        return t("No endorsement is recorded.")
    if on_record.withdrawn_on:
        return t("Withdrew on {day}.", day=t.date(on_record.withdrawn_on))
    if on_record.endorsed_on is None:
        return t("Endorsed the Declaration; the day is unknown.")
    return t("Endorsed the Declaration on {day}.", day=t.date(on_record.endorsed_on))


def page_body(asked: Asked) -> Body | None:
    """Action by action; groups; ways to the profile, to a comparison, and to the neighbours."""
    found = _found(asked)
    if found is None:
        return None
    t = asked.text
    actions = [ActionName(label.code, t(label.short), t(label.title)) for label in found.labels]
    not_asked = {label.code: _why_not(t, found, label.code) for label in found.labels}
    items = country_items(asked.context, found.line, actions, not_asked=not_asked, note=_as_of(asked, found))
    parts = {
        "groups": render("country_groups.html.j2", t, facts=_groups(t, found)),
        "ways": render("country_ways.html.j2", t, ways=_ways(asked, found)),
        "neighbours": _neighbours(asked, found),
    }
    return Body({"items": items}, parts)


def _why_not(t: Text, found: _Found, item: str) -> str:
    """Why an action has no cell: it does not apply, or nothing is asked of who has not endorsed."""
    is_union = found.country.iso3 == EUROPEAN_UNION
    if item in OUTSIDE_ANNEX_I and (found.country.annex_i or is_union):
        return t("Does not apply: for Parties outside Annex I")
    if found.on_record is None:
        return t("Not asked: no endorsement is recorded")
    return t("Does not apply")


def _as_of(asked: Asked, found: _Found) -> str:
    t = asked.text
    facts = country_facts(asked.edition, found.country.iso3).get(found.country.iso3, ())
    first = as_of(t, facts, asked.info.snapshot_on)
    second = t(
        "Of the NDC registry this edition holds the latest NDC alone. Unknown means that no source at hand says it."
    )
    return f"{first} {second}".strip()


def _groups(t: Text, found: _Found) -> Sequence[tuple[str, str]]:
    """What the country belongs to, each with its caption; what is unknown is left to the word."""
    country = found.country
    lists = (("ldc", country.ldc), ("lldc", country.lldc), ("sids", country.sids))
    named = [words.dimension_label(t, code) for code, is_member in lists if is_member]
    annex = t("Party in Annex I") if country.annex_i else t("Party outside Annex I")
    rows = [
        (t("ITU region"), _member(t, "itu_region", country.itu_region)),
        (t("UN region"), _member(t, "un_region", country.un_region)),
        (t("Income group"), _member(t, "income_group", country.world_bank_income)),
        (t("Groups"), ", ".join(named) or t("none of LDC, LLDC and SIDS")),
        (t("Climate convention"), annex),
        (t("Endorsement"), endorsement(t, found.on_record)),
    ]
    is_union = country.iso3 == EUROPEAN_UNION
    return rows[4:] if is_union else rows


def _member(t: Text, dimension: str, member: str | None) -> str:
    return words.member_label(t, dimension, member) if member else t("unknown")


def _ways(asked: Asked, found: _Found) -> list[tuple[str, str]]:
    t, number = asked.text, asked.info.number
    ways = [(t("All countries on the framework"), f"/framework?{urlencode({'edition': number})}#chart-countries")]
    if found.on_record is None:
        return ways
    name, signatory = found.line.name, found.on_record.id
    profile = urlencode({"id": signatory, "edition": number})
    compared = urlencode({"what": "signatories", "with": signatory, "edition": number})
    return [
        (t("Everything that {name} reports", name=name), f"/signatory?{profile}"),
        (t("Compare {name} with others", name=name), f"/compare?{compared}"),
        *ways,
    ]


def _neighbours(asked: Asked, found: _Found) -> str:
    """The other governments of the ITU region that have endorsed, alphabetically."""
    region, t = found.country.itu_region, asked.text
    if not region:
        return ""
    near = [
        (one.names.in_language(t.language), country_link(one.iso3, asked.info.number))
        for one in governments(asked.edition, dimension="itu_region", member=region)
        if one.iso3 and one.iso3 != found.country.iso3 and not one.is_union
    ]
    near.sort(key=lambda one: alphabetical(one[0]))
    place = words.member_label(t, "itu_region", region)
    return render("country_neighbours.html.j2", t, near=near, place=place)


PAGE = PublicPage(keys=("iso3", "edition"), lead=page_lead, body=page_body)
