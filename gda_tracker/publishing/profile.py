"""One signatory's page: what it endorsed, reports and shows, and what registries hold about it."""

from __future__ import annotations

from dataclasses import dataclass

from .. import charts, editions
from ..charts import Chart, Context, StatusLine, words
from ..charts.status import summary
from ..charts.templating import render
from ..charts.words import numeral
from ..editions import Edition, EntryRow, Profile, ReviewRow
from ..i18n import Text
from .asked import Asked, Body, Lead, PublicPage
from .registries import registry_lines


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
class _Said:
    """One entry of a report with the decisions on it, the reply beside them."""

    number: str
    short: str
    status: str
    narrative: str
    decisions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Report:
    """What one cycle's report says about the items, counted."""

    cycle: str
    received: str
    items: tuple[_Said, ...]


def profile(edition: Edition, context: Context, signatory_id: str) -> ProfilePage | None:
    """The page of a signatory, or None when the edition does not know it."""
    found = editions.signatory(edition, signatory_id)
    if found is None:
        return None
    t = context.text
    lines = _lines(t, found)
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


def _lines(t: Text, found: Profile) -> list[StatusLine]:
    links: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in found.evidence:
        if row.url and row.url.startswith(("https://", "http://")):
            links.setdefault((row.item, row.cycle), []).append((_title(row.title, row.locator, row.url), row.url))
    return [
        StatusLine(
            code=cell.item,
            number=numeral(cell.item),
            short=t(cell.short),
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
    """Registries about governments, and for everybody what else is public."""
    others = [fact for fact in found.registry_facts if fact.what == "public_progress"]
    is_country = found.stakeholder_type == "national_government"
    if not is_country and not others:
        return ""
    lines = registry_lines(t, found.registry_facts, found.endorsed_on) if is_country else []
    return render("registries.html.j2", t, lines=lines, others=others)


def _reports(t: Text, found: Profile) -> list[_Report]:
    """One report a cycle, the newest first."""
    by_cycle: dict[str, list[EntryRow]] = {}
    for entry in found.entries:
        by_cycle.setdefault(entry.cycle, []).append(entry)
    shorts = {cell.item: t(cell.short) for cell in found.cells}
    return [
        _Report(
            cycle=cycle,
            received=t.date(min(entry.submitted_on for entry in entries)),
            items=tuple(_said(t, found, entry, shorts.get(entry.item, entry.item)) for entry in entries),
        )
        for cycle, entries in sorted(by_cycle.items(), reverse=True)
    ]


def _said(t: Text, found: Profile, entry: EntryRow, short: str) -> _Said:
    status = words.status_label(t, entry.claimed) if entry.claimed is not None else "–"
    if entry.off_scale:
        status = words.off_scale_label(t, entry.off_scale)
    key = (entry.item, entry.cycle)
    decisions = [_decision(t, row) for row in found.reviews if (row.item, row.cycle) == key]
    decisions += [
        t("Reply, {day}: {reply}", day=t.date(row.replied_on), reply=row.reply)
        for row in found.replies
        if (row.item, row.cycle) == key
    ]
    return _Said(numeral(entry.item), short, status, entry.narrative or entry.reason or "", tuple(decisions))


def _decision(t: Text, row: ReviewRow) -> str:
    decided = words.decision_label(t, row.decision)
    if row.decided_status is not None:
        decided = t("{name}: {what}", name=decided, what=words.status_label(t, row.decided_status))
    sentence = t("Review, {day}: {decided}", day=t.date(row.decided_on), decided=decided)
    return f"{sentence}. {row.reason}" if row.reason else sentence


def _page(asked: Asked) -> ProfilePage | None:
    return profile(asked.edition, asked.context, asked.word("id"))


def page_lead(asked: Asked) -> Lead | None:
    """Name, facts and sentence."""
    shown = _page(asked)
    return None if shown is None else Lead(shown.name, shown.summary, shown.lead_html)


def page_body(asked: Asked) -> Body | None:
    """Item by item, registries, endorsements, reports, practices."""
    shown = _page(asked)
    if shown is None:
        return None
    parts = {
        "registries": shown.registries_html,
        "endorsements": shown.endorsements_html,
        "reports": shown.reports_html,
        "practices": shown.practices_html,
    }
    return Body({"items": shown.items}, parts)


PAGE = PublicPage(keys=("id", "edition"), lead=page_lead, body=page_body)
