"""The workbook that is sent out: what it holds, that it reads back as it was, that nothing in it acts."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from gda_tracker.domain.answers import (
    ADDITIONALITY_LABELS,
    EVIDENCE_KIND_LABELS,
    OFF_SCALE_LABELS,
    REASON_LABELS,
    STATUS_LABELS,
)
from gda_tracker.domain.problems import Problem
from gda_tracker.domain.report import Entry, Evidence
from gda_tracker.domain.statuses import Additionality, EvidenceKind, OffScale, Status
from gda_tracker.facts import cycles, indicators, items
from gda_tracker.i18n import text
from gda_tracker.workbook import codes
from gda_tracker.workbook.opening import OpenedFile, open_table_file
from gda_tracker.workbook.reader import Expected, ReadReport, read_report
from gda_tracker.workbook.template import ReportContent, report_workbook

TODAY = date(2026, 11, 22)
LAW = Evidence(
    kind=EvidenceKind.PRIMARY_DOCUMENT,
    title="+Act on e-waste",
    url="https://gazette.example/act",
    locator="Articles 4 to 9",
    dated_on=date(2026, 3, 3),
    is_public=False,
)
ENTRIES = {
    "O3": Entry(
        item="O3",
        claimed=Status.UNDER_WAY,
        as_of=date(2026, 9, 12),
        narrative='=HYPERLINK("https://evil.example","41 producers")',
        elements=("O3.5", "O3.6"),
        additionality=Additionality.NEW,
        evidence=(LAW,),
    ),
    "F5": Entry(item="F5", off_scale=OffScale.NOT_APPLICABLE, reason="-@ A small State without an assessment."),
}


def content(**changes: object) -> ReportContent:
    """Kenya's workbook for 2026 with two answers."""
    made = {"signatory_id": "kenya", "signatory": "Kenya", "cycle": cycles()[1], "items": tuple(items().values())}
    return ReportContent(**{**made, "entries": ENTRIES, **changes})  # type: ignore[arg-type]


def read(data: bytes) -> ReadReport:
    """What comes back."""
    opened = open_table_file(data, "kenya.xlsx")
    assert isinstance(opened, OpenedFile), opened
    result = read_report(opened, Expected("kenya", "2026", items(), items(), TODAY))
    assert isinstance(result, ReadReport), result
    return result


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_unchanged_workbook_reads_back_as_it_was(language: str) -> None:
    result = read(report_workbook(content(), text(language)))
    assert result.problems == ()
    assert result.merged({}) == ENTRIES
    assert result.merged(ENTRIES) == ENTRIES


def test_what_people_wrote_never_becomes_a_formula_or_a_link() -> None:
    data = report_workbook(content(), text("en"))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/")]
    assert not any(b"<f>" in xml or b"<hyperlink" in xml for xml in sheets)
    cell = openpyxl.load_workbook(io.BytesIO(data))["Report"]["E7"]
    assert (cell.value, cell.data_type) == ('=HYPERLINK("https://evil.example","41 producers")', "s")


def test_a_text_that_begins_like_a_formula_stays_a_text_when_its_cell_is_edited() -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_workbook(content(last=ENTRIES), text("en"))))
    assert book["Report"]["E7"].quotePrefix
    assert book["Report"]["Q7"].quotePrefix
    assert book["Evidence"]["C5"].value == "+Act on e-waste"
    assert book["Evidence"]["C5"].quotePrefix
    assert not book["Report"]["C7"].quotePrefix
    assert not book["Report"]["D7"].quotePrefix


def test_it_has_a_row_for_each_item_with_drop_downs_and_guidance() -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_workbook(content(), text("en"))))
    assert book.sheetnames == ["Read me", "Report", "Measures", "Indicators", "Evidence", "_gda"]
    assert book["_gda"].sheet_state == "veryHidden"
    report = book["Report"]
    assert [report.cell(row, 1).value for row in range(5, 23)] == list(items())
    rules = {str(rule.sqref): rule for rule in report.data_validations.dataValidation}
    assert rules["C5:C22"].type == "list"
    assert "At the latest today" in rules["D5:D22"].prompt
    offered = [book["_gda"].cell(row, 4).value for row in range(1, 9)]
    assert offered[2] == "Under way · 2"
    assert offered[6] == "Does not apply to us · not_applicable"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_choice_is_read_as_it_is_offered_by_its_words_alone_and_by_its_code(language: str) -> None:
    t = text(language)
    for labels, names in (
        (STATUS_LABELS, codes.STATUSES),
        (OFF_SCALE_LABELS, codes.STATUSES),
        (ADDITIONALITY_LABELS, codes.ADDITIONALITIES),
        (REASON_LABELS, codes.REASONS),
        (EVIDENCE_KIND_LABELS, codes.KINDS),
    ):
        for member, label in labels.items():
            offered = codes.choice(member, label, t)
            assert offered.startswith(t(label))
            first = f"{codes.code_of(member)} · {t(label)}"
            for written in (offered, first, t(label), codes.code_of(member), label):
                assert codes.coded(written, names, "x", "", "c") == member, written


def test_words_and_code_that_contradict_each_other_are_no_choice() -> None:
    found = codes.coded("Under way · 3", codes.STATUSES, "status-unknown", "“{value}” is none.", "claimed")
    assert isinstance(found, Problem)
    assert found.rule == "status-unknown"


def test_indicators_and_removal_are_offered_in_words_first() -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_workbook(content(catalogue=indicators()), text("en"))))
    hidden = [cell.value for row in book["_gda"].iter_rows() for cell in row if cell.value]
    one = indicators()["O3-EWASTE"]
    assert f"{one.name} ({one.unit}) · O3-EWASTE" in hidden
    assert "Take this row out of the report · remove" in hidden
    assert codes.remove("Take this row out of the report · remove") is True


def test_read_me_calls_each_row_by_what_it_is_about() -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_workbook(content(), text("en"))))
    told = {row[0].value: row[1].value for row in book["Read me"].iter_rows(min_row=4)}
    assert told["What you may change"].startswith("You may sort, filter, hide, colour and move columns")
    assert "Colleagues" not in told


def test_last_answers_stand_beside_and_are_not_read_as_answers() -> None:
    data = report_workbook(content(entries={}, last=ENTRIES), text("en"))
    report = openpyxl.load_workbook(io.BytesIO(data))["Report"]
    assert report["O7"].value == "Under way · 2"
    assert report["O7"].font.color.rgb == "FF5B6B67"
    assert read(data).merged({}) == {}


def test_a_demonstration_register_marks_every_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(report_workbook(content(is_demonstration=True), text("en"))))
    for name in ("Read me", "Report", "Measures", "Indicators", "Evidence"):
        assert book[name]["A2"].value == "Demonstration data – not real reports"
    plain = openpyxl.load_workbook(io.BytesIO(report_workbook(content(), text("en"))))
    assert plain["Report"]["A2"].value is None
