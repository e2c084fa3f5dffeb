"""DOCX and XLSX are packages of parts: told apart, measured, and refused when something in them acts.

Every part is unpacked once, in small pieces that are thrown away, so that the sizes are what was seen and not what the
package says of itself.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Final

from ..domain.problems import Problem, message

PARTS: Final = 5_000
UNPACKED_BYTES: Final = 250 * 1024 * 1024
UNPACKED_RATIO: Final = 200
_RATIO_FROM_BYTES: Final = 5_000_000
_PIECE: Final = 1024 * 1024
_PART_BYTES_READ: Final = 20 * 1024 * 1024
"""Of the parts that are looked into; others are only measured."""

CONTENT_TYPES: Final = "[content_types].xml"
_MAIN: Final = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
}
_MACRO_PART: Final = re.compile(r"(^|/)(vbaproject|vbadata|macrosheets|dialogsheets|customui|activex)", re.IGNORECASE)
# Fetched from elsewhere when the document is opened, as links in its text are not.
_FETCHED: Final = re.compile(
    rb"relationships/(attachedTemplate|oleObject|frame|subDocument|externalLinkPath)[\"']", re.IGNORECASE
)
_PROGRAM_INSIDE: Final = tuple(word.encode("utf-16-le") for word in ("Ole10Native", "_VBA_PROJECT", "Macros"))

_DAMAGED: Final = message("The file is damaged or cut off. Open it, save it again and try once more.")
_OTHER_PACKAGE: Final = message(
    "The file is a package of another kind. Kept are PDF, DOCX, XLSX, CSV, PNG and JPEG: save or export the document "
    "as one of these."
)
_LOCKED: Final = message("The file is protected by a password. Save a copy without the password and try again.")
_MACROS: Final = message(
    "The file contains macros. Save it as .docx or .xlsx, without macros, or as PDF and try again."
)
_PROGRAM: Final = message("The file holds another program or file inside. Remove it, or save the document as PDF.")
_ELSEWHERE: Final = message(
    "The file fetches a template or object from elsewhere when it is opened. Break these links, or save it as PDF."
)
_BOMB: Final = message(
    "Unpacked, the file would be larger than {limit} MB or is packed suspiciously tightly. Save it as PDF and try "
    "again."
)


@dataclass(slots=True, eq=False)
class Odd(Exception):
    """Why a package is refused."""

    rule: str
    text: str


def suffix_of_package(data: bytes) -> str:
    """`docx`, `xlsx`, or nothing for a package of another kind or a damaged one."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            kinds = _kinds(package)
    except (zipfile.BadZipFile, zlib.error, ValueError, KeyError, EOFError, OSError, NotImplementedError, RuntimeError):
        return ""
    return kinds[0] if len(kinds) == 1 else ""


def package_problem(data: bytes) -> Problem | None:
    """Why a package is not kept; None for a DOCX or XLSX file that only says something."""
    try:
        _check(data, is_inner=False)
    except Odd as odd:
        values = {"limit": UNPACKED_BYTES // 1024**2} if odd.rule == "file-bomb" else {}
        return Problem(odd.rule, odd.text, column="file", values=values)
    except (zipfile.BadZipFile, zlib.error, ValueError, KeyError, EOFError, OSError, NotImplementedError, RuntimeError):
        return Problem("file-damaged", _DAMAGED, column="file")
    return None


def _check(data: bytes, *, is_inner: bool) -> None:
    if not is_inner and not _ends_with_its_list(data):
        raise Odd("file-damaged", _DAMAGED)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        entries = package.infolist()
        _check_list(entries, len(data))
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise Odd("file-password", _LOCKED)
        names = [_name(entry) for entry in entries]
        if any(_MACRO_PART.search(name) for name in names):
            raise Odd("file-macros", _MACROS)
        if len(set(names)) < len(names):
            raise Odd("file-damaged", _DAMAGED)
        if not is_inner:
            types = _content_types(package)
            if b"macroEnabled" in types or b"vbaProject" in types:
                raise Odd("file-macros", _MACROS)
            if len(_kinds(package)) != 1:
                raise Odd("file-kind", _OTHER_PACKAGE)
        for entry, name in zip(entries, names, strict=True):
            _check_part(package, entry, name, is_inner=is_inner)


def _check_list(entries: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    is_tight = unpacked > _RATIO_FROM_BYTES and unpacked > packed * UNPACKED_RATIO
    if len(entries) > PARTS or unpacked > UNPACKED_BYTES or is_tight:
        raise Odd("file-bomb", _BOMB)


def _check_part(package: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, *, is_inner: bool) -> None:
    """Unpack one part: a wrong size or checksum raises BadZipFile; parts that can act are looked into."""
    is_looked_into = name.endswith((".rels", ".xml.rels")) or "/embeddings/" in name
    beginning = b""
    with package.open(entry) as part:
        while piece := part.read(_PIECE):
            if is_looked_into and len(beginning) < _PART_BYTES_READ:
                beginning += piece
    if name.endswith(".rels"):
        _check_links(beginning)
    elif is_looked_into:
        _check_inner(beginning, is_inner=is_inner)


def _check_links(xml: bytes) -> None:
    if b"\0" in xml:  # another encoding than UTF-8, which no program writes
        raise Odd("file-damaged", _DAMAGED)
    for link in re.findall(rb"<[^<>]{0,4000}>", xml):
        if re.search(rb"TargetMode\s*=\s*[\"']External", link, re.IGNORECASE) and _FETCHED.search(link):
            raise Odd("file-elsewhere", _ELSEWHERE)


def _check_inner(data: bytes, *, is_inner: bool) -> None:
    """Something embedded: the table of a chart is fine; a program, or packages within packages, are not."""
    if any(word in data for word in _PROGRAM_INSIDE) or data.startswith((b"MZ", b"#!")):
        raise Odd("file-program", _PROGRAM)
    if data.startswith(b"PK\x03\x04"):
        if is_inner:
            raise Odd("file-program", _PROGRAM)
        _check(data, is_inner=True)


def _kinds(package: zipfile.ZipFile) -> list[str]:
    types = _content_types(package)
    return [suffix for suffix, main in _MAIN.items() if main in types]


def _content_types(package: zipfile.ZipFile) -> bytes:
    entry = next((entry for entry in package.infolist() if _name(entry) == CONTENT_TYPES), None)
    if entry is None:
        return b""
    with package.open(entry) as part:
        return part.read(_PART_BYTES_READ)


def _name(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/").lstrip("/").lower()


def _ends_with_its_list(data: bytes) -> bool:
    """Whether nothing stands behind the package: its last record says how long the comment after it is."""
    at = data.rfind(b"PK\x05\x06")
    return at >= 0 and at + 22 <= len(data) and at + 22 + int.from_bytes(data[at + 20 : at + 22], "little") == len(data)
