"""Hostile and clumsy files, made by a script: `python -m tests.workbook.corpus FOLDER` writes them all.

Each case tells what the tracker must answer: refused with rule, sheet, row and column of every problem, or accepted
with the fields that change. All are about Kenya's report of 2026 unless a case names another signatory.
"""

from __future__ import annotations

import io
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msoffcrypto.format.ooxml
import openpyxl
import xlsxwriter
from openpyxl.styles import PatternFill
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from gda_tracker.domain.report import Entry
from gda_tracker.domain.statuses import Additionality, Status
from gda_tracker.facts import cycles, indicators, items
from gda_tracker.i18n import text
from gda_tracker.workbook.template import ReportContent, report_workbook

Where = tuple[str, str | None, int | None, str | None]
"""Rule, sheet, row and column of a problem."""
DONE = "41 producers are registered."
GIVEN: dict[str, object] = {"claimed": Status.UNDER_WAY, "narrative": DONE}
"""What most accepted files say about O3."""
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Case:
    """One file and the right answer to it."""

    name: str
    make: Callable[[], bytes]
    file: str = "kenya.xlsx"
    refused: tuple[Where, ...] = ()
    changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    signatory: str = "kenya"


CORPUS: dict[str, Case] = {}


def case(**answer: Any) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Put a file into the corpus under the name of the function that makes it."""

    def keep(make: Callable[[], bytes]) -> Callable[[], bytes]:
        name = make.__name__.replace("_", "-").strip("-")
        CORPUS[name] = Case(name=name, make=make, **answer)
        return make

    return keep


def cell(rule: str, column: str, row: int = 7, sheet: str = "Report") -> tuple[Where, ...]:
    """One problem in one cell."""
    return ((rule, sheet, row, column),)


def whole(rule: str) -> tuple[Where, ...]:
    """A file refused as a whole."""
    return ((rule, None, None, None),)


@cache
def template(signatory: str = "kenya", cycle: int = 1) -> bytes:
    """The workbook as it is downloaded, without answers."""
    return report_workbook(
        ReportContent(signatory, signatory.title(), cycles()[cycle], tuple(items().values()), catalogue=indicators()),
        text("en"),
    )


def loaded() -> openpyxl.Workbook:
    """The workbook, to be spoiled."""
    return openpyxl.load_workbook(io.BytesIO(template()))


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook as bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled(report: dict[str, object] | None = None, **sheets: dict[str, object]) -> bytes:
    """The workbook with these cells of its sheets; O3 (row 7) answered unless told otherwise."""
    book = loaded()
    cells = {"C7": "2 · Under way", "E7": DONE} if report is None else report
    for name, value in cells.items():
        book["Report"][name] = value
    for sheet, values in sheets.items():
        for name, value in values.items():
            book[sheet.title()][name] = value
    return saved(book)


def answered(**cells: object) -> bytes:
    """O3 answered, with these cells of the Report sheet beside."""
    return filled({"C7": "2 · Under way", "E7": DONE, **cells})


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None], added: dict[str, bytes] | None = None) -> bytes:
    """The package with its parts changed (None leaves one out) and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if (content := change(name, old.read(name))) is not None:
                new.writestr(name, content)
        for name, content in (added or {}).items():
            new.writestr(name, content)
    return out.getvalue()


