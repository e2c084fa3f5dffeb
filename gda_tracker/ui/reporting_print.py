"""The report on paper: a PDF to sign and an empty form for a meeting, each made when it is asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from ..domain.permissions import Actor
from ..domain.problems import Rejected
from ..domain.report import Entry
from ..i18n import Text
from ..publishing.printed import PrintedAnswer, PrintedDecision, PrintedReport
from ..publishing.report_form import form_pdf
from ..publishing.report_pdf import report_pdf
from ..services.decisions import DecisionView
from ..services.printing import ToPrint, check_value_of, to_print
from ..services.registers import Register
from ..services.report_view import ReportView
from .templating import drawn


def papers(t: Text, register: Register, actor: Actor, report: ReportView, today: date) -> None:
    """Two buttons. The paper says what the register holds when it is pressed, not what the page showed."""
    signatory_id, cycle = report.signatory.signatory_id, report.cycle.code

    def signed() -> bytes:
        found = to_print(register, actor, signatory_id, cycle, today)
        return b"" if isinstance(found, Rejected) else report_pdf(t, printed(found, today))

    def empty() -> bytes:
        found = to_print(register, actor, signatory_id, cycle, today)
        return b"" if isinstance(found, Rejected) else _form(t, found, today)

    name = f"{signatory_id}-{cycle}"
    kind: dict[str, Any] = {"mime": "application/pdf", "type": "tertiary", "on_click": "ignore"}
    st.download_button(t("PDF for signature"), signed, f"{name}.pdf", key="download-pdf", **kind)
    _beside(t, report)
    st.download_button(t("Empty form"), empty, f"{name}-form.pdf", key="download-form", **kind)


def _beside(t: Text, report: ReportView) -> None:
    """What does not stand on a page to be signed, and what a signed one is compared with."""
    done = report.completeness
    if not done.answered:
        st.html(drawn("quiet.html.j2", sentence=t("The PDF has a place to sign once an item is answered.")))
        return
    mend = t.n(
        "One answer is to be mended first: until then the PDF asks to sign a draft that may still change.",
        "{n} answers are to be mended first: until then the PDF asks to sign a draft that may still change.",
        done.to_mend,
    )
    value = t("Its check value now: {value}. A signed paper with the same value holds these very answers.",
              value=check_value_of(report))  # fmt: skip
    st.html(drawn("quiet.html.j2", sentence=f"{mend} {value}" if done.to_mend else value))


def printed(found: ToPrint, today: date) -> PrintedReport:
    """The report as paper takes it."""
    report = found.report
    submitted_on = report.submitted_at.date() if report.submitted_at is not None else None
    return PrintedReport(
        signatory=report.signatory.name,
        cycle=report.cycle,
        answers=tuple(_answer(found, code) for code in report.items),
        catalogue=report.form.catalogue(),
        submitted_on=submitted_on,
        printed_on=today,
        is_demonstration=found.is_demonstration,
        version_at=found.version_at,
        check_value=found.check_value,
        amended_on=found.amended_at.date() if found.amended_at is not None else None,
    )


def _answer(found: ToPrint, code: str) -> PrintedAnswer:
    report = found.report
    stored, decided = report.stored.get(code), found.decisions.get(code)
    return PrintedAnswer(
        item=report.items[code],
        entry=stored.entry if stored is not None else None,
        is_submitted=stored is not None and stored.is_submitted,
        to_mend=len(report.completeness.of(code)),
        decision=None if decided is None else _decision(decided),
        files=found.files,
        test=_test(report, stored.entry) if stored is not None else "",
    )


def _test(report: ReportView, entry: Entry) -> str:
    return report.form.test_of(entry.claimed.code) if entry.claimed is not None else ""


def _decision(view: DecisionView) -> PrintedDecision:
    decided = view.decided
    return PrintedDecision(
        decision=decided.decision,
        decided_on=decided.decided_at.date(),
        status=decided.status,
        evidence=decided.evidence,
        reason=decided.reason or "",
        replies=tuple((one.reply, one.replied_at.date()) for one in view.replies),
        is_amended=view.is_amended,
    )


def _form(t: Text, found: ToPrint, today: date) -> bytes:
    report = found.report
    return form_pdf(
        t,
        report.signatory.name,
        report.cycle,
        tuple(report.items.values()),
        today,
        is_demonstration=found.is_demonstration,
    )
