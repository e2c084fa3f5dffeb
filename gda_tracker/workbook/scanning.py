"""One pass over the XML of a worksheet before a reader may unfold it: formulas, errors, and how large it would become.

A reader keeps a sheet as a full rectangle, so two cells in far corners are enough to exhaust the memory; and it hands
over formulas as values and errors as nothing. Both are found here on the bytes, with regular expressions whose work
grows with the size of the part alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from xml.sax.saxutils import unescape

from gda_tracker.domain.problems import Rejected, message
from gda_tracker.workbook.tables import Limits, Place, column_number

PREFIX = re.compile(rb"<(/?)[A-Za-z_][\w.-]*:")
# Each cell must say where it is, in capital letters and double quotes, as spreadsheet programs write it.
ODD_CELL = re.compile(rb"""<c(?=[\s>/])(?![^>']*\sr="[A-Z]{1,3}[0-9]{1,7}")""")
# Sheets of ordinary size are known by one quick look: up to 26 columns and row 199,999, or 52 columns and row 109,999.
ORDINARY = (
    re.compile(rb'<c r="(?![A-Z](?:[0-9]{1,5}|1[0-9]{5})")'),
    re.compile(rb'<c r="(?!A?[A-Z](?:[0-9]{1,5}|10[0-9]{4})")'),
)
PREFIXED = re.compile(rb":(?:c|row|f|v|is|t)[\s/>]")
REFERENCE = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})")
FORMULA = re.compile(rb"<f(?=[\s>/])([^>]*)>")
FORMULA_TEXT = re.compile(rb"<f(?=[\s>])[^>]*(?<!/)>([^<]{1,500})")
QUOTES = {"&quot;": '"', "&apos;": "'"}
ERROR = re.compile(rb"""<c\s[^>]*\bt="e\"""")
SPREAD = re.compile(rb'\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
WIDE = re.compile(rb'\sr="([A-Z]{2,3})[0-9]{1,7}"[^>]*>\s*<(?:v|is|f)(?=[\s>/])')
PERCENT_FORMAT = re.compile(rb'numFmtId="(?:9|10)"|formatCode="[^"]*%')
NUMBER_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\s[^>]*>")
FORMAT_ID = re.compile(rb'\bnumFmtId="([0-9]{1,6})"')
CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs[\s>](.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf\s[^>]*>")
SHARED_TEXT = re.compile(rb't="s"[^>]*>\s*<v>\s*([0-9]{1,9})')


class Odd(Exception):
    """The part is not what spreadsheet programs write; carries the refusal."""

    def __init__(self, refusal: Rejected) -> None:
        super().__init__(refusal)
        self.refusal = refusal


@dataclass(frozen=True, slots=True)
class Marks:
    """Cells of one sheet that hold a formula or an error, and the formulas as they are written."""

    formula_cells: frozenset[Place]
    error_cells: frozenset[Place]
    formulas: Mapping[Place, str]


def scan_sheet(xml: bytes, sheet: str, limits: Limits) -> Marks:
    """The marked cells of a worksheet part; raises Odd when the sheet is too large or not made as sheets are."""
    data = cells_of(xml)
    if not is_ordinary(data, limits):
        if ODD_CELL.search(data):
            raise Odd(damaged())
        check_area(data, sheet, limits)
    formulas: set[Place] = set()
    for place in formula_places(data):
        formulas.add(place)
        if len(formulas) > limits.marked_cells:
            raise Odd(
                Rejected.because(
                    "too-many-formulas",
                    message(
                        "The sheet “{sheet}” is full of formulas. Paste the cells as values and save the file again."
                    ),
                    sheet=sheet,
                )
            )
    errors = frozenset(place for place in error_places(data, limits.marked_cells))
    return Marks(frozenset(formulas), errors - formulas, formula_texts(data))


def cells_of(xml: bytes) -> bytes:
    """The part between <sheetData> and its end, without name-space prefixes."""
    if b":sheetData" in xml:
        xml = PREFIX.sub(rb"<\1", xml)
    start = xml.find(b"<sheetData")
    end = xml.rfind(b"</sheetData")
    data = xml[start : end if end > start else len(xml)] if start >= 0 else b""
    return PREFIX.sub(rb"<\1", data) if PREFIXED.search(data) else data


def is_ordinary(data: bytes, limits: Limits) -> bool:
    """True when every cell begins with a plain reference to a place that no limit forbids."""
    if limits != Limits() or data.count(b"<c") != data.count(b'<c r="'):
        return False
    return any(not pattern.search(data) for pattern in ORDINARY)


def formula_places(data: bytes) -> Iterator[Place]:
    """Cells with a formula; an array formula counts for every cell that it fills."""
    if data.find(b"<f") < 0:
        return
    for found in FORMULA.finditer(data):
        place = place_before(data, found.start())
        if place is not None:
            yield place
        spread = SPREAD.search(found.group(1))
        if spread is not None and b'"shared"' not in found.group(1):
            left, top, right, bottom = spread.groups()
            for row in range(int(top), int(bottom) + 1):
                for column in range(column_number(left.decode()), column_number(right.decode()) + 1):
                    yield row, column


def formula_texts(data: bytes) -> dict[Place, str]:
    """The formulas as people see them, `=TODAY()`; a cell that shares another's formula has no text of its own."""
    texts: dict[Place, str] = {}
    if data.find(b"<f") < 0:
        return texts
    for found in FORMULA_TEXT.finditer(data):
        place = place_before(data, found.start())
        if place is not None:
            texts[place] = "=" + unescape(found.group(1).decode("utf-8", "replace"), QUOTES)
    return texts


def error_places(data: bytes, most: int) -> Iterator[Place]:
    """Cells that hold an error value, at most so many."""
    if data.find(b't="e"') < 0:
        return
    for count, found in enumerate(ERROR.finditer(data)):
        place = place_before(data, data.find(b">", found.end()))
        if place is not None and count < most:
            yield place


def percent_styles(styles: bytes) -> frozenset[bytes]:
    """The numbers of the cell formats, as bytes, that show a number as a percentage."""
    if not PERCENT_FORMAT.search(styles):
        return frozenset()
    own = {found.group(1) for tag in NUMBER_FORMAT.findall(styles) if b"%" in tag and (found := FORMAT_ID.search(tag))}
    formats = CELL_FORMATS.search(styles)
    tags = CELL_FORMAT.findall(formats.group(1)) if formats else []
    wanted = own | {b"9", b"10"}
    return frozenset(
        b"%d" % number
        for number, tag in enumerate(tags)
        if (found := FORMAT_ID.search(tag)) and found.group(1) in wanted
    )


def percent_places(xml: bytes, styles: frozenset[bytes], most: int) -> frozenset[Place]:
    """Cells with one of these formats, at most so many."""
    if not styles:
        return frozenset()
    marks = re.compile(
        rb"<c(?=\s)(?=[^>]*\ss=\"(?:" + b"|".join(sorted(styles)) + rb')\")[^>]*\sr="([A-Z]{1,3})([0-9]{1,7})"'
    )
    found = islice(marks.finditer(cells_of(xml)), most)
    return frozenset((int(place.group(2)), column_number(place.group(1).decode())) for place in found)


def place_before(data: bytes, position: int) -> Place | None:
    """Row and column of the cell whose tag opened last before this position."""
    opened = data.rfind(b"<c ", 0, position)
    name = data.find(b' r="', opened, position) if opened >= 0 else -1
    found = REFERENCE.match(data, name + 4) if name >= 0 else None
    return (int(found.group(2)), column_number(found.group(1).decode())) if found else None


def check_area(data: bytes, sheet: str, limits: Limits) -> None:
    """Raises Odd when the filled cells span more rows, columns or cells than a reader may unfold."""
    columns = max((column_number(name.decode()) for name in set(WIDE.findall(data))), default=26)
    if columns > limits.columns:
        raise Odd(
            Rejected.because(
                "too-many-columns",
                message("The sheet “{sheet}” has more than {limit} columns. Delete what is not part of the table."),
                sheet=sheet,
                limit=limits.columns,
            )
        )
    rows = min(limits.rows, limits.cells // columns)
    digits = len(str(rows))
    far = re.compile(rb'\sr="[A-Z]{1,3}([0-9]{%d,7})"[^>]*>\s*<(?:v|is|f)(?=[\s>/])' % digits)
    if any(int(found.group(1)) > rows for found in far.finditer(data)):
        raise Odd(
            Rejected.because(
                "too-many-rows",
                message(
                    "The sheet “{sheet}” has filled cells below row {limit}. "
                    "Delete what is not part of the table, or split the file."
                ),
                sheet=sheet,
                limit=rows,
            )
        )


def unfolded_text(shared_strings: bytes, sheets: list[bytes], most: int) -> int:
    """About how many characters the cells hold together: a text that is kept once may be shown a million times.

    Exact only when a rough upper bound passes `most`, since counting costs time.
    """
    lengths = [len(text) for text in re.split(rb"<(?:\w+:)?si(?=[\s>/])", shared_strings)[1:]]
    if not lengths:
        return 0
    rough = max(lengths) * sum(sheet.count(b't="s"') for sheet in sheets)
    if rough <= most:
        return rough
    total = 0
    for sheet in sheets:
        indices = (int(found.group(1)) for found in SHARED_TEXT.finditer(cells_of(sheet)))
        total += sum(lengths[index] for index in indices if index < len(lengths))
        if total > most:
            break
    return total


def damaged() -> Rejected:
    """The refusal of a package that a spreadsheet program would not have written."""
    return Rejected.because(
        "damaged-workbook",
        message(
            "The workbook is damaged or was written by an unusual program. "
            "Open it in Excel or LibreOffice, save it as .xlsx and upload it again."
        ),
    )
