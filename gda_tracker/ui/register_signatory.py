"""One signatory of the register: what is recorded, who speaks for it, what was done about it, and the acts."""

from __future__ import annotations

import streamlit as st

from ..charts import words
from ..domain.permissions import Actor
from ..domain.problems import Rejected
from ..i18n import Text
from ..services.clock import utc_now
from ..services.finding_signatories import Act, history_of
from ..services.nominating import Term, focal_points_of
from ..services.registering import KeptEndorsement, SignatoryFile, signatory_file
from ..services.registers import Register
from .problems import refusal
from .register_acts import acts
from .register_page import address
from .register_words import ACTS, CHANNELS, FIELDS, NOMINATIONS, TERMS, country, told
from .templating import drawn

SHOWN = 50


def one_signatory(t: Text, register: Register, actor: Actor, signatory_id: str) -> None:
    """All that is recorded on the left, one act at a time on the right, the history below."""
    today = utc_now().date()
    file = signatory_file(register, actor, signatory_id)
    if isinstance(file, Rejected):
        refusal(t, file.problems)
        return
    terms = focal_points_of(register, actor, signatory_id, today) if file.is_standing else ()
    _name(t, file)
    recorded, doing = st.columns([58, 42], gap="large")
    with recorded:
        _facts(t, file)
        _endorsements(t, file)
        if file.is_standing:
            _focal_points(t, terms)
        _reports(t, file)
    with doing, st.container(key="register-acts"):
        acts(t, register, actor, file, terms)
    _history(t, history_of(register, actor, signatory_id, SHOWN))


def _name(t: Text, file: SignatoryFile) -> None:
    one = file.recorded
    state, other = words.one_of_type(t, one.facts.stakeholder_type), None
    if one.state == "merged" and one.into_id:
        state = t("It stands for nothing of its own: what it holds counts for")
        other = (file.stands_for_name, address(signatory=one.into_id))
    elif one.state == "removed":
        state = t("Removed with the import that had added it.")
    elif file.endorsements and all(kept.told.withdrawn_on for kept in file.endorsements):
        state = f"{state} · {t('withdrawn')}"
    st.html(drawn("register_name.html.j2", t=t, name=one.facts.name, state=state, other=other))


def _facts(t: Text, file: SignatoryFile) -> None:
    one = file.recorded.facts
    lines = [
        (t("Identifier"), file.recorded.signatory_id, f"/signatory?id={file.recorded.signatory_id}"),
        (t("Acronym"), one.acronym or "–", ""),
        (t("Type"), words.one_of_type(t, one.stakeholder_type), ""),
        (t("Country"), country(t, one.iso3), ""),
        (t("Website"), one.website or "–", one.website or ""),
    ]
    families = [
        (label, [(name, address(signatory=code)) for code, name in named])
        for label, named in (
            (t("Parent body"), (file.parent,) if file.parent else ()),
            (t("Subsidiaries"), file.subsidiaries),
            (t("Merged into it"), file.merged_here),
        )
        if named
    ]
    if file.merged_here:
        # Only the page of the one that was merged has the act.
        ways = [(name, address(signatory=code, act="split")) for code, name in file.merged_here]
        families.append((t("Split again"), ways))
    st.html(drawn("register_facts.html.j2", t=t, facts=lines, families=families))


def _endorsements(t: Text, file: SignatoryFile) -> None:
    rows = [_endorsement(t, kept, file.recorded.signatory_id) for kept in file.endorsements]
    heads = [t("Endorsed on"), t("Came by"), t("Document and source")]
    _table(t, t("Endorsements"), heads, rows, t("No endorsement is on record."))


def _endorsement(t: Text, kept: KeptEndorsement, signatory_id: str) -> list[object]:
    one = kept.told
    said = [one.document, one.additional_statement and t("“{words}”", words=one.additional_statement[:400]), one.note]
    lines = [words for words in said if words]
    if one.source_dated_on:
        lines.append(t("Source of {day}", day=t.date(one.source_dated_on)))
    if kept.signatory_id != signatory_id:
        lines.append(t("recorded for {other}, which was merged into it", other=kept.signatory_id))
    source = one.source_title or one.source_url or ("" if lines else "–")
    mark = t("withdrawn on {day}", day=t.date(one.withdrawn_on)) if one.withdrawn_on else ""
    return [
        {
            "words": t.date(one.endorsed_on) if one.endorsed_on else t("day unknown"),
            "address": "",
            "mark": mark,
            "lines": [],
        },
        t(CHANNELS[one.channel]) if one.channel and one.channel in CHANNELS else "–",
        {"words": source, "address": one.source_url or "", "mark": "", "lines": lines},
    ]


def _focal_points(t: Text, terms: tuple[Term, ...]) -> None:
    rows: list[list[object]] = [term_row(t, term) for term in terms]
    _table(t, t("Focal points"), term_heads(t), rows, t("No focal point has an account"))


def term_heads(t: Text) -> list[str]:
    """Headings of a table of focal points."""
    return [t("Who"), t("Nominated by"), t("Term")]


def term_row(t: Text, term: Term) -> list[object]:
    """A focal point as a row: who, by which document, until when."""
    point, told_of = term.point, term.point.nomination
    by: object = t("no nomination on record")
    until: object = {
        "words": "–",
        "address": "",
        "mark": t(TERMS[term.state]) if TERMS[term.state] else "",
        "lines": [],
    }
    if told_of is not None:
        lines = [word for word in (told_of.document, told_of.note) if word]
        if told_of.dated_on:
            lines.insert(0, t("of {day}", day=t.date(told_of.dated_on)))
        by = {"words": t(NOMINATIONS[told_of.channel]), "address": "", "mark": "", "lines": lines}
        begins = t("from {day}", day=t.date(told_of.term_from)) if told_of.term_from else ""
        ends = t("until {day}", day=t.date(told_of.term_until)) if told_of.term_until else t("no end on record")
        mark = t(TERMS[term.state]) if TERMS[term.state] else ""
        until = {"words": f"{begins} {ends}".strip(), "address": "", "mark": mark, "lines": []}
    return [{"words": point.name, "address": "", "mark": "", "lines": [point.email]}, by, until]


def _reports(t: Text, file: SignatoryFile) -> None:
    rows: list[list[object]] = [
        [
            line.cycle,
            t.date(line.submitted_at.date()) if line.submitted_at else t("not submitted"),
            t.n("one item", "{n} items", line.submitted) if line.submitted else "–",
            t.n("one draft", "{n} drafts", line.drafts) if line.drafts else "–",
        ]
        for line in file.reports
    ]
    heads = [t("Cycle"), t("Received"), t("Submitted"), t("In work")]
    _table(t, t("Reports"), heads, rows, t("No report."))


def _table(t: Text, title: str, heads: list[str], rows: list[list[object]], nothing: str, more: str = "") -> None:
    st.html(drawn("register_table.html.j2", t=t, title=title, heads=heads, rows=rows, nothing=nothing, more=more))


def _history(t: Text, found: tuple[Act, ...]) -> None:
    shown = [
        {
            "what": t(ACTS[act.action]) if act.action in ACTS else act.action,
            "when": t.date(act.recorded_at.date()),
            "who": t("Command line") if act.who == "system" else act.who,
            "reason": act.reason,
            "changed": [
                (t(FIELDS[name]), told(t, name, was), told(t, name, now))
                for name, (was, now) in act.changed.items()
                if name in FIELDS
            ],
        }
        for act in found
    ]
    st.html(drawn("register_history.html.j2", t=t, acts=shown))
