"""The annotated return: the same workbook, its faulty cells coloured, a note in each, a list with links both ways."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from gda_tracker.domain.report import Entry, Measure
from gda_tracker.domain.statuses import Status
from gda_tracker.facts import cycles, indicators, items
from gda_tracker.i18n import text
from gda_tracker.workbook.annotation import annotated
from gda_tracker.workbook.opening import OpenedFile, open_table_file
from gda_tracker.workbook.patched_styles import COLOUR
from gda_tracker.workbook.reader import Expected, ReadReport, read_report
from gda_tracker.workbook.template import ReportContent, report_workbook

KENYA = Expected("kenya", "2026", items(), items(), date(2026, 11, 22), catalogue=indicators())
ENTRIES = {
    "O3": Entry(
        item="O3",
        claimed=Status.UNDER_WAY,
        narrative="Begun.",
        measures=(Measure(title="Collection points", starts_on=date(2026, 1, 5)),),
    )
}


def template() -> openpyxl.Workbook:
    """Kenya's workbook, to be filled in."""
    content = ReportContent("kenya", "Kenya", cycles()[1], tuple(items().values()), ENTRIES, catalogue=indicators())
    return openpyxl.load_workbook(io.BytesIO(report_workbook(content, text("en"))))


def faulty(book: openpyxl.Workbook | None = None) -> bytes:
    """Three faulty cells: a status, a start and the value of a figure; one row of which nothing is wrong."""
    book = book or template()
    book["Report"]["C5"], book["Report"]["C7"] = "splendid", "1 · Planned"
    book["Measures"]["C5"] = "soon"
    book["Indicators"]["A5"], book["Indicators"]["B5"] = "O3", "O3-NONE"
    book["Indicators"]["E5"], book["Indicators"]["F5"] = "1,250", 2025
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook as bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data: bytes, name: str = "kenya.xlsx") -> tuple[OpenedFile, ReadReport]:
    """The opened file and what it says."""
    file = open_table_file(data, name)
    assert isinstance(file, OpenedFile), file
    result = read_report(file, KENYA)
    assert isinstance(result, ReadReport), result
    return file, result


def returned(data: bytes, name: str = "kenya.xlsx") -> bytes:
    """The annotated return of a file."""
    file, result = read(data, name)
    return annotated(data, file, result, result.problems, lambda problem: problem.sentence(), text("en"))


def places(result: ReadReport) -> list[tuple[str, str | None, int | None, str | None]]:
    """Rule and cell of every problem."""
    return [(one.rule, one.sheet, one.row, one.column) for one in result.problems]


def test_each_faulty_cell_is_coloured_and_bears_its_sentence() -> None:
    data = faulty()
    assert places(read(data)[1]) == [
        ("status-unknown", "Report", 5, "Status"),
        ("date-unreadable", "Measures", 5, "Start"),
        ("indicator-unknown", "Indicators", 5, "Indicator"),
        ("number-ambiguous", "Indicators", 5, "Value"),
    ]
    book = openpyxl.load_workbook(io.BytesIO(returned(data)))
    for sheet, cell, sentence in (
        ("Report", "C5", "“splendid” is no status. Choose one from the list in the cell."),
        ("Measures", "C5", "“soon” cannot be read as a day. Write it as year-month-day, such as 2026-09-30."),
    ):
        assert book[sheet][cell].fill.fgColor.rgb == COLOUR
        assert book[sheet][cell].comment.text.startswith(sentence)
    assert book["Report"]["C7"].fill.fgColor.rgb != COLOUR
    assert book["Report"]["C7"].comment is None


def test_the_list_leads_to_the_cells_and_the_cells_lead_back() -> None:
    book = openpyxl.load_workbook(io.BytesIO(returned(faulty())))
    listed = book["Problems"]
    rows = [[cell.value for cell in row[:6]] for row in listed.iter_rows(min_row=3, max_row=4)]
    assert rows == [
        ["Sheet", "Cell", "Column", "Value", "Rule", "What is wrong"],
        [
            "Report", "C5", "Status", "splendid", "status-unknown",
            "“splendid” is no status. Choose one from the list in the cell.",
        ],
    ]  # fmt: skip
    assert listed["C4"].hyperlink.location == "'Report'!C5"
    told = next(cell for cell in book["Report"][4] if cell.value == "Problems")
    back = book["Report"].cell(5, told.column)
    assert back.hyperlink.location == "'Problems'!A4"
    assert back.value == "“splendid” is no status. Choose one from the list in the cell."


