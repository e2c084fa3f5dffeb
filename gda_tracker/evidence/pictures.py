"""Whether a picture is whole: its parts are walked, not drawn."""

from __future__ import annotations

import zlib
from typing import Final

from ..domain.problems import Problem, message

_CUT: Final = message("The picture is damaged or cut off. Export it again and try once more.")
_PNG_START: Final = 8
_MOST_SPARE: Final = 64
"""Bytes after a JPEG's end that cameras leave as padding."""


def png_problem(data: bytes) -> Problem | None:
    """The chunks of a PNG from IHDR to IEND, each with its checksum, and nothing after them."""
    at, is_first = _PNG_START, True
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, end = data[at + 4 : at + 8], at + 12 + length
        if end > len(data) or (is_first and kind != b"IHDR"):
            return _cut()
        if zlib.crc32(data[at + 4 : end - 4]) != int.from_bytes(data[end - 4 : end], "big"):
            return _cut()
        if kind == b"IEND":
            return None if end == len(data) else _cut()
        at, is_first = end, False
    return _cut()


def jpeg_problem(data: bytes) -> Problem | None:
    """The segments of a JPEG up to its first scan, and an end of image near the end."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # fill bytes may stand before a marker
            at += 1
            continue
        if marker == 0xDA:
            end = data.rfind(b"\xff\xd9")
            return None if end > at and len(data) - end - 2 <= _MOST_SPARE else _cut()
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if length < 2:
            return _cut()
        at += 2 + length
    return _cut()


def _cut() -> Problem:
    return Problem("file-damaged", _CUT, column="file")
