"""About one number: what it counts, its formula with the numbers in it, what is left out and why, every row behind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Final
from urllib.parse import urlencode

from .. import charts, editions
from ..charts import Chart, words
from ..charts.number_rows import Page, rows_chart
from ..charts.number_steps import Step, steps_chart
from ..charts.number_words import Said, counted_label, definition, item_phrase, part_label, reason_label, sentence
from ..charts.numbers import ADDED, number_link
from ..charts.templating import render
from ..domain.behind import ALL_ROWS, Behind, Counted, Part, Reason
from ..domain.changes import Group
from ..domain.rates import SMALLEST_GROUP
from .asked import Asked, Body, Lead, PublicPage
from .choices import ANY
from .number_parts import parts_html
from .number_sql import recount
from .view import View, bar_values, view_of

PAGE_SIZE: Final = 50
KEYS: Final = ("item", "count", "who", "by", "where", "added", "part", "page", "edition")
_BAR: Final = ("item", "count", "who", "by", "where", "edition")


@dataclass(frozen=True)
class Number:
    """What an address asks about: which number, of whom, and which of its rows."""

    asked: Asked

    @cached_property
    def view(self) -> View:
        """Whom it counts."""
        return view_of(self.asked)

    @property
    def item(self) -> str:
        """An item's code, or `any`."""
        return self.asked.word("item", ANY)

    @property
    def counted(self) -> Counted:
        """The rate or stage."""
        return Counted(self.asked.word("count", Counted.VERIFIED.value))

    @property
    def group(self) -> Group:
        """The same as the method asks for it."""
        dimension, member = self.view.scope
        cut = ADDED if self.asked.word("added") == ADDED else "any"
        return Group(self.item, dimension, member, self.view.stakeholder_type, cut)

    @property
    def part(self) -> str:
        """Which rows are asked for."""
        return self.asked.word("part", ALL_ROWS)

    @cached_property
    def behind(self) -> Behind:
        """The number taken apart, and the page of rows that is asked for; what lies beyond the last is the last."""
        ask = partial(
            self.asked.analysis.behind,
            self.asked.edition,
            self.group,
            self.counted,
            language=self.asked.language,
            part=self.part,
        )
        word = self.asked.word("page", "1")
        wanted = int(word) if word.isdecimal() and word.isascii() and len(word) < 9 else 1
        page = min(max(1, wanted), pages_of(ask(limit=0).total))
        return ask(offset=(page - 1) * PAGE_SIZE, limit=PAGE_SIZE)

    @cached_property
    def shorts(self) -> dict[str, str]:
        """The items' short names in the language."""
        return {row.code: self.asked.text(row.short) for row in editions.items(self.asked.edition)}

    @property
    def said(self) -> Said:
        """The number in words."""
        t, group = self.asked.text, self.group
        return Said(
            counted=self.counted,
            item=item_phrase(t, self.item, self.shorts.get(self.item, self.item)),
            group=words.type_in_sentence(t, self.view.stakeholder_type),
            place=self.view.place(t),
            is_any=self.item == ANY,
            is_added=group.additionality != "any",
        )

    @property
    def is_pooled(self) -> bool:
        """Whether all types are in one figure, which stands only beside its parts."""
        return self.view.stakeholder_type == "all"

    def address(self, *, part: str = ALL_ROWS, page: int = 1, who: str = "", added: bool | None = None) -> str:
        """The same number of another group, or other rows of it."""
        is_added = self.group.additionality != "any" if added is None else added
        link = number_link(
            self.asked.context,
            item=self.item,
            who=who or self.view.stakeholder_type,
            by=self.view.dimension,
            where=self.view.member,
            show=self.counted.value,
            added=is_added,
        )
        rows = [("part", part)] if part != ALL_ROWS else []
        rows += [("page", str(page))] if page > 1 else []
        return f"{link}&{urlencode(rows)}#chart-rows" if rows else link


def pages_of(rows: int) -> int:
    """How many pages so many rows take; at least one."""
    return max(1, -(-rows // PAGE_SIZE))


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
            Step(reason_label(t, reason), count, True, number.address(part=reason), reason == Reason.NO_REPORT)
            for reason, count in found.left_out(part)
        ]

    base = t("Due to report: the denominator D") if counted.rate else t("Endorsed: the denominator")
    last = t("{what}: the numerator", what=counted_label(t, counted))
    steps = [Step(t("In the group"), found.signatories, False, number.address()), *taken(Part.EXCLUDED)]
    if counted != Counted.ENDORSED:
        steps += [Step(base, found.denominator, False, number.address()), *taken(Part.NOT_COUNTED)]
    steps.append(Step(last, found.numerator, False, number.address(part=Part.COUNTED)))
    return steps_chart(number.asked.context, steps, sentence(t, number.said, found.numerator, found.denominator))


def _rows(number: Number) -> Chart:
    asked, found = number.asked, number.behind
    find = partial(
        asked.analysis.every_row_behind, asked.info.path, number.group, number.counted, asked.language, number.part
    )
    return rows_chart(
        asked.context, found.rows, _page(number), is_any=number.item == ANY, shorts=number.shorts, find=find
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
        (part_label(t, code), count, number.address(part=code), code == part)
        for code, count in counts.items()
        if count or code in {ALL_ROWS, part}
    ]
    if part not in counts:
        tabs.append((reason_label(t, Reason(part)), found.total, number.address(part=part), True))
    return Page(part, found.total, tuple(tabs), _ways(number), number.is_pooled)


def _ways(number: Number) -> tuple[tuple[str, str, bool], ...]:
    """The first, the last, and the pages around this one; an address that is empty stands for a gap."""
    pages = pages_of(number.behind.total)
    if pages == 1:
        return ()
    word = number.asked.word("page", "1")
    here = min(max(1, int(word) if word.isdecimal() and word.isascii() and len(word) < 9 else 1), pages)
    shown = sorted({1, pages, *range(max(1, here - 2), min(pages, here + 2) + 1)})
    ways: list[tuple[str, str, bool]] = []
    for before, page in zip((0, *shown), shown, strict=False):
        if page > before + 1:
            ways.append(("…", "", False))
        ways.append((number.asked.text.number(page), number.address(part=number.part, page=page), page == here))
    return tuple(ways)


PAGE = PublicPage(keys=KEYS, lead=page_lead, body=page_body)
