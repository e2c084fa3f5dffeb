"""An act for many is said before it is done: how many change, whom it takes from colleagues; a second click does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import streamlit as st

from ..domain.following import Board
from ..domain.permissions import Actor
from ..domain.problems import Problem, Rejected
from ..i18n import Text
from ..services.follow_up_acts import MOST_AT_ONCE, Foreseen, Noted, foreseen
from . import session
from .as_drawn import CHOSEN_ANEW
from .templating import drawn

OUTCOME: Final = "follow-up-outcome"
"""Session key of what became of the last act; it is shown once, under the button that was pressed."""
ASKED: Final = "follow-up-asked"
"""Session key of the act that waits for the second click."""
CHOSEN, WHOM, ACT, OFFICER = "act-chosen", "act-whom", "act-kind", "act-officer-many"

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
    act: Act, ids: Sequence[str], board: Board | None, officer: str | None = None, wrong: Sequence[Problem] = ()
) -> None:
    """Do it at once; for many of the board ask first where much changes. `board` is None for one signatory.

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
        found = foreseen(session.register(), actor, ids, officer)
        if found.is_asked_twice:
            st.session_state[ASKED] = Waiting(act, tuple(ids), found, _stands(board))
            return
    st.session_state[OUTCOME] = act(actor, ids)


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
    """How many change, whom colleagues lose, how many stand so already."""
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
    return " ".join([*parts, *already_words(t, found.stand_already)])


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
        st.session_state[OUTCOME] = waiting.act(session.actor(), waiting.ids)
