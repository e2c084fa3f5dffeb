"""The colour of faulty cells, added to a workbook's styles: each format keeps everything but its fill."""

from __future__ import annotations

import re
from typing import Final

COLOUR: Final = "FFFFE3B3"
"""Amber: something to mend, nothing to be ashamed of."""
_FILL: Final = (
    f'<fill><patternFill patternType="solid"><fgColor rgb="{COLOUR}"/><bgColor indexed="64"/></patternFill></fill>'
)
_FONTS: Final = (
    '<font><b/><sz val="11"/><name val="Calibri"/></font>'
    '<font><u/><sz val="11"/><color rgb="FF0B6E5F"/><name val="Calibri"/></font>'
    '<font><sz val="8"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font>'
)
_XF: Final = re.compile(r"<xf\b[^>]*?(?:/>|>.*?</xf>)", re.DOTALL)
_FILL_ID: Final = re.compile(r'\sfillId="(\d+)"')
_APPLY: Final = re.compile(r'\sapplyFill="[^"]*"')


class Unpatchable(Exception):
    """The package is written in a way that cannot be patched with certainty; a copy is made instead."""


class Styles:
    """`xl/styles.xml`, to which formats are added; numbers are those that cells carry in `s`."""

    def __init__(self, xml: bytes) -> None:
        self._xml = xml.decode("utf-8")
        fills, formats, fonts = (self._list(name) for name in ("fills", "cellXfs", "fonts"))
        self._formats = _XF.findall(formats)
        marked = [n for n, fill in enumerate(_children(fills, "fill")) if f'fgColor rgb="{COLOUR}"' in fill]
        self._fill = marked[0] if marked else len(_children(fills, "fill"))
        self._has_fill = bool(marked)
        self._known = len(self._formats)
        self.ours = frozenset(n for n, xf in enumerate(self._formats) if marked and _fill_of(xf) in marked)
        first = len(_children(fonts, "font"))
        wrap = '<alignment vertical="top" wrapText="1"/><protection locked="0"/>'
        shape = '<xf numFmtId="0" fontId="{font}" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1" '
        tail = f'applyProtection="1">{wrap}</xf>'
        self.text = self._add(shape.format(font=0) + tail)
        self.quoted = self._add(shape.format(font=0).replace("<xf ", '<xf quotePrefix="1" ') + tail)
        self.heading = self._add(shape.format(font=first) + tail)
        # What leads elsewhere stands on one line: wrapped in a narrow column it would make its row a tower.
        one_line = tail.replace(' wrapText="1"', "")
        self.title = self._add(shape.format(font=first) + one_line)
        self.link = self._add(shape.format(font=first + 1) + one_line)
        self.unseen = self._add(shape.format(font=first + 2) + tail)
        self._coloured: dict[int, int] = {}
        self._plain: dict[int, int] = {}

    def coloured(self, style: int) -> int:
        """The format like this one, in the colour of what must be mended."""
        if style not in self._coloured:
            self._coloured[style] = self._add(self._with_fill(style, self._fill))
        return self._coloured[style]

    def uncoloured(self, style: int) -> int:
        """The format like this one without that colour."""
        if style not in self._plain:
            self._plain[style] = self._add(self._with_fill(style, 0))
        return self._plain[style]

    def written(self) -> bytes:
        """The part with what was added."""
        xml = self._xml
        if not self._has_fill:
            xml = self._appended(xml, "fills", _FILL, 1)
        xml = self._appended(xml, "fonts", _FONTS, 3)
        added = self._formats[self._known :]
        return self._appended(xml, "cellXfs", "".join(added), len(added)).encode("utf-8")

    def _add(self, xf: str) -> int:
        self._formats.append(xf)
        return len(self._formats) - 1

    def _with_fill(self, style: int, fill: int) -> str:
        if style >= len(self._formats):
            raise Unpatchable
        xf = _APPLY.sub("", _FILL_ID.sub("", self._formats[style], count=1), count=1)
        return xf.replace("<xf", f'<xf fillId="{fill}" applyFill="1"', 1)

    def _list(self, name: str) -> str:
        found = re.search(rf"<{name}\b[^>]*[^/]>(.*?)</{name}>", self._xml, re.DOTALL)
        if found is None:
            raise Unpatchable
        return found.group(1)

    def _appended(self, xml: str, name: str, what: str, count: int) -> str:
        opened = re.search(rf"<{name}\b[^>]*>", xml)
        if opened is None:
            raise Unpatchable
        total = re.search(r'\scount="(\d+)"', opened.group())
        tag = opened.group()
        if total is not None:
            tag = tag.replace(total.group(), f' count="{int(total.group(1)) + count}"')
        xml = xml[: opened.start()] + tag + xml[opened.end() :]
        end = xml.index(f"</{name}>", opened.start())
        return xml[:end] + what + xml[end:]


def _children(xml: str, name: str) -> list[str]:
    return re.findall(rf"<{name}\b(?:[^>]*/>|.*?</{name}>)", xml, re.DOTALL)


def _fill_of(xf: str) -> int:
    found = _FILL_ID.search(xf)
    return int(found.group(1)) if found else 0
