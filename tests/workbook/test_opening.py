"""The gate for uploaded tables: what passes keeps its values, what does not gets its own sentence."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter

from gda_tracker.domain.problems import Rejected
from gda_tracker.workbook.opening import Limits, OpenedFile, open_table_file
from gda_tracker.workbook.packages import CONTENT_TYPES

PLAIN_CELL = '<c r="A1" t="inlineStr"><is><t>Kenya</t></is></c>'


def workbook(*rows: tuple[object, ...]) -> bytes:
    """An XLSX file whose only sheet holds these rows from A1 on."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def altered(data: bytes, changes: dict[str, bytes | None]) -> bytes:
    """The package with some parts replaced, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            if content is not None:
                new.writestr(name, content)
    return out.getvalue()


def with_cells(cells: str, rows: str | None = None) -> bytes:
    """A workbook whose sheet holds this XML as its first row (or as all its rows)."""
    body = rows if rows is not None else f'<row r="1">{cells}</row>'
    xml = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{body}</sheetData></worksheet>"
    )
    return altered(workbook(("x",)), {"xl/worksheets/sheet1.xml": xml.encode()})


def opened(data: bytes, name: str = "list.xlsx") -> OpenedFile:
    """What the gate lets through."""
    result = open_table_file(data, name)
    assert isinstance(result, OpenedFile), result
    return result


def refusal(data: bytes, name: str = "list.xlsx", limits: Limits | None = None) -> str:
    """The rule by which the gate refuses; its sentence must have all its values."""
    result = open_table_file(data, name, limits or Limits())
    assert isinstance(result, Rejected), result
    (problem,) = result.problems
    assert "{" not in problem.sentence()
    return problem.rule


def test_a_workbook_keeps_values_types_and_row_numbers() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B3"], sheet["C3"], sheet["D3"] = "Kenya", date(2024, 11, 16), 45612
    sheet["E3"] = datetime(2024, 11, 16, 9, 30)
    out = io.BytesIO()
    book.save(out)
    (read,) = opened(out.getvalue()).sheets
    assert read.rows[2] == ["", "Kenya", date(2024, 11, 16), 45612.0, datetime(2024, 11, 16, 9, 30)]
    assert [number for number, _ in read.filled_rows()] == [3]


def test_the_content_decides_not_the_name() -> None:
    assert opened(workbook(("Kenya",)), "list.csv").kind == "xlsx"
    assert opened(b"name,type\nKenya,government\n", "list.dat").kind == "csv"


def test_formulas_and_errors_are_named_by_cell() -> None:
    book = openpyxl.Workbook()
    book.active["A1"], book.active["C2"], book.active["B4"] = "Name", "=1+1", "#N/A"
    book.create_sheet("Other")["A1"] = "=A1"
    out = io.BytesIO()
    book.save(out)
    first, second = opened(out.getvalue()).sheets
    assert first.formula_cells == {(2, 3)}
    assert first.error_cells == {(4, 2)}
    assert second.formula_cells == {(1, 1)}


def test_an_array_formula_marks_every_cell_it_fills() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write_array_formula("B2:B4", "{=A2:A4}")
    assert opened(out.getvalue()).sheets[0].formula_cells == {(2, 2), (3, 2), (4, 2)}


def test_hidden_sheets_are_said_to_be_hidden() -> None:
    book = openpyxl.Workbook()
    book.create_sheet("Lists").sheet_state = "veryHidden"
    out = io.BytesIO()
    book.save(out)
    assert [sheet.is_hidden for sheet in opened(out.getvalue()).sheets] == [False, True]


def test_prefixed_markup_is_read_the_same() -> None:
    xml = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1">'
        '<x:c r="A1"><x:f>1+1</x:f><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    data = altered(workbook(("x",)), {"xl/worksheets/sheet1.xml": xml.encode()})
    assert opened(data).sheets[0].formula_cells == {(1, 1)}


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "not-a-table"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not-a-table"),
        (b"", "empty-file"),
        (b"\xef\xbb\xbf \r\n", "empty-file"),
        (b"name,type\nKenya,government\n", "not-a-workbook"),
        (b"PK\x03\x04 and then nothing of the kind", "damaged-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password-protected"),
    ],
)
def test_something_else_called_xlsx_is_refused(content: bytes, rule: str) -> None:
    assert refusal(content) == rule


def test_a_really_encrypted_workbook_is_refused_as_such() -> None:
    from msoffcrypto.format.ooxml import OOXMLFile

    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(workbook(("Kenya",)))).encrypt("secret", locked)
    assert refusal(locked.getvalue()) == "password-protected"


def test_other_packages_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", "<a/>")
    assert refusal(out.getvalue(), "list.ods") == "not-a-workbook"
    assert refusal(altered(workbook(("x",)), {"xl/workbook.xml": None}), "list.xlsx") == "not-a-workbook"


@pytest.mark.parametrize(
    ("part", "rule"),
    [
        ("xl/vbaProject.bin", "macros"),
        ("XL\\VBAPROJECT.BIN", "macros"),
        ("xl/macrosheets/sheet1.xml", "macros"),
        ("xl/externalLinks/externalLink1.xml", "external-links"),
        ("xl/connections.xml", "external-links"),
        ("xl/embeddings/oleObject1.bin", "embedded-objects"),
    ],
)
def test_parts_that_act_or_reach_out_are_refused(part: str, rule: str) -> None:
    assert refusal(altered(workbook(("x",)), {part: b"x"})) == rule


def test_a_macro_workbook_is_refused_even_without_its_macros() -> None:
    data = workbook(("x",))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        types = package.read(CONTENT_TYPES)
    types = types.replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main").replace(
        b"openxmlformats-officedocument.", b"ms-excel."
    )
    assert refusal(altered(data, {CONTENT_TYPES: types})) == "macros"


def test_a_file_over_the_limit_is_refused_by_its_size() -> None:
    assert refusal(b"PK\x03\x04" + b"\0" * 50_000_000) == "file-too-large"


def test_a_zip_bomb_is_refused_unread() -> None:
    assert refusal(altered(workbook(("x",)), {"xl/media/image1.png": b"\0" * 300_000_000})) == "zip-bomb"
    assert refusal(altered(workbook(("x",)), {"xl/worksheets/sheet2.xml": b" " * 30_000_000})) == "zip-bomb"
    many = {f"xl/media/{n}.png": b"" for n in range(2_100)}
    assert refusal(altered(workbook(("x",)), many)) == "zip-bomb"


def test_a_package_that_lies_about_its_sizes_is_refused() -> None:
    data = bytearray(workbook(("Kenya",)))
    at = data.index(b"PK\x01\x02")
    while data[at : at + 4] == b"PK\x01\x02":
        name_len, extra, comment = struct.unpack_from("<HHH", data, at + 28)
        if data[at + 46 : at + 46 + name_len] == b"xl/worksheets/sheet1.xml":
            struct.pack_into("<I", data, at + 24, 50)
        at += 46 + name_len + extra + comment
    assert refusal(bytes(data)) == "damaged-workbook"


def test_two_far_corners_do_not_unfold_into_all_memory() -> None:
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="{}1048576"><v>1</v></c></row>'
    assert refusal(with_cells("", far.format("A"))) == "too-many-rows"
    assert refusal(with_cells("", far.format("XFD"))) == "too-many-columns"
    wide = '<row r="1"><c r="ZZ1"><v>1</v></c></row><row r="150000"><c r="A150000"><v>1</v></c></row>'
    assert refusal(with_cells("", wide)) == "too-many-rows"


def test_cells_that_hide_where_they_are_are_refused() -> None:
    for cell in (
        "<c><v>1</v></c>",
        "<c r='A1'><v>1</v></c>",
        '<c r = "A1"><v>1</v></c>',
        '<c r="&#65;1"><v>1</v></c>',
        "<c x=' r=\"A1\"' r='XFD1048576'><v>1</v></c>",
    ):
        assert refusal(with_cells(cell)) == "damaged-workbook"


def test_a_million_empty_rows_do_no_harm() -> None:
    empty = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 1_000_001))
    (sheet,) = opened(with_cells("", f'<row r="1">{PLAIN_CELL}</row>{empty}')).sheets
    assert sheet.rows == [["Kenya"]]


def test_one_long_text_shown_by_many_cells_is_refused() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 40_001))
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = f'<sst xmlns="{namespace}"><si><t>{"long " * 6_000}</t></si></sst>'
    data = altered(with_cells("", rows), {"xl/sharedStrings.xml": strings.encode()})
    assert refusal(data) == "zip-bomb"


def test_document_types_and_entities_are_refused() -> None:
    xml = b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet><sheetData/></worksheet>'
    assert refusal(altered(workbook(("x",)), {"xl/worksheets/sheet1.xml": xml})) == "damaged-workbook"


def test_a_sheet_of_formulas_alone_is_refused() -> None:
    cells = "".join(f'<row r="{n}"><c r="A{n}"><f>1</f><v>1</v></c></row>' for n in range(1, 10_003))
    assert refusal(with_cells("", cells)) == "too-many-formulas"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv_is_read_in_the_usual_encodings_and_delimiters(encoding: str, delimiter: str) -> None:
    lines = [["Nom", "Pays", "Type"], ["Société générale d’énergie", "Bénin", "Entreprise privée"]]
    text = "\r\n".join(delimiter.join(line) for line in lines)
    file = opened(text.encode(encoding), "liste.csv")
    assert file.sheets[0].rows == lines
    assert file.delimiter == delimiter


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "Название;Страна\nМинистерство цифрового развития;Казахстан\nАкадемия наук;Российская Федерация\n",
            "cp1251",
        ),
        (
            "الاسم;البلد\nوزارة الاتصالات وتقنية المعلومات;المملكة العربية السعودية\nجامعة القاهرة;مصر\n",
            "cp1256",
        ),
    ],
)
def test_code_pages_of_other_scripts_are_guessed(text: str, encoding: str) -> None:
    file = opened(text.encode(encoding), "list.csv")
    assert file.sheets[0].rows == [line.split(";") for line in text.splitlines()]
    assert file.is_encoding_guessed


def test_csv_rows_count_as_excel_counts_them() -> None:
    file = opened(b'sep=;\nName;Country\n\n"Two\nlines";Kenya\nFTTH;Belgium\n;\n', "list.csv")
    assert [number for number, _ in file.sheets[0].filled_rows()] == [2, 4, 5]


def test_text_that_is_no_table_is_refused() -> None:
    assert refusal(b"<html><table></table></html>", "list.csv") == "not-a-table"
    assert refusal(bytes(range(1, 256)) * 40, "list.csv") == "not-a-table"
    assert refusal(b'name,type\n"' + b"x" * 200_000, "list.csv") == "cell-too-long"
    assert refusal(b"a\n" * 11, "list.csv", Limits(rows=10)) == "too-many-rows"
