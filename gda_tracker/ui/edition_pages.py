"""The ways between the pages of a list about editions."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from ..publishing.paging import pages_of
from ..services.edition_changes import MOST_SHOWN


def pages(here: int, total: int, name: str = "page") -> list[tuple[str | int, str]]:
    """First, last and the neighbours, by this name in the address; a gap is an ellipsis without a link."""
    last = pages_of(total, MOST_SHOWN)
    wanted = sorted({1, last, *range(max(1, here - 2), min(last, here + 2) + 1)})
    found: list[tuple[str | int, str]] = []
    for before, number in zip([0, *wanted], wanted, strict=False):
        if number > before + 1:
            found.append(("…", ""))
        query = {**st.query_params.to_dict(), name: str(number)}
        found.append((number, f"/publish?{urlencode(query)}"))
    return found
