"""Forms about focal points: nominating and inviting in one act, recording a nomination, ending a term."""

from __future__ import annotations

from datetime import date
from typing import Final

import streamlit as st

from ..domain.nominations import LONGEST, Nomination, last_day
from ..domain.permissions import Role
from ..domain.problems import Rejected, message
from ..domain.registering import REASON_CHARS
from ..i18n import Text
from ..services.clock import utc_now
from ..services.nominating import NAME_CHARS, HasAccount, Nominated, Term, amend_nomination, end_term, nominate
from ..services.registering import SignatoryFile
from ..services.registers import Register
from ..settings import settings
from . import session
from .as_drawn import chosen_anew
from .day_field import day_field
from .register_page import OUTCOME, Told
from .register_words import NOMINATIONS
from .same_press import once
from .templating import drawn

ACCOUNT: Final = "account-"
"""Session key, with the form's key behind it, of whose account the typed address is; it is let go with the act."""
_ROLES: Final = {
    Role.VISITOR: message("visitor"),
    Role.CONTRIBUTOR: message("contributor for {signatory}"),
    Role.FOCAL_POINT: message("focal point of {signatory}"),
    Role.REVIEWER: message("reviewer"),
    Role.ADMINISTRATOR: message("administrator"),
}


def nominate_form(t: Text, register: Register, file: SignatoryFile) -> None:
    """Who is nominated, and by what; who has no account is invited in the same act."""
    signatory_id = file.recorded.signatory_id
    key = f"nominee-{signatory_id}"
    with st.form(f"nominate-{key}", clear_on_submit=False):
        st.text_input(t("E-mail address"), key=f"email-{key}", max_chars=254)
        st.text_input(t("Name"), key=f"name-{key}", max_chars=NAME_CHARS)
        account = _account(t, key)
        _fields(t, key, None)
        _term_is_no_door(t)
        st.form_submit_button(
            t("Nominate and invite"), type="primary", key=f"do-{key}", on_click=_nominate,
            args=(register, signatory_id, key, account),
        )  # fmt: skip


def _account(t: Text, key: str) -> str:
    """Whose account the typed address is, with a tick that this person is meant; the id of the account, or nothing."""
    found = st.session_state.get(f"{ACCOUNT}{key}")
    if not isinstance(found, HasAccount) or not st.session_state.get(f"email-{key}"):
        return ""
    roles = ", ".join(t(_ROLES[role], signatory=signatory) for role, signatory in found.holdings)
    about = t("{name} has an account: {roles}.", name=found.name, roles=roles or t("no role"))
    st.checkbox(f"{about} {t('This person becomes focal point here too.')}", key=f"same-{key}-{found.person_id}")
    if found.untaken:
        untaken = t("The account keeps its name: “{typed}” is not taken.", typed=found.untaken)
        st.html(drawn("quiet.html.j2", sentence=untaken))
    return found.person_id


def nomination_form(t: Text, register: Register, file: SignatoryFile, terms: tuple[Term, ...]) -> None:
    """By which document somebody is focal point who is it already, and for how long."""
    term = _chosen(t, file, terms, "nomination")
    key = f"{term.point.person_id}-{file.recorded.signatory_id}"
    with st.form(f"nomination-{key}"):
        _fields(t, key, term.point.nomination)
        _term_is_no_door(t)
        st.form_submit_button(
            t("Save"), type="primary", key=f"save-{key}", on_click=_amend,
            args=(register, file.recorded.signatory_id, term.point.person_id, key),
        )  # fmt: skip


def _term_is_no_door(t: Text) -> None:
    said = t(
        "The days of the term are kept as they were told; they open and close nothing. A focal point reports at once, "
        "and until somebody ends the term here. The desk lists terms that are over."
    )
    st.html(drawn("quiet.html.j2", sentence=said))


def end_form(t: Text, register: Register, file: SignatoryFile, terms: tuple[Term, ...]) -> None:
    """The last day of a term, and why it ends."""
    term = _chosen(t, file, terms, "end")
    key = f"end-{term.point.person_id}-{file.recorded.signatory_id}"
    with st.form(key):
        day_field(t("Last day"), value=last_day(term.point.nomination, utc_now().date()), key=f"on-{key}")
        st.text_input(t("Why"), key=f"why-{key}", max_chars=REASON_CHARS)
        st.form_submit_button(
            t("End the term"), type="primary", key=f"do-{key}", on_click=_end,
            args=(register, file.recorded.signatory_id, term.point.person_id, key),
        )  # fmt: skip


