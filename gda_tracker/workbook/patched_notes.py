"""Notes on cells: those of people stay as they are, those of an earlier return go, those of this one come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.sax.saxutils import quoteattr

from .patched_cells import as_xml
from .patched_styles import Unpatchable
from .tables import Place, cell_name

AUTHOR: Final = "Green Digital Action Tracker"
"""The author of our notes. Each ends with `[gda:rule]`, by which it is known again, whatever program saved it."""
_OURS: Final = re.compile(r"\[gda:[a-z0-9-]+\]\s*(?:</t>\s*</r>|</t>)\s*</text>\s*</comment>\s*$")
_ADDED: Final = re.compile(r'<r><t xml:space="preserve">\n\n\u2014\n.*?</r>(?=</text>)', re.DOTALL)
_COMMENT: Final = re.compile(r"<comment\b[^>]*>.*?</comment>", re.DOTALL)
_REF: Final = re.compile(r'\sref="([A-Z]{1,3}\d{1,7})"')
_SHAPE_ROW: Final = re.compile(r"<x:Row>\s*(\d+)\s*</x:Row>\s*<x:Column>\s*(\d+)\s*</x:Column>")
_NEW_COMMENTS: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors></authors>'
    "<commentList></commentList></comments>"
)
_NEW_DRAWING: Final = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_FIRST_SHAPE: Final = 500 * 1024


def noted(comments: bytes | None, notes: Mapping[Place, str]) -> tuple[bytes, set[str]]:
    """The part of comments with these notes (each text ends with `[gda:rule]`), and the cells that lost theirs."""
    xml = comments.decode("utf-8") if comments else _NEW_COMMENTS
    if "<commentList" not in xml or "<authors" not in xml:
        raise Unpatchable
    xml = xml.replace("<commentList/>", "<commentList></commentList>").replace("<authors/>", "<authors></authors>")
    before = {_ref(found): found for found in _COMMENT.findall(xml)}
    kept = {ref: _ADDED.sub("", found) for ref, found in before.items() if not _OURS.search(_ADDED.sub("", found))}
    author = len(re.findall(r"<author\b", xml.split("<commentList")[0].split("<authors")[-1]))
    for place, text in notes.items():
        name = cell_name(place)
        if name in kept:
            end = kept[name].rindex("</text>")
            added = f'<r><t xml:space="preserve">\n\n\u2014\n{as_xml(text)}</t></r>'
            kept[name] = kept[name][:end] + added + kept[name][end:]
        else:
            kept[name] = (
                f'<comment ref="{name}" authorId="{author}"><text><r><t xml:space="preserve">{as_xml(text)}'
                "</t></r></text></comment>"
            )
    start, end = xml.index("<commentList"), xml.index("</commentList>")
    start = xml.index(">", start) + 1
    xml = xml[:start] + "".join(kept.values()) + xml[end:]
    xml = xml.replace("</authors>", f"<author>{AUTHOR}</author></authors>", 1)
    return xml.encode("utf-8"), {name for name in before if name not in kept}


def drawn(drawing: bytes | None, wanted: Iterable[Place], gone: set[str]) -> bytes:
    """The drawing with a shape for each note; shapes that people moved or sized stay as they are."""
    xml = drawing.decode("utf-8") if drawing else _NEW_DRAWING
    if "</xml>" not in xml:
        raise Unpatchable

    # Cut at the ends of shapes, not by one expression: a drawing need not be well-formed.
    pieces = xml.split("</v:shape>")
    for number, piece in enumerate(pieces[:-1]):
        begin = max(piece.rfind("<v:shape "), piece.rfind("<v:shape\n"))
        place = _SHAPE_ROW.search(piece, max(begin, 0))
        is_gone = place is not None and cell_name((int(place.group(1)) + 1, int(place.group(2)) + 1)) in gone
        pieces[number] = piece[:begin] if is_gone and begin >= 0 else f"{piece}</v:shape>"
    xml = "".join(pieces)
    present = {(int(row) + 1, int(column) + 1) for row, column in _SHAPE_ROW.findall(xml)}
    shapes = "".join(_shapes(place for place in wanted if place not in present))
    end = xml.rindex("</xml>")
    return (xml[:end] + shapes + xml[end:]).encode("utf-8")


def _shapes(places: Iterable[Place]) -> Iterator[str]:
    for number, (row, column) in enumerate(places, start=_FIRST_SHAPE + 1):
        anchor = f"{column}, 15, {max(row - 2, 0)}, 4, {column + 4}, 15, {max(row - 2, 0) + 5}, 4"
        yield (
            f'<v:shape id={quoteattr(f"_x0000_s{number}")} type="#_x0000_t202" '
            'style="position:absolute;width:260px;height:96px;z-index:1;visibility:hidden" fillcolor="#ffffe1" '
            'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:path o:connecttype="none"/>'
            '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
            f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
            f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column>"
            "</x:ClientData></v:shape>"
        )


def _ref(comment: str) -> str:
    found = _REF.search(comment)
    if found is None:
        raise Unpatchable
    return found.group(1)