def test_it_opens_on_the_list_and_on_no_other_sheet() -> None:
    once = returned(faulty())
    for data in (once, returned(once), returned(b"Item;Status\nO1;splendid\n", "kenya.csv")):
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert book.active.title == "Problems"
        assert [one.title for one in book if one.sheet_view.tabSelected] == ["Problems"]


def test_a_workbook_that_names_no_open_sheet_opens_on_the_list_too() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(faulty())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, re.sub(rb"<bookViews>.*?</bookViews>", b"", old.read(name)))
    assert openpyxl.load_workbook(io.BytesIO(returned(out.getvalue()))).active.title == "Problems"


def test_a_formula_is_listed_as_it_is_written_and_stays_a_text() -> None:
    book = template()
    book["Report"]["D5"] = '=IF(A5="O1",TODAY(),"<&>")'
    listed = openpyxl.load_workbook(io.BytesIO(returned(saved(book))))["Problems"]
    assert [cell.value for cell in listed[4]][:5] == [
        "Report", "D5", "Facts as of", '=IF(A5="O1",TODAY(),"<&>")', "formula",
    ]  # fmt: skip
    assert listed["D4"].data_type == "s"
    assert listed["D4"].quotePrefix
    assert not listed["F4"].quotePrefix


@pytest.mark.parametrize("sign", "=+-@")
def test_a_text_of_a_csv_that_begins_like_a_formula_stays_a_text_when_its_cell_is_edited(sign: str) -> None:
    data = f"Item;Status;What was done\nO1;{sign}splendid;{sign}1\nO2;0;plain\n".encode()
    report = openpyxl.load_workbook(io.BytesIO(returned(data, "kenya.csv")))["Report"]
    assert [report[name].quotePrefix for name in ("B2", "C2", "B3", "C3")] == [True, True, False, False]
    assert report["B2"].fill.fgColor.rgb == COLOUR
    assert (report["C2"].value, report["C2"].data_type) == (f"{sign}1", "s")


def test_uploaded_again_it_reads_the_same() -> None:
    data = faulty()
    again = returned(data)
    assert places(read(again)[1]) == places(read(data)[1])
    assert read(again)[1].answers == read(data)[1].answers
    assert read(again)[1].notices == ()


def test_mended_and_returned_again_nothing_is_left_of_the_first_return() -> None:
    book = openpyxl.load_workbook(io.BytesIO(returned(faulty())))
    book["Report"]["C5"] = "0"
    second = openpyxl.load_workbook(io.BytesIO(returned(saved(book))))
    assert second["Report"]["C5"].fill.fgColor.rgb != COLOUR
    assert second["Report"]["C5"].comment is None
    assert [cell.value for cell in second["Report"][5]][-1] is None or "splendid" not in str(
        second["Report"][5][-1].value
    )
    assert second["Measures"]["C5"].fill.fgColor.rgb == COLOUR
    assert second["Measures"]["C5"].comment.text.count("[gda:") == 1
    assert second.sheetnames.count("Problems") == 1
    assert [name for name in second.sheetnames if name.startswith("Problems")] == ["Problems"]


def test_what_people_made_of_the_workbook_is_kept() -> None:
    book = template()
    book["Report"]["C5"].font = Font(bold=True, color="FF112233")
    book["Report"]["C5"].comment = Comment("Ask Wanjiru.", "Amina")
    book["Report"]["E9"].comment = Comment("A note of ours.", "Amina")
    book["Report"]["E9"].fill = PatternFill("solid", fgColor="FF00FF00")
    book["Report"].row_dimensions[11].hidden = True
    own = book.create_sheet("Our sums")
    own["A1"] = "=1+1"
    kept = openpyxl.load_workbook(io.BytesIO(returned(faulty(book))))
    report = kept["Report"]
    assert (report["C5"].font.b, report["C5"].font.color.rgb) == (True, "FF112233")
    assert report["C5"].comment.text.startswith("Ask Wanjiru.")
    assert "is no status" in report["C5"].comment.text
    assert report["E9"].comment.text == "A note of ours."
    assert report["E9"].fill.fgColor.rgb == "FF00FF00"
    assert report.row_dimensions[11].hidden
    assert kept["Our sums"]["A1"].value == "=1+1"
    assert report.data_validations.dataValidation
    twice = openpyxl.load_workbook(io.BytesIO(returned(returned(faulty(book)))))
    assert twice["Report"]["C5"].comment.text.count("is no status") == 1


