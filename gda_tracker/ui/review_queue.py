"""The queue on the review page: what is looked for, which answer is open, who has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from zlib import crc32

import streamlit as st

from .. import facts
from ..domain.permissions import Actor
from ..domain.problems import Rejected, message
from ..i18n import Text
from ..services.assigning import assign, colleagues
from ..services.clock import utc_now
from ..services.registers import Register
from ..services.reviewing import QueueItem, ReviewView, Wanted, kept_from
from . import address_fields, session
from .empty import note
from .problems import refusal
from .templating import drawn

GOVERNMENT = "national_government"
LISTED = 100
"""So many waiting entries can be chosen from; the others are found by name or cycle, or follow as these are decided."""
READERS: Final[Mapping[str, str]] = {
    "": message("Any reader"),
    "second": message("Second reader wanted"),
    "third": message("Two readers differ"),
}
"""How the queue is narrowed down to what wants a certain reader."""
_OPEN: Final = ("entry",)
"""With another question the answer that is open is let go."""
REFUSED = "assign-refused"
"""Session key of why an answer was not handed on; it is shown once."""


def nothing_found(t: Text, register: Register, actor: Actor, wanted: Wanted, *, any_waits: bool) -> None:
    """Why no answer is open: none waits, none fits, or those that fit are of a signatory that one reports for."""
    kept = kept_from(register, actor, wanted)
    for name, answers in kept:
        note(
            t.n(
                "One answer of {name} waits, and somebody else reads it: you report for it.",
                "{n} answers of {name} wait, and somebody else reads them: you report for it.",
                answers,
                name=name,
            )
        )
    if any_waits and not kept:
        note(t("No waiting entry fits what you look for."))
    elif not kept:
        note(t("Nothing waits for a decision."))


def chosen_filters(t: Text, cycles: Sequence[str]) -> Wanted:
    """What is looked for, as the address says: names, cycle, whose, which reader; all of everything at first.

    All cycles come first, so that the queue opens on as many as the desk counts.
    """
    names = {"": t("All cycles"), **{code: code for code in cycles}}
    whose = {"": t("Anybody's"), "mine": t("Mine"), "free": t("Nobody's yet")}
    readers = {code: t(words) for code, words in READERS.items()}
    query = st.query_params
    search = query.get("find", "")[:100]
    cycle, mine, reader = (
        word if (word := query.get(name, "")) in known else ""
        for name, known in (("cycle", names), ("whose", whose), ("reader", readers))
    )
    with st.container(key="queue-filters", horizontal=True, gap="small"):
        address_fields.words("find", t("Find a signatory"), search, ends=_OPEN)
        address_fields.choice("cycle", t("Cycle"), names, cycle, ends=_OPEN)
        address_fields.choice("whose", t("Whose"), whose, mine, ends=_OPEN)
        address_fields.choice("reader", t("Reader"), readers, reader, ends=_OPEN)
    return Wanted(entry=query.get("entry", ""), search=search, cycle=cycle, whose=mine, reader=reader)


def chosen_entry(t: Text, waiting: Sequence[QueueItem], wanted: str) -> QueueItem | None:
    """The entry in the address, the first that waits when it names none, None when nothing waits."""
    listed = {row.entry_id: row for row in waiting}
    if not listed:
        return None
    keys = list(listed)
    current = wanted or keys[0]
    place = keys.index(current)
    following = _following(waiting, current)
    lines = {entry: _line(t, row) for entry, row in listed.items()}
    # A browser sends the words of the chosen line: once they change, with who has taken it, the list begins anew.
    key = f"waiting-{current}-{crc32(' '.join(lines.values()).encode())}"
    with st.container(key="queue-choice", horizontal=True, gap="small", vertical_alignment="bottom"):
        st.selectbox(
            t("Waiting"), keys, index=place, format_func=lines.__getitem__, key=key,
            on_change=_open_chosen, args=(key,),
        )  # fmt: skip
        st.button(t("Next"), key="next-answer", on_click=_open, args=(following,), disabled=len(keys) == 1)
    return listed[current]


def _following(waiting: Sequence[QueueItem], current: str) -> str:
    """What comes after the open one in the order of the queue, and after the last the first again.

    The queue gives the open one and its report before all others; gone through in that order, two would take turns.
    """
    order = sorted(
        waiting,
        key=lambda row: (row.stakeholder_type != GOVERNMENT, row.submitted_at, row.signatory, row.cycle, row.item),
    )
    names = [row.entry_id for row in order]
    return names[(names.index(current) + 1) % len(names)]


def _open_chosen(key: str) -> None:
    entry_id = st.session_state[key]
    if entry_id.count("/") == 2:  # Not the words of a line that has changed meanwhile.
        _open(entry_id)


def _open(entry_id: str) -> None:
    st.query_params["entry"] = entry_id


def _line(t: Text, row: QueueItem) -> str:
    item = facts.items()[row.item]
    days = t.n("one day", "{n} days", row.age_days)
    parts = [row.signatory, f"{item.number} {t(item.short)}", row.cycle, days]
    if row.readers:
        parts.append(t("second reader wanted") if row.readers == 1 else t("two readers differ"))
    if row.taken_name:
        parts.append(row.taken_name)
    return " · ".join(parts)


def who_has_it(t: Text, register: Register, actor: Actor, view: ReviewView) -> None:
    """Whose answer it is: take it, give it back, hand it on."""
    if rejected := st.session_state.pop(REFUSED, None):
        refusal(t, rejected.problems)
    is_mine = view.taken_by == actor.person_id
    words = t("Nobody has taken it.") if not view.taken_by else t("{name} has it.", name=view.taken_name)
    words = t("You have it.") if is_mine else words
    with st.container(key="who-has-it", horizontal=True, gap="small", vertical_alignment="center"):
        st.html(drawn("quiet.html.j2", sentence=words))
        if not is_mine:
            st.button(t("Take it"), key="take", on_click=_assign, args=(register, view.entry_id, actor.person_id))
        if view.taken_by:
            st.button(t("Give it back"), key="give-back", on_click=_assign, args=(register, view.entry_id, ""))
        others = [one for one in colleagues(register, actor, view.entry_id) if one.person_id != view.taken_by]
        if others:
            with st.popover(t("Hand it on")):
                for one in others:
                    given = (register, view.entry_id, one.person_id)
                    st.button(one.name, key=f"hand-{one.person_id}", on_click=_assign, args=given)


@session.acts
def _assign(register: Register, entry_id: str, person_id: str) -> None:
    outcome = assign(register, session.actor(), entry_id, person_id, utc_now())
    if isinstance(outcome, Rejected):
        st.session_state[REFUSED] = outcome
