"""A day as it is typed. Streamlit takes ten years around the first value, and of any other keeps the last in silence.

So every day of a calendar can be typed here, and the domain says which of them is wrong.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

import streamlit as st

EARLIEST: Final = date(1900, 1, 1)
LATEST: Final = date(2199, 12, 31)


def day_field(label: str, value: date | None = None, *, key: str, **look: Any) -> date | None:
    """A day or none; `look` is Streamlit's: help, on_change, args, disabled."""
    day = st.date_input(label, value, EARLIEST, LATEST, key=key, format="YYYY-MM-DD", **look)
    return day if isinstance(day, date) else None
