"""Publishing: what the next edition would change and why, what stands in its way, and the last click."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import streamlit as st

from ..domain.problems import Rejected
from ..i18n import Text
from ..services.editions import Preview, Published, publish_edition
from ..services.registers import Register
from . import session
from .problems import refusal
from .templating import drawn

OUTCOME = "publish-outcome"
"""Session key of what the last publication said; it is shown once."""


def day_of_edition(t: Text, today: date) -> date:
    """The day by which cells are judged; today unless an earlier one is chosen."""
    chosen = st.date_input(t("State of"), value=today, max_value=today, key="on", format="YYYY-MM-DD")
    return chosen if isinstance(chosen, date) else today


def preview(t: Text, shown: Preview) -> None:
    """Cells that enter or leave a rate, by cause; then what blocks."""
    causes = {
        "method": t("Method"),
        "roster": t("Signatories added or withdrawn"),
        "new_reports": t("New reports"),
        "reviews": t("Reviews"),
        "ageing_out": t("Facts grown out of date"),
    }
    since = t("Nothing is published yet.")
    if shown.previous is not None:
        number, day = t.number(shown.previous.number), t.date(shown.previous.snapshot_on)
        since = t("Since edition {number} of {day}", number=number, day=day)
    rows = [(causes[cause.value], t.number(count)) for cause, count in shown.changed_cells.items() if count]
    facts = [
        (t("Signatories"), t.number(shown.signatories)),
        (t("Cells"), t.number(shown.cells)),
        (t("Due"), t.number(shown.due_cells)),
        (t("Verified"), t.number(shown.verified_cells)),
    ]
    title = t("Edition {number}", number=t.number(shown.number))
    st.html(drawn("publish_preview.html.j2", t=t, title=title, since=since, rows=rows, facts=facts))
    if shown.problems:
        refusal(t, shown.problems)


def confirm(t: Text, register: Register, shown: Preview, folder: Path) -> None:
    """A tick, then the button: an edition cannot be taken back."""
    sure = st.checkbox(t("I have read what changes. An edition cannot be taken back."), key=f"sure-{shown.number}")
    st.button(
        t("Publish edition {number}", number=t.number(shown.number)),
        key="publish",
        type="primary",
        disabled=bool(shown.problems) or not sure,
        on_click=_publish,
        args=(register, shown.on, folder),
    )


@session.acts
def _publish(register: Register, on: date, folder: Path) -> None:
    st.session_state[OUTCOME] = publish_edition(register, session.actor(), on=on, folder=folder)


def outcome(t: Text) -> None:
    """What became of the last publication, with the way to it."""
    last = st.session_state.pop(OUTCOME, None)
    if isinstance(last, Rejected):
        refusal(t, last.problems)
    elif isinstance(last, Published):
        sentence = t("Edition {number} is published.", number=t.number(last.number))
        link = f"/?edition={last.number}"
        st.html(drawn("published.html.j2", sentence=sentence, link=link, words=t("See it on the overview")))
