"""An XLSX package, inspected part by part before a reader sees it.

The reader gets a new package that holds only the parts that were inspected, uncompressed, so what it unfolds is what
was measured here, whatever the uploaded package says about its own sizes.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum, load_workbook

from gda_tracker.domain.problems import Rejected, message
from gda_tracker.workbook.scanning import (
    Marks,
    Odd,
    damaged,
    percent_places,
    percent_styles,
    scan_sheet,
    unfolded_text,
)
from gda_tracker.workbook.tables import Limits, OpenedFile, Sheet

WORKBOOK = "xl/workbook.xml"
WORKBOOK_LINKS = "xl/_rels/workbook.xml.rels"
CONTENT_TYPES = "[Content_Types].xml"
SHARED_STRINGS = "xl/sharedstrings.xml"
KEPT = {CONTENT_TYPES.lower(), "_rels/.rels", WORKBOOK, WORKBOOK_LINKS, "xl/styles.xml", SHARED_STRINGS}
MARKED_CELLS = 10_000
BLOCK_BYTES = 1 << 20
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"

MACROS = message("The workbook contains macros. Save it as .xlsx, without macros, and upload it again.")
LINKS = message(
    "The workbook takes values from other files or data connections. "
    "Break these links (Data, Edit Links, Break Link), save it and upload it again."
)
EMBEDDED = message("The workbook contains embedded objects or controls. Remove them, save it and upload it again.")
# Beginnings of part names, in lower case, and why a package that has one is refused.
REFUSED_PARTS = (
    ("xl/vbaproject", "macros", MACROS),
    ("xl/macrosheets/", "macros", MACROS),
    ("xl/dialogsheets/", "macros", MACROS),
    ("customui/", "macros", MACROS),
    ("xl/externallinks/", "external-links", LINKS),
    ("xl/connections.xml", "external-links", LINKS),
    ("xl/querytables/", "external-links", LINKS),
    ("xl/activex/", "embedded-objects", EMBEDDED),
    ("xl/ctrlprops/", "embedded-objects", EMBEDDED),
    ("xl/embeddings/", "embedded-objects", EMBEDDED),
)
TOO_LARGE_INSIDE = message(
    "Unpacked, the file would be larger than {limit} MB or is packed suspiciously tightly. Split it or save it again."
)


@dataclass(frozen=True, slots=True)
class Part:
    """A worksheet of the package: its name in the tab, and where its XML lies."""

    sheet: str
    path: str


def read_package(data: bytes, name: str, limits: Limits) -> OpenedFile | Rejected:
    """The sheets of an XLSX file, or the first reason why it is not opened."""
    try:
        parts = inspected_parts(data, limits)
        root = ElementTree.fromstring(parts[WORKBOOK])  # document types were refused before
        worksheets = worksheet_parts(root, parts)
        marks = {part.sheet: scan_sheet(parts[part.path], part.sheet, limits) for part in worksheets}
        check_text(parts, worksheets, limits)
        sheets = unfolded(parts, worksheets, marks)
    except Odd as odd:
        return odd.refusal
    except (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, ValueError, KeyError, EOFError, OSError):
        return damaged()
    except (CalamineError, NotImplementedError, RuntimeError):
        return damaged()
    return OpenedFile(name=name, kind="xlsx", sheets=sheets, counts_days_from_1904=counts_from_1904(root))


def inspected_parts(data: bytes, limits: Limits) -> dict[str, bytes]:
    """The parts a reader needs, unpacked, keyed by their name in lower case; raises Odd on anything hostile."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
        check_entries(entries, len(data), limits)
        parts: dict[str, bytes] = {}
        for entry in entries:
            path = part_name(entry)
            if path not in KEPT and not path.startswith("xl/worksheets/"):
                continue
            if path.startswith("xl/worksheets/_rels/"):
                continue
            if path in parts:
                raise Odd(damaged())
            parts[path] = unpacked(package, entry)
            check_markup(parts[path])
    if WORKBOOK not in parts:
        raise Odd(not_a_workbook())
    if b"macroEnabled" in parts.get(CONTENT_TYPES.lower(), b""):
        raise Odd(Rejected.because("macros", MACROS))
    return parts


