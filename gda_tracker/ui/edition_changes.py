"""What changes between two editions, as the desk reads it: causes, one rate split exactly, every answer that moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from .. import facts
from ..charts import words
from ..domain.changes import Difference, Group
from ..domain.declaration import StakeholderType
from ..domain.rates import SMALLEST_GROUP, RateName
from ..i18n import Text
from ..publishing.paging import page_of
from ..services.edition_changes import MOST_SHOWN, MOVED_BACK, Changes, Chosen, csv_of
from .address_fields import choice
from .address_fields import words as words_in_address
from .edition_pages import pages
from .edition_words import causes, counts, moved_in, states
from .edition_written import otherwise, rosters
from .templating import drawn

_MOST_NAMED: Final = 200
_RATES: Final = (RateName.VERIFIED, RateName.EVIDENCE_BACKED, RateName.CLAIMED, RateName.RESPONSE, RateName.TIMELINESS)


def details(t: Text, changes: Changes, about: Mapping[str, str]) -> None:
    """One rate split exactly, every answer that moves, and what else is public otherwise.

    `about` travels in each row of the CSV files, with the word of a demonstration.
    """
    about = marked(t, changes, about)
    if not changes.rows.is_empty():
        _split(t, changes)
        _movers(t, changes, about)
    otherwise(t, changes.written, about)


def marked(t: Text, changes: Changes, about: Mapping[str, str]) -> dict[str, str]:
    """With the word of a demonstration, where it is one: what leaves carries it."""
    return {**about, "note": t("Demonstration data – not real reports")} if changes.is_demonstration else dict(about)


def summary(
    t: Text, changes: Changes, title: str, since: str, facts_: Sequence[tuple[str, str]], nothing: str = ""
) -> None:
    """What changes by cause and who moves; `nothing` is said where no answer enters or leaves a rate."""
    names = causes(t)
    rows = [(names[cause.value], t.number(count)) for cause, count in changes.by_cause.items() if count]
    told = t.n("One answer enters or leaves a rate.", "{n} answers enter or leave a rate.",
               changes.cells.height - changes.moved_back)  # fmt: skip
    if changes.moved_back:
        told += " " + t.n("One more is moved there and back by several causes: it is counted as before.",
                          "{n} more are moved there and back by several causes: they are counted as before.",
                          changes.moved_back)  # fmt: skip
    if changes.cells.height < changes.rows.height:
        told += " " + t("An answer that several causes move is counted at each of them.")
    named = [
        (heading, [name for _, name, _ in bodies])
        for heading, bodies in (
            (t.n("One signatory moves", "{n} signatories move", changes.signatories), changes.moving),
            (t.n("One signatory comes", "{n} signatories come", len(changes.came)), changes.came),
            (t.n("One signatory goes", "{n} signatories go", len(changes.went)), changes.went),
        )
        if bodies
    ]
    named += rosters(t, changes.written)
    roster = [(heading, names[:_MOST_NAMED], _more(t, len(names) - _MOST_NAMED)) for heading, names in named]
    values = {"title": title, "since": since, "rows": rows, "facts": facts_, "told": told, "roster": roster}
    values["nothing"] = nothing or none_moves(t, changes)
    st.html(drawn("edition_changes.html.j2", t=t, **values))


def none_moves(t: Text, changes: Changes) -> str:
    """What is said where no answer enters or leaves a rate."""
    if changes.nothing_of_anybody:
        return t("No answer enters or leaves a rate, and of no signatory anything else is public otherwise.")
    return t("No answer enters or leaves a rate. Of whom something else is public otherwise stands below, by name.")


def _more(t: Text, left: int) -> str:
    return t.n("and one more", "and {n} more", left) if left > 0 else ""


def _split(t: Text, changes: Changes) -> None:
    """One rate of one type on one item, with what each cause did to it."""
    query = st.query_params
    kinds = {kind.value: words.type_label(t, kind.value) for kind in StakeholderType}
    items = {"any": t("At least one item")} | _items(t)
    rates = {rate.value: counts(t)[rate.value] for rate in _RATES}
    kind = _known(query.get("who", ""), kinds, StakeholderType.NATIONAL_GOVERNMENT.value)
    item, rate = _known(query.get("on", ""), items, "any"), _known(query.get("rate", ""), rates, "verified")
    found = changes.split(Group(item, stakeholder_type=kind), RateName(rate))
    sentence = " · ".join((kinds[kind], items[item], rates[rate]))
    st.html(drawn("edition_split.html.j2", t=t, sentence=sentence, rows=_steps(t, found)))
    with st.container(key="split", horizontal=True, gap="small"):
        choice("who", t("Stakeholder type"), kinds, kind)
        choice("rate", t("Rate"), rates, rate)
        choice("on", t("Item"), items, item)


def _steps(t: Text, found: Difference) -> list[tuple[str, str, str, str, bool]]:
    names, withheld = causes(t), t("withheld")
    rows = [(t("Before"), t.number(found.count_before), t.number(found.due_before),
             _share(t, found.count_before, found.due_before), True)]  # fmt: skip
    for part in found.parts:
        share = withheld if found.is_withheld else t("{points} points", points=_signed(t, round(part.share * 100, 1)))
        rows.append((names[part.cause.value], _signed(t, part.count), _signed(t, part.due), share, False))
    after = (t("After"), t.number(found.count_after), t.number(found.due_after))
    return [*rows, (*after, _share(t, found.count_after, found.due_after), True)]


def _share(t: Text, count: int, due: int) -> str:
    return t.percent(count / due) if due >= SMALLEST_GROUP else t("withheld")


def _signed(t: Text, value: Any) -> str:
    number = float(value)
    if not number:
        return "0"
    return f"{'+' if number > 0 else '−'}{t.number(abs(int(value)) if number == int(number) else abs(number))}"


def _movers(t: Text, changes: Changes, about: Mapping[str, str]) -> None:
    """The moved answers that were asked for, 50 a page, with their CSV."""
    query = st.query_params
    chosen = Chosen(
        query.get("cause", ""), query.get("kind", ""), query.get("region", ""), query.get("item", ""),
        query.get("search", "")[:100],
    )  # fmt: skip
    cells = changes.chosen(chosen)
    number = page_of(query.get("page", ""), cells.height, MOST_SHOWN)
    names, items = causes(t), _items(t)
    shown = cells.slice((number - 1) * MOST_SHOWN, MOST_SHOWN)
    steps: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for step in changes.steps(shown).iter_rows(named=True):
        steps.setdefault((step["signatory_id"], step["item"]), []).append(step)
    told = [_told(t, row, steps[row["signatory_id"], row["item"]], items) for row in shown.iter_rows(named=True)]
    sentence = t.n("One answer.", "{n} answers.", cells.height)
    if cells.height > MOST_SHOWN:
        first = (number - 1) * MOST_SHOWN + 1
        sentence += " " + t("Shown: {first} to {last}.", first=t.number(first), last=t.number(first + len(told) - 1))
    places = {"rows": told, "sentence": sentence, "pages": pages(number, cells.height), "here": number}
    with st.container(key="movers"):
        st.html(drawn("edition_list_head.html.j2", title=t("Every answer that moves")))
        _filters(t, changes, chosen, names | {MOVED_BACK: t("Moved there and back")}, items)
        st.html(drawn("edition_movers.html.j2", t=t, **places))
        st.download_button(
            t("Every move that fits, as CSV"), lambda: csv_of(changes.steps(cells), about), "gda-edition-changes.csv",
            "text/csv", key="movers-csv", on_click="ignore",
        )  # fmt: skip


def _filters(t: Text, changes: Changes, chosen: Chosen, names: dict[str, str], items: dict[str, str]) -> None:
    every = {"": t("All")}
    kinds = every | {kind.value: words.type_label(t, kind.value) for kind in StakeholderType}
    found = changes.rows["itu_region"].drop_nulls().unique().sort().to_list()
    with st.container(key="filters", horizontal=True, gap="small"):
        words_in_address("search", t("Find a signatory"), chosen.search)
        choice("cause", t("Cause"), every | names, chosen.cause)
        choice("kind", t("Stakeholder type"), kinds, chosen.stakeholder_type)
        choice("region", t("Region"), every | {one: t(one) for one in found}, chosen.region)
        choice("item", t("Item"), every | items, chosen.item)


def _told(t: Text, row: Mapping[str, Any], steps: Sequence[Mapping[str, Any]], items: dict[str, str]) -> dict[str, Any]:
    about = [words.one_of_type(t, row["stakeholder_type"]), t(row["itu_region"]) if row["itu_region"] else ""]
    names, (was, now) = causes(t), states(t, row)
    back = ""
    if row["is_back"]:
        back = t("moved there and back: the same as before")
        back = back if was == now else t("moved there and back: counted as before")
    return {
        "name": row["name"],
        "link": f"/signatory?{urlencode({'id': row['signatory_id']})}",
        "about": ", ".join(filter(None, about)),
        "item": items.get(row["item"], row["item"]),
        "was": was,
        "now": now,
        "back": back,
        "steps": [(names[step["cause"]], moved_in(t, step)) for step in steps],
    }


def _known(word: str, options: Mapping[str, str], usual: str) -> str:
    return word if word in options else usual


def _items(t: Text) -> dict[str, str]:
    return {code: f"{words.numeral(code)} {t(item.short)}" for code, item in facts.items().items()}
