"""The form of one item. What is typed is saved by a callback, on the version that was shown when it was typed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from ..domain.answers import (
    ADDITIONALITY_LABELS,
    OFF_SCALE_LABELS,
    OFF_SCALE_TESTS,
    REASON_LABELS,
    STATUS_LABELS,
    STATUS_TESTS,
)
from ..domain.checks import NARRATIVE_CHARS, REASON_CHARS
from ..domain.declaration import Item
from ..domain.problems import Problem, Rejected
from ..domain.report import Entry, ReasonCode
from ..domain.statuses import OffScale, Status
from ..i18n import Text
from ..services.clock import utc_now
from ..services.registers import Register
from ..services.report_view import ReportView
from ..services.reporting import Conflict, Saved, save_entry
from . import session
from .problems import beside, refusal
from .templating import drawn

OUTCOME = "report-outcome"
"""Session key of what the last save said; it is shown once."""
EARLIEST_CHOICE = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Saver:
    """Whose report is written. By whom is asked when it is."""

    register: Register
    report: ReportView

    @session.acts
    def save(self, entry: Entry) -> None:
        """Save an answer based on the version that this run showed; the next run says what became of it."""
        stored = self.report.stored.get(entry.item)
        st.session_state[OUTCOME] = save_entry(
            self.register,
            session.actor(),
            self.report.signatory.signatory_id,
            self.report.cycle.code,
            entry,
            stored.version_id if stored else None,
            utc_now(),
        )


def entry_form(t: Text, saver: Saver, item: Item) -> None:
    """Status cards, day, text, elements, additionality, reasons; every refusal beside its field."""
    report = saver.report
    stored = report.stored.get(item.code)
    entry = stored.entry if stored else Entry(item=item.code)
    problems = report.completeness.of(item.code)
    _head(t, report, item)
    _again(t, saver, item, entry)
    _outcome(t)
    key = _key(report, entry)
    with st.form(key=f"form-{key}", border=False):
        _fields(t, item, entry, key, problems)
        st.form_submit_button(
            t("Save"),
            key=f"save-{key}",
            type="primary",
            disabled=report.closed is not None,
            on_click=_save,
            args=(saver, entry, key),
        )


def _again(t: Text, saver: Saver, item: Item, entry: Entry) -> None:
    """What stands from last time becomes this time's draft only when somebody says so."""
    last = saver.report.last.get(item.code)
    if last is None or entry.is_answered or saver.report.closed is not None:
        return
    unchanged = Entry(item=item.code, off_scale=OffScale.NO_UPDATE, reason_code=ReasonCode.NO_CHANGE)
    with st.container(key=f"again-{item.code}", horizontal=True, gap="small"):
        st.button(t("Take it over and go on"), key=f"again-same-{item.code}", on_click=saver.save, args=(last.entry,))
        st.button(t("Nothing new since then"), key=f"again-none-{item.code}", on_click=saver.save, args=(unchanged,))


def _fields(t: Text, item: Item, entry: Entry, key: str, problems: tuple[Problem, ...]) -> None:
    answers: list[Status | OffScale] = [*STATUS_LABELS, *OFF_SCALE_LABELS]
    labels: dict[Any, str] = {**STATUS_LABELS, **OFF_SCALE_LABELS}
    tests: dict[Any, str] = {**STATUS_TESTS, **OFF_SCALE_TESTS}
    given = entry.claimed if entry.claimed is not None else entry.off_scale
    with st.container(key=f"cards-{key}"):
        st.radio(
            t("Where does it stand?"),
            range(len(answers)),
            index=None if given is None else answers.index(given),
            format_func=lambda place: t(labels[answers[place]]),
            captions=[t(tests[answer]) for answer in answers],
            horizontal=True,
            width="stretch",
            key=f"status-{key}",
        )
    beside(t, problems, "claimed")
    st.date_input(
        t("Facts as of"),
        value=entry.as_of,
        min_value=EARLIEST_CHOICE,
        key=f"as-of-{key}",
        format="YYYY-MM-DD",
        help=t("The day on which the facts held, not the day you write."),
    )
    beside(t, problems, "as_of")
    st.text_area(
        t("What was done"),
        value=entry.narrative or "",
        key=f"narrative-{key}",
        height=140,
        max_chars=NARRATIVE_CHARS,
        help=t("Who did what, by when, with which result. Two to five sentences."),
    )
    beside(t, problems, "narrative")
    if item.elements:
        names = {element.code: element.label for element in item.elements}
        known = [code for code in entry.elements if code in names]
        label = t("Which parts of the objective")
        st.multiselect(
            label,
            list(names),
            known,
            format_func=lambda code: f"{code} {t(names[code])}",
            placeholder=t("Choose the parts"),
            key=f"elements-{key}",
        )
        beside(t, problems, "elements")
    additionalities = list(ADDITIONALITY_LABELS)
    st.selectbox(
        t("New or expanded"),
        additionalities,
        index=additionalities.index(entry.additionality),
        format_func=lambda code: t(ADDITIONALITY_LABELS[code]),
        key=f"additionality-{key}",
    )
    _reasons(t, entry, key, problems)


