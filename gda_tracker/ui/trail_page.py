"""The trail on a page: what is looked for, what was found, the file, and whether the chain holds."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from ..domain.permissions import SYSTEM, Actor
from ..domain.trail import Sought
from ..i18n import Text
from ..services.finding_signatories import meant_by
from ..services.registers import Register
from ..services.trailing import Act, Chain, TrailPage, check_chain, trail_csv
from . import address_fields, session
from .register_words import ACTS, type_words
from .templating import drawn
from .trail_words import field_words, value_words

FIELDS: Final = ("who", "action", "signatory", "word", "since", "until")
CHECKED: Final = "trail-chain"
"""Session key of the last check of the chain; it is shown once."""
_CHARS: Final = 200


def asked(register: Register, actor: Actor) -> tuple[Sought, int]:
    """What the address asks for, and which page of it; what cannot be read is left out.

    A signatory is found as in the register: by its country in six languages, by its acronym.
    """
    query = st.query_params
    last = _day(query.get("until", ""))
    who, action, signatory, word = (query.get(name, "")[:_CHARS].strip() for name in FIELDS[:4])
    page = query.get("page", "1")
    number = int(page) if page.isdecimal() and len(page) < 7 else 1
    since, until = _start(_day(query.get("since", ""))), _start(last + timedelta(days=1) if last else None)
    meant = meant_by(register, actor, signatory, type_words())
    return Sought(who, action, signatory, word, since, until, meant), max(1, number)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year < 9999 else None  # The day after the last one cannot be written.


def _start(day: date | None) -> datetime | None:
    return datetime.combine(day, time.min) if day else None


def filters(t: Text, actions: tuple[str, ...]) -> None:
    """Who, what, about whom, any word, from when to when; each choice goes to the address."""
    query = st.query_params
    with st.container(key="filters", horizontal=True, gap="small"):
        for name, label in (("who", t("Who")), ("signatory", t("About which signatory")), ("word", t("Any word"))):
            address_fields.words(name, label, query.get(name, "")[:_CHARS], most=_CHARS)
        options = {code: _act_words(t, code) for code in ("", *actions)}
        address_fields.choice("action", t("What"), options, query.get("action", ""))
        for name, label in (("since", t("From")), ("until", t("To"))):
            address_fields.day(name, label, _day(query.get(name, "")))


def _act_words(t: Text, code: str) -> str:
    """An act in words where it has them, with its code, by which it is found in a file."""
    if not code:
        return t("Everything")
    return f"{t(ACTS[code])} ({code})" if code in ACTS else code


def found(t: Text, page: TrailPage) -> None:
    """The acts with what each changed, and the way to the pages before and after."""
    rows = [_row(t, act) for act in page.acts]
    caption = t.n("One act on record", "{n} acts on record", page.total)
    st.html(drawn("trail_table.html.j2", t=t, rows=rows, caption=caption))
    if page.pages > 1:
        place = t("Page {number} of {pages}", number=t.number(page.number), pages=t.number(page.pages))
        before = _address(page.number - 1) if page.number > 1 else ""
        after = _address(page.number + 1) if page.number < page.pages else ""
        st.html(drawn("follow_up_pages.html.j2", t=t, place=place, before=before, after=after))


def _address(number: int) -> str:
    query = {name: st.query_params[name] for name in FIELDS if name in st.query_params}
    return f"/trail?{urlencode({**query, 'page': number})}"


def _row(t: Text, act: Act) -> dict[str, object]:
    return {
        "seq": t.number(act.seq),
        "day": t.date(act.recorded_at.date()),
        "time": t("{time} UTC", time=f"{act.recorded_at:%H:%M:%S}"),
        "who": t("Command line") if act.actor_id == SYSTEM.person_id else act.actor or act.actor_id,
        "action": t(ACTS[act.action]) if act.action in ACTS else "",
        "code": act.action,
        "about": act.signatory or act.signatory_id or "",
        "person": act.person,
        "email": act.person_email,
        "subject": act.subject,
        "changes": [
            (field_words(t, name), value_words(t, name, was, act.names), value_words(t, name, now, act.names))
            for name, was, now in act.changes
        ],
        "hash": act.hash,
    }


def keeping(t: Text, register: Register, actor: Actor, sought: Sought) -> None:
    """The file of what was found, and the check of the chain."""
    mark = t("Demonstration data – not real reports") if register.is_demonstration else ""
    with st.container(key="trail-keep", horizontal=True, gap="small"):
        st.download_button(
            t("What was found, as CSV"),
            partial(trail_csv, register, actor, sought, mark, {code: t(said) for code, said in ACTS.items()}),
            f"trail-{datetime.now(UTC):%Y-%m-%d}.csv", "text/csv", key="trail-csv", on_click="ignore",
        )  # fmt: skip
        st.button(t("Check the chain"), key="trail-check", on_click=_check, args=(register,))
    chain = st.session_state.pop(CHECKED, None)
    if isinstance(chain, Chain):
        _chain(t, chain)


@session.acts
def _check(register: Register) -> None:
    st.session_state[CHECKED] = check_chain(register, session.actor())


def _chain(t: Text, chain: Chain) -> None:
    if chain.broken is None:
        text = t.n(
            "The one record holds. Newest hash: {hash}",
            "All {n} records hold, each carrying the hash of the one before. Newest hash: {hash}",
            chain.records,
            hash=chain.head,
        )
    else:
        text = t(
            "The chain breaks at record {number}. Publish nothing; stop the server, run `gda check`, and restore the "
            "last backup that holds.",
            number=t.number(chain.broken.seq),
        )
    st.html(drawn("note.html.j2", sentence=text))
