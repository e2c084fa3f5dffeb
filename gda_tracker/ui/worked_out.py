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

_SHOWN: Final = "worked-out-shown"
"""Session key of what was shown last: its name, and the result. It stands while the same is worked out anew."""

T = TypeVar("T")


def worked_out(name: Hashable, work: Callable[[], T], waiting: str) -> T | None:
    """What `work` gives, or raises; None while it works for the first time, with the sentence `waiting` on the page.

    `work` runs in a thread of its own, without the session, and keeps its result itself: it is asked for anew in each
    run, and until it answers what was shown last under that name stands there, so that no choice below it is lost.
    """
    begun: tuple[Hashable, Future[Any]] | None = st.session_state.get(_BEGUN)
    if begun is None or begun[0] != name:
        begun = (name, _WORKERS.submit(work))
        st.session_state[_BEGUN] = begun
    try:
        result: T = begun[1].result(timeout=PATIENCE_SECONDS)
    except TimeoutError:
        if begun[1].done():
            raise
        last: tuple[Hashable, T] | None = st.session_state.get(_SHOWN)
        if last is None or last[0] != name:
            st.html(drawn("worked_out.html.j2", sentence=waiting))
        _look_again(begun[1])
        return last[1] if last is not None and last[0] == name else None
    finally:
        if begun[1].done():
            st.session_state.pop(_BEGUN, None)
    st.session_state[_SHOWN] = (name, result)
    return result


@st.fragment(run_every=LOOK_EVERY_SECONDS)
def _look_again(begun: Future[Any]) -> None:
    if begun.done():
        st.rerun()
