"""What a signatory's statement names, for staff: proposed from its words, confirmed or rejected by a person."""

from __future__ import annotations

import streamlit as st

from ..domain.permissions import Actor
from ..domain.problems import Rejected
from ..i18n import Text
from ..services.mapping import mapping_of
from ..services.registering import SignatoryFile
from ..services.registers import Register
from .mapping_rows import counts, mapping_rows
from .problems import refusal
from .templating import drawn


def mapping_form(t: Text, register: Register, actor: Actor, file: SignatoryFile) -> None:
    """The statement's items, with the same acts as the focal point has."""
    view = mapping_of(register, actor, file.recorded.signatory_id)
    if isinstance(view, Rejected):
        refusal(t, view.problems)
        return
    told = t(
        "An item is proposed where the statement of the endorsement holds its words. It counts only once you or the "
        "focal point has confirmed it."
    )
    if not view.statement:
        told = t("No statement is on record with the endorsement.")
    elif not view.rows:
        told = t("No item was found in the statement.")
    if count := counts(t, view):
        st.html(drawn("note.html.j2", sentence=count))
    st.html(drawn("quiet.html.j2", sentence=told))
    mapping_rows(t, register, view)