def replaced(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The package with some bytes of one part replaced."""

    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        assert old in content, (part, old)
        return content.replace(old, new, 1)

    return repacked(data, change)


def with_parts(**parts: bytes) -> bytes:
    """The answered workbook with more parts; two underscores stand for a slash, one for a point."""
    named = {name.replace("__", "/").replace("_", "."): content for name, content in parts.items()}
    return repacked(filled(), lambda _, content: content, named)


REPORT_PART = "xl/worksheets/sheet2.xml"


# --- clumsy, and accepted -------------------------------------------------------------------------------------------


@case()
def untouched() -> bytes:
    return template()


@case(changes={"O3": GIVEN})
def reordered_columns() -> bytes:
    book, sheet = loaded(), None
    sheet = book["Report"]
    rows = [[cell.value for cell in row[:18]] for row in sheet.iter_rows(min_row=4, max_row=22)]
    rows[3][2], rows[3][4] = "2 · Under way", DONE
    order = [4, 0, 9, 2, 1, 3, *range(5, 9), *range(10, 17)]
    for number, row in enumerate(rows, start=4):
        for column, place in enumerate(order, start=1):
            sheet.cell(number, column).value = row[place]
    return saved(book)


@case(changes={"O3": GIVEN}, notices=("column-unknown", "column-unnamed"))
def own_columns_and_notes() -> bytes:
    return answered(R4="Asked whom", R7="Wanjiru", T9="To be asked on Friday")


@case(changes={"O3": GIVEN})
def filtered_hidden_coloured_and_merged() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    sheet = book["Report"]
    sheet.auto_filter.ref = "A4:Q22"
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["E"].hidden = True
    sheet.merge_cells("A1:F1")
    for one in sheet[7]:
        one.fill = PatternFill("solid", fgColor="FFFFFF00")
    return saved(book)


@case(changes={"O3": GIVEN})
def rows_above_the_heading() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    book["Report"].insert_rows(1, 6)
    return saved(book)


@case(changes={"O3": GIVEN})
def renamed_sheets() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    book["Report"].title = "Entwurf (final) v2"
    book["Evidence"].title = "Belege"
    return saved(book)


@case(changes={"O3": GIVEN})
def deleted_sheets_and_columns() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    for name in ("Read me", "Measures", "Indicators", "Evidence"):
        del book[name]
    book["Report"].delete_cols(6, 12)
    return saved(book)


@case(changes={"O3": GIVEN})
def without_the_hidden_sheet() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    del book["_gda"]
    return saved(book)


@case(changes={"O3": GIVEN})
def inline_strings() -> bytes:
    """As streaming writers do, without a table of shared texts."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Report")
        sheet.write_row(0, 0, ("Item", "Status", "What was done"))
        sheet.write_row(1, 0, ("O3", "Under way", DONE))
    return out.getvalue()


