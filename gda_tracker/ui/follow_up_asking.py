"""An act for many is said before it is done: how many change, whom it takes from colleagues; a second click does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import streamlit as st

from ..domain.following import Board, Contact
from ..domain.permissions import Actor
from ..domain.problems import Problem, Rejected
from ..i18n import Text
from ..services.clock import utc_now
from ..services.follow_up_acts import MOST_AT_ONCE, Foreseen, Noted, foreseen
from ..services.follow_up_undo import undo
from . import session
from .as_drawn import CHOSEN_ANEW
from .templating import drawn

OUTCOME: Final = "follow-up-outcome"
"""Session key of what became of the last act; it is shown once, under the button that was pressed."""
ASKED: Final = "follow-up-asked"
"""Session key of the act that waits for the second click."""
UNDO: Final = "follow-up-undo"
"""Session key of one's last act for many, (its number in the trail, for how many): until the next it can be undone."""
CHOSEN, WHOM, ACT, OFFICER = "act-chosen", "act-whom", "act-kind", "act-officer-many"

MOST_NAMED: Final = 3
"""So many next steps are named before a second click."""

Done = Noted | Rejected
Act = Callable[[Actor, Sequence[str]], Done]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An act, whom it is about, what it would change, and what stood in the form (another choice drops it)."""

    act: Act
    ids: tuple[str, ...]
    foreseen: Foreseen
    stood: str


def do_or_ask(
    act: Act, ids: Sequence[str], board: Board | None, what: str | Contact, wrong: Sequence[Problem] = ()
) -> None:
    """Do it at once; for many of the board ask first where much changes. `board` is None for one signatory.

    `what` is the officer whom they are given to, or what is noted.

    What is wrong with the form, or too much for one act, is said without asking. Where the filters were changed just
    before the click, nothing is done: the button still counted those whom they showed before.
    """
    st.session_state.pop(ASKED, None)
    if wrong:
        st.session_state[OUTCOME] = Rejected(tuple(wrong))
        return
    if board is not None and Board.asked(st.query_params.to_dict()) != board:
        st.session_state[OUTCOME] = CHOSEN_ANEW
        return
    actor = session.actor()
    if board is not None and len(ids) <= MOST_AT_ONCE:
        found = foreseen(session.register(), actor, ids, what)
        if found.is_asked_twice:
            st.session_state[ASKED] = Waiting(act, tuple(ids), found, _stands(board))
            return
    _do(act, actor, ids, can_be_undone=board is not None)


def _do(act: Act, actor: Actor, ids: Sequence[str], *, can_be_undone: bool) -> None:
    done = act(actor, ids)
    st.session_state[OUTCOME] = done
    st.session_state.pop(UNDO, None)
    if can_be_undone and isinstance(done, Noted) and done.act:
        st.session_state[UNDO] = (done.act, done.count)


def undo_button(t: Text) -> None:
    """The way back from one's last act for many."""
    last = st.session_state.get(UNDO)
    if last is not None:
        label = t.n("Undo, for this one signatory", "Undo, for these {n} signatories", last[1])
        st.button(label, key="act-undo", type="tertiary", icon=":material/undo:", on_click=_undo)


@session.acts
def _undo() -> None:
    last = st.session_state.pop(UNDO, None)
    if last is None:
        return
    done = undo(session.register(), session.actor(), last[0], utc_now())
    words = session.text()
    st.session_state[OUTCOME] = (
        done
        if isinstance(done, Rejected)
        else words.n(
            "Undone for one signatory: what stood before stands again.",
            "Undone for {n} signatories: what stood before stands again.",
            done.count,
        )
    )


def asked(board: Board) -> Waiting | None:
    """The act that waits for its second click; another choice in the form drops it."""
    waiting = st.session_state.get(ASKED)
    if not isinstance(waiting, Waiting):
        return None
    if waiting.stood != _stands(board):
        del st.session_state[ASKED]
        return None
    return waiting


def second_click(t: Text, waiting: Waiting) -> None:
    """What the act would change, and the click that does it."""
    st.html(drawn("note.html.j2", sentence=before_words(t, waiting.foreseen)))
    count = waiting.foreseen.count
    with st.container(key="act-second", horizontal=True, gap="small"):
        label = t.n("Yes, for this one signatory", "Yes, for these {n} signatories", count)
        st.button(label, key="act-yes", type="primary", on_click=_yes)
        st.button(t("Leave it as it is"), key="act-no", on_click=partial(st.session_state.pop, ASKED, None))


def before_words(t: Text, found: Foreseen) -> str:
    """How many change, whom colleagues lose, which next steps go, how many stand so already."""
    parts = [t.n("One signatory would change.", "{n} signatories would change.", found.count)]
    if found.from_colleagues:
        names = [f"{name} ({t.number(count)})" for name, count in found.from_colleagues.items()]
        parts.append(
            t.n(
                "One of them is looked after by a colleague: {names}.",
                "{n} of them are looked after by colleagues: {names}.",
                sum(found.from_colleagues.values()),
                names=", ".join(names),
            )
        )
    if found.replaced:
        parts.append(_replaced_words(t, found.replaced))
    return " ".join([*parts, *already_words(t, found.stand_already)])


def _replaced_words(t: Text, replaced: Mapping[str, int]) -> str:
    """How many have a next step that would be planned no more, and the most frequent of these."""
    first = [f"“{step}” ({t.number(count)})" for step, count in list(replaced.items())[:MOST_NAMED]]
    return t.n(
        "One of them has a next step already, which would be planned no more: {steps}.",
        "{n} of them have a next step already, which would be planned no more: {steps}.",
        sum(replaced.values()),
        steps=", ".join([*first, *(["…"] if len(replaced) > MOST_NAMED else [])]),
    )


def already_words(t: Text, count: int) -> list[str]:
    """That some stood so already, where any did."""
    return [t.n("It stood so already for one.", "It stood so already for {n}.", count)] if count else []


def _stands(board: Board) -> str:
    """What the form is about, in one word."""
    typed = st.session_state
    return repr((board.query, typed.get(WHOM), typed.get(CHOSEN), typed.get(ACT), typed.get(OFFICER)))


@session.acts
def _yes() -> None:
    waiting = st.session_state.pop(ASKED, None)
    if isinstance(waiting, Waiting):
        _do(waiting.act, session.actor(), waiting.ids, can_be_undone=True)