def test_untouched_parts_are_the_same_bytes() -> None:
    data = faulty()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(returned(data))) as after:
        same = [name for name in before.namelist() if before.read(name) == after.read(name)]
        assert set(before.namelist()) - set(same) == {
            "[Content_Types].xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
            "xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml",
            "xl/worksheets/sheet5.xml",
        }  # fmt: skip


@pytest.mark.parametrize("wrong", ['=HYPERLINK("https://evil.example")', "=cmd|' /C calc'!A0", "+1", "@SUM(A1)"])
def test_nothing_that_people_wrote_becomes_a_formula(wrong: str) -> None:
    book = template()
    book["Report"]["C5"] = wrong
    book["Report"]["C5"].data_type = "s"
    with zipfile.ZipFile(io.BytesIO(returned(saved(book)))) as package:
        sheets = b"".join(package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/"))
    assert b"<f>" not in sheets
    assert b"TargetMode" not in sheets


def test_a_csv_comes_back_as_a_workbook_with_its_rows() -> None:
    data = b"Item;Status;What was done\nO1;splendid;=1+1\nO2;0;\n"
    book = openpyxl.load_workbook(io.BytesIO(returned(data, "kenya.csv")))
    assert book.sheetnames == ["Report", "Problems"]
    assert book["Report"]["B2"].fill.fgColor.rgb == COLOUR
    assert "is no status" in book["Report"]["B2"].comment.text
    assert (book["Report"]["C2"].value, book["Report"]["C2"].data_type) == ("=1+1", "s")
    assert book["Problems"]["C4"].hyperlink.location == "'Report'!B2"
    assert places(read(saved(book))[1]) == [("status-unknown", "Report", 2, "Status")]


SHIFTED = b"Item;Status;What was done;Partners\nO1;2;Training; 40 people passed;UNDP; UNEP\nO2;0;;\n"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_stands_beyond_the_headings_comes_back_under_one_that_says_so_and_is_refused_again(language: str) -> None:
    file, result = read(SHIFTED, "kenya.csv")
    assert [(one.rule, one.cell, one.value) for one in result.problems] == [("row-too-long", "E2", "UNDP;UNEP")]
    assert result.problems[0].sentence() == (
        "This row has more cells than there are headings: “UNDP;UNEP” stands beyond the last one. Where a text holds "
        "“;”, put the whole text in double quotes."
    )
    t = text(language)
    back = annotated(SHIFTED, file, result, result.problems, lambda problem: problem.sentence(), t)
    book = openpyxl.load_workbook(io.BytesIO(back))
    report = book.worksheets[0]
    assert (report["D2"].value, report["E2"].value) == (" 40 people passed", "UNDP;UNEP")
    assert report["E2"].fill.fgColor.rgb == COLOUR
    assert [(one.rule, one.cell) for one in read(back)[1].problems] == [("row-too-long", "E2")]
    report["C2"], report["D2"], report["E2"] = "Training; 40 people passed", "UNDP; UNEP", None
    mended = read(saved(book))[1]
    assert mended.problems == ()
    assert mended.answers[0].fields["partners"] == ("UNDP", "UNEP")


def test_a_workbook_written_in_an_unusual_way_comes_back_as_a_copy() -> None:
    data = faulty()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet2.xml":
                content = content.replace(b"<sheetData>", b"<!-- by hand --><sheetData>")
            new.writestr(name, content)
    book = openpyxl.load_workbook(io.BytesIO(returned(out.getvalue())))
    assert book["Report"]["C5"].fill.fgColor.rgb[2:] == COLOUR[2:]
    assert places(read(saved(book))[1]) == places(read(data)[1])
    assert book["_gda"].sheet_state == "veryHidden"


def test_more_rows_than_people_mend_are_only_listed() -> None:
    lines = ["Item,Status", *("O1,splendid" for _ in range(20_001))]
    file, result = read("\n".join(lines).encode(), "kenya.csv")
    answer = annotated(b"", file, result, result.problems, lambda problem: problem.sentence(), text("en"))
    book = openpyxl.load_workbook(io.BytesIO(answer))
    assert book.sheetnames == ["Problems"]
    assert book["Problems"].max_row == 10_003
    assert "10000 of 40001" in book["Problems"]["A1"].value
