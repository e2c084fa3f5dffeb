"""Reading a report: columns by header, all problems at once with their cell, other people's workbooks refused."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter

from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.report import Entry, Evidence, ReasonCode
from gda_tracker.domain.statuses import Additionality, EvidenceKind, OffScale, Status
from gda_tracker.facts import cycles, items
from gda_tracker.i18n import text
from gda_tracker.workbook.opening import OpenedFile, open_table_file
from gda_tracker.workbook.reader import Expected, ReadReport, read_report
from gda_tracker.workbook.template import ReportContent, report_workbook

TODAY = date(2026, 11, 22)
KENYA = Expected("kenya", "2026", items(), items(), TODAY)
HEAD = ("Item", "Status", "Facts as of", "What was done")


def book_of(*rows: tuple[object, ...], evidence: tuple[tuple[object, ...], ...] = ()) -> bytes:
    """A workbook with these rows on its Report sheet, and on its Evidence sheet where there are any."""
    book = openpyxl.Workbook()
    book.active.title = "Report"
    for row in rows:
        book.active.append(row)
    if evidence:
        sheet = book.create_sheet("Evidence")
        for row in evidence:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def outcome(data: bytes, name: str = "report.xlsx", expected: Expected = KENYA) -> ReadReport | Rejected:
    """What the reader says of the file."""
    opened = open_table_file(data, name)
    assert isinstance(opened, OpenedFile), opened
    return read_report(opened, expected)


def accepted(data: bytes, name: str = "report.xlsx") -> ReadReport:
    """A file without problems."""
    result = outcome(data, name)
    assert isinstance(result, ReadReport), result
    assert result.problems == ()
    return result


def problems(data: bytes, name: str = "report.xlsx") -> list[tuple[str, str | None, int | None, str | None]]:
    """Rule, sheet, row and column of every problem."""
    result = outcome(data, name)
    assert isinstance(result, ReadReport), result
    assert not any("{" in problem.sentence() for problem in result.problems)
    return [(problem.rule, problem.sheet, problem.row, problem.column) for problem in result.problems]


def test_columns_are_found_in_any_order_in_french_below_a_title() -> None:
    rows = (
        ("Rapport du Kenya",),
        (),
        ("Faits au", "Ce qui a été fait", "Élément", " statut "),
        (datetime(2026, 9, 1), "Une loi.", " o3 ", "En place"),
        ("2026-09-02", "Un plan.", "O1", 1),
        (None, None, "O2", None),
    )
    assert accepted(book_of(*rows)).merged({}) == {
        "O3": Entry(item="O3", claimed=Status.IN_PLACE, as_of=date(2026, 9, 1), narrative="Une loi."),
        "O1": Entry(item="O1", claimed=Status.PLANNED, as_of=date(2026, 9, 2), narrative="Un plan."),
    }


def test_every_problem_is_found_at_once_in_its_cell() -> None:
    rows = (
        ("Report",),
        (*HEAD, "Elements", "New or expanded"),
        ("O1", "3 · In place", datetime(2031, 1, 1), "Law.", "O3.5", "brand new"),
        ("O9", "splendid", "03/04/2026", "Law.", None, None),
        ("O2", "Under way", None, None, None, None),
        ("O2", "no_update", None, None, None, None),
        (None, "planned", "1999-01-01", "A plan.", None, None),
        ("O4", None, None, None, None, None),
    )
    evidence = (
        ("Item", "Kind of evidence", "Title", "Link", "Date of the evidence", "Public"),
        ("O1", "hearsay", None, "www.itu.int", "2027-01-01", "maybe"),
        ("O1", "primary_document", "Law", "https://me:secret@gazette.example/", None, "yes"),
    )
    assert sorted(problems(book_of(*rows, evidence=evidence))) == sorted(
        [
            ("as-of-in-future", "Report", 3, "Facts as of"),
            ("element-elsewhere", "Report", 3, "Elements"),
            ("additionality-unknown", "Report", 3, "New or expanded"),
            ("item-unknown", "Report", 4, "Item"),
            ("status-unknown", "Report", 4, "Status"),
            ("date-ambiguous", "Report", 4, "Facts as of"),
            ("narrative-missing", "Report", 5, "What was done"),
            ("item-twice", "Report", 6, "Item"),
            ("reason-code-missing", "Report", 6, "reason_code"),
            ("item-missing", "Report", 7, "Item"),
            ("as-of-too-early", "Report", 7, "Facts as of"),
            ("evidence-kind-unknown", "Evidence", 2, "Kind of evidence"),
            ("evidence-untitled", "Evidence", 2, "Title"),
            ("link-unreadable", "Evidence", 2, "Link"),
            ("evidence-in-future", "Evidence", 2, "Date of the evidence"),
            ("public-unknown", "Evidence", 2, "Public"),
            ("link-credentials", "Evidence", 3, "Link"),
        ]
    )


def test_the_value_that_stood_there_is_shown() -> None:
    result = outcome(book_of(HEAD, ("O1", "splendid", None, None)))
    assert isinstance(result, ReadReport)
    (problem,) = result.problems
    assert problem.value == "splendid"
    assert problem.sentence() == "“splendid” is no status. Choose one from the list in the cell."


def test_formulas_and_errors_are_named_by_cell() -> None:
    book = openpyxl.load_workbook(io.BytesIO(book_of(HEAD, ("O1", "0", None, None), ("O2", "0", None, None))))
    book["Report"]["D2"] = "=1+1"
    book["Report"]["D3"] = "#N/A"
    book["Report"]["D3"].data_type = "e"
    out = io.BytesIO()
    book.save(out)
    found = problems(out.getvalue())
    assert ("formula", "Report", 2, "What was done") in found
    assert ("error-value", "Report", 3, "What was done") in found


def test_an_item_changed_by_mistake_is_named_even_in_an_empty_row() -> None:
    rows = (HEAD, ("O1", 0, None, None), ("O9", None, None, None), ("O1", None, None, None), ("O2", None, None, None))
    assert problems(book_of(*rows)) == [("item-unknown", "Report", 3, "Item"), ("item-twice", "Report", 4, "Item")]
    later = (HEAD, ("O1", None, None, None), ("O1", 0, None, None))
    assert problems(book_of(*later)) == [("item-twice", "Report", 3, "Item")]


def test_a_formula_is_one_problem_and_is_shown_as_it_is_written() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Report")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ("O1", "Under way"))
        sheet.write_formula(1, 3, "=A1&B1", None, "Begun in May.")
        sheet.write_row(2, 0, ("O2", "Under way"))
        sheet.write_formula(2, 3, '=""', None, "")
    result = outcome(out.getvalue())
    assert isinstance(result, ReadReport)
    assert [(each.rule, each.cell, each.value) for each in result.problems] == [
        ("formula", "D2", "=A1&B1"),
        ("formula", "D3", '=""'),
    ]


def test_a_cell_that_shares_anothers_formula_shows_its_value() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Report")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ("O1", "Under way"))
        sheet.write_formula(1, 3, "=A1", None, "Begun in May.")
    data = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(data, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<f>A1</f>", b'<f t="shared" si="0"/>'))
    result = outcome(data.getvalue())
    assert isinstance(result, ReadReport)
    assert [(each.rule, each.value) for each in result.problems] == [("formula", "Begun in May.")]


def test_a_day_that_reads_two_ways_is_told_with_both() -> None:
    result = outcome(book_of(HEAD, ("O1", "0", "03/04/2026", None)))
    assert isinstance(result, ReadReport)
    assert [each.sentence() for each in result.problems] == [
        "“03/04/2026” can be read as 2026-04-03 or as 2026-03-04. Write the one that you mean as year-month-day: "
        "2026-04-03 or 2026-03-04."
    ]
    assert result.problems[0].values["day_first"] == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("13/04/2026", date(2026, 4, 13)),
        ("04/13/2026", date(2026, 4, 13)),
        ("3.4.2026", date(2026, 4, 3)),
        ("03-03-2026", date(2026, 3, 3)),
        ("2026/4/3", date(2026, 4, 3)),
    ],
)
def test_a_day_that_reads_one_way_is_taken(written: str, day: date) -> None:
    assert accepted(book_of(HEAD, ("O1", "0", written, None))).merged({})["O1"].as_of == day


@pytest.mark.parametrize("written", ["4.13.2026", "31/31/2026", "30/02/2026", "2026-02-30", "03/04/26", "3/4-2026"])
def test_what_is_no_day_in_any_reading_is_unreadable(written: str) -> None:
    assert problems(book_of(HEAD, ("O1", "0", written, None))) == [("date-unreadable", "Report", 2, "Facts as of")]


def test_every_problem_of_a_cell_names_it() -> None:
    rows = ((), (*HEAD[:3], "What was don"), ("O1", "splendid", "soon", None))
    result = outcome(book_of(*rows))
    assert isinstance(result, ReadReport)
    assert [(each.rule, each.cell) for each in result.problems] == [
        ("column-misspelt", "D2"),
        ("status-unknown", "B3"),
        ("date-unreadable", "C3"),
    ]


def test_evidence_without_a_title_shows_the_title_cell_and_not_the_link() -> None:
    evidence = (("Item", "Title", "Link"), ("O1", None, "https://gazette.example/1"))
    result = outcome(book_of(HEAD, ("O1", 0, None, None), evidence=evidence))
    assert isinstance(result, ReadReport)
    assert [(each.rule, each.column, each.value) for each in result.problems] == [("evidence-untitled", "Title", "")]


def test_doubled_columns_are_problems_and_ones_own_are_left_unread() -> None:
    rows = ((*HEAD, "Mood", None, "status"), ("O1", 0, None, None, "fine", "stray", None))
    assert problems(book_of(*rows)) == [
        ("column-twice", "Report", 1, "status"),
    ]
    result = outcome(book_of(*rows))
    assert isinstance(result, ReadReport)
    assert [(notice.rule, notice.column) for notice in result.notices] == [
        ("column-unknown", "Mood"),
        ("column-unnamed", ""),
    ]


def test_a_slip_in_a_heading_is_not_taken_for_a_column_of_ones_own() -> None:
    rows = ((*HEAD[:3], "What was don"), ("O1", "0", None, "Begun."))
    assert problems(book_of(*rows)) == [("column-misspelt", "Report", 1, "What was don")]


def test_a_csv_with_the_same_columns_is_read_alike() -> None:
    data = "Item;Status;As of;Narrative;Reason code\nO1;Under way;12.09.2026;Begun.;\nO2;no update;;;no_data\n"
    assert accepted(data.encode(), "report.csv").merged({}) == {
        "O1": Entry(item="O1", claimed=Status.UNDER_WAY, as_of=date(2026, 9, 12), narrative="Begun."),
        "O2": Entry(item="O2", off_scale=OffScale.NO_UPDATE, reason_code=ReasonCode.NO_DATA),
    }


def test_an_upload_wipes_nothing_that_it_does_not_contain() -> None:
    law = Evidence(kind=EvidenceKind.PRIMARY_DOCUMENT, title="Law", url="https://gazette.example/1")
    page = Evidence(kind=EvidenceKind.OWN_PAGE, title="Page", url="https://ministry.example/2")
    before = {
        "O1": Entry(
            item="O1",
            claimed=Status.PLANNED,
            narrative="A plan.",
            additionality=Additionality.NEW,
            elements=("O1.1",),
            evidence=(law,),
        ),
        "O2": Entry(item="O2", claimed=Status.NOT_STARTED),
    }
    data = book_of(
        ("Item", "Status", "What was done"),
        ("O1", "Under way", "Begun."),
        ("O2", None, None),
        evidence=(("Item", "Title", "Link"), ("O1", "Page", "https://ministry.example/2")),
    )
    after = accepted(data).merged(before)
    assert after["O2"] == before["O2"]
    assert after["O1"] == before["O1"].model_copy(
        update={"claimed": Status.UNDER_WAY, "narrative": "Begun.", "evidence": (law, page)}
    )
    assert accepted(data).merged(after) == after


@pytest.mark.parametrize(
    ("expected", "rule"),
    [
        (Expected("fiji", "2026", items(), items(), TODAY), "stamp-signatory"),
        (Expected("kenya", "2027", items(), items(), TODAY), "stamp-cycle"),
    ],
)
def test_the_workbook_of_somebody_else_is_refused_with_the_sentence_that_helps(expected: Expected, rule: str) -> None:
    data = report_workbook(ReportContent("kenya", "Kenya", cycles()[1], tuple(items().values())), text("en"))
    result = outcome(data, expected=expected)
    assert isinstance(result, Rejected)
    assert result.problems[0].rule == rule
    assert "{" not in result.problems[0].sentence()


def test_another_layout_is_refused() -> None:
    data = report_workbook(ReportContent("kenya", "Kenya", cycles()[1], tuple(items().values())), text("en"))
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["_gda"]["B3"] = "9"
    out = io.BytesIO()
    book.save(out)
    result = outcome(out.getvalue())
    assert isinstance(result, Rejected)
    assert result.problems[0].rule == "stamp-version"


def test_a_file_without_the_columns_is_refused() -> None:
    result = outcome(book_of(("Country", "Population"), ("Kenya", 55)))
    assert isinstance(result, Rejected)
    assert result.problems[0].rule == "columns-missing"


def refusal_of(data: bytes, name: str = "report.csv") -> str:
    """The sentence by which a file is refused."""
    result = outcome(data, name)
    assert isinstance(result, Rejected)
    assert [problem.rule for problem in result.problems] == ["columns-missing"]
    return result.problems[0].sentence()


def test_the_missing_column_is_named_with_what_was_read_and_the_heading_that_may_be_meant() -> None:
    assert refusal_of(b"Item;Statut actuel;Faits au\nO3;2;2026-09-01\n") == (
        "The sheet “report.csv” has no column “Status”. Headings read in row 1: “Item”, “Statut actuel”, “Faits au”. "
        "If “Statut actuel” is that column, correct its heading; accepted are “Status”, “Claimed status”, “Statut”, "
        "“État”, “Statut déclaré”."
    )


def test_a_slip_in_the_heading_that_is_needed_is_asked_about() -> None:
    assert "If “Stauts” is that column" in refusal_of(b"Report\nItem;Stauts;What was done\nO3;2;Begun.\n")


def test_without_a_heading_like_it_the_accepted_ones_are_told() -> None:
    told = refusal_of(b"Item;Where we stand;What was done\nO3;2;Begun.\n")
    assert "has no column “Status”. Headings read in row 1: “Item”, “Where we stand”, “What was done”." in told
    assert told.endswith("“Status”, “Claimed status”, “Statut”, “État”, “Statut déclaré”.")


def test_of_a_table_of_something_else_the_headings_read_are_told() -> None:
    assert refusal_of(b"Country;Population\nKenya;55\n") == (
        "No sheet has the columns “Item” and “Status”. Read as headings: “Country”, “Population”. Use the workbook "
        "that you can download here."
    )


def test_a_sheet_of_the_workbook_that_lost_a_heading_is_named_in_its_language() -> None:
    data = report_workbook(ReportContent("kenya", "Kenya", cycles()[1], tuple(items().values())), text("fr"))
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[1]
    heading, sheet["C4"] = sheet["C4"].value, "Où nous en sommes"
    out = io.BytesIO()
    book.save(out)
    assert f"The sheet “{sheet.title}” has no column “{heading}”. Headings read in row 4:" in refusal_of(out.getvalue())


def test_two_sheets_with_the_same_columns_are_refused() -> None:
    book = openpyxl.load_workbook(io.BytesIO(book_of(HEAD, ("O1", 0, None, None))))
    book.copy_worksheet(book["Report"])
    out = io.BytesIO()
    book.save(out)
    result = outcome(out.getvalue())
    assert isinstance(result, Rejected)
    assert result.problems[0].rule == "sheet-twice"


def test_a_hundred_thousand_rows_are_all_checked() -> None:
    lines = ["Item,Status,What was done", *(f"O{n % 9 + 1},Under way,Done {n}." for n in range(100_000))]
    result = outcome("\n".join(lines).encode(), "report.csv")
    assert isinstance(result, ReadReport)
    rules = [problem.rule for problem in result.problems]
    assert (rules.count("item-unknown"), rules.count("item-twice")) == (11_111, 88_881)
    assert result.problems[-1].row == 100_001
