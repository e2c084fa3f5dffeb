"""One practice in words: who offers it, what the newest report says about the item, how to ask for the contact."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from ..charts import StatusLine, words
from ..charts.status import pill
from ..charts.templating import web_address
from ..editions import OfferedPractice
from ..i18n import Text
from .asked import Asked
from .nearness import Home, said


@dataclass(frozen=True, slots=True)
class Offer:
    """One practice as it stands on the page."""

    title: str
    summary: str
    item: str
    elements: tuple[str, ...]
    signatory: str
    profile: str
    facts: str
    near: tuple[str, ...]
    report: str
    pill: str
    pill_class: str
    url: str | None
    mail: str


def offer(asked: Asked, practice: OfferedPractice, home: Home | None) -> Offer:
    """One practice in the page's language; beside the chosen country, how near it is."""
    t = asked.text
    labels = {element.code: element.label for item in asked.analysis.items().values() for element in item.elements}
    place = words.member_label(t, "itu_region", practice.itu_region) if practice.itu_region else ""
    shown, style = _report(t, practice)
    name = practice.names.in_language(t.language)
    return Offer(
        title=practice.title,
        summary=practice.summary,
        item=f"{words.numeral(practice.item)} {t(practice.short)}",
        elements=tuple(f"{code} {t(labels[code])}" if code in labels else code for code in practice.elements),
        signatory=asked.context.named(name),
        profile=f"/signatory?{urlencode({'id': practice.signatory_id, 'edition': asked.info.number})}",
        facts=" · ".join(
            part for part in (words.one_of_type(t, practice.stakeholder_type), place, practice.cycle) if part
        ),
        near=said(t, practice, home) if home else (),
        report=t("Newest report on this item, {cycle}", cycle=practice.reported_cycle or practice.cycle),
        pill=shown,
        pill_class=style,
        url=web_address(practice.url) or None,
        mail=_mail(asked, practice.title, name),
    )


def _report(t: Text, practice: OfferedPractice) -> tuple[str, str]:
    """Words and class of the pill of the signatory's newest report on the item."""
    if practice.reported_cycle is None and practice.off_scale is None:
        return "–", ""
    line = StatusLine(
        code=practice.item,
        number="",
        short="",
        is_due=True,
        off_scale=practice.off_scale,
        claimed=practice.claimed,
        evidence=practice.evidence,
        assessed=practice.assessed,
        as_of=None,
        age_months=practice.age_months,
        age_class=practice.age_class,
    )
    return pill(t, line)


def _mail(asked: Asked, title: str, name: str) -> str:
    """A mail to the secretariat whose subject names practice, signatory and edition; empty without an address."""
    if not asked.installation.contact_email:
        return ""
    t = asked.text
    subject = t(
        "Contact for the practice “{title}” of {name}, edition {number}",
        title=" ".join(title.split()),
        name=" ".join(name.split()),
        number=asked.info.number,
    )
    marked = f"{asked.context.demonstration}: {subject}" if asked.context.demonstration else subject
    return f"mailto:{quote(asked.installation.contact_email, safe='@+')}?subject={quote(marked, safe='')}"


def row(t: Text, practice: OfferedPractice) -> tuple[str | None, ...]:
    """One practice for the CSV, as `charts.practices.practice_list` names its columns."""
    return (
        practice.title,
        practice.summary,
        practice.item,
        " ".join(practice.elements) or None,
        practice.names.in_language(t.language),
        practice.signatory_id,
        practice.stakeholder_type,
        practice.iso3,
        practice.itu_region,
        practice.income_group,
        practice.cycle,
        _report(t, practice)[0],
        practice.url,
    )
