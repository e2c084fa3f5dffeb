"""Real files of each kind, made here, and ways to spoil them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import openpyxl

CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    '{main}+xml"/></Types>'
)
WORD = "wordprocessingml.document.main"
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
    'Target="{target}"{mode}/></Relationships>'
)


def pdf(extra: bytes = b"") -> bytes:
    """One empty page."""
    head = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + extra + b" >>\nendobj\n"
    body = b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
    body += b"3 0 obj\n<< /Type /Page /Parent 2 0 R >>\nendobj\n"
    start = len(head + body)
    return (
        head
        + body
        + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    )


def encrypted_pdf() -> bytes:
    """As a program writes it: the trailer names how the file is encrypted."""
    return pdf().replace(b"/Root 1 0 R >>", b"/Root 1 0 R /Encrypt 5 0 R >>")


def docx(parts: dict[str, bytes] | None = None, main: str = WORD) -> bytes:
    """A document of one sentence, with further parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", CONTENT_TYPES.replace("{main}", main))
        package.writestr("_rels/.rels", RELATIONS.format(kind="officeDocument", target="word/document.xml", mode=""))
        package.writestr("word/document.xml", "<w:document><w:body>The act.</w:body></w:document>")
        for name, content in (parts or {}).items():
            package.writestr(name, content)
    return out.getvalue()


def xlsx() -> bytes:
    """A table of two rows."""
    book = openpyxl.Workbook()
    book.active.append(["Year", "Tonnes"])
    book.active.append([2025, 41])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_parts(data: bytes, parts: dict[str, bytes]) -> bytes:
    """The package with further parts."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png() -> bytes:
    """One green pixel."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0\x0b\x6e\x5f")
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def jpeg() -> bytes:
    """A picture as Pillow, which Streamlit brings, writes it."""
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (8, 8), (11, 110, 95)).save(out, "JPEG")
    return out.getvalue()


CSV = b"Year;Tonnes\n2024;17\n2025;41\n"
EACH = {"PDF": pdf(), "DOCX": docx(), "XLSX": xlsx(), "CSV": CSV, "PNG": png(), "JPEG": jpeg()}
