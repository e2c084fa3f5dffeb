"""Working with colleagues: who holds which item, lending by invitation, taking back, handing back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from ..domain.declaration import Item
from ..domain.problems import Rejected
from ..i18n import LANGUAGES, Text
from ..services.clearing import Cleared, SentBack
from ..services.clock import utc_now
from ..services.lending import NAME_CHARS, NOTE_CHARS, Invitee, Lending, LendingState, Lent, Returned
from ..services.lending import hand_back as give_back
from ..services.lending import lend as lend_items
from ..services.lending import take_back as take_items_back
from ..services.registers import Register
from ..services.report_view import ReportView
from ..settings import settings
from . import session
from .problems import refusal
from .templating import drawn

OUTCOME: Final = "lending-outcome"
"""Session key of what the last act said; it is shown once, and with it the link of an invitation."""
_EMAIL_CHARS: Final = 254


def whose_hands(t: Text, report: ReportView, item: Item) -> None:
    """Above the form: with whom the item is, what the colleague noted, or for the colleague what was asked."""
    out, back = report.lent.get(item.code), report.came_back.get(item.code)
    said: list[str] = []
    if out and report.is_whole:
        day = t.date(out.set_at.date())
        said.append(
            t("This item is with {name} since {day}. You can still write here: nobody's words are overwritten.",
              name=out.name, day=day)
        )  # fmt: skip
    elif out and out.note:
        said.append(t("The focal point asks: “{note}”", note=out.note))
    elif back:
        said.append(t("{name} handed this item back on {day}.", name=back.name, day=t.date(back.set_at.date())))
        if back.note:
            said.append(t("With this note: “{note}”", note=back.note))
    if said:
        st.html(drawn("note_lines.html.j2", sentences=said))


def still_out(t: Text, register: Register, report: ReportView) -> None:
    """Under the submission: what must come back first, and one click that takes all of it back."""
    if not report.lent:
        return
    count = len(report.lent)
    text = t.n(
        "One item is with a colleague. Wait until it is handed back, or take it back before you submit.",
        "{n} items are with colleagues. Wait until they are handed back, or take them back before you submit.",
        count,
    )
    st.html(drawn("quiet.html.j2", sentence=text))
    st.button(t("Take everything back"), key="take-all-back", on_click=_take_back, args=(register, _key(report), None))


def lending(t: Text, register: Register, report: ReportView, item: Item) -> None:
    """The focal point's list of lent items, with the forms to lend more and to take some back."""
    shown = [one for one in report.lendings if one.state is not LendingState.ENDED]
    if shown:
        st.html(drawn("colleagues_head.html.j2", t=t))
    _outcome(t)
    if shown:
        _table(t, shown)
    if report.closed is not None:
        return
    with st.container(key="colleagues-acts", horizontal=True, gap="small"):
        _lend_form(t, register, report, item)
        if report.lent:
            with st.popover(t("Take back one item"), key="take-back"):
                for code, one in report.lent.items():
                    label = t("{item}, with {name}", item=code, name=one.name)
                    act = (register, _key(report), (code,))
                    st.button(label, key=f"take-back-{code}", on_click=_take_back, args=act)


def _lend_form(t: Text, register: Register, report: ReportView, item: Item) -> None:
    key = f"lend-{'-'.join(_key(report))}"
    free = [code for code in report.items if code not in report.lent]
    names = {code: f"{one.number} {t(one.short)}" for code, one in report.items.items()}
    with (
        st.popover(t("Lend items to a colleague"), key="lend"),
        st.form(key=f"{key}-form", border=False),
    ):
        st.caption(
            t(
                "A colleague sees and edits the items that you lend, and nothing else. "
                "You read what comes back, and submit."
            )
        )
        st.multiselect(
            t("Items to lend"),
            free,
            [item.code] if item.code in free else [],
            format_func=names.__getitem__,
            placeholder=t("Choose items"),
            key=f"{key}-items-{item.code}",
        )
        _colleague_fields(t, key)
        st.text_area(t("A sentence to the colleague"), key=f"{key}-note", max_chars=NOTE_CHARS, height=80)
        st.form_submit_button(
            t("Lend"), key=f"{key}-go", type="primary", on_click=_lend,
            args=(register, _key(report), key, f"{key}-items-{item.code}"),
        )  # fmt: skip


def _colleague_fields(t: Text, key: str) -> None:
    """Who the colleague is; name and language count for a new one alone."""
    st.text_input(t("Colleague's e-mail address"), key=f"{key}-email", max_chars=_EMAIL_CHARS)
    st.text_input(
        t("Colleague's name"),
        key=f"{key}-name",
        max_chars=NAME_CHARS,
        help=t("Only needed for somebody who has no account yet."),
    )
    st.selectbox(
        t("Language of the mails to a new colleague"),
        list(LANGUAGES),
        list(LANGUAGES).index(t.language),
        format_func=LANGUAGES.__getitem__,
        key=f"{key}-language",
    )