def _chosen(t: Text, file: SignatoryFile, terms: tuple[Term, ...], act: str) -> Term:
    held = {term.point.person_id: term for term in terms if term.point.is_held}
    codes = list(held)
    if len(codes) == 1:
        return held[codes[0]]
    chosen = st.selectbox(
        t("Who"), codes, format_func=lambda code: held[code].point.name if code in held else code,
        key=_who(act, file.recorded.signatory_id),
    )  # fmt: skip
    return held[chosen]


def _who(act: str, signatory_id: str) -> str:
    return f"who-{act}-{signatory_id}"


def _anew(act: str, signatory_id: str, person_id: str) -> Rejected | None:
    return chosen_anew({_who(act, signatory_id): person_id})


def _fields(t: Text, key: str, told: Nomination | None) -> None:
    known = told or Nomination("")
    codes = list(NOMINATIONS)
    st.selectbox(
        t("Nominated by"), codes, codes.index(known.channel) if known.channel in codes else None, placeholder="–",
        format_func=lambda code: t(NOMINATIONS[code]), key=f"channel-{key}",
    )  # fmt: skip
    st.text_input(t("Document, such as its number"), known.document or "", key=f"document-{key}", max_chars=LONGEST)
    day_field(t("Dated"), value=known.dated_on, key=f"dated-{key}")
    begins, ends = st.columns(2)
    with begins:
        day_field(t("Term from"), value=known.term_from, key=f"from-{key}")
    with ends:
        day_field(t("Term until"), value=known.term_until, key=f"until-{key}")
    st.text_input(t("Note for the desk"), known.note or "", key=f"note-{key}", max_chars=LONGEST)


def _typed(key: str) -> Nomination:
    typed = st.session_state
    return Nomination(
        channel=str(typed[f"channel-{key}"] or ""),
        document=(typed[f"document-{key}"] or "").strip() or None,
        dated_on=typed[f"dated-{key}"],
        term_from=typed[f"from-{key}"],
        term_until=typed[f"until-{key}"],
        note=(typed[f"note-{key}"] or "").strip() or None,
    )


@session.acts
def _nominate(register: Register, signatory_id: str, key: str, account: str) -> None:
    typed, today = st.session_state, utc_now().date()
    whom, told = (typed[f"email-{key}"] or "", typed[f"name-{key}"] or ""), _typed(key)
    meant = account if account and typed.get(f"same-{key}-{account}") else ""
    result = once(
        register, key, (whom, told),
        lambda: nominate(register, session.actor(), signatory_id, whom, told, today=today, account=meant),
    )  # fmt: skip
    if isinstance(result, Rejected):
        typed[OUTCOME] = result
    elif isinstance(result, HasAccount):
        typed[f"{ACCOUNT}{key}"] = result
        text = message("Nothing was done yet: {name} has an account already. Tick below that this person is meant.")
        typed[OUTCOME] = Rejected.because("person-has-account", text, name=result.name)
    else:
        typed.pop(f"{ACCOUNT}{key}", None)
        typed[OUTCOME] = _nominated(result)


def _nominated(result: Nominated) -> Told:
    """What a nomination came to: who reports, how the account is opened, what was not taken."""
    values, said = {"name": result.name, "day": result.over_on}, message("{name} is focal point.")
    link, more = "", []
    if result.over_on:
        said = message("{name} reports from now on, though the term was over on {day}.")
    if result.invitation_token:
        link = f"{settings().public_url.rstrip('/')}/invitation/{result.invitation_token}"
        way = message("The invitation goes by mail; this link opens the account too, once.")
        if not settings().smtp_host:
            way = message("No mail leaves here: pass this link on. It is shown once, and works once within seven days.")
        more.append(Told(way))
    elif result.untaken:
        more.append(Told(message("The account keeps its name: “{typed}” is not taken."), {"typed": result.untaken}))
    return Told(said, values, link, tuple(more))


@session.acts
def _amend(register: Register, signatory_id: str, person_id: str, key: str) -> None:
    result = _anew("nomination", signatory_id, person_id) or amend_nomination(
        register, session.actor(), signatory_id, person_id, _typed(key), today=utc_now().date()
    )
    _say(result, message("The nomination of {name} is recorded."))


@session.acts
def _end(register: Register, signatory_id: str, person_id: str, key: str) -> None:
    on, reason = st.session_state[f"on-{key}"], st.session_state[f"why-{key}"] or ""
    if not isinstance(on, date):
        st.session_state[OUTCOME] = Rejected.because("term-day", message("Give the last day of the term."))
        return
    result = _anew("end", signatory_id, person_id) or end_term(
        register, session.actor(), signatory_id, person_id, on=on, reason=reason, today=utc_now().date()
    )
    _say(result, message("The term of {name} is ended. What was done stays."))


def _say(result: Nominated | Rejected, done: str) -> None:
    st.session_state[OUTCOME] = Told(done, {"name": result.name}) if isinstance(result, Nominated) else result
