"""The desk's list of editions, and the two acts on one: to withdraw it with a notice, and to take that back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

from ..domain.permissions import Actor
from ..domain.problems import Rejected
from ..i18n import Text
from ..publishing.paging import whole
from ..publishing.shelf import in_force
from ..services.edition_notices import (
    LONGEST_NOTICE,
    ListedEdition,
    Noticed,
    editions_of,
    reinstate_edition,
    withdraw_edition,
)
from ..services.registers import Register
from . import session
from .problems import refusal
from .templating import drawn

OUTCOME = "edition-notice-outcome"
"""Session key of what the last act on an edition said; it is shown once."""


def ways(t: Text, here: str) -> None:
    """The parts of the page."""
    named = (("", t("Published editions")), ("next", t("The next edition")), ("compare", t("Compare two editions")))
    st.html(drawn("editions_ways.html.j2", t=t, ways=named, here=here))


def draw(t: Text, register: Register, actor: Actor, folder: Path) -> None:
    """The list, and the form of the act that the address asks for."""
    _outcome(t)
    rows = editions_of(register, actor, folder)
    query = st.query_params
    wanted = whole(query.get("withdraw", "")) or whole(query.get("reinstate", ""))
    chosen = next((row for row in rows if row.number == wanted), None)
    if chosen and chosen.publication and chosen.info and ("withdraw" in query) != chosen.is_withdrawn:
        _form(t, register, chosen, folder)
    current = in_force([row.info for row in rows if row.info])
    st.html(drawn("editions_list.html.j2", t=t, rows=[_row(t, row, current.number if current else 0) for row in rows]))


def _row(t: Text, row: ListedEdition, current: int) -> dict[str, Any]:
    known, info = row.publication, row.info
    published = known.published_at if known else info.published_at if info else None
    snapshot_on = info.snapshot_on if info else known.snapshot_on if known else None
    act = (t("Withdraw"), f"/publish?withdraw={row.number}")
    if row.is_withdrawn:
        act = (t("Take the withdrawal back"), f"/publish?reinstate={row.number}")
    return {
        "number": row.number,
        "day": t.date(snapshot_on) if snapshot_on else "–",
        "published": f"{t.date(published.date())}, {published:%H:%M} UTC" if published else "–",
        "sha256": known.file_sha256 if known else "",
        "state": _state(t, row, current),
        "is_withdrawn": row.is_withdrawn,
        "said": [*(_said(t, one) for one in row.acts), *_reason(t, row)],
        "ways": [act] if info and known else [],
    }


def _state(t: Text, row: ListedEdition, current: int) -> str:
    if row.info is None:
        return t("its file is missing or damaged")
    if row.publication is None:
        return t("not made by this register")
    if row.is_withdrawn:
        return t("withdrawn")
    return t("in force") if row.number == current else t("superseded")


def _said(t: Text, one: Any) -> str:
    day = t.date(one.set_at.date())
    if one.is_withdrawn:
        return t("Withdrawn on {day}: {words}", day=day, words=one.notice)
    return t("Withdrawal taken back on {day}: {words}", day=day, words=one.notice)


def _reason(t: Text, row: ListedEdition) -> list[str]:
    """Why it was published, where it changed nothing."""
    said = row.publication.reason if row.publication else None
    return [t("Published though nothing changed: {words}", words=said)] if said else []


def _form(t: Text, register: Register, row: ListedEdition, folder: Path) -> None:
    """What is said, then the act."""
    number = t.number(row.number)
    with st.container(key="notice", border=True):
        if row.is_withdrawn:
            st.subheader(t("Take the withdrawal of edition {number} back", number=number))
            label, button = t("Reason"), t("Edition {number} stands again", number=number)
            st.write(t("Its pages will no longer say that it was withdrawn. The reason is kept in the trail."))
        else:
            st.subheader(t("Withdraw edition {number}", number=number))
            label, button = t("Notice, as everybody will read it"), t("Withdraw edition {number}", number=number)
            st.write(
                t(
                    "Every page of the edition will begin with the notice. Its file stays, can be cited and "
                    "downloaded; the newest edition that stands is shown instead."
                )
            )
        key = f"notice-{row.number}-{row.is_withdrawn}"
        st.text_area(label, key=key, max_chars=LONGEST_NOTICE)
        st.button(
            button, key="say-notice", type="primary", on_click=_act, args=(register, row.number, key, folder),
            kwargs={"is_withdrawn": row.is_withdrawn},
        )  # fmt: skip
        st.html(drawn("quiet_way.html.j2", link="/publish", words=t("Change nothing")))


@session.acts
def _act(register: Register, number: int, key: str, folder: Path, *, is_withdrawn: bool) -> None:
    verb = reinstate_edition if is_withdrawn else withdraw_edition
    said = verb(register, session.actor(), number, str(st.session_state.get(key, "")), folder=folder)
    st.session_state[OUTCOME] = said
    if isinstance(said, Noticed):
        st.query_params.clear()


def _outcome(t: Text) -> None:
    """What became of the last act."""
    last = st.session_state.pop(OUTCOME, None)
    if isinstance(last, Rejected):
        refusal(t, last.problems)
    elif isinstance(last, Noticed):
        number = t.number(last.row.number)
        words = t("Edition {number} stands again.", number=number)
        if last.row.is_withdrawn:
            words = t("Edition {number} is withdrawn; each of its pages says so.", number=number)
        link = f"/?edition={last.row.number}"
        st.html(drawn("published.html.j2", sentence=words, link=link, words=t("See it on the overview")))
