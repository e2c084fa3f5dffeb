"""What the signatory's own statement names, on its report."""

from __future__ import annotations

import streamlit as st

from ..domain.permissions import Actor
from ..domain.problems import Rejected
from ..i18n import Text
from ..services.mapping import mapping_of
from ..services.registers import Register
from ..services.report_view import ReportView
from .mapping_rows import counts, mapping_rows
from .templating import drawn


def statement_mapping(t: Text, register: Register, actor: Actor, report: ReportView) -> None:
    """Nothing where the signatory added no statement and nobody has named an item."""
    view = mapping_of(register, actor, report.signatory.signatory_id, report.signatory)
    if isinstance(view, Rejected) or not (view.statement or view.rows):
        return
    label, count = t("What your statement names"), counts(t, view)
    with st.expander(f"{label} · {count}" if count else label, key="mapping"):
        told = t(
            "An item is proposed where the statement of your endorsement holds its words. "
            "It counts only once somebody has confirmed it."
        )
        st.html(drawn("quiet.html.j2", sentence=told if view.rows else t("No item was found in your statement.")))
        mapping_rows(t, register, view)
