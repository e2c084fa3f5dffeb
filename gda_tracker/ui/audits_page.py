"""The sample audit on its page: read one claim after the other, and what all come to, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from .. import facts
from ..charts.words import type_label
from ..domain.answers import STATUS_LABELS
from ..domain.permissions import Actor, Role
from ..domain.problems import Rejected, message
from ..domain.statuses import Status
from ..i18n import Text
from ..publishing.paging import page_of, pages_of
from ..services.auditing import (
    NOTE_CHARS,
    Audit,
    AuditView,
    Claim,
    Corrected,
    Interval,
    Outcome,
    audit_of,
    corrected_rates,
    read_claim,
)
from ..services.registers import Register
from . import cached, session
from .as_drawn import chosen_anew
from .problems import refusal
from .templating import drawn

DONE: Final = "audit-done"
"""Session key of what the last reading said; it is shown once."""
LISTED: Final = 50
_OUTCOMES: Final[Mapping[str, str]] = {
    "drawn": message("not read yet"),
    "holds": message("holds"),
    "over_claimed": message("over-claimed"),
    "not_decidable": message("not decidable"),
}


def said(t: Text, key: str = DONE) -> None:
    """What the last act came to."""
    done = st.session_state.pop(key, None)
    if isinstance(done, Rejected):
        refusal(t, done.problems)
    elif isinstance(done, str):
        st.html(drawn("said.html.j2", sentence=done))


def audits_table(t: Text, held: tuple[Audit, ...], chosen: str) -> None:
    """Every audit with its cycle, seed and how far it has been read."""
    rows = [
        {
            "id": one.audit_id,
            "day": t.date(one.set_at.date()),
            "cycle": one.cycle,
            "seed": str(one.seed),
            "drawn": t("{n} of {all}", n=t.number(one.sample_size), all=t.number(one.population)),
            "read": t.number(one.read),
            "is_chosen": one.audit_id == chosen,
        }
        for one in held
    ]
    st.html(drawn("audits.html.j2", t=t, rows=rows))


def findings(t: Text, view: AuditView) -> None:
    """What the audit comes to: the over-claim rate with its interval, and what is left of the claimed rates."""
    found, edition = view.found, ""
    shelf, rates = cached.shelf(), dict[str, Corrected]()
    info = shelf.info()
    if info is not None:
        rates = corrected_rates(shelf.edition(info), found)
        edition = t(
            "Claimed as in edition {number}; corrected = (verified + unverified claims × (1 − found below “In place”)) "
            "÷ due. What was verified stands: the sample is of unverified claims alone.",
            number=t.number(info.number),
        )
    sentences = [_rate_sentence(t, view), *_below_sentence(t, view)]
    if found.undecidable:
        sentences.append(
            t.n("One claim could not be decided and is left out.", "{n} claims could not be decided and are left out.",
                found.undecidable)
        )  # fmt: skip
    if view.withheld:
        text = ("One claim is of a signatory that you report for; somebody else reads it.",
                "{n} claims are of signatories that you report for; somebody else reads them.")  # fmt: skip
        sentences.append(t.n(*text, view.withheld))
    rows = [
        {
            "type": type_label(t, kind),
            "claimed": t("{n} of {due}", n=t.number(one.claimed), due=t.number(one.due)),
            "share": _percent(t, one.claimed / one.due) if one.due >= 5 else "–",
            "corrected": _interval(t, one.share) if one.share and one.due >= 5 else "–",
        }
        for kind, one in sorted(rates.items(), key=lambda pair: pair[0] == "all")
    ]
    st.html(drawn("audit_findings.html.j2", t=t, sentences=sentences, rows=rows if found.read else [], edition=edition))


def _rate_sentence(t: Text, view: AuditView) -> str:
    found = view.found
    if found.over_claim is None:
        return t("None of the {n} drawn claims has been decided yet.", n=t.number(view.audit.sample_size))
    return t(
        "Of {read} claims that were decided, {over} did not hold: {share} are over-claimed; with 95 % confidence "
        "between {low} and {high} of the {population} unverified claims of {cycle}.",
        read=t.number(found.read), over=t.number(found.over_claimed), share=_percent(t, found.over_claim.share),
        low=_percent(t, found.over_claim.low), high=_percent(t, found.over_claim.high),
        population=t.number(view.audit.population), cycle=view.audit.cycle,
    )  # fmt: skip


def _below_sentence(t: Text, view: AuditView) -> list[str]:
    found = view.found
    if found.below_in_place is None:
        return []
    return [
        t(
            "{below} of the {read} showed less than “In place”: {share}. These alone leave the corrected rate, for "
            "what is found “In place” still counts as claimed.",
            below=t.number(found.below), read=t.number(found.read), share=_interval(t, found.below_in_place),
        )
    ]  # fmt: skip


def _percent(t: Text, share: float) -> str:
    return t("{n} %", n=t.number(round(100 * share)))


def _interval(t: Text, one: Interval) -> str:
    return t("{share} ({low} to {high})", share=_percent(t, one.share), low=_percent(t, one.low),
             high=_percent(t, one.high))  # fmt: skip


def claims_table(t: Text, view: AuditView, wanted: str) -> None:
    """The drawn claims, fifty a page, each with the answer to read and what was found."""
    here = page_of(wanted, len(view.claims), LISTED)
    rows = [
        {
            "ordinal": t.number(one.ordinal),
            "entry": one.entry_id,
            "signatory": one.signatory,
            "item": facts.items()[one.item].number,
            "claimed": t(STATUS_LABELS[Status(one.claimed)]),
            "outcome": t(_OUTCOMES[one.outcome]),
            "shows": "" if one.status is None else t(STATUS_LABELS[Status(one.status)]),
            "note": one.note or "",
        }
        for one in view.claims[LISTED * (here - 1) : LISTED * here]
    ]
    pages = [
        (number, f"/audits?{urlencode({'audit': view.audit.audit_id, 'page': number})}")
        for number in range(1, pages_of(len(view.claims), LISTED) + 1)
    ]
    st.html(drawn("audit_claims.html.j2", t=t, rows=rows, pages=pages, here=here))


def reading_form(t: Text, register: Register, actor: Actor, view: AuditView) -> None:
    """What one claim shows: the first that nobody has read, or the one that is chosen."""
    if Role.REVIEWER not in actor.roles or not view.claims:
        return
    listed = {one.version_id: one for one in view.claims}
    first = next((one.version_id for one in view.claims if one.outcome == "drawn"), view.claims[0].version_id)
    which = _choice_key(view)
    chosen = st.selectbox(
        t("Claim"), list(listed), index=list(listed).index(first), format_func=lambda one: _line(t, listed[one]),
        key=which,
    )  # fmt: skip
    claim = listed[chosen]
    key = f"{view.audit.audit_id}-{claim.version_id}"
    st.html(drawn("audit_open.html.j2", entry=claim.entry_id, words=t("Open the answer and its evidence")))
    with st.container(key="decision"):
        if claim.outcome != "drawn":
            standing = t("{name} found: {outcome}.", name=claim.read_by, outcome=_found(t, claim))
            st.html(drawn("quiet.html.j2", sentence=standing))
        outcome = st.radio(
            t("What it shows"), list(Outcome), index=None, format_func=lambda one: t(_OUTCOMES[one.value]).capitalize(),
            key=f"audit-outcome-{key}",
        )  # fmt: skip
        if outcome is Outcome.OVER_CLAIMED:
            lower = [status for status in Status if status < claim.claimed]
            st.selectbox(
                t("The status that it shows"), lower, index=None, format_func=lambda one: t(STATUS_LABELS[one]),
                key=f"audit-status-{key}",
            )  # fmt: skip
        st.text_input(t("Note"), key=f"audit-note-{key}", max_chars=NOTE_CHARS)
        args = (register, view.audit.audit_id, claim, which)
        st.button(t("Record and next"), key="audit-record", type="primary", on_click=_read, args=args)
        said(t)


def _found(t: Text, one: Claim) -> str:
    words = t(_OUTCOMES[one.outcome])
    return words if one.status is None else f"{words}, {t(STATUS_LABELS[Status(one.status)])}"


def _line(t: Text, one: Claim) -> str:
    item = facts.items()[one.item]
    return " · ".join((t.number(one.ordinal), one.signatory, item.number, t(_OUTCOMES[one.outcome])))


def _choice_key(view: AuditView) -> str:
    """The choice of a claim begins anew, at the first that is not read, whenever one more is."""
    return f"audit-claim-{view.audit.audit_id}-{sum(one.outcome != 'drawn' for one in view.claims)}"


@session.acts
def _read(register: Register, audit_id: str, claim: Claim, which: str) -> None:
    typed, t = st.session_state, session.text()
    if anew := chosen_anew({which: claim.version_id}):
        typed[DONE] = anew
        return
    key = f"{audit_id}-{claim.version_id}"
    outcome = typed.get(f"audit-outcome-{key}")
    if outcome is None:
        typed[DONE] = Rejected.because("audit-outcome", message("Choose what the claim shows."))
        return
    status, note = typed.get(f"audit-status-{key}"), typed.get(f"audit-note-{key}") or ""
    actor = session.actor()
    result = read_claim(register, actor, audit_id, claim.version_id, outcome, status, note, seen=claim.row_no)
    if isinstance(result, Rejected):
        # It stays open, with what was chosen and noted, whoever read it meanwhile.
        now = audit_of(register, actor, audit_id)
        if isinstance(now, AuditView):
            typed[_choice_key(now)] = claim.version_id
    named = f"{claim.signatory}, {facts.items()[claim.item].number}"
    words = t("Recorded for {answer}: {outcome}.", answer=named, outcome=t(_OUTCOMES[outcome.value]))
    typed[DONE] = result if isinstance(result, Rejected) else words
