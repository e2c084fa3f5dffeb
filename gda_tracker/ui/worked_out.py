"""What takes longer than a page may: worked out beside it, while the page says so and looks again by itself."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Final, TypeVar

import streamlit as st

from .templating import drawn

PATIENCE_SECONDS = 0.15
"""So long a page waits by itself: what is kept from before, or is small, stands there at once."""
LOOK_EVERY_SECONDS: Final = 0.5
_WORKERS: Final = ThreadPoolExecutor(max_workers=2, thread_name_prefix="worked-out")
_BEGUN: Final = "worked-out"
"""Session key of what was begun: its name, and the result to come. One at a time; another name lets it go."""

T = TypeVar("T")


def worked_out(name: Hashable, work: Callable[[], T], waiting: str) -> T | None:
    """What `work` gives, or raises; None while it works, with the sentence `waiting` on the page.

    `work` runs in a thread of its own, without the session. It keeps its result itself: once it was shown it is
    asked for anew, so that nothing old is shown.
    """
    begun: tuple[Hashable, Future[Any]] | None = st.session_state.get(_BEGUN)
    if begun is None or begun[0] != name:
        begun = (name, _WORKERS.submit(work))
        st.session_state[_BEGUN] = begun
    try:
        result: T = begun[1].result(timeout=PATIENCE_SECONDS)
    except TimeoutError:
        if not begun[1].done():
            st.html(drawn("worked_out.html.j2", sentence=waiting))
            _look_again(begun[1])
            return None
        raise
    finally:
        if begun[1].done():
            st.session_state.pop(_BEGUN, None)
    return result


@st.fragment(run_every=LOOK_EVERY_SECONDS)
def _look_again(begun: Future[Any]) -> None:
    if begun.done():
        st.rerun()