@case(changes={"O3": {**GIVEN, "as_of": date(2026, 9, 12)}})
def table_object() -> bytes:
    """As Google Sheets and Excel write a table, with a day in another format."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Table 1")
        day = book.add_format({"num_format": "dd/mm/yy"})
        sheet.add_table(0, 0, 1, 3, {"columns": [{"header": h} for h in ("Item", "Status", "As of", "Narrative")]})
        sheet.write_row(1, 0, ("O3", 2))
        sheet.write_datetime(1, 2, datetime(2026, 9, 12), day)
        sheet.write_string(1, 3, DONE)
    return out.getvalue()


@case(changes={"O3": {**GIVEN, "as_of": date(2026, 9, 12)}})
def days_from_1904() -> bytes:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(("Item", "Status", "As of", "Narrative"))
    book.active.append(("O3", 2, datetime(2026, 9, 12), DONE))
    return saved(book)


@case(changes={"O3": {**GIVEN, "as_of": date(2026, 9, 12)}})
def days_from_1904_without_a_format() -> bytes:
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(("Item", "Status", "As of", "Narrative"))
    book.active.append(("O3", 2, (date(2026, 9, 12) - date(1904, 1, 1)).days, DONE))
    return saved(book)


@case(changes={"O3": {**GIVEN, "as_of": date(2026, 9, 12)}})
def days_as_numbers() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(("Item", "Status", "As of", "Narrative"))
    book.active.append(("O3", 2, (date(2026, 9, 12) - date(1899, 12, 30)).days, DONE))
    return saved(book)


@case(changes={"O3": {**GIVEN, "as_of": date(2026, 9, 12)}})
def days_as_text() -> bytes:
    return answered(D7="12.9.2026")


@case(changes={"O3": {**GIVEN, "as_of": date(2026, 9, 13)}})
def day_with_the_month_first() -> bytes:
    return answered(D7="09/13/2026")


@case(changes={"O3": {**GIVEN, "additionality": Additionality.NEW}})
def choices_in_words_alone() -> bytes:
    return answered(C7="under way", G7="Nouveau depuis la Déclaration")


@case(changes={"O3": GIVEN})
def a_million_rows_declared() -> bytes:
    last = b'<row r="1048576"><c r="A1048576" s="1"/></row></sheetData>'
    data = replaced(filled(), REPORT_PART, b"</sheetData>", last)
    return repacked(
        data,
        lambda name, xml: (
            xml.replace(b'<dimension ref="', b'<dimension ref="A1:XFD1048576" x="') if name == REPORT_PART else xml
        ),
    )


@case(changes={"O3": GIVEN})
def without_dimension_and_properties() -> bytes:
    return repacked(filled(), lambda name, xml: None if name.startswith("docProps/") else xml)


@case(changes={"O3": GIVEN})
def nested_zip_in_pictures() -> bytes:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("zeros", b"\0" * 3_000_000)
    return repacked(filled(), lambda _, content: content, {"xl/media/image1.zip": inner.getvalue()})


@case(changes={"O3": GIVEN})
def edited_hidden_lists() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    for row in range(1, 40):
        book["_gda"].cell(row, 4).value = "9 · Splendid"
    return saved(book)


@case(changes={"O3": {"claimed": Status.UNDER_WAY, "narrative": "=cmd|' /C calc'!A0"}})
def formula_as_text() -> bytes:
    """Harmless as a text, and kept as one: whatever leaves again is written as a text."""
    book = loaded()
    book["Report"]["C7"], book["Report"]["E7"] = 2, "=cmd|' /C calc'!A0"
    book["Report"]["E7"].data_type = "s"
    return saved(book)


@case(changes={"O3": {"claimed": Status.UNDER_WAY, "narrative": "Réglé: 41 producteurs."}})
def french_words() -> bytes:
    return filled({"C7": "En cours", "E7": "Réglé: 41 producteurs."})


FIGURE = {"A5": "O3", "B5": "O3-EWASTE", "F5": 2025}


@case(changes={"O3": {**GIVEN, "indicators": [("O3-EWASTE", 45.0, 2025)]}})
def percentage_cell() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(filled(None, indicators={**FIGURE, "E5": 0.45})))
    book["Indicators"]["E5"].number_format = "0%"
    return saved(book)


@case(changes={"O3": {**GIVEN, "indicators": [("O3-EWASTE", 12.5, 2025)]}})
def decimal_comma() -> bytes:
    return filled(None, indicators={**FIGURE, "E5": "12,5"})


@case(changes={"O3": {**GIVEN, "measures": [("Collection points", "1250000.50", "KES")]}})
def spaced_amount() -> bytes:
    return filled(None, measures={"A5": "O3", "B5": "Collection points", "F5": "1 250 000,50", "G5": "kes"})


# --- text tables ----------------------------------------------------------------------------------------------------

TABLE = "Item;Status;What was done\r\nO3;2;{words}\r\n"
FRENCH = "Les opérateurs ont été agréés à l’été; déjà 41 producteurs enregistrés près de Nyahururu, « bientôt » 50."
RUSSIAN = "Министерство утвердило программу сбора отходов; зарегистрировано сорок один производитель оборудования."
POLISH = "Rząd przyjął ustawę o zużytym sprzęcie; zarejestrowano już czterdziestu jeden producentów i źródła ciepła."
ARABIC = "اعتمدت الوزارة برنامج جمع النفايات الإلكترونية؛ وتم تسجيل واحد وأربعين منتجا في السجل الوطني حتى الآن."


def said(words: str) -> dict[str, dict[str, object]]:
    return {"O3": {"claimed": Status.UNDER_WAY, "narrative": words}}


def table(words: str, encoding: str, delimiter: str = ";") -> bytes:
    quoted = f'"{words}"'
    return (
        TABLE.format(words=quoted)
        .replace(";", delimiter, 2)
        .replace("3;2;", f"3{delimiter}2{delimiter}")
        .encode(encoding)
    )


for _name, _words, _encoding, _delimiter in (
    ("csv-utf-8", FRENCH, "utf-8", ";"),
    ("csv-utf-8-with-mark", FRENCH, "utf-8-sig", ","),
    ("csv-utf-16-little", RUSSIAN, "utf-16-le", "\t"),
    ("csv-utf-16-big", RUSSIAN, "utf-16-be", ";"),
    ("csv-utf-16-with-mark", ARABIC, "utf-16", "\t"),
    ("csv-windows-1252", FRENCH, "cp1252", ";"),
    ("csv-windows-1251", RUSSIAN, "cp1251", ";"),
    ("csv-windows-1250", POLISH, "cp1250", ";"),
    ("csv-windows-1256", ARABIC, "cp1256", ";"),
):
    CORPUS[_name] = Case(
        name=_name,
        make=lambda words=_words, encoding=_encoding, delimiter=_delimiter: table(words, encoding, delimiter),
        file="kenya.csv",
        changes=said(_words),
    )


@case(file="kenya.csv", changes={"O3": GIVEN})
def csv_with_old_macintosh_line_ends() -> bytes:
    return f"Item,Status,Narrative\rO3,2,{DONE}\r".encode()


@case(file="kenya.csv", changes={"O3": GIVEN})
def csv_that_declares_its_separator() -> bytes:
    return f"sep=;\r\nItem;Status;Narrative\r\nO3;2;{DONE}\r\n".encode()


@case(file="kenya.csv", changes={"O3": {"measures": [("Collection points", "1250.00", "KES")]}})
def csv_of_measures_alone() -> bytes:
    return b"Item,Measure,Budget,Currency\nO3,Collection points,1250,KES\n"


@case(file="kenya.csv", changes={"O3": {"claimed": Status.UNDER_WAY, "narrative": '=HYPERLINK("http://evil")'}})
def csv_with_a_formula() -> bytes:
    return b'Item,Status,Narrative\nO3,2,"=HYPERLINK(""http://evil"")"\n'


@case(file="kenya.csv", refused=whole("empty-file"))
def csv_empty() -> bytes:
    return b"\xef\xbb\xbf\r\n\r\n"


@case(file="kenya.csv", refused=(("columns-missing", None, None, None),))
def csv_of_something_else() -> bytes:
    return b"Country,Population\nKenya,55\n"


@case(file="kenya.csv", refused=(("columns-missing", None, None, None),))
def csv_with_a_heading_of_ones_own() -> bytes:
    return "Item;Statut actuel;Ce qui a été fait\nO3;2;Réglé.\n".encode("cp1252")


def beyond(row: int) -> tuple[Where, ...]:
    """A row of a text table with more cells than headings."""
    return (("row-too-long", "kenya.csv", row, None),)


LONGER = "Item;Status;Facts as of;What was done;Partners"


@case(file="kenya.csv", refused=beyond(2))
def csv_with_a_bare_semicolon_in_a_text() -> bytes:
    return f"{LONGER}\r\nO3;3;2026-09-01;Formation à Kisumu; 40 agréés;UNDP\r\nO4;0;;;\r\n".encode("cp1252")


@case(file="kenya.csv", refused=(("quotes-unreadable", None, 3, None),))
def csv_with_a_bare_formula_in_quotes() -> bytes:
    rows = 'O4;0;;;\r\nO3;3;2026-09-01;=HYPERLINK("http://evil";"x") costs a lot; and so on\r\n'
    return f"{LONGER}\r\n{rows}".encode()


@case(file="kenya.csv", refused=beyond(2))
def csv_shifted_with_nothing_at_the_end() -> bytes:
    """What stands beyond is empty, and yet the words before it stand under the wrong headings."""
    return f"{LONGER}\r\nO3;3;2026-09-01;Training; 40 people;\r\nO4;0;;;\r\n".encode()


@case(file="kenya.csv", refused=beyond(2))
def csv_shifted_into_a_column_without_a_heading() -> bytes:
    return f"{LONGER};;\r\nO3;3;2026-09-01;Training; 40 people;UNDP;\r\n".encode()


@case(file="kenya.csv", refused=(*beyond(2), *beyond(4)))
def csv_with_two_rows_too_long() -> bytes:
    return b"Item,Status,Narrative\nO3,2,Begun, and done\nO4,0,\nO5,2,One, two, three\n"


@case(file="kenya.csv", refused=beyond(2))
def csv_of_measures_with_a_bare_comma() -> bytes:
    return b"Item,Measure,Owner\nO3,Collection points, 41 of them,NEMA\n"


@case(file="kenya.csv", changes={"O3": GIVEN})
def csv_whose_lines_all_end_with_a_delimiter() -> bytes:
    return f"Item;Status;Narrative\nO3;2;{DONE};\nO4;;;\n;;;\n".encode()


@case(file="kenya.csv", changes={"O3": GIVEN})
def csv_padded_beyond_its_headings() -> bytes:
    return f"Item;Status;Narrative;;;\nO3;2;{DONE};;;\n".encode()


@case(file="kenya.csv", changes={"O3": GIVEN})
def csv_with_rows_cut_short() -> bytes:
    """As Excel leaves out delimiters at the end of rows."""
    return f"Item;Status;Narrative;Elements;Partners\nO3;2;{DONE}\nO4\n".encode()


@case(file="kenya.csv", refused=(("item-unknown", "kenya.csv", 3, "Item"),))
def csv_with_a_bare_line_break_in_a_text() -> bytes:
    return b"Item;Measure;Owner\nO3;Collection points;National Environment\nManagement Authority\n"


@case(file="kenya.csv", refused=(("quotes-unreadable", None, 2, None),))
def csv_with_a_quote_that_swallows_the_next_row() -> bytes:
    return b'Item,Status,Narrative\nO3,2,"Begun in May.\nO4,0,\n'


@case(file="kenya.csv", refused=(("quotes-unreadable", None, 3, None),))
def csv_with_bare_quotes_in_a_quoted_text() -> bytes:
    return b'Item;Status;Narrative\nO4;0;\nO3;2;"The "green; clean" plan."\n'


@case(file="kenya.csv", changes=said('The "green; clean" plan.'))
def csv_with_quotes_written_twice() -> bytes:
    return b'Item;Status;Narrative\nO3;2;"The ""green; clean"" plan."\n'


@case(file="kenya.csv", changes=said('A 20" screen, "as is".'))
def csv_with_quotes_inside_a_bare_text() -> bytes:
    return b'Item;Status;Narrative\nO3;2;A 20" screen, "as is".\n'


@case(file="kenya.csv", changes=said("Begun; done."))
def csv_with_a_space_before_the_quotes() -> bytes:
    return b'Item; Status; Narrative\nO3; 2; "Begun; done."\n'


@case(file="kenya.csv", refused=(("cell-too-long", None, 2, None),))
def csv_with_an_open_quote() -> bytes:
    return b'Item,Status,Narrative\nO3,2,"' + b"never closed\n" * 20_000


@case(file="kenya.csv", refused=whole("too-many-rows"))
def csv_of_two_million_rows() -> bytes:
    return b"Item,Status\n" + b",\n" * 2_000_000


@case(file="kenya.csv", refused=whole("not-a-table"))
def csv_that_is_json() -> bytes:
    return b'{"item": "O3", "status": 2}'


@case(file="kenya.csv", refused=cell("number-ambiguous", "Value", 2, "kenya.csv"))
def csv_with_a_number_that_reads_two_ways() -> bytes:
    return b"Item;Indicator;Value;Year\nO3;O3-EWASTE;1,250;2025\n"


# --- refused in a cell ----------------------------------------------------------------------------------------------


@case(refused=cell("as-of-in-future", "Facts as of"))
def day_in_the_future() -> bytes:
    return answered(D7=date(2031, 1, 1))


@case(refused=cell("as-of-too-early", "Facts as of"))
def day_of_1899() -> bytes:
    return answered(D7=1)


@case(refused=cell("as-of-too-early", "Facts as of"))
def day_before_2000() -> bytes:
    return answered(D7="1899-12-31")


@case(refused=cell("date-ambiguous", "Facts as of"))
def day_that_reads_two_ways() -> bytes:
    return answered(D7="03/04/2026")


@case(refused=cell("date-unreadable", "Facts as of"))
def day_that_no_month_has() -> bytes:
    return answered(D7="31/31/2026")


@case(refused=cell("status-unknown", "Status"))
def status_whose_words_and_code_differ() -> bytes:
    return answered(C7="Under way · 3")


@case(refused=cell("status-unknown", "Status"))
def status_in_russian() -> bytes:
    return answered(C7="Выполняется")


@case(refused=cell("status-unknown", "Status"))
def status_in_chinese() -> bytes:
    return answered(C7="进行中")


@case(refused=cell("status-unknown", "Status"))
def status_in_arabic() -> bytes:
    return answered(C7="قيد التنفيذ")


@case(refused=cell("status-unknown", "Status"))
def status_ticked() -> bytes:
    return answered(C7=True)


@case(refused=cell("formula", "What was done"))
def formula_that_runs_a_program() -> bytes:
    return answered(E7="=cmd|' /C calc'!A0")


@case(refused=cell("formula", "What was done"))
def formula_of_a_newer_excel() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Report")
        for row in range(6):
            sheet.write_row(row, 0, ("",))
        sheet.write_row(5, 0, ("Item", "Status", "What was done"))
        sheet.write_row(6, 0, ("O3", 2))
        sheet.write_formula(6, 2, '=_xlfn.TEXTJOIN(" ",TRUE,A7:B7)', None, DONE)
    return out.getvalue()


@case(refused=cell("error-value", "What was done"))
def error_value() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    book["Report"]["E7"] = "#N/A"
    book["Report"]["E7"].data_type = "e"
    return saved(book)


@case(refused=cell("control-character", "What was done"))
def control_character() -> bytes:
    return filled({"C7": 2, "E7": "Begun\u0085and done."})


@case(refused=cell("control-character", "What was done"))
def text_written_backwards() -> bytes:
    return filled({"C7": 2, "E7": "Begun \u202egpj.exe"})


@case(refused=cell("text-too-long", "What was done"))
def novel() -> bytes:
    return filled({"C7": 2, "E7": "x" * 30_000})


@case(refused=cell("item-twice", "Item", 8))
def item_twice() -> bytes:
    return answered(A8="O3", C8="0")


@case(refused=cell("item-unknown", "Item", 8))
def item_unknown() -> bytes:
    return answered(A8="O9", C8="0")


@case(file="austria.csv", signatory="austria", refused=cell("item-not-asked", "Item", 3, "austria.csv"))
def item_not_asked() -> bytes:
    return b"Item,Status\nO3,0\nF5,0\n"


@case(refused=(("item-missing", "Report", 7, "Item"),))
def item_erased() -> bytes:
    return answered(A7=None)


@case(refused=cell("status-missing", "Status", 8))
def merged_answers() -> bytes:
    """A status merged over two rows belongs to the first alone."""
    book = openpyxl.load_workbook(io.BytesIO(answered(E8="As above.")))
    book["Report"].merge_cells("C7:C8")
    return saved(book)


@case(refused=cell("column-twice", "Status", 4))
def heading_twice() -> bytes:
    return answered(R4="Status")


@case(refused=cell("column-misspelt", "Elementts", 4))
def heading_misspelt() -> bytes:
    return answered(F4="Elementts")


@case(refused=cell("narrative-missing", "What was done"))
def claim_without_a_word() -> bytes:
    return filled({"C7": 3})


@case(refused=cell("goal-unknown", "SDGs"))
def goal_eighteen() -> bytes:
    return answered(K7="9, 18")


@case(refused=cell("practice-without-summary", "Good practice: summary"))
def practice_without_words() -> bytes:
    return answered(L7="Producers pay")


MEASURE = {"A5": "O3", "B5": "Collection points"}


@case(refused=cell("measure-ends-before-start", "End", 5, "Measures"))
def measure_that_ends_before_it_starts() -> bytes:
    return filled(None, measures={**MEASURE, "C5": date(2026, 5, 1), "D5": date(2025, 5, 1)})


@case(refused=(("currency-unknown", "Measures", 5, "Currency"),))
def money_of_nowhere() -> bytes:
    return filled(None, measures={**MEASURE, "F5": 1250, "G5": "Shillings"})


@case(refused=cell("number-unreadable", "Budget", 5, "Measures"))
def amount_in_words() -> bytes:
    return filled(None, measures={**MEASURE, "F5": "two million", "G5": "KES"})


@case(refused=cell("amount-negative", "Budget", 5, "Measures"))
def amount_below_zero() -> bytes:
    return filled(None, measures={**MEASURE, "F5": -5, "G5": "KES"})


@case(refused=cell("row-twice", "Item", 6, "Measures"))
def measure_twice() -> bytes:
    other = {"A6": "O3", "B6": "Collection points", "E6": "Somebody else"}
    return filled(None, measures={**MEASURE, **other})


@case(refused=cell("remove-unknown", "Remove", 5, "Measures"))
def removed_perhaps() -> bytes:
    return filled(None, measures={**MEASURE, "H5": "perhaps"})


@case(refused=cell("indicator-unknown", "Indicator", 5, "Indicators"))
def indicator_unknown() -> bytes:
    return filled(None, indicators={"A5": "O3", "B5": "O3-NONE", "E5": 4, "F5": 2025})


@case(refused=cell("indicator-elsewhere", "Indicator", 5, "Indicators"))
def indicator_of_another_item() -> bytes:
    return filled(None, indicators={**FIGURE, "A5": "O1", "E5": 4})


@case(refused=cell("year-out-of-range", "Year", 5, "Indicators"))
def year_1899() -> bytes:
    return filled(None, indicators={**FIGURE, "E5": 4, "F5": 1899})


@case(refused=cell("number-unreadable", "Value", 5, "Indicators"))
def figure_ticked() -> bytes:
    return filled(None, indicators={**FIGURE, "E5": True})


@case(refused=cell("percent-unexpected", "Value", 5, "Indicators"))
def percentage_of_something_else() -> bytes:
    return filled(None, indicators={**FIGURE, "B5": "O3-PUE", "E5": "45 %"})


EVIDENCE = {"A5": "O3", "C5": "E-waste act", "E5": "Article 4"}


@case(refused=cell("link-unreadable", "Link", 5, "Evidence"))
def link_that_acts() -> bytes:
    return filled(None, evidence={**EVIDENCE, "D5": "javascript:alert(1)"})


@case(refused=cell("link-credentials", "Link", 5, "Evidence"))
def link_with_a_password() -> bytes:
    return filled(None, evidence={**EVIDENCE, "D5": "https://amina:secret@nema.example/act"})


# --- refused as a whole ---------------------------------------------------------------------------------------------


@case(refused=whole("stamp-signatory"))
def workbook_of_another_signatory() -> bytes:
    return template("fiji")


@case(refused=whole("stamp-cycle"))
def workbook_of_another_cycle() -> bytes:
    return template(cycle=2)


@case(refused=whole("stamp-version"))
def workbook_of_another_layout() -> bytes:
    book = loaded()
    book["_gda"]["B3"] = "1"
    return saved(book)


@case(refused=whole("stamp-signatory"))
def edited_stamp() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    book["_gda"]["B1"] = "=fiji' OR 1=1; DROP TABLE entry_row"
    book["_gda"]["B1"].data_type = "s"
    return saved(book)


@case(refused=whole("columns-missing"))
def foreign_workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in (("Country", "Population"), ("Kenya", 55), ("Fiji", 1)):
        book.active.append(row)
    return saved(book)


@case(refused=whole("columns-missing"))
def heading_overwritten() -> bytes:
    return answered(C4="Where we stand")


@case(refused=whole("sheet-twice"))
def sheet_copied() -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(filled()))
    book.copy_worksheet(book["Report"])
    return saved(book)


@case(refused=whole("zip-bomb"))
def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
        with package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(300):
                sheet.write(b" " * 1_000_000)
    return out.getvalue()


@case(refused=whole("damaged-workbook"))
def zip_bomb_that_lies() -> bytes:
    """The list of contents says that the sheet is small."""
    data = bytearray(zip_bomb())
    size = struct.pack("<L", 300_000_000)
    while (place := data.find(size)) >= 0:
        data[place : place + 4] = struct.pack("<L", 900)
    return bytes(data)


@case(refused=whole("zip-bomb"))
def text_shown_ten_thousand_times() -> bytes:
    """One shared text of 32,000 characters in 20,000 cells: 640 MB once unfolded."""
    rows = b"".join(b'<row r="%d"><c r="R%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(30, 20_030))
    data = replaced(template(), REPORT_PART, b"</sheetData>", rows + b"</sheetData>")
    long = b"<si><t>" + b"x" * 32_000 + b"</t></si>"

    def change(name: str, xml: bytes) -> bytes:
        if name != "xl/sharedStrings.xml":
            return xml
        start, end = xml.index(b"<si>"), xml.index(b"</si>") + len(b"</si>")
        return xml[:start] + long + xml[end:]

    return repacked(data, change)


def with_prologue(prologue: bytes) -> bytes:
    return repacked(
        filled(), lambda name, xml: prologue + xml[xml.index(b"<worksheet") :] if name == REPORT_PART else xml
    )


@case(refused=whole("damaged-workbook"))
def entity_from_a_file() -> bytes:
    return with_prologue(b'<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>')


@case(refused=whole("damaged-workbook"))
def billion_laughs() -> bytes:
    laughs = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return with_prologue(b'<!DOCTYPE x [<!ENTITY l0 "ha">' + laughs + b"]>")


@case(refused=whole("external-links"))
def values_from_another_file() -> bytes:
    link = f'<externalLink xmlns="{MAIN}"><externalBook/></externalLink>'.encode()
    return repacked(filled(), lambda _, xml: xml, {"xl/externalLinks/externalLink1.xml": link})


@case(refused=whole("external-links"))
def values_from_a_running_program() -> bytes:
    link = f'<externalLink xmlns="{MAIN}"><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'.encode()
    return repacked(filled(), lambda _, xml: xml, {"xl/externalLinks/externalLink1.xml": link})


@case(refused=whole("external-links"))
def values_from_a_database() -> bytes:
    return repacked(filled(), lambda _, xml: xml, {"xl/connections.xml": b"<connections/>"})


@case(refused=whole("macros"))
def macros() -> bytes:
    return repacked(filled(), lambda _, xml: xml, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


@case(refused=whole("macros"))
def macros_called_otherwise() -> bytes:
    return repacked(
        filled(),
        lambda name, xml: (
            xml.replace(b"spreadsheetml.sheet.main+xml", b"x.macroEnabled.main+xml")
            if name == "[Content_Types].xml"
            else xml
        ),
    )


@case(refused=whole("embedded-objects"))
def embedded_program() -> bytes:
    return repacked(filled(), lambda _, xml: xml, {"xl/embeddings/oleObject1.bin": b"MZ"})


@case(refused=whole("password-protected"))
def encrypted() -> bytes:
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(template())).encrypt("secret", out)
    return out.getvalue()


@case(refused=whole("damaged-workbook"))
def truncated() -> bytes:
    return filled()[:-2_000]


@case(refused=whole("damaged-workbook"))
def bytes_turned() -> bytes:
    data = bytearray(filled())
    for place in range(len(data) // 3, len(data) // 2, 50):
        data[place] ^= 0xFF
    return bytes(data)


@case(refused=whole("damaged-workbook"))
def names_that_lead_outside() -> bytes:
    return repacked(filled(), lambda _, xml: xml, {"../../etc/cron.d/gda": b"* * * * * root true"})


@case(refused=whole("too-many-columns"))
def sixteen_thousand_columns() -> bytes:
    far = b'<c r="XFD7" t="inlineStr"><is><t>x</t></is></c></row>'
    return repacked(
        filled(),
        lambda name, xml: (
            xml[: xml.index(b'<row r="7"')] + xml[xml.index(b'<row r="7"') :].replace(b"</row>", far, 1)
            if name == REPORT_PART
            else xml
        ),
    )


@case(refused=whole("too-many-rows"))
def two_million_rows() -> bytes:
    far = b'<row r="2000000"><c r="A2000000" t="inlineStr"><is><t>O3</t></is></c></row></sheetData>'
    return replaced(filled(), REPORT_PART, b"</sheetData>", far)


LOREM = ("item-unknown", "status-unknown", "additionality-unknown", "date-unreadable", "reason-unknown")


def long_sheet(row: bytes, rows: int, columns: int) -> bytes:
    """A report with so many rows below it, each of its cells written like this; `%d` is the row."""
    letters = [chr(ord("A") + n).encode() for n in range(columns)]
    body = b"".join(
        b'<row r="%d">%s</row>' % (n, b"".join(row % (letter, n) for letter in letters)) for n in range(30, 30 + rows)
    )
    return replaced(template(), REPORT_PART, b"</sheetData>", body + b"</sheetData>")


@case(refused=whole("zip-bomb"))
def two_million_figures() -> bytes:
    return long_sheet(b'<c r="%s%d"><v>0.123456789012345678901234567890</v></c>', 150_000, 14)


@case(refused=tuple((rule, "Report", None, None) for rule in LOREM))
def long_texts() -> bytes:
    """As large as is read: 80 MB of XML, in which nothing is right."""
    return long_sheet(b'<c r="%s%d" t="inlineStr"><is><t>' + b"Lorem ipsum dolor. " * 6 + b"</t></is></c>", 50_000, 10)


@case(refused=whole("too-many-formulas"))
def twenty_thousand_formulas() -> bytes:
    rows = b"".join(b'<row r="%d"><c r="T%d"><f>1+1</f><v>2</v></c></row>' % (row, row) for row in range(30, 20_030))
    return replaced(filled(), REPORT_PART, b"</sheetData>", rows + b"</sheetData>")


@case(file="kenya.xlsx", refused=whole("old-workbook"))
def old_excel() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4_000


@case(file="kenya.ods", refused=whole("not-a-workbook"))
def opendocument() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", "<office:document-content/>")
    return out.getvalue()


@case(refused=whole("not-a-workbook"))
def zip_around_a_workbook() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("kenya.xlsx", filled())
    return out.getvalue()


@case(refused=whole("not-a-workbook"))
def word_document() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()


@case(refused=whole("not-a-table"))
def picture_renamed() -> bytes:
    header = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return header + struct.pack(">I", zlib.crc32(header[12:])) + b"\0" * 200


@case(refused=whole("not-a-table"))
def pdf_renamed() -> bytes:
    return b"%PDF-1.7\n" + b"x" * 2_000


@case(refused=whole("not-a-workbook"))
def web_page_renamed() -> bytes:
    return b"<html><table><tr><td>Item</td><td>Status</td></tr></table></html>"


@case(refused=whole("file-too-large"))
def twenty_five_megabytes() -> bytes:
    return filled() + b"\0" * 25_000_000


@case(refused=whole("empty-file"))
def empty() -> bytes:
    return b""


def expected(changes: dict[str, dict[str, Any]]) -> dict[str, Entry]:
    """The entries after an accepted file, on a report that was empty; measures and figures are compared apart."""
    simple = {
        item: {name: value for name, value in fields.items() if name not in ("measures", "indicators")}
        for item, fields in changes.items()
    }
    return {item: Entry(item=item, **fields) for item, fields in simple.items()}


def main(folder: Path) -> None:
    """Write every file under its name in the corpus."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, one in CORPUS.items():
        (folder / name).write_bytes(one.make())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
