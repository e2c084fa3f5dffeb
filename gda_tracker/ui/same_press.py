"""A form that hands out a link: pressed twice it keeps showing the first answer, as long as the link opens the account.

The second press of a double click finds that all is done, and would say so in place of the link that nobody sees again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

import streamlit as st

from ..domain.permissions import Action, permits
from ..services.registers import Register
from ..services.signing_in import invited
from . import session

PRESSED: Final = "pressed-"
"""Session key, with the form's name behind it, of a list with what was sent with it last and the answer that holds a
link. It is emptied when something else is sent, or the link opens nothing any more."""
Answer = TypeVar("Answer")


def once(register: Register, form: str, typed: object, act: Callable[[], Answer]) -> Answer:
    """What the act answers; for the same words sent again, the answer that was given first."""
    kept: list[tuple[object, Answer]] = st.session_state.setdefault(f"{PRESSED}{form}", [])
    first = kept[0][1] if kept and kept[0][0] == typed else None
    token = getattr(first, "invitation_token", None)
    if first and token and permits(session.actor(), Action.MANAGE_PEOPLE) and invited(register, token):
        return first
    answer = act()
    # Not through the session, at whose next touch Streamlit ends this press for the one that came meanwhile.
    kept[:] = [(typed, answer)] if getattr(answer, "invitation_token", None) else []
    return answer
