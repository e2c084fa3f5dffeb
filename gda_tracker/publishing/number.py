"""About one number: what it counts, its formula with the numbers in it, what is left out and why, every row behind."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from .. import charts
from ..charts import Chart, words
from ..charts.number_rows import Page, rows_chart
from ..charts.number_steps import Step, steps_chart
from ..charts.number_words import counted_label, definition, part_label, reason_label, sentence
from ..charts.templating import render
from ..domain.behind import ALL_ROWS, Counted, Part, Reason
from ..domain.rates import SMALLEST_GROUP
from .asked import Asked, Body, Lead, PublicPage
from .choice_labels import ANY
from .number_asked import PAGE_SIZE, Number
from .number_parts import parts_html
from .number_sql import recount
from .paging import pages_of
from .view import bar_values

KEYS: Final = ("item", "count", "who", "by", "where", "added", "part", "page", "edition")
_BAR: Final = ("item", "count", "who", "by", "where", "edition")


def page_lead(asked: Asked) -> Lead:
    """The number itself as a sentence; over all types its parts stand under the filters."""
    t, number = asked.text, Number(asked)
    found = number.behind
    title = sentence(t, number.said, found.numerator, found.denominator)
    purpose = t("What this number counts, how it comes about, and every row behind it.")
    detail = ""
    if number.counted.rate and 0 < found.denominator < SMALLEST_GROUP:
        detail = t("Fewer than five are due, so the share is withheld and only the counts are shown.")
    eyebrow = render("number_eyebrow.html.j2", t)
    usual = {"item": ANY, "count": Counted.VERIFIED.value}
    return Lead(
        title=title,
        description=definition(t, number.said),
        html=charts.page_lead(asked.context, title=title, purpose=purpose, eyebrow_html=eyebrow, detail=detail),
        filters=bar_values(replace(asked, query={**usual, **asked.query}), *_BAR),
        below=_types(number) if number.is_pooled else "",
    )


def page_body(asked: Asked) -> Body:
    """Definition and parts, the way to the number, its rows, and how to compute it again."""
    t, number = asked.text, Number(asked)
    found = number.behind
    answer = t.number(found.numerator)
    if number.counted != Counted.ENDORSED:
        answer = t("{count} of {due}", count=answer, due=t.number(found.denominator))
    recounted = render("number_recount.html.j2", t, sql=recount(number.group, number.counted), answer=answer)
    definition_html = parts_html(
        asked.context,
        number.said,
        found,
        other=number.address(added=number.group.additionality == "any"),
    )
    return Body({"steps": _steps(number), "rows": _rows(number)}, {"definition": definition_html, "recount": recounted})


def _types(number: Number) -> str:
    """The same number for each stakeholder type that has members in the group."""
    t, counted = number.asked.text, number.counted
    rows = [
        {
            "label": words.type_label(t, kind.stakeholder_type),
            "link": number.address(who=kind.stakeholder_type),
            "numerator": kind.numerator,
            "denominator": kind.denominator,
            "share": t.percent(kind.numerator / kind.denominator)
            if kind.denominator >= SMALLEST_GROUP
            else t("withheld"),
        }
        for kind in number.behind.types
        if kind.denominator
    ]
    base = t("Due") if counted.rate else t("Endorsed")
    return render("number_types.html.j2", t, rows=rows, header=counted_label(t, counted), base=base)


def _steps(number: Number) -> Chart:
    """From everybody in the group to those that count."""
    t, found, counted = number.asked.text, number.behind, number.counted

    def taken(part: Part) -> list[Step]:
        return [
            Step(reason_label(t, reason), count, True, number.rows_address(part=reason), reason == Reason.NO_REPORT)
            for reason, count in found.left_out(part)
        ]

    base = t("Due to report: the denominator D") if counted.rate else t("Endorsed: the denominator")
    last = counted_label(t, counted)
    if counted != Counted.ENDORSED:
        last = t("{what}: the numerator", what=last)
    steps = [Step(t("In the group"), found.signatories, False, number.rows_address()), *taken(Part.EXCLUDED)]
    if counted != Counted.ENDORSED:
        steps += [Step(base, found.denominator, False, number.rows_address()), *taken(Part.NOT_COUNTED)]
    steps.append(Step(last, found.numerator, False, number.rows_address(part=Part.COUNTED)))
    return steps_chart(number.asked.context, steps, sentence(t, number.said, found.numerator, found.denominator))


def _rows(number: Number) -> Chart:
    asked, found = number.asked, number.behind
    find = partial(
        asked.analysis.every_row_behind, asked.info.path, number.group, number.counted, asked.language, number.part
    )
    return rows_chart(
        asked.context,
        found.rows,
        _page(number),
        is_any=number.item == ANY and number.counted.rate is not None,
        shorts=number.shorts,
        find=find,
    )


def _page(number: Number) -> Page:
    t, found, part = number.asked.text, number.behind, number.part
    counts = {
        ALL_ROWS: found.signatories,
        Part.COUNTED.value: found.numerator,
        Part.NOT_COUNTED.value: found.denominator - found.numerator,
        Part.EXCLUDED.value: found.signatories - found.denominator,
    }
    tabs = [
        (part_label(t, code), count, number.rows_address(part=code), code == part)
        for code, count in counts.items()
        if count or code in {ALL_ROWS, part}
    ]
    if part not in counts:
        tabs.append((reason_label(t, Reason(part)), found.total, number.rows_address(part=part), True))
    return Page(part, found.total, tuple(tabs), _ways(number), number.is_pooled)


def _ways(number: Number) -> tuple[tuple[str, str, bool], ...]:
    """The first, the last, and the pages around this one; an address that is empty stands for a gap."""
    pages = pages_of(number.behind.total, PAGE_SIZE)
    if pages == 1:
        return ()
    here = number.page
    shown = sorted({1, pages, *range(max(1, here - 2), min(pages, here + 2) + 1)})
    ways: list[tuple[str, str, bool]] = []
    for before, page in zip((0, *shown), shown, strict=False):
        if page > before + 1:
            ways.append(("…", "", False))
        ways.append((number.asked.text.number(page), number.rows_address(part=number.part, page=page), page == here))
    return tuple(ways)


PAGE = PublicPage(keys=KEYS, lead=page_lead, body=page_body)
