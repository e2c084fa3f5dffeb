"""Which files are kept as evidence, by their content, and what is said about the others."""

from __future__ import annotations

import io
import tracemalloc
import zipfile

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from gda_tracker.domain.problems import Rejected
from gda_tracker.evidence import LARGEST_BYTES, FileKind, look_at
from gda_tracker.evidence.documents import acts
from gda_tracker.evidence.kinds import CSV as CSV_KIND
from gda_tracker.evidence.kinds import DOCX, PDF, PNG, stored_name

from .files_for_tests import CSV, EACH, RELATIONS, docx, encrypted_pdf, jpeg, pdf, png, with_parts, xlsx

VBA = {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}
OLE_PROGRAM = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "\x01Ole10Native".encode("utf-16-le")


def rule(data: bytes) -> str:
    """The rule by which a file is refused; its sentence says what to do and has all its values."""
    answer = look_at(data)
    assert isinstance(answer, Rejected), answer
    (problem,) = answer.problems
    assert problem.column == "file"
    assert problem.sentence().endswith(".")
    return problem.rule


def locked_xlsx() -> bytes:
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(xlsx())).encrypt("secret", out)
    return out.getvalue()


def bomb() -> bytes:
    return docx({"word/media/noise.bin": b"\0" * 60_000_000})


def lying_bomb() -> bytes:
    """The list says that the part is small; unpacked it is not."""
    data = bytearray(docx({"word/media/noise.bin": b"\0" * 60_000_000}))
    size = (60_000_000).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (1_000).to_bytes(4, "little")
    return bytes(data)


def odt() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<office:document/>")
    return out.getvalue()


def charted() -> bytes:
    """A document with the small table behind its chart, as Word keeps it."""
    return docx({"word/embeddings/Microsoft_Excel_Sheet.xlsx": xlsx()})


def linked(kind: str) -> bytes:
    target = RELATIONS.format(kind=kind, target="https://elsewhere.example/t.dotm", mode=' TargetMode="External"')
    return docx({"word/_rels/settings.xml.rels": target.encode()})


@pytest.mark.parametrize("label", EACH)
def test_each_kind_is_known_by_its_content(label: str) -> None:
    kind = look_at(EACH[label])
    assert isinstance(kind, FileKind), kind
    assert kind.label == label


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "file-empty"),
        (b"\r\n \xef\xbb\xbf", "file-empty"),
        (pdf() + b" " * (LARGEST_BYTES + 1024**2 - len(pdf())), "file-too-large"),
        (docx(VBA), "file-macros"),
        (docx(main="ms-word.document.macroEnabled.main"), "file-macros"),
        (with_parts(xlsx(), {"xl/vbaProject.bin": b"\xd0\xcf"}), "file-macros"),
        (with_parts(xlsx(), {"xl\\VBAPROJECT.BIN": b"\xd0\xcf"}), "file-macros"),
        (with_parts(xlsx(), {"xl/macrosheets/sheet1.xml": b"<x/>"}), "file-macros"),
        (docx({"word/activeX/activeX1.bin": b"x"}), "file-macros"),
        (docx({"word/embeddings/inner.docx": docx(VBA)}), "file-macros"),
        (docx({"word/embeddings/oleObject1.bin": OLE_PROGRAM}), "file-program"),
        (docx({"word/embeddings/setup.bin": b"MZ\x90\0"}), "file-program"),
        (docx({"word/embeddings/a.docx": docx({"word/embeddings/b.xlsx": xlsx()})}), "file-program"),
        (linked("attachedTemplate"), "file-elsewhere"),
        (linked("oleObject"), "file-elsewhere"),
        (locked_xlsx(), "file-password"),
        (encrypted_pdf(), "file-password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file-old-office"),
        (bomb(), "file-bomb"),
        (lying_bomb(), "file-damaged"),
        (odt(), "file-kind"),
        (pdf()[:-200], "file-damaged"),
        (png()[:-5], "file-damaged"),
        (png()[:40] + b"\xff" + png()[41:], "file-damaged"),
        (png() + docx(), "file-damaged"),
        (jpeg()[:-40], "file-damaged"),
        (jpeg() + docx(), "file-damaged"),
        (docx()[:-30], "file-damaged"),
        (docx() + b"<script>alert(1)</script>", "file-damaged"),
        (pdf()[:-6] + docx() + b"startxref\n9\n%%EOF\n", "file-two-in-one"),
        (b"GIF89a" + docx(), "file-kind"),
        (b"MZ\x90\0\x03\0\0\0" + b"\0" * 200, "file-kind"),
        (b"<!DOCTYPE html><title>a,b</title>\n<p>a,b", "file-kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>\n<a>,</a>", "file-kind"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 100, "file-kind"),
        (b"Minutes of the meeting.\nWe met, and we parted.\n", "file-kind"),
        (b"Year,Tonnes\n2025,=cmd|'/c calc'!A1\n", "file-formula"),
    ],
)  # fmt: skip
def test_what_is_refused_is_refused_with_its_reason(data: bytes, expected: str) -> None:
    assert rule(data) == expected


