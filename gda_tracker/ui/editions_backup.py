"""Backups on the desk's page of editions: when the last one was made and checked, and a button that makes one now."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import streamlit as st

from ..domain.permissions import Actor
from ..domain.problems import Rejected
from ..i18n import Text
from ..services.backups import Backup, Operation, back_up, last_operations
from ..services.registers import Register
from . import session
from .problems import refusal
from .templating import drawn

OUTCOME: Final = "backup-outcome"
"""Session key of what the last backup said; it is shown once."""


def draw(t: Text, register: Register, actor: Actor, folder: Path) -> None:
    """What was done last, and the button."""
    noted = last_operations(register, actor)
    rows = [
        (t("Last backup"), _told(t, noted.get("backup"))),
        (t("Last check of a backup"), _told(t, noted.get("backup_check"))),
    ]
    st.html(drawn("editions_backup.html.j2", t=t, rows=rows))
    last = st.session_state.pop(OUTCOME, None)
    if isinstance(last, Rejected):
        refusal(t, last.problems)
    elif isinstance(last, Backup):
        words = t("Backed up and checked: {file}, {rows} rows.", file=last.path.name, rows=t.number(last.rows))
        st.html(drawn("quiet.html.j2", sentence=words))
    st.button(t("Back up now"), key="back-up", on_click=_act, args=(register, folder))


@session.acts
def _act(register: Register, folder: Path) -> None:
    st.session_state[OUTCOME] = back_up(register, session.actor(), folder)


def _told(t: Text, done: Operation | None) -> str:
    if done is None:
        return t("never")
    values = {"day": t.date(done.happened_at.date()), "time": f"{done.happened_at:%H:%M}", "file": done.note or "–"}
    if done.outcome == "good":
        return t("{day}, {time} UTC: {file}", **values)
    return t("{day}, {time} UTC: failed ({file})", **values)
