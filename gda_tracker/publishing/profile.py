"""One signatory's page: what it endorsed, reports and shows, and what registries hold about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .. import charts, editions
from ..charts import Chart, Context, StatusLine, words
from ..charts.status import summary
from ..charts.templating import render
from ..editions import Edition, EntryRow, Profile, SourcedFact
from ..i18n import Text
from .overview import numeral

REGISTRIES: Final = ("ndc", "tna", "tap", "ctcn")
_WITH_REGISTRIES: Final = frozenset({"national_government"})


@dataclass(frozen=True, slots=True)
class ProfilePage:
    """The page in parts, each escaped HTML; `items` is the item-by-item table as a chart."""

    name: str
    summary: str
    lead_html: str
    items: Chart
    registries_html: str
    endorsements_html: str
    reports_html: str
    practices_html: str


@dataclass(frozen=True, slots=True)
class _Report:
    """What one cycle's report says about the items, counted."""

    cycle: str
    received: str
    items: tuple[tuple[str, str, str], ...]


def profile(edition: Edition, context: Context, signatory_id: str) -> ProfilePage | None:
    """The page of a signatory, or None when the edition does not know it."""
    found = editions.signatory(edition, signatory_id)
    if found is None:
        return None
    t = context.text
    lines = _lines(found)
    name, sentence = found.names.in_language(t.language), summary(t, lines)
    return ProfilePage(
        name=name,
        summary=sentence,
        lead_html=render("profile_lead.html.j2", t, name=name, facts=_facts(t, found), sentence=sentence),
        items=charts.status_list(context, lines),
        registries_html=_registries(t, found),
        endorsements_html=render(
            "endorsements.html.j2", t, endorsements=found.endorsements, channels=_channels(t), website=found.website
        ),
        reports_html=render("reports.html.j2", t, reports=_reports(t, found)),
        practices_html=render("practices.html.j2", t, practices=found.practices, numeral=numeral),
    )


def _lines(found: Profile) -> list[StatusLine]:
    links: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in found.evidence:
        if row.url and row.url.startswith(("https://", "http://")):
            links.setdefault((row.item, row.cycle), []).append((_title(row.title, row.locator, row.url), row.url))
    return [
        StatusLine(
            code=cell.item,
            number=numeral(cell.item),
            short=cell.short,
            is_due=cell.is_due,
            off_scale=cell.off_scale,
            claimed=cell.claimed,
            evidence=cell.evidence,
            assessed=cell.assessed,
            as_of=cell.as_of,
            age_months=cell.age_months,
            age_class=cell.age_class,
            evidence_links=tuple(links.get((cell.item, cell.cycle or ""), [])),
        )
        for cell in found.cells
    ]


def _title(title: str | None, locator: str | None, url: str) -> str:
    shown = title or url.split("/")[2]
    return f"{shown}, {locator}" if locator else shown


def _facts(t: Text, found: Profile) -> list[str]:
    """The quiet line under the name."""
    facts = [words.one_of_type(t, found.stakeholder_type)]
    if found.itu_region:
        facts.append(words.member_label(t, "itu_region", found.itu_region))
    for dimension, is_member in (("ldc", found.is_ldc), ("lldc", found.is_lldc), ("sids", found.is_sids)):
        if is_member and found.stakeholder_type == "national_government":
            facts.append(words.dimension_label(t, dimension))
    if found.endorsed_on:
        facts.append(t("endorsed on {day}", day=t.date(found.endorsed_on)))
    if found.withdrawn_on:
        facts.append(t("withdrew on {day}", day=t.date(found.withdrawn_on)))
    return facts


def _channels(t: Text) -> dict[str, str]:
    return {
        "letter": t("by letter"),
        "note_verbale": t("by note verbale"),
        "email": t("by e-mail"),
        "public_statement": t("by public statement"),
    }


def _registries(t: Text, found: Profile) -> str:
    """What NDC, TNA, TAP and CTCN records say; what is not known is said to be unknown."""
    if found.stakeholder_type not in _WITH_REGISTRIES:
        return ""
    named: dict[str, list[SourcedFact]] = {code: [] for code in REGISTRIES}
    for fact in found.registry_facts:
        code = next((code for code in REGISTRIES if fact.what.lower().startswith(code)), None)
        if code is None:
            named.setdefault(fact.what, []).append(fact)
        else:
            named[code].append(fact)
    endorsed_on = found.endorsed_on
    return render("registries.html.j2", t, named=named, endorsed_on=endorsed_on)


def _reports(t: Text, found: Profile) -> list[_Report]:
    """One report a cycle, the newest first."""
    by_cycle: dict[str, list[EntryRow]] = {}
    for entry in found.entries:
        by_cycle.setdefault(entry.cycle, []).append(entry)
    shorts = {cell.item: cell.short for cell in found.cells}
    return [
        _Report(
            cycle=cycle,
            received=t.date(min(entry.submitted_on for entry in entries)),
            items=tuple(
                (numeral(entry.item), shorts.get(entry.item, entry.item), _said(t, entry)) for entry in entries
            ),
        )
        for cycle, entries in sorted(by_cycle.items(), reverse=True)
    ]


def _said(t: Text, entry: EntryRow) -> str:
    said = words.status_label(t, entry.claimed) if entry.claimed is not None else "–"
    if entry.off_scale:
        said = words.off_scale_label(t, entry.off_scale)
    return f"{said}: {entry.narrative}" if entry.narrative else said