def _reasons(t: Text, entry: Entry, key: str, problems: tuple[Problem, ...]) -> None:
    reasons = list(REASON_LABELS)
    st.selectbox(
        t("Why there is nothing new"),
        reasons,
        index=None if entry.reason_code is None else reasons.index(entry.reason_code),
        format_func=lambda code: t(REASON_LABELS[code]),
        placeholder=t("Only with “Nothing new to report”"),
        key=f"reason-code-{key}",
    )
    beside(t, problems, "reason_code")
    st.text_area(
        t("Reason"),
        value=entry.reason or "",
        key=f"reason-{key}",
        height=80,
        max_chars=REASON_CHARS,
        placeholder=t("Needed when the item does not apply or the work has stopped"),
    )
    beside(t, problems, "reason")


def _save(saver: Saver, entry: Entry, key: str) -> None:
    """The callback: runs before the script, so the widgets still hold what was typed."""
    typed = st.session_state
    answers: list[Status | OffScale] = [*STATUS_LABELS, *OFF_SCALE_LABELS]
    place = typed.get(f"status-{key}")
    answer = None if place is None else answers[place]
    fields: Mapping[str, object] = {
        "claimed": answer if isinstance(answer, Status) else None,
        "off_scale": answer if isinstance(answer, OffScale) else None,
        "as_of": typed.get(f"as-of-{key}"),
        "narrative": typed.get(f"narrative-{key}") or None,
        "elements": tuple(typed.get(f"elements-{key}", ())),
        "additionality": typed.get(f"additionality-{key}", entry.additionality),
        "reason_code": typed.get(f"reason-code-{key}"),
        "reason": typed.get(f"reason-{key}") or None,
    }
    saver.save(Entry.model_validate({**dict(entry), **fields}))


def _outcome(t: Text) -> None:
    outcome = st.session_state.pop(OUTCOME, None)
    if isinstance(outcome, Rejected):
        refusal(t, outcome.problems)
    elif isinstance(outcome, Conflict):
        text = t("Somebody else saved this answer while you were writing. Theirs is shown; nothing was overwritten.")
        st.html(drawn("refusal.html.j2", sentences=[text]))
    elif isinstance(outcome, Saved):
        st.html(drawn("said.html.j2", sentence=t("Saved.")))


def _head(t: Text, report: ReportView, item: Item) -> None:
    stored, last = report.stored.get(item.code), report.last.get(item.code)
    facts = [
        {
            "registry": fact.registry,
            "sentence": t(fact.message, **fact.values),
            "day": t.date(fact.dated_on) if fact.dated_on else "",
            "url": fact.url,
        }
        for fact in report.facts_on(item.code)
    ]
    returned = stored.decision_reason if stored and stored.decision == "return" else ""
    shown = None
    if last is not None:
        text = t(
            "Last reported ({cycle}): {status}, as of {day}.",
            cycle=last.cycle,
            status=_status(t, last.entry),
            day=t.date(last.entry.as_of),
        )
        shown = {"sentence": text, "narrative": last.entry.narrative}
    st.html(
        drawn(
            "item_head.html.j2",
            t=t,
            number=item.number,
            title=t(item.title),
            returned=returned,
            last=shown,
            facts=facts,
        )
    )


def _status(t: Text, entry: Entry) -> str:
    if entry.claimed is not None:
        return t(STATUS_LABELS[entry.claimed])
    return t(OFF_SCALE_LABELS[entry.off_scale]) if entry.off_scale else "–"


def _key(report: ReportView, entry: Entry) -> str:
    """Fields start anew when the answer changed, and keep what is typed when only its evidence did."""
    said = entry.model_copy(update={"evidence": ()}).model_dump_json()
    about = f"{report.signatory.signatory_id}/{report.cycle.code}/{said}"
    return f"{entry.item}-{hashlib.sha256(about.encode()).hexdigest()[:12]}"
