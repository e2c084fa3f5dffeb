"""The end of a page before its last line."""

from __future__ import annotations

from typing import NoReturn

from streamlit.runtime.scriptrunner import StopException


def page_ends() -> NoReturn:
    """Nothing more of the page is run; the shell still draws its footer.

    Not `st.stop()`: that asks for the whole run to stop, so the next thing drawn, the footer, is where it stops.
    """
    raise StopException
