"""A button acts on what was drawn with it: where somebody chose anew before the page was drawn again, on nothing.

Streamlit calls a button with what it was given when it was drawn. Who changes a choice and clicks while the page is
still at work would act on the choice before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

from ..domain.problems import Rejected, message

CHOSEN_ANEW: Final = Rejected.because(
    "chosen-anew",
    message("Your choice changed as you clicked, so nothing was done. See what stands here now, then click again."),
)


def chosen_anew(drawn: Mapping[str, object]) -> Rejected | None:
    """A refusal where one of these widgets, by key, holds another value than the button was drawn for."""
    held = st.session_state
    return None if all(held.get(key, value) == value for key, value in drawn.items()) else CHOSEN_ANEW