def handing_back(t: Text, register: Register, report: ReportView) -> None:
    """The colleague's last step, in place of a submission."""
    _outcome(t)
    key = f"hand-back-{'-'.join((*_key(report), *report.items))}"
    names = {code: f"{one.number} {t(one.short)}" for code, one in report.items.items()}
    with st.form(key=f"{key}-form", border=False):
        st.multiselect(
            t("Items to hand back"),
            list(names),
            list(names),
            format_func=names.__getitem__,
            placeholder=t("Choose items"),
            key=f"{key}-items",
        )
        st.text_area(t("A note to the focal point"), key=f"{key}-note", max_chars=NOTE_CHARS, height=80)
        st.form_submit_button(
            t("Hand back"), key=f"{key}-go", type="primary", on_click=_hand_back, args=(register, _key(report), key)
        )


def nothing_lent(t: Text, report: ReportView) -> None:
    """A contributor's page when nothing is with it: what became of what it had."""
    _outcome(t)
    text = t("The focal point of {name} can lend you items.", name=report.signatory.name)
    st.html(drawn("note.html.j2", sentence=text))
    if report.lendings:
        _table(t, report.lendings)


def _table(t: Text, lendings: Sequence[Lending]) -> None:
    words = {
        LendingState.LENT: t("lent"),
        LendingState.HANDED_BACK: t("handed back"),
        LendingState.CLEARED: t("cleared"),
        LendingState.ENDED: t("taken back"),
    }
    rows = [
        {
            "item": one.item,
            "who": f"{one.name} ({one.email})",
            "state": t("{state} on {day}", state=words[one.state], day=t.date(one.set_at.date())),
            "note": one.note,
        }
        for one in lendings
    ]
    st.html(drawn("lendings.html.j2", t=t, rows=rows, caption=t("Items with colleagues")))


def _outcome(t: Text) -> None:
    outcome = st.session_state.pop(OUTCOME, None)
    if isinstance(outcome, Rejected):
        refusal(t, outcome.problems)
    elif isinstance(outcome, Returned):
        items = ", ".join(outcome.items) or "–"
        st.html(drawn("said.html.j2", sentence=t("Back with the focal point: {items}.", items=items)))
    elif isinstance(outcome, Cleared):
        cleared = t.n("One item is cleared.", "{n} items are cleared.", len(outcome.items))
        st.html(drawn("said.html.j2", sentence=cleared))
    elif isinstance(outcome, SentBack):
        text = t("{item} is with {name} again, with your question.", item=outcome.item, name=outcome.name)
        st.html(drawn("said.html.j2", sentence=_with_silence(t, text, outcome.name, is_untold=outcome.is_untold)))
    elif isinstance(outcome, Lent):
        values = {"items": ", ".join(outcome.items), "name": outcome.person.name}
        text = t("{name} has these items already.", **values)
        if outcome.items:
            lent = t("Lent to {name}: {items}.", **values)
            text = _with_silence(t, lent, outcome.person.name, is_untold=outcome.is_untold)
        st.html(drawn("said.html.j2", sentence=text))
        if outcome.invitation_token and not settings().smtp_host:
            text = t(
                "No mail leaves here: pass this link on to {name}. It is shown once, and works once within seven days.",
                name=outcome.person.name,
            )
            st.html(drawn("quiet.html.j2", sentence=text))
            st.code(f"{settings().public_url.rstrip('/')}/invitation/{outcome.invitation_token}", language=None)
            if settings().is_address_assumed:
                text = t(
                    "It opens on this machine alone: GDA_PUBLIC_URL is not set, so links begin with {address}. Set it "
                    "to the address at which people reach this app.",
                    address=settings().public_url,
                )
                st.html(drawn("quiet.html.j2", sentence=text))


def _with_silence(t: Text, said: str, name: str, *, is_untold: bool) -> str:
    """What was done, and that no mail tells of it where the colleague ended such mails."""
    if not is_untold:
        return said
    silence = t("No mail goes to {name}, who ended mails about lent items. Say it another way.", name=name)
    return f"{said} {silence}"


@session.acts
def _lend(register: Register, report: tuple[str, str], key: str, items_key: str) -> None:
    typed = st.session_state
    invitee = Invitee(typed.get(f"{key}-email", ""), typed.get(f"{key}-name", ""), typed.get(f"{key}-language", "en"))
    note = typed.get(f"{key}-note", "")
    outcome = lend_items(register, session.actor(), *report, typed.get(items_key, ()), invitee, note, utc_now().date())
    typed[OUTCOME] = outcome
    if isinstance(outcome, Lent):  # What was refused stays typed.
        for name in ("email", "name", "note"):
            typed[f"{key}-{name}"] = ""


@session.acts
def _take_back(register: Register, report: tuple[str, str], items: tuple[str, ...] | None) -> None:
    st.session_state[OUTCOME] = take_items_back(register, session.actor(), *report, items)


@session.acts
def _hand_back(register: Register, report: tuple[str, str], key: str) -> None:
    typed = st.session_state
    items, note = typed.get(f"{key}-items", ()), typed.get(f"{key}-note", "")
    st.session_state[OUTCOME] = give_back(register, session.actor(), *report, items, note)


def _key(report: ReportView) -> tuple[str, str]:
    return report.signatory.signatory_id, report.cycle.code
