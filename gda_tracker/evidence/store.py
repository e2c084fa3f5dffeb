"""Files under the SHA-256 of their content: `ab/cd/abcd…` below one folder. No name from outside is ever a path.

A file appears whole or not at all: it is written beside its place, brought to the disk, renamed, and the folder that
names it is brought to the disk as well. The same content is kept once. What is read is compared with its name.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_LEFTOVER: Final = ".part"
_OWNER_ALONE: Final = 0o700


class Damaged(Exception):
    """A stored file is not what its name says."""

    def __init__(self, sha256: str) -> None:
        super().__init__(f"The stored file {sha256} is damaged. Restore it from a backup.")
        self.sha256 = sha256


def is_sha256(text: str) -> bool:
    """Whether a text is a hash as files are named: 64 hexadecimal digits in lower case."""
    return _SHA256.fullmatch(text) is not None


class Store:
    """The stored files of one folder; the folder is made when the first file arrives."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, data: bytes) -> str:
        """Keep the content and give its SHA-256. When this returns, no crash loses it any more."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        if not self._is_whole(path, sha256):
            self._make(path.parent)
            _write(path, data)
        _sync_folder(path.parent)
        return sha256

    def holds(self, sha256: str) -> bool:
        """Whether there is a file of that name."""
        return is_sha256(sha256) and self._path(sha256).is_file()

    def verified(self, sha256: str) -> Path | None:
        """Where the file lies, after its content was compared with its name; None when there is none.

        Raises Damaged when the content is another.
        """
        if not is_sha256(sha256):
            return None
        path = self._path(sha256)
        if not path.is_file():
            return None
        if not self._is_whole(path, sha256):
            raise Damaged(sha256)
        return path

    def read(self, sha256: str) -> bytes | None:
        """The content, compared with its name; None when there is none. Raises Damaged."""
        path = self.verified(sha256)
        return None if path is None else path.read_bytes()

    def all(self) -> Iterator[str]:
        """The names of all files."""
        for path in self._folder.glob("??/??/*"):
            if is_sha256(path.name) and path.is_file():
                yield path.name

    def remove_leftovers(self) -> int:
        """Remove what interrupted writes left behind; only while nobody writes, at the start. Gives how many."""
        leftovers = list(self._folder.glob(f"??/??/*{_LEFTOVER}"))
        for path in leftovers:
            path.unlink(missing_ok=True)
        return len(leftovers)

    def remove_unknown(self, known: Collection[str], untouched_since: float) -> int:
        """Remove files that nothing names, not written since that time (seconds of the epoch). Gives how many."""
        unknown = [self._path(sha256) for sha256 in self.all() if sha256 not in known]
        old = [path for path in unknown if path.stat().st_mtime < untouched_since]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _path(self, sha256: str) -> Path:
        if not is_sha256(sha256):
            raise ValueError("A stored file is named by its SHA-256.")
        return self._folder / sha256[:2] / sha256[2:4] / sha256

    def _is_whole(self, path: Path, sha256: str) -> bool:
        try:
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
        except FileNotFoundError:
            return False

    def _make(self, folder: Path) -> None:
        """Make the folder; each new name of it is brought to the disk, for a file in a lost folder is lost, too."""
        missing = [one for one in (folder, *folder.parents) if not one.exists()]
        for one in reversed(missing):
            with suppress(FileExistsError):
                one.mkdir(mode=_OWNER_ALONE)
            _sync_folder(one.parent)


def _write(path: Path, data: bytes) -> None:
    # The name is random: two who bring the same file at once do not write into each other's.
    part = path.with_name(f"{secrets.token_hex(8)}{_LEFTOVER}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.rename(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
