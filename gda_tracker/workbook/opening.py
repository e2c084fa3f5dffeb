"""The one gate for tables that people upload: XLSX or CSV by content, bounded, without anything that acts.

`open_table_file` returns the sheets as rows of typed cells, or says in whole sentences why it does not. Formulas and
errors are not refused here, since a title may hold one: each sheet names its cells, and who reads them decides.
"""

from __future__ import annotations

from pathlib import PurePath

import puremagic

from gda_tracker.domain.problems import Rejected, message
from gda_tracker.workbook.delimited import read_delimited
from gda_tracker.workbook.packages import password_protected, read_package
from gda_tracker.workbook.scanning import damaged
from gda_tracker.workbook.tables import (
    Cell,
    Limits,
    OpenedFile,
    Place,
    Rows,
    Sheet,
    cell_name,
    column_letters,
)

__all__ = [
    "Cell",
    "Limits",
    "OpenedFile",
    "Place",
    "Rows",
    "Sheet",
    "cell_name",
    "column_letters",
    "open_table_file",
]

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# How the directory of a compound file spells the stream that holds an encrypted workbook.
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
SPREADSHEET_ENDINGS = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
# Kinds that are text too: whether it is a table is for the reader of text tables to say.
TEXT_ENDINGS = {"csv", "tsv", "txt", "ini", "eml", "json", "xml", "html", "htm", "docbook", "qtl", "rng"}
DEFAULT_LIMITS = Limits()


def open_table_file(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> OpenedFile | Rejected:
    """The tables of an uploaded XLSX or CSV file, or why it is refused. Never raises on content."""
    if len(data) > limits.file_bytes:
        return Rejected.because(
            "file-too-large",
            message("“{name}” has {size} MB; files of up to {limit} MB are read. Split it or remove pictures."),
            name=name,
            size=round(len(data) / 1_000_000, 1),
            limit=round(limits.file_bytes / 1_000_000, 1),
        )
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return Rejected.because("empty-file", message("“{name}” is empty."), name=name)
    if data.startswith(ZIP):
        return guarded_package(data, name, limits)
    if data.startswith(COMPOUND_FILE):
        return compound_file(data)
    return plain_file(data, name, limits)


def guarded_package(data: bytes, name: str, limits: Limits) -> OpenedFile | Rejected:
    """`read_package`, with a crash of the compiled reader turned into a refusal."""
    try:
        return read_package(data, name, limits)
    except BaseException as failure:
        # The reader is written in Rust; its panics are no subclass of Exception and have no name to import.
        if type(failure).__name__ == "PanicException":
            return damaged()
        raise


def compound_file(data: bytes) -> Rejected:
    """An OLE file: an encrypted workbook, or one in the format of before 2007."""
    if ENCRYPTED_STREAM in data:
        return password_protected()
    return Rejected.because(
        "old-workbook",
        message("The file has the old Excel format (.xls) or is another Office file. Save the table as .xlsx or .csv."),
    )


def plain_file(data: bytes, name: str, limits: Limits) -> OpenedFile | Rejected:
    """A text table, unless the content is known to be something else or the name promises a workbook."""
    kind = known_kind(data)
    if kind is not None:
        return Rejected.because(
            "not-a-table",
            message("“{name}” is really a file of another kind ({kind}). Save the table as .xlsx or .csv."),
            name=name,
            kind=kind,
        )
    if PurePath(name).suffix.lower() in SPREADSHEET_ENDINGS:
        return Rejected.because(
            "not-a-workbook",
            message("“{name}” is not an Excel workbook although it is called one. Save the table as .xlsx or .csv."),
            name=name,
        )
    return read_delimited(data, name, limits)


def known_kind(data: bytes) -> str | None:
    """The ending, such as pdf or png, of a kind of file that the content betrays; None for text and the unknown.

    Four bytes or more, not all of them letters: a table may well begin with the word FORM or From.
    """
    try:
        matches = puremagic.magic_string(data[:4_096])
    except puremagic.PureError:
        return None
    sure = [match for match in matches if len(match.byte_match) >= 4 and not match.byte_match.isalpha()]
    endings = [match.extension.lstrip(".") for match in sure if match.extension]
    return next((ending for ending in endings if ending not in TEXT_ENDINGS), None)
