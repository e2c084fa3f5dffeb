"""One signatory's page: what it endorsed, reports and shows, and what registries hold about it."""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from urllib.parse import quote, urlencode

from .. import charts, editions
from ..charts import StatusLine, words
from ..charts.status import summary
from ..charts.templating import render
from ..charts.words import numeral
from ..charts.years import years_table
from ..domain.declaration import StakeholderType
from ..editions import Edition, EditionInfo, Profile
from ..i18n import Text
from .asked import Asked, Body, Lead, PublicPage
from .given import named_by
from .registries import registry_lines
from .reported import anchor_of, documents_of, newest_decision, reports_part, year_cycles, year_rows
from .shelf import in_force

KEYS: Final = ("id", "edition")
_PUBLIC_PROGRESS: Final = "public_progress"


@lru_cache(maxsize=256)
def _read(edition: Edition, signatory_id: str) -> Profile | None:
    """Kept for a moment: lead, body and summary ask for the same."""
    return editions.signatory(edition, signatory_id)


def found_of(asked: Asked) -> Profile | None:
    """Whose profile the address asks for, None when the edition does not know it."""
    return _read(asked.edition, asked.word("id"))


def page_lead(asked: Asked) -> Lead | None:
    """Name, facts, one sentence; then print, comparison and the other editions."""
    found = found_of(asked)
    if found is None:
        return None
    t, name = asked.text, found.names.in_language(asked.language)
    sentence = summary(t, status_lines(t, found))
    eyebrow = render("profile_eyebrow.html.j2", t, back=f"/signatories?edition={asked.info.number}")
    purpose = " · ".join(facts_of(asked, found))
    html = charts.page_lead(
        asked.context, title=asked.context.named(name), purpose=purpose, detail=sentence, eyebrow_html=eyebrow
    )
    return Lead(name, sentence, html, below=render("profile_ways.html.j2", t, **_ways(asked, found)))


def page_body(asked: Asked) -> Body | None:
    """Item by item, year by year, what was said; registries, endorsements, practices, whom to compare with."""
    found = found_of(asked)
    if found is None:
        return None
    t = asked.text
    lines = status_lines(t, found)
    shown = {"items": charts.status_list(asked.context, lines)}
    if cycles := year_cycles(found, editions.cycles(asked.edition)):
        shown["years"] = years_table(asked.context, year_rows(t, found), cycles)
    parts = {
        "reports": reports_part(asked, found),
        "registries": registries_part(asked, found),
        "endorsements": _endorsements(t, found),
        "practices": render("practices.html.j2", t, practices=found.practices, numeral=numeral),
        "peers": render("profile_peers.html.j2", t, **_peers(asked, found)),
    }
    return Body(shown, parts)


def _endorsements(t: Text, found: Profile) -> str:
    values = {"endorsements": found.endorsements, "website": found.website, "named": named_by(t, found)}
    return render("endorsements.html.j2", t, channels=channels(t), **values)


def status_lines(t: Text, found: Profile) -> list[StatusLine]:
    """The cells of a signatory with their evidence and newest decision, in the Declaration's order."""
    lines = []
    for cell in found.cells:
        documents = documents_of(t, found, cell.item, cell.cycle)
        lines.append(
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
                evidence_links=tuple((one.title, one.address) for one in documents if one.address),
                kind=cell.kind,
                documents=len(documents),
                anchor=anchor_of(cell.item),
                decided=newest_decision(t, found, cell.item, cell.cycle),
            )
        )
    return lines


def is_government(found: Profile) -> bool:
    """Whether it is a country's government."""
    return found.stakeholder_type == StakeholderType.NATIONAL_GOVERNMENT


