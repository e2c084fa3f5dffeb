"""The due days of a report in one's own calendar program: folded away until somebody wants them."""

from __future__ import annotations

import streamlit as st

from ..domain.permissions import Actor
from ..i18n import Text
from ..services.registers import Register
from .calendar_address import calendar_address


def due_days(t: Text, register: Register, actor: Actor, signatory_id: str) -> None:
    """Under the report."""
    folded = st.expander(t("Due days in your calendar"), key="due-days", on_change="rerun")
    if folded.open:
        with folded:
            calendar_address(t, register, actor, signatory_id)
