"""Lists as people send them: titles above the headings, other sheets, formulas, gaps."""

from __future__ import annotations

import io

import openpyxl

from gda_tracker.domain.list_columns import header_score
from gda_tracker.domain.problems import Rejected
from gda_tracker.workbook.lists import RawList, read_list


def read(data: bytes, name: str = "list.csv") -> RawList:
    result = read_list(data, name, header_score)
    assert isinstance(result, RawList), result
    return result


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_headings_are_found_below_titles_and_rows_keep_excel_numbers() -> None:
    listed = read(
        "Signataires;;\nau 1er mars 2025;;\n;;\n Nom ;PAYS;Type\nKenya;Kenya;État\n;;\nFidji;Fidji;État\n".encode()
    )
    assert listed.header_row == 4
    assert listed.headings == (" Nom ", "PAYS", "Type")
    assert [(row.number, row.cells[0]) for row in listed.rows] == [(5, "Kenya"), (7, "Fidji")]


def test_a_repeated_heading_is_no_row() -> None:
    assert [row.number for row in read(b"Name,Country\nA,Kenya\nName,Country\nB,Fiji\n").rows] == [2, 4]


def test_short_rows_are_filled_and_cells_beside_the_headings_are_kept() -> None:
    listed = read(b"Name,Country\nA\nB,Fiji,more\n")
    assert [row.cells for row in listed.rows] == [("A", "", ""), ("B", "Fiji", "more")]
    assert listed.headings == ("Name", "Country", "")
    assert listed.letters == ("A", "B", "C")


def test_the_sheet_with_most_headings_is_read_and_the_others_are_named() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Read me"
    book.active["A1"] = "Country"
    signatories = book.create_sheet("Signatories")
    signatories.append(["Name", "Type", "Country"])
    signatories.append(["Kenya", "Government", "Kenya"])
    book.create_sheet("Empty")
    hidden = book.create_sheet("Old")
    hidden.append(["Name", "Type", "Country", "Date"])
    hidden.sheet_state = "hidden"
    listed = read(saved(book), "list.xlsx")
    assert listed.sheet == "Signatories"
    assert listed.unused_sheets == ("Read me", "Old")


def test_rows_know_their_formulas_and_errors() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Name", "Country"])
    book.active.append(['="A"&"B"', "Kenya"])
    book.active.append(["B", "#REF!"])
    first, second = read(saved(book), "list.xlsx").rows
    assert (first.number, first.formulas, first.errors) == (2, {0}, set())
    assert (second.number, second.formulas, second.errors) == (3, set(), {1})


def test_a_table_without_known_headings_is_refused() -> None:
    result = read_list(b"foo,bar\n1,2\n", "list.csv", header_score)
    assert isinstance(result, Rejected)
    assert result.problems[0].rule == "no-headings"


def test_what_the_gate_refuses_is_refused_here_too() -> None:
    result = read_list(b"%PDF-1.7\n", "list.xlsx", header_score)
    assert isinstance(result, Rejected)
    assert result.problems[0].rule == "not-a-table"
