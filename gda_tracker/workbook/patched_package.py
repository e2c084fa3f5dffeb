"""An XLSX package of which parts are replaced and added; the others are copied as they are."""

from __future__ import annotations

import io
import zipfile
from typing import Final
from xml.parsers import expat

from .packages import BLOCK_BYTES, unpacked
from .patched_styles import Unpatchable

MOST_XML_BYTES: Final = 40_000_000


class Package:
    """An XLSX package of which parts are replaced and added."""

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._names = {entry.filename.lower(): entry.filename for entry in self._zip.infolist()}
        if len(self._names) != len(self._zip.infolist()):
            raise Unpatchable
        self.changed: dict[str, bytes] = {}

    def has(self, path: str) -> bool:
        """Whether there is a part of this name, whatever its case."""
        return path.lower() in self._names or path.lower() in {name.lower() for name in self.changed}

    def read(self, path: str) -> bytes:
        """A part as it is now, plain XML in UTF-8."""
        name = self._names.get(path.lower(), path)
        if name in self.changed:
            return self.changed[name]
        if path.lower() not in self._names or self._zip.getinfo(name).file_size > MOST_XML_BYTES:
            raise Unpatchable
        return unpacked(self._zip, self._zip.getinfo(name))

    def write(self, path: str, content: bytes) -> None:
        """Replace or add a part."""
        self.changed[self._names.get(path.lower(), path)] = content

    def packed(self) -> bytes:
        """The new package; parts that did not change are copied."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as package:
            for entry in self._zip.infolist():
                if entry.filename in self.changed:
                    package.writestr(entry.filename, self.changed[entry.filename])
                elif not entry.is_dir():
                    with self._zip.open(entry) as part, package.open(_plain_entry(entry), "w") as copy:
                        while block := part.read(BLOCK_BYTES):
                            copy.write(block)
            for name in self.changed.keys() - set(self._names.values()):
                package.writestr(name, self.changed[name])
        return out.getvalue()


def checked(xml: bytes) -> bytes:
    """A part that is well-formed and holds nothing that could look like a tag without being one."""
    if b"<!" in xml:
        raise Unpatchable
    try:
        expat.ParserCreate().Parse(xml, True)
    except expat.ExpatError as error:
        raise Unpatchable from error
    return xml


def _plain_entry(entry: zipfile.ZipInfo) -> zipfile.ZipInfo:
    copy = zipfile.ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
    copy.compress_type = zipfile.ZIP_DEFLATED
    return copy
