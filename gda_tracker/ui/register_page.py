"""The register's list: searched and filtered in the address, fifty a page, each name a way to its signatory."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from .. import facts
from ..charts import words
from ..domain.declaration import StakeholderType
from ..domain.permissions import Actor
from ..domain.problems import Rejected
from ..i18n import Text
from ..publishing.paging import whole
from ..services.finding_signatories import STATES, Found, Line, Wish, find_signatories
from ..services.registers import Register
from . import address_fields
from .problems import refusal, written
from .register_words import STATES as STATE_WORDS
from .register_words import country, type_words
from .templating import drawn

OUTCOME: Final = "register-outcome"
"""Session key of what the last act said; it is shown once."""
FILTERS: Final = ("search", "type", "region", "state")


@dataclass(frozen=True, slots=True)
class Told:
    """What an act says when it is done: a message id with its values, and an address where one is handed out.

    `more` are sentences that follow.
    """

    message: str
    values: Mapping[str, object] = field(default_factory=dict)
    link: str = ""
    more: tuple[Told, ...] = ()


def outcome(t: Text) -> None:
    """What became of the last act."""
    last = st.session_state.pop(OUTCOME, None)
    if isinstance(last, Rejected):
        refusal(t, last.problems)
    elif isinstance(last, Told):
        st.html(drawn("said.html.j2", sentence=" ".join(_said(t, one) for one in (last, *last.more))))
        if last.link:
            st.code(last.link, language=None)


def _said(t: Text, told: Told) -> str:
    return t(told.message, **{name: written(t, value) for name, value in told.values.items()})


def ways(t: Text, here: str) -> None:
    """The three lists of the register, and the form for a signatory of whom a letter tells."""
    shown = (("", t("Signatories"), "/register"), ("focal-points", t("Focal points"), address(show="focal-points")),
             ("totals", t("Totals as stated"), address(show="totals")),
             ("add", t("Add a signatory"), address(act="add")))  # fmt: skip
    st.html(drawn("register_ways.html.j2", t=t, ways=[(name, link, code == here) for code, name, link in shown]))


def address(**query: str) -> str:
    """The register with these keys in the address; empty ones are left out."""
    return f"/register?{urlencode({key: word for key, word in query.items() if word})}"


def signatories(t: Text, register: Register, actor: Actor) -> None:
    """Search, filters, one page of the list, the ways to the others."""
    _filters(t)
    wish = asked()
    found = find_signatories(register, actor, wish, type_words())
    st.html(
        drawn(
            "register_list.html.j2",
            t=t,
            sentence=_sentence(t, wish, found),
            rows=[_line(t, line) for line in found.lines],
            pages=page_links(t, found.page, found.pages, _page_address),
        )
    )


def asked() -> Wish:
    """What the address asks for; what it cannot ask for is everybody."""
    query = st.query_params
    kind, state = query.get("type", ""), query.get("state", "")
    return Wish(
        words=query.get("search", ""),
        stakeholder_type=kind if kind in set(StakeholderType) else "",
        region=query.get("region", ""),
        state=state if state in STATES else "standing",
        page=whole(query.get("page", "")) or 1,
    )


def page_links(t: Text, number: int, pages: int, way: Callable[[int], str]) -> list[tuple[str, str, bool]]:
    """First, last and the neighbours: words, address (empty for a gap), whether it is this page."""
    near = sorted({1, pages, *range(max(1, number - 2), min(pages, number + 2) + 1)})
    links: list[tuple[str, str, bool]] = []
    for before, place in zip([0, *near], near, strict=False):
        if place - before > 1:
            links.append(("…", "", False))
        links.append((t.number(place), way(place), place == number))
    return links if pages > 1 else []


def _page_address(place: int) -> str:
    chosen = {key: st.query_params.get(key, "") for key in FILTERS}
    return address(**chosen, page=str(place))


def _filters(t: Text) -> None:
    regions = sorted({one.itu_region for one in facts.countries().values() if one.itu_region})
    with st.container(key="register-filters", horizontal=True, gap="small"):
        hint = t("Name, acronym, country or type")
        words_of_it = st.query_params.get("search", "")[:100]
        address_fields.words("search", t("Search"), words_of_it, type="search", placeholder=hint)
        _choice("type", t("Type"), {"": t("All types"), **{one: words.type_label(t, one) for one in StakeholderType}})
        _choice(
            "region",
            t("Region"),
            {"": t("World"), **{one: words.member_label(t, "itu_region", one) for one in regions}},
        )
        _choice("state", t("State"), {code: t(STATE_WORDS[code]) for code in STATES})


def _choice(key: str, label: str, options: Mapping[str, str]) -> None:
    address_fields.choice(key, label, options, st.query_params.get(key, ""))


def _sentence(t: Text, wish: Wish, found: Found) -> str:
    if not found.total:
        return t("No signatory matches. Check the spelling, or take a filter away.")
    count = t.n("One signatory", "{n} signatories", found.total)
    if wish.state == "no_focal_point" or not found.without_focal_point:
        return count
    without = t.n(
        "one has no focal point with an account",
        "{n} have no focal point with an account",
        found.without_focal_point,
    )
    return f"{count} · {without}"


def _line(t: Text, line: Line) -> dict[str, object]:
    state = t(STATE_WORDS[line.state])
    if line.withdrawn_on:
        state = t("withdrew on {day}", day=t.date(line.withdrawn_on))
    into = None
    if line.into_id and line.into_name:
        state, into = t("merged into"), (line.into_name, address(signatory=line.into_id))
    return {
        "link": address(signatory=line.signatory_id),
        "name": line.name,
        "acronym": line.acronym or "",
        "kind": words.one_of_type(t, line.stakeholder_type),
        "country": country(t, line.iso3),
        "endorsed": t.date(line.endorsed_on) if line.endorsed_on else "–",
        "state": state,
        "into": into,
        "found_by": [(name, address(signatory=code)) for code, name in line.found_by],
        "focal_points": t.number(line.focal_points) if line.focal_points else "–",
    }
