"""The sheet of problems that an annotated return carries: its columns, and how it is known when it comes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from xml.sax.saxutils import quoteattr

from ..domain.answers import Translate
from ..domain.problems import message
from .columns import plain
from .findings import Finding
from .patched_cells import as_xml
from .tables import Place, Sheet, begins_like_a_formula, cell_name, column_letters

PROBLEMS: Final = message("Problems")
HEADINGS: Final = (
    message("Sheet"),
    message("Cell"),
    message("Column"),
    message("Value"),
    message("Rule"),
    message("What is wrong"),
)
MARK: Final = "gda:problems"
"""Stands in the last column of the heading row, in white: by it the sheet is known in whatever language."""
SEARCHED_ROWS: Final = 5
HEADING_ROW: Final = 3
WIDTHS: Final = (16, 7, 26, 34, 24, 90, 3)


@dataclass(frozen=True, slots=True)
class Lines:
    """The words of the sheet; `mark` is the demonstration mark, empty in a real register."""

    title: str
    mark: str
    headings: tuple[str, ...]


class ListStyles(Protocol):
    """The formats that the list needs, as numbers that cells carry."""

    title: int
    heading: int
    text: int
    link: int
    unseen: int
    quoted: int


def lines_of(t: Translate, problems: int, listed: int, mark: str) -> Lines:
    """The words in the person's language."""
    title = t(
        "Mend the coloured cells in this workbook and upload it again. Nothing was taken over. Listed here: {listed} "
        "of {problems}.",
        listed=listed,
        problems=problems,
    )
    return Lines(title, mark, tuple(t(heading) for heading in HEADINGS))


def is_problem_sheet(sheet: Sheet) -> bool:
    """Whether the sheet is the list of problems of an earlier return; nobody's answers are read from it."""
    wanted = plain(MARK)
    return any(plain(cell) == wanted for row in sheet.rows[:SEARCHED_ROWS] for cell in row[:10])


def location_of(sheet: str, place: Place) -> str:
    """Where a link inside the workbook leads: `'My sheet'!C7`."""
    return f"{quoted(sheet)}!{cell_name(place)}"


def quoted(sheet: str) -> str:
    """A sheet's name as links spell it."""
    return "'" + sheet.replace("'", "''") + "'"


def list_xml(findings: Sequence[Finding], lines: Lines, styles: ListStyles) -> bytes:
    """The worksheet part: a row for each problem, with links to its cell. Texts only, so nothing in it acts."""
    rows = [_row(1, [(lines.title, styles.title)]), _row(2, [(lines.mark, styles.title)])]
    headings = [(heading, styles.heading) for heading in lines.headings]
    rows.append(_row(HEADING_ROW, [*headings, (MARK, styles.unseen)]))
    links = []
    for finding in findings:
        row = HEADING_ROW + finding.number
        look = styles.link if finding.place else styles.text
        cells = [finding.sheet, cell_name(finding.place) if finding.place else "", finding.column]
        value = (finding.value, styles.quoted if begins_like_a_formula(finding.value) else styles.text)
        texts = [(finding.rule, styles.text), (finding.sentence, styles.text)]
        rows.append(_row(row, [*((text, look) for text in cells), value, *texts]))
        if finding.place:
            location = quoteattr(location_of(finding.sheet, finding.place))
            links.append(f'<hyperlink ref="A{row}:C{row}" location={location}/>')
    shown = f"<hyperlinks>{''.join(links)}</hyperlinks>" if links else ""
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(WIDTHS, start=1)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews>'
        f'<sheetView tabSelected="1" workbookViewId="0"><pane ySplit="{HEADING_ROW}" topLeftCell="A{HEADING_ROW + 1}" '
        'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{widths}</cols><sheetData>{''.join(rows)}</sheetData>{shown}</worksheet>"
    ).encode()


def _row(number: int, cells: Sequence[tuple[str, int]]) -> str:
    written = "".join(
        f'<c r="{column_letters(column)}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
        f"{as_xml(text)}</t></is></c>"
        for column, (text, style) in enumerate(cells, start=1)
        if text
    )
    return f'<row r="{number}">{written}</row>'
