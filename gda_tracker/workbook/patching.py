"""The uploaded package with its problems marked in it: only the parts that must change are changed.

Formats, notes, filters, pictures, sheets of one's own stay byte for byte; an XLSX library would drop what it does not
know. What is written in a way that cannot be patched with certainty raises `Unpatchable`.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import quoteattr

from .findings import MOST_NOTES, Finding, by_row, problem_column
from .packages import CONTENT_TYPES, WORKBOOK, WORKBOOK_LINKS
from .patched_cells import Marks, SheetXml, Told
from .patched_notes import drawn, noted
from .patched_package import Package, checked
from .patched_styles import Styles, Unpatchable
from .problem_sheet import HEADING_ROW, Lines, is_problem_sheet, list_xml, location_of, quoted
from .rows import Tab
from .tables import OpenedFile, Place

STYLES: Final = "xl/styles.xml"
LIST_PART: Final = "xl/worksheets/gdaproblems.xml"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NO_LINKS: Final = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_LINK: Final = re.compile(r"<Relationship\b[^>]*?/>|<Relationship\b[^>]*?>\s*</Relationship>")
_VIEW: Final = re.compile(r"<workbookView\b([^>]*?)(/?>)")
_SHOWN: Final = re.compile(r'\s(?:activeTab|firstSheet)="[^"]*"')
_SELECTED: Final = re.compile(rb"(<sheetView\b[^>]*?)\stabSelected=\"(?:1|true)\"")
_SHEET: Final = re.compile(r'<sheet\b[^>]*\sname="([^"]*)"[^>]*?\s(\w+):id="([^"]+)"[^>]*/>')


@dataclass(frozen=True, slots=True)
class Answer:
    """What is put into the workbook: the findings, where each part stood, and the words of the list."""

    findings: Sequence[Finding]
    tabs: Sequence[Tab]
    lines: Lines
    list_name: str
    heading: str


def patched(data: bytes, file: OpenedFile, answer: Answer) -> bytes:
    """The same workbook with its problems in it."""
    package, sheets = Package(data), file.by_name
    paths, relation_prefix = _sheet_paths(package)
    styles = Styles(checked(package.read(STYLES)))
    listed = next((name for name in paths if name in sheets and is_problem_sheet(sheets[name])), None)
    list_name = listed or _free_name(answer.list_name, paths)
    notes_left = MOST_NOTES
    for tab in answer.tabs:
        rows = by_row(finding for finding in answer.findings if finding.sheet == tab.sheet)
        xml = SheetXml(checked(package.read(paths[tab.sheet])), styles)
        xml.mark(_marks(rows, tab, problem_column(sheets[tab.sheet], tab), list_name, answer.heading))
        notes = dict(list(_notes(rows).items())[:notes_left])
        notes_left -= len(notes)
        _write_notes(package, paths[tab.sheet], xml, notes)
        package.write(paths[tab.sheet], xml.written())
    content = list_xml(answer.findings, answer.lines, styles)
    if listed:
        package.write(paths[listed], content)
    else:
        package.write(LIST_PART, content)
        _add_sheet(package, list_name, relation_prefix)
    _open_on(package, list_name, [path for name, path in paths.items() if name != listed])
    package.write(STYLES, styles.written())
    return package.packed()


def _marks(rows: Mapping[int, Sequence[Finding]], tab: Tab, told_in: int, list_name: str, heading: str) -> Marks:
    return Marks(
        faulty={row: frozenset(one.place[1] for one in found if one.place) for row, found in rows.items()},
        told={
            row: Told("\n".join(dict.fromkeys(one.sentence for one in found))[:2000],
                      location_of(list_name, (HEADING_ROW + found[0].number, 1)))
            for row, found in rows.items() if row != tab.header_row
        },
        told_in=told_in,
        heading_row=tab.header_row,
        heading=heading,
        list_location=quoted(list_name),
    )  # fmt: skip


def _notes(rows: Mapping[int, Sequence[Finding]]) -> dict[Place, str]:
    notes: dict[Place, list[str]] = {}
    for found in rows.values():
        for finding in found:
            if finding.place:
                notes.setdefault(finding.place, []).append(f"{finding.sentence}\n[gda:{finding.rule}]")
    return {place: "\n\n".join(texts) for place, texts in notes.items()}


def _write_notes(package: Package, path: str, xml: SheetXml, notes: Mapping[Place, str]) -> None:
    """Comments and their drawing, with the relations of the sheet to both."""
    links_path = f"{posixpath.dirname(path)}/_rels/{posixpath.basename(path)}.rels"
    links = checked(package.read(links_path)).decode("utf-8") if package.has(links_path) else _NO_LINKS
    by_kind = {kind: target for kind, target, _ in _links(links)}
    by_id = {identity: target for _, target, identity in _links(links)}
    if "threadedComment" in by_kind:
        return
    comments = _beside(path, by_kind.get("comments"))
    drawing = _beside(path, by_id.get(xml.notes_relation() or ""))
    if (comments is None) != (drawing is None):
        raise Unpatchable
    if comments is None and not notes:
        return
    text, gone = noted(checked(package.read(comments)) if comments else None, notes)
    shapes = drawn(package.read(drawing) if drawing else None, notes, gone)
    if comments is None or drawing is None:
        stem = posixpath.splitext(posixpath.basename(path))[0]
        comments, drawing = f"xl/gdanotes_{stem}.xml", f"xl/drawings/gdanotes_{stem}.vml"
        added = (
            f'<Relationship Id="gdaNotes" Type="{_OFFICE}/comments" Target="/{comments}"/>'
            f'<Relationship Id="gdaDrawing" Type="{_OFFICE}/vmlDrawing" Target="/{drawing}"/>'
        )
        links = links.replace("<Relationships/>", _NO_LINKS) if "</Relationships>" not in links else links
        package.write(links_path, links.replace("</Relationships>", f"{added}</Relationships>").encode("utf-8"))
        _declare(package, comments, "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml")
        _declare(package, drawing, "application/vnd.openxmlformats-officedocument.vmlDrawing")
        xml.draw_notes("gdaDrawing")
    package.write(comments, text)
    package.write(drawing, shapes)


def _sheet_paths(package: Package) -> tuple[dict[str, str], str]:
    """The part of each sheet by its name, and the prefix under which the workbook names relations."""
    book = checked(package.read(WORKBOOK)).decode("utf-8")
    targets = {identity: target for _, target, identity in _links(package.read(WORKBOOK_LINKS).decode("utf-8"))}
    found = _SHEET.findall(book)
    if not found or _OFFICE not in book or "</sheets>" not in book:
        raise Unpatchable
    paths = {_unescaped(name): _beside(WORKBOOK, targets.get(identity)) for name, _, identity in found}
    return {name: path for name, path in paths.items() if path is not None}, found[0][1]


def _add_sheet(package: Package, name: str, prefix: str) -> None:
    book = package.read(WORKBOOK).decode("utf-8")
    number = 1 + max(int(found) for found in re.findall(r'\ssheetId="(\d+)"', book))
    sheet = f'<sheet name={quoteattr(name)} sheetId="{number}" {prefix}:id="gdaProblems"/>'
    package.write(WORKBOOK, book.replace("</sheets>", f"{sheet}</sheets>", 1).encode("utf-8"))
    links = package.read(WORKBOOK_LINKS).decode("utf-8")
    link = f'<Relationship Id="gdaProblems" Type="{_OFFICE}/worksheet" Target="/{LIST_PART}"/>'
    package.write(WORKBOOK_LINKS, links.replace("</Relationships>", f"{link}</Relationships>", 1).encode("utf-8"))
    _declare(package, LIST_PART, "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml")


def _declare(package: Package, path: str, kind: str) -> None:
    types = checked(package.read(CONTENT_TYPES)).decode("utf-8")
    if "</Types>" not in types:
        raise Unpatchable
    override = f'<Override PartName="/{path}" ContentType="{kind}"/>'
    if f'"/{path}"' not in types:
        package.write(CONTENT_TYPES, types.replace("</Types>", f"{override}</Types>", 1).encode("utf-8"))


def _open_on(package: Package, name: str, others: Sequence[str]) -> None:
    """The workbook opens on the list of problems, and on that sheet alone: what is selected with it is edited too."""
    book = package.read(WORKBOOK).decode("utf-8")
    number = [_unescaped(found[0]) for found in _SHEET.findall(book)].index(name)
    if "<workbookView" in book:
        view = f'<workbookView activeTab="{number}"'
        book = _VIEW.sub(lambda found: view + _SHOWN.sub("", found.group(1)) + found.group(2), book, count=1)
    else:
        book = book.replace("<sheets", f'<bookViews><workbookView activeTab="{number}"/></bookViews><sheets', 1)
    package.write(WORKBOOK, book.encode("utf-8"))
    for path in others:
        xml = package.read(path)
        if _SELECTED.search(xml):
            package.write(path, _SELECTED.sub(rb"\1", xml, count=1))


def _links(xml: str) -> list[tuple[str, str, str]]:
    """Kind, target and name of each relation that stays inside the package."""
    found = []
    for tag in _LINK.findall(xml):
        values = dict(re.findall(r'\s(Id|Type|Target|TargetMode)="([^"]*)"', tag))
        if values.get("TargetMode") != "External":
            kind = values.get("Type", "").rsplit("/", 1)[-1]
            found.append((kind, _unescaped(values.get("Target", "")), values.get("Id", "")))
    return found


def _beside(path: str, target: str | None) -> str | None:
    if target is None:
        return None
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{posixpath.dirname(path)}/{target}")


def _free_name(wanted: str, taken: Mapping[str, str]) -> str:
    names, number, name = {one.casefold() for one in taken}, 2, wanted[:28]
    while name.casefold() in names:
        name, number = f"{wanted[:28]} {number}", number + 1
    return name


def _unescaped(text: str) -> str:
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(entity, character)
    return text
