"""The comparison: two to four signatories, regions or stakeholder types side by side, item by item."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final
from urllib.parse import urlencode

from .. import charts, editions
from ..charts import Chart, StatusLine, Where, words
from ..charts.compare import ComparedItem, SignatoryColumn, compare_signatories
from ..charts.compare_groups import GroupColumn, compare_groups
from ..charts.templating import render
from ..domain.rates import Counts
from ..editions import CellRow, ComparedSignatory
from ..i18n import Text
from .asked import Asked, Body, Lead, PublicPage
from .choices import choices_of
from .comparing import LEAST, Chosen, chosen_of, examples, who_of
from .view import bar_values, view_of

KEYS: Final = ("what", "with", "search", "by", "who", "show", "edition")
_LONGEST_TITLE: Final = 90
_FILTERS: Final = {
    "signatories": ("what", "edition"),
    "regions": ("what", "by", "who", "show", "edition"),
    "types": ("what", "show", "edition"),
}


def lead(asked: Asked) -> Lead:
    """Who stands side by side, in words."""
    t, chosen = asked.text, chosen_of(asked)
    names = _listed(t, [column.label for column in chosen.columns])
    if not chosen.is_enough:
        title = t("Compare")
    elif len(names) <= _LONGEST_TITLE:
        title = t("{names}, side by side", names=names)
    else:
        title = t.n("One signatory, side by side", "{n} signatories, side by side", len(chosen.columns))
    purpose = t(
        "Two to four signatories, regions or stakeholder types side by side, item by item. Columns stand in "
        "alphabetical order: nobody is ranked, and nobody has a score."
    )
    html = charts.page_lead(asked.context, title=title, purpose=purpose)
    # The stylesheet gives the search its place before Streamlit does.
    marked = f'<div class="gda-compare-lead">{html}</div>' if chosen.what == "signatories" else html
    return Lead(title, purpose, marked, _bar(asked, chosen))


def _bar(asked: Asked, chosen: Chosen) -> tuple[tuple[str, str], ...]:
    """The filter bar as it will stand; for signatories the search is its second field."""
    drawn = list(bar_values(asked, *_FILTERS[chosen.what]))
    if chosen.what == "signatories":
        drawn.insert(1, (search_label(asked.text), asked.word("search")))
    return tuple(drawn)


def search_label(t: Text) -> str:
    """What stands over the search for a signatory."""
    return t("Find a signatory")


def _listed(t: Text, names: Sequence[str]) -> str:
    """ "Fiji, Kenya and Peru"."""
    if len(names) < LEAST:
        return "".join(names)
    return t("{names} and {last}", names=", ".join(names[:-1]), last=names[-1])


def body(asked: Asked) -> Body:
    """The comparison, or how to choose one."""
    t, chosen = asked.text, chosen_of(asked)
    parts = {"notes": render("compare_notes.html.j2", t, notes=chosen.notes) if chosen.notes else ""}
    if not chosen.is_enough:
        parts["choose"] = _how_to_choose(asked, chosen)
        return Body({}, parts)
    chart, left_out = _signatories(asked, chosen) if chosen.what == "signatories" else _groups(asked, chosen)
    parts["hidden"] = render("compare_notes.html.j2", t, notes=[left_out]) if left_out else ""
    return Body({"items": chart}, parts)


def _how_to_choose(asked: Asked, chosen: Chosen) -> str:
    """What is missing, and three comparisons that are ready."""
    t = asked.text
    if chosen.columns:
        sentence = t("{name} stands alone so far. Add one more to compare.", name=chosen.columns[0].label)
    elif chosen.what == "signatories":
        sentence = t("Nothing is chosen yet. Find two to four signatories by name, in any of the six languages.")
    else:
        sentence = t("Nothing is chosen yet. Choose two to four of the groups above.")
    return render("compare_choose.html.j2", t, sentence=sentence, examples=examples(asked))


def _signatories(asked: Asked, chosen: Chosen) -> tuple[Chart, str]:
    by_id = {body.id: body for body in chosen.signatories}
    columns = [_column(asked, by_id[one.code], one.detail) for one in chosen.columns]
    due = {line.code for column in columns for line in column.lines.values() if line.is_due}
    items, left_out = _items(asked, due)
    return compare_signatories(asked.context, columns, items), left_out


def _column(asked: Asked, body: ComparedSignatory, facts: str) -> SignatoryColumn:
    t = asked.text
    address = urlencode({"id": body.id, "edition": asked.info.number})
    endorsed = t.date(body.endorsed_on) if body.endorsed_on else t("date unknown")
    if body.withdrawn_on:
        endorsed = t("{day}; withdrew on {other}", day=endorsed, other=t.date(body.withdrawn_on))
    return SignatoryColumn(
        name=body.names.in_language(t.language),
        link=f"/signatory?{address}",
        facts=facts,
        endorsed=endorsed,
        objectives=body.objectives,
        lines={cell.item: _line(t, cell) for cell in body.cells},
    )


def _line(t: Text, cell: CellRow) -> StatusLine:
    return StatusLine(
        code=cell.item,
        number=words.numeral(cell.item),
        short=t(cell.short),
        is_due=cell.is_due,
        off_scale=cell.off_scale,
        claimed=cell.claimed,
        evidence=cell.evidence,
        assessed=cell.assessed,
        as_of=cell.as_of,
        age_months=cell.age_months,
        age_class=cell.age_class,
    )


def _groups(asked: Asked, chosen: Chosen) -> tuple[Chart, str]:
    t, rate, who = asked.text, view_of(asked).rate, who_of(asked)
    dimension = choices_of(asked.edition, asked.analysis).dimension(asked.query)
    if chosen.what == "regions":
        found = editions.rates(asked.edition, dimension=dimension, stakeholder_type=who)
        places = {one.code: Where(who, dimension, one.code) for one in chosen.columns}
        group = words.type_in_sentence(t, who)
    else:
        found = editions.rates(asked.edition, stakeholder_type=None)
        places = {one.code: Where(who=one.code) for one in chosen.columns}
        group = t("signatories")
    counts: dict[str, dict[str, Counts]] = {one.code: {} for one in chosen.columns}
    for row in found:
        code = row.member if chosen.what == "regions" else row.stakeholder_type
        if code in counts:
            counts[code][row.item] = row.counts
    columns = [GroupColumn(one.label, counts[one.code], places[one.code]) for one in chosen.columns]
    due = {item for column in columns for item, those in column.counts.items() if those.due}
    items, left_out = _items(asked, due)
    return compare_groups(asked.context, columns, items, rate=rate, group=group), left_out


def _items(asked: Asked, due: Collection[str]) -> tuple[list[ComparedItem], str]:
    """The items on which somebody here is due, and the sentence about the others."""
    t = asked.text
    rows = editions.items(asked.edition)
    kinds = {
        "objective": t("Objectives"),
        "framework": t("Implementation framework"),
        "collaboration": t("Collaboration"),
    }
    shown = [
        ComparedItem(row.code, words.numeral(row.code), t(row.short), kinds.get(row.kind, row.kind))
        for row in rows
        if row.code in due
    ]
    names = [t(row.short) for row in rows if row.code not in due]
    if not names:
        return shown, ""
    sentence = t.n(
        "Nobody compared here is due on one item, which is left out: {names}.",
        "Nobody compared here is due on {n} items, which are left out: {names}.",
        len(names),
        names=", ".join(names),
    )
    return shown, sentence


PAGE: Final = PublicPage(keys=KEYS, lead=lead, body=body)
