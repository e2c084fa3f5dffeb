"""Answers and uploads that the tests of reporting and reviewing share, and a count of everything on record."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl

from gda_tracker.domain.permissions import Actor
from gda_tracker.domain.report import Entry, Evidence
from gda_tracker.domain.statuses import EvidenceKind, Status
from gda_tracker.i18n import text
from gda_tracker.register import Register
from gda_tracker.services.downloading import workbook_of
from gda_tracker.services.report_view import ReportView, report_of
from gda_tracker.services.saving import Saved, save_entry
from gda_tracker.services.warnings import WarningAccepted, accept_warnings, open_warnings

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 30)
LAW = Evidence(
    kind=EvidenceKind.PRIMARY_DOCUMENT,
    title="E-waste Act",
    url="https://gazette.example/act",
    locator="Articles 4 to 9",
    dated_on=date(2026, 3, 3),
)
ACT = Entry(
    item="O3",
    claimed=Status.IN_PLACE,
    as_of=date(2026, 9, 12),
    narrative="The e-waste act obliges producers to take back equipment; 41 are registered.",
    evidence=(LAW,),
)


def counts(register: Register) -> dict[str, int]:
    """How many rows each table of reports and the trail hold."""
    tables = ("trail", "entry_row", "evidence_row", "submission_row", "review_row", "reply_row")
    return {table: register.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in tables}


def filled(
    register: Register, actor: Actor, signatory_id: str, cells: dict[str, object], language: str = "en"
) -> bytes:
    """The signatory's workbook for 2026 with these cells of the Report sheet filled in, such as `C7`."""
    data = workbook_of(register, actor, signatory_id, "2026", text(language), TODAY)
    assert isinstance(data, bytes), data
    book = openpyxl.load_workbook(io.BytesIO(data))
    for cell, value in cells.items():
        book.worksheets[1][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def let_stand(register: Register, actor: Actor, signatory_id: str, cycle: str = "2026") -> None:
    """Every open warning on what is not submitted yet stands for a reason."""
    report = report_of(register, actor, signatory_id, cycle, TODAY)
    assert isinstance(report, ReportView), report
    asked = open_warnings(register, actor, report, TODAY)
    names = [(item, one.remark.rule, one.remark.about) for item, marked in asked.items() for one in marked]
    if names:
        done = accept_warnings(register, actor, (signatory_id, cycle), names, "We know; it is right.", NOW)
        assert isinstance(done, WarningAccepted), done


def saved(register: Register, actor: Actor, signatory_id: str, entry: Entry, based_on: str | None = None) -> Saved:
    """The draft after it was saved."""
    result = save_entry(register, actor, signatory_id, "2026", entry, based_on, NOW)
    assert isinstance(result, Saved), result
    return result
