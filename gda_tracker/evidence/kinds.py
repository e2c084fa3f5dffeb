"""Which kind of file an upload is, by its content alone, and why some are refused.

Six kinds are kept: PDF, DOCX, XLSX, CSV, PNG, JPEG. Nothing here opens what it keeps, and nothing is ever shown in the
browser: files go out as downloads. What is refused is what a reader's own program would run or could not open.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

import puremagic

from ..domain.problems import Problem, Rejected, message
from .documents import pdf_problem
from .packages import package_problem, suffix_of_package
from .pictures import jpeg_problem, png_problem
from .text_tables import table_problem

LARGEST_BYTES: Final = 20 * 1024 * 1024
"""20 MB as file managers count them."""
_LONGEST_NAME: Final = 120
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_END_OF_ZIP: Final = b"PK\x05\x06"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is kept as evidence."""

    label: str
    suffixes: tuple[str, ...]
    media_type: str


PDF: Final = FileKind("PDF", (".pdf",), "application/pdf")
DOCX: Final = FileKind("DOCX", (".docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
XLSX: Final = FileKind("XLSX", (".xlsx",), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
CSV: Final = FileKind("CSV", (".csv", ".tsv", ".txt"), "text/csv")
PNG: Final = FileKind("PNG", (".png",), "image/png")
JPEG: Final = FileKind("JPEG", (".jpg", ".jpeg"), "image/jpeg")
KINDS: Final = (PDF, DOCX, XLSX, CSV, PNG, JPEG)
SUFFIXES: Final = tuple(suffix.lstrip(".") for kind in KINDS for suffix in kind.suffixes if suffix != ".txt")

_TOO_LARGE: Final = message(
    "The file has {size} MB; up to {limit} MB are kept. Give the pages that matter, or a link to the whole document."
)
_EMPTY: Final = message("The file is empty. Choose it again, perhaps its download was cut off.")
_TWO_IN_ONE: Final = message(
    "The file is two files in one: it begins as {kind} and holds another one behind. Export the document again."
)
_OTHER: Final = message(
    "This is no PDF, DOCX, XLSX, CSV, PNG or JPEG file. Save or export the document as one of these and try again."
)
_OTHER_KIND: Final = message(
    "By its content this is a file of another kind ({kind}). Kept are PDF, DOCX, XLSX, CSV, PNG and JPEG: save or "
    "export the document as one of these."
)
_OLD_OFFICE: Final = message(
    "The file has the Office format of before 2007. Save it as .docx, .xlsx or PDF and try again."
)
_PASSWORD: Final = message("The file is protected by a password. Save a copy without the password and try again.")


def look_at(data: bytes) -> FileKind | Rejected:
    """The kind of an uploaded file, or what is wrong with it and what to do. Never raises on content."""
    if len(data) > LARGEST_BYTES:
        size, limit = round(len(data) / 1024**2, 1), LARGEST_BYTES // 1024**2
        return Rejected((Problem("file-too-large", _TOO_LARGE, column="file", values={"size": size, "limit": limit}),))
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return _refused("file-empty", _EMPTY)
    kind = kind_of(data)
    if kind is None:
        return _not_kept(data)
    checks = {PNG: png_problem, JPEG: jpeg_problem, PDF: pdf_problem, DOCX: package_problem, XLSX: package_problem}
    problem = checks[kind](data) if kind in checks else None  # A table was looked at whole to be known as one.
    if problem is None and kind in (PNG, JPEG, PDF) and _END_OF_ZIP in data[-66_000:]:
        problem = Problem("file-two-in-one", _TWO_IN_ONE, column="file", values={"kind": kind.label})
    return kind if problem is None else Rejected((problem,))


def kind_of(data: bytes) -> FileKind | None:
    """The kind that the content begins as; None for all that is not kept."""
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"\xff\xd8\xff"):
        return JPEG
    if data.startswith(b"PK\x03\x04"):
        return {"docx": DOCX, "xlsx": XLSX}.get(suffix_of_package(data))
    return CSV if _named(data) is None and table_problem(data) is None else None


def stored_name(name: str, kind: FileKind) -> str:
    """The name for downloads: the last part of a path, without what cannot be seen, with the suffix of its kind."""
    last = PurePosixPath(name.replace("\\", "/").replace("\0", "")).name
    seen = "".join(sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] != "C")
    plain = re.sub(r'[<>:"/\\|?*%\s]+', " ", seen).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    has_suffix = bool(dot) and f".{suffix.lower()}" in kind.suffixes
    kept = stem if has_suffix else plain
    return f"{kept[:_LONGEST_NAME].strip(' .') or 'evidence'}{f'.{suffix.lower()}' if has_suffix else kind.suffixes[0]}"


def _not_kept(data: bytes) -> Rejected:
    if data.startswith(_COMPOUND):
        is_locked = _ENCRYPTED in data
        return _refused("file-password", _PASSWORD) if is_locked else _refused("file-old-office", _OLD_OFFICE)
    if data.startswith(b"PK\x03\x04") and (problem := package_problem(data)) is not None:
        return Rejected((problem,))
    named = _named(data)
    if named is not None:
        return Rejected((Problem("file-kind", _OTHER_KIND, column="file", values={"kind": named}),))
    if (problem := table_problem(data)) is not None and problem.rule != "file-no-table":
        return Rejected((problem,))
    return _refused("file-kind", _OTHER)


def _named(data: bytes) -> str | None:
    """The ending of a known kind of file; None for text and the unknown. A table may begin with any letters."""
    try:
        matches = puremagic.magic_string(data[:4_096])
    except puremagic.PureError:
        return None
    sure = [match for match in matches if len(match.byte_match) >= 4 and not match.byte_match.isalpha()]
    endings = [match.extension.lstrip(".") for match in sure if match.extension]
    return next((ending for ending in endings if ending not in {"csv", "tsv", "txt", "ini", "eml", "json"}), None)


def _refused(rule: str, text: str) -> Rejected:
    return Rejected((Problem(rule, text, column="file"),))
