"""Focal points of all signatories: whose term ends first stands first, what ends soon is marked."""

from __future__ import annotations

import streamlit as st

from ..domain.permissions import Actor
from ..i18n import Text
from ..publishing.paging import pages_of, whole
from ..services.clock import utc_now
from ..services.nominating import every_focal_point
from ..services.registers import Register
from .register_page import address, page_links
from .register_signatory import term_heads, term_row
from .templating import drawn

PAGE_SIZE = 50


def all_focal_points(t: Text, register: Register, actor: Actor) -> None:
    """One page of focal points with their signatory, nomination and term."""
    number = whole(st.query_params.get("page", "")) or 1
    found = every_focal_point(register, actor, utc_now().date(), most=PAGE_SIZE, after=(number - 1) * PAGE_SIZE)
    rows = [
        [{"words": one.point.signatory, "address": address(signatory=one.point.signatory_id), "mark": "", "lines": []},
         *term_row(t, one)]
        for one in found.terms
    ]  # fmt: skip
    total = t.n("One focal point.", "{n} focal points.", found.found) if found.found else ""
    st.html(
        drawn(
            "register_table.html.j2", t=t, title=t("Focal points"), heads=[t("Signatory"), *term_heads(t)], rows=rows,
            nothing=t("No focal point has an account"), more=total, is_alone=True,
        )
    )  # fmt: skip
    pages = page_links(
        t, number, pages_of(found.found, PAGE_SIZE), lambda place: address(show="focal-points", page=str(place))
    )
    if pages:
        st.html(drawn("register_pages.html.j2", t=t, pages=pages))