def facts_of(asked: Asked, found: Profile) -> list[str]:
    """The quiet line under the name."""
    t = asked.text
    facts = [words.one_of_type(t, found.stakeholder_type)]
    country = editions.country_names(found.iso3)
    if country and not is_government(found):
        facts.append(country.in_language(t.language))
    if found.itu_region:
        facts.append(words.member_label(t, "itu_region", found.itu_region))
    for dimension, is_member in (("ldc", found.is_ldc), ("lldc", found.is_lldc), ("sids", found.is_sids)):
        if is_member and is_government(found):
            facts.append(words.dimension_label(t, dimension))
    if found.endorsed_on:
        facts.append(t("endorsed on {day}", day=t.date(found.endorsed_on)))
    if found.withdrawn_on:
        facts.append(t("withdrew on {day}", day=t.date(found.withdrawn_on)))
    if found.light:
        facts.append(t("report for {cycle}: {light}", cycle=found.light_cycle, light=_lower(t, found.light)))
    if asked.info.is_demonstration:
        facts.append(t("invented for the demonstration"))
    return facts


def _lower(t: Text, light: str) -> str:
    label = words.light_label(t, light)
    return label[:1].lower() + label[1:]


def channels(t: Text) -> dict[str, str]:
    """How an endorsement arrived."""
    return {
        "letter": t("by letter"),
        "note_verbale": t("by note verbale"),
        "email": t("by e-mail"),
        "public_statement": t("by public statement"),
    }


def registries_part(asked: Asked, found: Profile) -> str:
    """Registries about governments, and for everybody what else is public."""
    t = asked.text
    others = [fact for fact in found.registry_facts if fact.what == _PUBLIC_PROGRESS]
    if not is_government(found) and not others:
        return ""
    lines = registry_lines(t, found.registry_facts, found.endorsed_on) if is_government(found) else []
    return render("registries.html.j2", t, lines=lines, others=others)


def profile_link(found: Profile, edition: int) -> str:
    """The lasting address of a profile."""
    return f"/signatory?{urlencode({'id': found.id, 'edition': edition})}"


def compare_link(edition: int, *ids: str) -> str:
    """A few signatories side by side."""
    return f"/compare?{urlencode({'what': 'signatories', 'with': ','.join(ids), 'edition': edition})}"


def _ways(asked: Asked, found: Profile) -> dict[str, object]:
    """Print, compare, country page, and the same profile in the editions before and after."""
    number = asked.info.number
    printed = f"/summary/{quote(found.id, safe='')}?{urlencode({'edition': number, 'lang': asked.language})}"
    country = f"/country?{urlencode({'iso3': found.iso3, 'edition': number})}" if is_government(found) else ""
    earlier = _with_it(asked, found, asked.earlier)
    later = _with_it(asked, found, tuple(reversed([info for info in asked.editions if info.number > number])))
    t, newest = asked.text, (in_force(asked.editions) or asked.info).number
    return {
        "ways": [
            (t("Print"), printed),
            (t("Link to this edition"), profile_link(found, number)),
            (t("Compare with others"), compare_link(number, found.id)),
            *([(t("Country page"), country)] if country and found.iso3 else []),
        ],
        "earlier": (earlier.number, profile_link(found, earlier.number)) if earlier else None,
        "later": (later.number, profile_link(found, later.number)) if later else None,
        "number": number,
        "is_old": number < newest,
        "newest": newest,
    }


def _with_it(asked: Asked, found: Profile, infos: tuple[EditionInfo, ...]) -> EditionInfo | None:
    """The first of some editions that has the same signatory."""
    return next((info for info in infos if editions.knows(asked.shelf.edition(info), found.id)), None)


def _peers(asked: Asked, found: Profile) -> dict[str, object]:
    """A few of the same type and region, each a comparison."""
    t, number = asked.text, asked.info.number
    others = editions.peers(asked.edition, found.id)
    ids = [code for code, _ in others]
    return {
        "peers": [(names.in_language(t.language), compare_link(number, found.id, code)) for code, names in others],
        "together": compare_link(number, found.id, *ids[:3]) if len(ids) > 1 else "",
    }


PAGE = PublicPage(keys=KEYS, lead=page_lead, body=page_body)
