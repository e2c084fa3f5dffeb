"""The XML of a worksheet with faulty cells coloured, its problems told at the end of each row, and a way to the notes.

Only what is marked is touched; every other byte stays as the spreadsheet program wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from .patched_styles import Styles, Unpatchable
from .tables import column_letters, column_number

_ROW: Final = re.compile(r"<row\b([^>]*?)(/>|>(.*?)</row>)", re.DOTALL)
_CELL: Final = re.compile(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_REFERENCE: Final = re.compile(r'\sr="([A-Z]{1,3})(\d{1,7})"')
_ROW_NUMBER: Final = re.compile(r'\sr="(\d{1,7})"')
_STYLE: Final = re.compile(r'\ss="(\d{1,6})"')
_SPANS: Final = re.compile(r'\sspans="[^"]*"')
_COLUMN: Final = re.compile(r"<col\b[^>]*>")
# In the order of the standard: what may follow the links, and what may follow the drawing of the notes.
_AFTER_NOTES: Final = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
)
_AFTER_LINKS: Final = (
    "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "customProperties",
    "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", *_AFTER_NOTES,
)  # fmt: skip
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@dataclass(frozen=True, slots=True)
class Told:
    """What the last cell of a row says about it, and where in the list of problems it leads."""

    text: str
    location: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What to do in one sheet: faulty columns by row, and in the column `told_in` what each row is told. From 1."""

    faulty: Mapping[int, frozenset[int]]
    told: Mapping[int, Told]
    told_in: int
    heading_row: int
    heading: str
    list_location: str


class SheetXml:
    """A worksheet part that is patched in place."""

    def __init__(self, xml: bytes, styles: Styles) -> None:
        self._styles = styles
        text = xml.decode("utf-8")
        start, end = text.find("<sheetData"), text.rfind("</sheetData>")
        if start < 0 or end < 0 or "<worksheet" not in text[:start]:
            raise Unpatchable
        start = text.index(">", start) + 1
        self._head, self._data, self._tail = text[:start], text[start:end], text[end:]

    def mark(self, marks: Marks) -> None:
        """Colour the faulty cells and tell each row its problems; what an earlier return did is undone."""
        columns = _column_styles(self._head)
        ours = self._styles.ours

        def patched(found: re.Match[str]) -> str:
            number = _ROW_NUMBER.search(found.group(1))
            if number is None:
                raise Unpatchable
            row = int(number.group(1))
            if not ours and row not in marks.faulty and row not in marks.told and row != marks.heading_row:
                return found.group()
            return self._row(row, found, marks, columns)

        self._data = _ROW.sub(patched, self._data)
        self._head = re.sub(r"<dimension\b[^>]*/>", "", self._head)
        self._link(marks)

    def draw_notes(self, relation_id: str) -> None:
        """Name the drawing that holds the notes; nothing where there is one already."""
        if "<legacyDrawing " in self._tail:
            return
        self._insert(f'<legacyDrawing xmlns:r="{_RELATIONS}" r:id={quoteattr(relation_id)}/>', _AFTER_NOTES)

    def notes_relation(self) -> str | None:
        """The relation of the drawing that holds the notes, where there is one."""
        found = re.search(r'<legacyDrawing\b[^>]*:id="([^"]+)"', self._tail)
        return found.group(1) if found else None

    def written(self) -> bytes:
        """The part as it is now."""
        return (self._head + self._data + self._tail).encode("utf-8")

    def _row(self, row: int, found: re.Match[str], marks: Marks, columns: Mapping[int, int]) -> str:
        attributes = _SPANS.sub("", found.group(1))
        row_style = _STYLE.search(attributes)
        inherited = dict(columns) if row_style is None else {}
        fallback = int(row_style.group(1)) if row_style else 0
        cells: dict[int, tuple[str, str | None]] = {}
        for cell in _CELL.finditer(found.group(3) or ""):
            place = _REFERENCE.search(cell.group(1))
            if place is None:
                raise Unpatchable
            cells[column_number(place.group(1))] = (cell.group(1), cell.group(2))
        faulty = marks.faulty.get(row, frozenset())
        for column in faulty:
            cells.setdefault(column, (_new(row, column, inherited.get(column, fallback)), None))
        done = {column: self._cell(*cells[column], is_faulty=column in faulty) for column in cells}
        told = marks.told.get(row)
        if row == marks.heading_row:
            done[marks.told_in] = _inline(row, marks.told_in, self._styles.heading, marks.heading)
        elif told is not None:
            done[marks.told_in] = _inline(row, marks.told_in, self._styles.link, told.text)
        elif row > marks.heading_row:
            done.pop(marks.told_in, None)
        return f"<row{attributes}>{''.join(done[column] for column in sorted(done))}</row>"

    def _cell(self, attributes: str, content: str | None, *, is_faulty: bool) -> str:
        found = _STYLE.search(attributes)
        style = int(found.group(1)) if found else 0
        if style in self._styles.ours:
            style = self._styles.uncoloured(style)
        if is_faulty:
            style = self._styles.coloured(style)
        if style != (int(found.group(1)) if found else 0):
            attributes = f'{_STYLE.sub("", attributes)} s="{style}"'
        return f"<c{attributes}/>" if content is None else f"<c{attributes}>{content}</c>"

    def _link(self, marks: Marks) -> None:
        """A link from each told cell to the list; links to the list of an earlier return are taken out."""
        stale = re.compile(rf'<hyperlink\b[^>]*\slocation="{re.escape(escape(marks.list_location))}![^"]*"[^>]*/>')
        self._tail = re.sub(r"<hyperlinks>\s*</hyperlinks>", "", stale.sub("", self._tail))
        links = "".join(
            f'<hyperlink ref="{column_letters(marks.told_in)}{row}" location={quoteattr(told.location)}/>'
            for row, told in marks.told.items()
        )
        if not links:
            return
        if "</hyperlinks>" in self._tail:
            self._tail = self._tail.replace("</hyperlinks>", f"{links}</hyperlinks>", 1)
        else:
            self._insert(f"<hyperlinks>{links}</hyperlinks>", _AFTER_LINKS)

    def _insert(self, xml: str, before: tuple[str, ...]) -> None:
        start = self._tail.find("</customSheetViews>") + 1  # it holds page margins of its own
        places = [found.start() for name in before if (found := re.compile(rf"<{name}\b").search(self._tail, start))]
        last = re.search(r"<extLst\b(?:(?!<extLst\b).)*</extLst>\s*</worksheet>\s*$", self._tail, re.DOTALL)
        end = self._tail.rfind("</worksheet>")
        if end < 0:
            raise Unpatchable
        place = min([*places, last.start() if last else end])
        self._tail = self._tail[:place] + xml + self._tail[place:]


def _column_styles(head: str) -> dict[int, int]:
    styles: dict[int, int] = {}
    for tag in _COLUMN.findall(head):
        values = dict(re.findall(r'\s(min|max|style)="(\d+)"', tag))
        if "style" in values:
            first, last = int(values["min"]), min(int(values["max"]), int(values["min"]) + 500)
            styles.update(dict.fromkeys(range(first, last + 1), int(values["style"])))
    return styles


def _new(row: int, column: int, style: int) -> str:
    return f' r="{column_letters(column)}{row}" s="{style}"'


def _inline(row: int, column: int, style: int, text: str) -> str:
    return f'<c{_new(row, column, style)} t="inlineStr"><is><t xml:space="preserve">{as_xml(text)}</t></is></c>'


def as_xml(text: str) -> str:
    """Text as XML; `_x0041_` would be read as a character by spreadsheet programs."""
    return escape(re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text))