def unpacked(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The content of a part, never more than its declared size is unfolded, whatever is packed; raises BadZipFile."""
    with package.open(entry) as part:
        blocks = iter(lambda: part.read(BLOCK_BYTES), b"")
        return b"".join(blocks)


def check_entries(entries: list[zipfile.ZipInfo], packed: int, limits: Limits) -> None:
    """Raises Odd by what the package lists: encryption, refused parts, too many parts, too much inside."""
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Odd(password_protected())
    names = {part_name(entry) for entry in entries}
    for beginning, rule, text in REFUSED_PARTS:
        if any(name.startswith(beginning) for name in names):
            raise Odd(Rejected.because(rule, text))
    if any(".." in name.split("/") or ":" in name for name in names):
        raise Odd(damaged())
    if "xl/workbook.bin" in names or WORKBOOK not in names:
        raise Odd(not_a_workbook())
    unpacked = sum(entry.file_size for entry in entries)
    is_tight = unpacked > 5_000_000 and unpacked > packed * limits.unpacked_ratio
    if len(entries) > limits.parts or unpacked > limits.unpacked_bytes or is_tight:
        raise Odd(Rejected.because("zip-bomb", TOO_LARGE_INSIDE, limit=limits.unpacked_bytes // 1_000_000))


def part_name(entry: zipfile.ZipInfo) -> str:
    """The part's name as the standard compares them: forward slashes, case does not count."""
    return entry.filename.replace("\\", "/").lstrip("/").lower()


def check_markup(xml: bytes) -> None:
    """Raises Odd on document types, entities, and anything but UTF-8."""
    head = xml[:200]
    if b"\0" in head or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise Odd(damaged())
    declaration = head.split(b"?>")[0].lower() if b"<?xml" in head else b""
    if b"encoding" in declaration and b"utf-8" not in declaration and b"us-ascii" not in declaration:
        raise Odd(damaged())


def worksheet_parts(root: ElementTree.Element, parts: Mapping[str, bytes]) -> list[Part]:
    """Tab names and the parts they lead to, in tab order."""
    links = {
        link.get("Id"): link.get("Target", "")
        for link in ElementTree.fromstring(parts[WORKBOOK_LINKS])
        if link.get("Type", "").endswith("/worksheet")
    }
    found = []
    for sheet in root.iter():
        if sheet.tag.rsplit("}", 1)[-1] != "sheet":
            continue
        target = links.get(sheet.get(RELATION) or sheet.get(STRICT_RELATION))
        if target is None:  # a chart sheet holds no table
            continue
        target = target.replace("\\", "/")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if path.lower() not in parts:
            raise Odd(damaged())
        found.append(Part(sheet.get("name", ""), path.lower()))
    if (
        not found
        or len({part.sheet for part in found}) != len(found)
        or len({part.path for part in found}) != len(found)
    ):
        raise Odd(damaged())
    return found


def counts_from_1904(root: ElementTree.Element) -> bool:
    """True for a workbook whose day numbers count from 1904, as old Macintosh Excel did."""
    settings = (node for node in root if node.tag.rsplit("}", 1)[-1] == "workbookPr")
    return any(node.get("date1904", "0") in ("1", "true", "on") for node in settings)


def check_text(parts: Mapping[str, bytes], worksheets: list[Part], limits: Limits) -> None:
    """Raises Odd when the texts, repeated as often as cells show them, would not fit."""
    texts = parts.get(SHARED_STRINGS, b"")
    if unfolded_text(texts, [parts[part.path] for part in worksheets], limits.text_chars) > limits.text_chars:
        raise Odd(Rejected.because("zip-bomb", TOO_LARGE_INSIDE, limit=limits.unpacked_bytes // 1_000_000))


def unfolded(parts: dict[str, bytes], worksheets: list[Part], marks: Mapping[str, Marks]) -> tuple[Sheet, ...]:
    """The sheets as rows of typed cells, read from a package of the inspected parts alone; uses them up."""
    known = {part.sheet: part.path for part in worksheets}
    percent = percent_styles(parts.get("xl/styles.xml", b""))
    percentages = {name: percent_places(parts[path], percent, MARKED_CELLS) for name, path in known.items()}
    clean = io.BytesIO()
    spelling = {CONTENT_TYPES.lower(): CONTENT_TYPES, SHARED_STRINGS: "xl/sharedStrings.xml"}
    with zipfile.ZipFile(clean, "w", zipfile.ZIP_STORED) as package:
        for path in list(parts):
            # Each part is let go when it is copied, so that the largest is in memory once.
            package.writestr(spelling.get(path, path), parts.pop(path))
    clean.seek(0)
    with load_workbook(clean) as workbook:
        return tuple(
            Sheet(
                name=about.name,
                rows=workbook.get_sheet_by_name(about.name).to_python(skip_empty_area=False),
                is_hidden=about.visible is not SheetVisibleEnum.Visible,
                formula_cells=marks[about.name].formula_cells,
                error_cells=marks[about.name].error_cells,
                percent_cells=percentages[about.name],
                formulas=marks[about.name].formulas,
            )
            for about in workbook.sheets_metadata
            if about.typ is SheetTypeEnum.WorkSheet and about.name in known
        )


def password_protected() -> Rejected:
    """The refusal of an encrypted file."""
    return Rejected.because(
        "password-protected",
        message("The file is protected by a password. Remove the password, save it and upload it again."),
    )


def not_a_workbook() -> Rejected:
    """The refusal of a package that is something else than XLSX."""
    return Rejected.because(
        "not-a-workbook",
        message("The file is a package of another kind, not an Excel workbook. Save the table as .xlsx or .csv."),
    )
