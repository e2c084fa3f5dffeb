"""The method for readers: the rules in full, and a dial that moves the cut-offs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from .. import charts, editions
from ..charts import Where, words
from ..charts.conclusions import conclusions_chart
from ..charts.dial import dial_chart, dial_summary
from ..charts.dial_words import DialGroup
from ..charts.templating import render
from ..domain.cutoffs import PUBLISHED, CutOffs, Sensitivity
from ..domain.declaration import Applicability, PartyGroup, StakeholderType
from ..domain.statuses import CAPS
from ..i18n import Text
from .asked import Asked, Body, Lead, PublicPage
from .choice_labels import ANY, captions
from .choices import choices_of
from .view import View, bar_values, view_of

KEYS: Final = ("who", "by", "where", "item", "age", "status", "evidence", "edition")
DIAL: Final = ("age", "status", "evidence")


def sections(t: Text) -> tuple[tuple[str, str], ...]:
    """Anchors and titles of the page, in its order."""
    return (
        ("dial", t("What if the cut-offs moved?")),
        ("words", t("Words")),
        ("applicability", t("Who can be due on what")),
        ("status", t("Claimed status")),
        ("evidence", t("Evidence")),
        ("assessed", t("Assessed status")),
        ("age", t("Age")),
        ("additionality", t("Additionality")),
        ("counted", t("Who is counted")),
        ("rates", t("Rates")),
        ("withheld", t("What is withheld, and coverage grades")),
        ("presentation", t("How it is presented")),
        ("laws", t("Ten laws")),
        ("readings", t("Readings of the method")),
        ("version", t("Version")),
    )


def cut_of(asked: Asked) -> CutOffs:
    """The cut-offs of an address; the published ones where it says nothing."""
    return CutOffs(
        int(asked.word("age", str(PUBLISHED.age_months))),
        int(asked.word("status", str(int(PUBLISHED.status)))),
        int(asked.word("evidence", str(int(PUBLISHED.evidence)))),
    )


def lead(asked: Asked) -> Lead:
    """What the page is for, and what stands on it."""
    t = asked.text
    purpose = t(
        "How follow-up of the Declaration is measured: every word, scale, rate and rule behind the figures, "
        "and what would change if the cut-offs were others."
    )
    html = charts.page_lead(asked.context, title=t("Method"), purpose=purpose)
    contents = render("method_contents.html.j2", t, sections=sections(t))
    return Lead(t("Method"), purpose, html + contents, _filters(asked))


def _filters(asked: Asked) -> tuple[tuple[str, str], ...]:
    t, choices, cut = asked.text, choices_of(asked.edition, asked.analysis), cut_of(asked)
    chosen = {
        "item": asked.word("item", ANY),
        "age": str(cut.age_months),
        "status": str(int(cut.status)),
        "evidence": str(int(cut.evidence)),
    }
    drawn = [
        (captions(t)[key], (choices.labels(t, key, asked.query) or {}).get(code, code)) for key, code in chosen.items()
    ]
    return (*bar_values(asked, "who", "by", "where"), *drawn, *bar_values(asked, "edition"))


def body(asked: Asked) -> Body:
    """The dial with its conclusions, and the rules; over all stakeholder types the headline beside its parts."""
    view, cut = view_of(asked), cut_of(asked)
    dimension, member = view.scope
    found = asked.analysis.sensitivity(
        asked.edition,
        item=asked.word("item", ANY),
        dimension=dimension,
        member=member,
        stakeholder_type=view.stakeholder_type,
    )
    drawn = {} if view.stakeholder_type == "all" else _dial(asked, view, cut, found)
    return Body(drawn, _rules(asked, found, cut, view))


def _dial(asked: Asked, view: View, cut: CutOffs, found: Sensitivity) -> dict[str, charts.Chart]:
    context, group = asked.context, _group(asked, view)

    def link(setting: CutOffs) -> str:
        turned = {"age": setting.age_months, "status": int(setting.status), "evidence": int(setting.evidence)}
        kept = {key: word for key, word in asked.query.items() if key not in {*DIAL, "edition"}}
        return f"/method?{urlencode({**kept, **turned, 'edition': asked.info.number})}#chart-conclusions"

    return {
        "dial": dial_chart(context, found, cut, group),
        "conclusions": conclusions_chart(context, found, cut, group, link),
    }


def _group(asked: Asked, view: View) -> DialGroup:
    t, item = asked.text, asked.word("item", ANY)
    short = {row.code: t(row.short) for row in editions.items(asked.edition)}
    place = view.place(t)
    who = words.type_in_sentence(t, view.stakeholder_type)
    dimension, member = view.scope
    return DialGroup(
        who=t("{group} ({place})", group=who, place=place) if place else who,
        where=Where(view.stakeholder_type, view.dimension if dimension == "all" else dimension, member),
        short=short,
        headline=t("at least one item") if item == ANY else f"{words.numeral(item)} {short.get(item, item)}",
    )


def _rules(asked: Asked, found: Sensitivity, cut: CutOffs, view: View) -> dict[str, str]:
    t = asked.text
    return {
        "summary": dial_summary(asked.context, found, cut, _group(asked, view)),
        "words": render("method_words.html.j2", t),
        "applicability": _matrix(asked),
        "scales": render("method_scales.html.j2", t, caps=CAPS),
        "rates": render("method_rates.html.j2", t),
        "laws": render("method_laws.html.j2", t, edition=asked.info.number, version=asked.info.method_version),
    }


@dataclass(frozen=True, slots=True)
class Mark:
    """One field of the matrix: whether the item can be due, the number of its note, and the same in words."""

    sign: bool
    said: str
    note: str = ""


def _matrix(asked: Asked) -> str:
    t, items = asked.text, editions.items(asked.edition)
    matrix = asked.analysis.applicability()
    rows = [
        (words.type_label(t, kind.value), [_mark(t, matrix, kind, row.code) for row in items])
        for kind in StakeholderType
    ]
    heads = [{"number": words.numeral(row.code), "short": t(row.short)} for row in items]
    return render("method_applicability.html.j2", t, items=heads, rows=rows)


def _mark(t: Text, matrix: tuple[Applicability, ...], kind: StakeholderType, item: str) -> Mark:
    groups = {row.party_group for row in matrix if row.stakeholder_type == kind and row.item == item}
    if PartyGroup.ANY in groups:
        return Mark(True, t("can be due"))
    if PartyGroup.NON_ANNEX_I in groups:
        return Mark(True, t("can be due for Parties outside Annex I"), "1")
    if PartyGroup.EUROPEAN_UNION in groups:
        return Mark(True, t("can be due for the European Union"), "2")
    return Mark(False, t("does not apply"))


PAGE: Final = PublicPage(keys=KEYS, lead=lead, body=body)
