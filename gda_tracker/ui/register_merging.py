"""Two signatories side by side before one of them goes."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ..domain.permissions import Actor
from ..domain.problems import Rejected, message
from ..domain.registering import REASON_CHARS
from ..i18n import Text
from ..services.finding_signatories import Wish, find_signatories
from ..services.merging_people import Opening
from ..services.merging_signatories import (
    AnswerBeside,
    Apart,
    Comparison,
    HeldAnswer,
    Side,
    compare_signatories,
    merge_signatories,
)
from ..services.registering import SignatoryFile
from ..services.registers import Register
from . import session
from .as_drawn import chosen_anew
from .problems import refusal, sentence
from .register_page import OUTCOME, Told
from .register_words import country
from .templating import drawn

_CANDIDATES = 20
_SHOWN_OPEN = 6


def merge_form(t: Text, register: Register, actor: Actor, file: SignatoryFile) -> None:
    """Find the other, see what each holds and what will count, say which one goes and why."""
    here = file.recorded
    key = f"merge-{here.signatory_id}"
    search = st.text_input(t("Find the other one"), key=f"find-{key}", max_chars=100, type="search")
    matching = find_signatories(register, actor, Wish(words=search)).lines if search.strip() else ()
    # The likeliest twin is of the same type.
    matching = tuple(sorted(matching, key=lambda one: one.stakeholder_type != here.facts.stakeholder_type))
    names = {one.signatory_id: one.name for one in matching[: _CANDIDATES + 1] if one.signatory_id != here.signatory_id}
    if not names:
        said = t("Nobody else matches.") if search.strip() else t("Search by name, acronym or country.")
        st.html(drawn("quiet.html.j2", sentence=said))
        return
    other = st.selectbox(
        t("The other one"),
        list(names),
        format_func=lambda code: f"{names.get(code, code)} ({code})",
        key=f"other-{key}",
    )
    is_here = st.radio(
        t("Which one goes"), [True, False], key=f"goes-{key}",
        format_func=lambda this: here.facts.name if this else names.get(other, other),
    )  # fmt: skip
    goes, stays = (here.signatory_id, other) if is_here else (other, here.signatory_id)
    found = compare_signatories(register, actor, goes, stays)
    if isinstance(found, Rejected):
        refusal(t, found.problems)
        return
    _beside(t, found)
    if found.problems:
        refusal(t, found.problems)
    st.text_input(t("Why they are one"), key=f"why-{key}", max_chars=REASON_CHARS)
    # Of this pair alone: a tick for one other says nothing about the next.
    tick = f"same-{goes}-{stays}"
    if found.apart:
        st.checkbox(_all_the_same(t, found.apart), key=tick)
    pair = {f"other-{key}": other, f"goes-{key}": is_here}
    st.button(
        t("Merge the two"), type="primary", key=f"do-{key}", disabled=bool(found.problems), on_click=_merge,
        args=(register, (goes, stays), key, tick, pair),
    )  # fmt: skip


def _all_the_same(t: Text, apart: frozenset[Apart]) -> str:
    if len(apart) > 1:
        return t("They are of different countries and types, and are the same body all the same.")
    if Apart.COUNTRY in apart:
        return t("They are of different countries, and are the same body all the same.")
    return t("They are of different types, and are the same body all the same.")


def _beside(t: Text, found: Comparison) -> None:
    sides = [_side(t, found.goes, t("Goes")), _side(t, found.stays, t("Stays"))]
    notes = [sentence(t, problem) for problem in found.notes]
    opens = [_opens(t, found, one) for one in found.opens]
    st.html(drawn("register_merge.html.j2", t=t, sides=sides, notes=notes, opens=opens))
    if not found.answers:
        return
    rows = [
        [f"{one.cycle} · {one.item}", *(_held(t, one, side) for side in ("goes", "stays"))] for one in found.answers
    ]
    heads = [t("Cycle and item"), t("Goes"), t("Stays")]
    more = t(
        "Of two submitted answers the one that was entered in the register last counts, unless it was returned. Days "
        "are those of receipt. Every other answer and draft stays on record."
    )
    title = t("Answers of both")
    with st.expander(t.n("One answer of both", "{n} answers of both", len(rows)), expanded=len(rows) <= _SHOWN_OPEN):
        st.html(drawn("register_table.html.j2", t=t, title=title, heads=heads, rows=rows, nothing="", more=more))


def _opens(t: Text, found: Comparison, one: Opening) -> str:
    """By name, what somebody reports for or sees after the merge."""
    goes, stays = (side.file.recorded.facts.name for side in (found.goes, found.stays))
    if one.who.is_focal_point:
        if one.is_of_stays:
            return t("{person} will report for {signatory}.", person=one.who.name, signatory=stays)
        return t("{person} will see what {signatory} reported.", person=one.who.name, signatory=goes)
    if one.is_of_stays:
        return t("{person}, a contributor, can be lent items of {signatory}.", person=one.who.name, signatory=stays)
    return t(
        "{person}, a contributor, can be lent items that {signatory} reported on.",
        person=one.who.name, signatory=goes,
    )  # fmt: skip


def _side(t: Text, side: Side, role: str) -> dict[str, object]:
    one = side.file.recorded
    lines = [
        f"{one.signatory_id} · {country(t, one.facts.iso3)}",
        t.n("one endorsement", "{n} endorsements", len(side.file.endorsements)),
        ", ".join(side.focal_points) or t("No focal point has an account"),
        t.n("one cycle with answers", "{n} cycles with answers", len(side.file.reports)),
    ]
    return {"role": role, "name": one.facts.name, "lines": lines}


def _held(t: Text, beside: AnswerBeside, side: str) -> dict[str, object]:
    one: HeldAnswer | None = beside.goes if side == "goes" else beside.stays
    if one is None:
        return {"words": "–", "address": "", "mark": "", "lines": []}
    decided = {"confirm": t("confirmed"), "lower": t("lowered"), "return": t("returned")}.get(one.decision or "", "")
    other = beside.stays if side == "goes" else beside.goes
    lines = [decided] if decided else []
    if one.is_newer_returned:
        lines.append(t("a newer one was returned"))
    if beside.counts == side and other and other.decision != "return" and other.saved_at > one.saved_at:
        lines.append(t("entered in the register after the other"))
    mark = t("counts") if beside.counts == side else ""
    return {"words": t.date(one.saved_at.date()), "address": "", "mark": mark, "lines": lines}


@session.acts
def _merge(register: Register, pair: tuple[str, str], key: str, tick: str, as_drawn: Mapping[str, object]) -> None:
    state = st.session_state
    result = chosen_anew(as_drawn) or merge_signatories(
        register, session.actor(), *pair, reason=state[f"why-{key}"] or "",
        is_one_all_the_same=bool(state.get(tick)),
    )  # fmt: skip
    done = Told(
        message("The two are one. What the other held counts here from the next edition on; it can be split again.")
    )
    st.session_state[OUTCOME] = result if isinstance(result, Rejected) else done
    if not isinstance(result, Rejected):
        _, st.query_params["signatory"] = pair
        st.query_params.pop("act", None)