def test_the_refusal_of_a_large_file_says_both_sizes() -> None:
    answer = look_at(b"a,b\n" * (21 * 1024**2 // 4))
    assert isinstance(answer, Rejected)
    assert answer.problems[0].sentence().startswith("The file has 21.0 MB; up to 20 MB are kept.")


def test_a_file_of_exactly_20_mb_is_kept() -> None:
    data = CSV + b"2025;41\n" * ((LARGEST_BYTES - len(CSV)) // 8)
    assert look_at(data + b"\n" * (LARGEST_BYTES - len(data))) == CSV_KIND


@pytest.mark.parametrize(
    "text",
    [
        "Année;Tonnes\n2025;41\n".encode("utf-16"),
        "Année,Tonnes\n2025,41\n".encode("cp1252"),
        "﻿Year\tTonnes\n2025\t41\n".encode(),
        b"Title of the table\nYear,Tonnes\n2023,7\n2024,17\n2025,41\n2026,-5\n",
        b'a,b\n"two\nlines, one cell",2\n',
    ],
)
def test_tables_of_many_programs_are_csv(text: bytes) -> None:
    assert look_at(text) == CSV_KIND


def test_the_table_behind_a_chart_is_no_program() -> None:
    assert look_at(charted()) == DOCX


def test_a_link_in_the_text_is_no_fetching() -> None:
    assert look_at(linked("hyperlink")) == DOCX


def test_a_pdf_with_a_script_is_kept_and_known_as_such() -> None:
    data = pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>")
    assert look_at(data) == PDF
    assert acts(data)
    assert not acts(pdf())


def test_a_workbook_of_real_data_is_not_taken_for_a_bomb() -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in range(20_000):
        sheet.append([row, "Nairobi", 1, 0, 0])
    out = io.BytesIO()
    book.save(out)
    assert isinstance(look_at(out.getvalue()), FileKind)


def test_measuring_a_large_package_takes_little_memory() -> None:
    noise = zipfile.ZipInfo("word/media/picture.bin")
    data = docx({noise.filename: (b"0123456789abcdef" * 64 + bytes(range(256)) * 16) * 4_000})
    tracemalloc.start()
    look_at(data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < len(data) + 12_000_000


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("act.pdf", "act.pdf"),
        ("Act.PDF", "Act.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\amina\\act.pdf", "act.pdf"),
        ("/", "evidence.pdf"),
        ("", "evidence.pdf"),
        ("..", "evidence.pdf"),
        ("act\0.exe", "act.exe.pdf"),
        ("invoice.pdf.exe", "invoice.pdf.exe.pdf"),
        ("gpj.tca‮.pdf", "gpj.tca.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "a bSet-Cookie x.pdf"),
        ("loi n° 12 – é.pdf", "loi n° 12 – é.pdf"),
        ("法律.pdf", "法律.pdf"),
        ("a" * 400 + ".pdf", "a" * 120 + ".pdf"),
    ],
)
def test_a_name_is_never_a_path_and_ends_as_its_content(given: str, kept: str) -> None:
    assert stored_name(given, PDF) == kept


def test_a_wrong_ending_is_corrected() -> None:
    assert stored_name("photo.pdf", PNG) == "photo.pdf.png"
