"""An edition opened for reading: nothing can be changed in it, and nothing outside it can be reached."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa

from ..domain.problems import message
from .contract import REQUIRED
from .inspection import brings_code, lacks, least_bytes, missing
from .notices import EditionNotice, read_notice
from .writing import SCHEMA_VERSION, file_name, numbers

_INFO: Final = """
    SELECT number, published_at, snapshot_on, method_version, schema_version, is_demonstration, trail_head, title
    FROM edition
"""

# No file beside the edition can be reached, not even by the first question, and it cannot be asked for later.
_CLOSED: Final = {"enable_external_access": "false"}
_DOOR: Final = threading.Lock()


class EditionProblem(Exception):
    """An edition cannot be read; the sentence (a message id with `values`) says why and what to do."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text.format(**values))
        self.message = text
        self.values = values


@dataclass(frozen=True, slots=True)
class EditionInfo:
    """The one row of `edition`, and where the file lies. `published_at` is UTC.

    `notice` is what is said of it since, where it was found in a folder.
    """

    number: int
    published_at: datetime
    snapshot_on: date
    method_version: str
    schema_version: int
    is_demonstration: bool
    trail_head: str
    title: str
    path: Path
    notice: EditionNotice | None = None

    @property
    def is_withdrawn(self) -> bool:
        """Whether it no longer stands; its file stays, and can be cited."""
        return self.notice is not None and self.notice.is_withdrawn


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a folder holds: editions, newest first, and why each unreadable file was passed over."""

    editions: tuple[EditionInfo, ...]
    problems: tuple[EditionProblem, ...]


class Edition:
    """A read-only DuckDB file behind a closed door; any thread may read, each through its own cursor."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, info: EditionInfo) -> None:
        self.lacks = lacks(connection)
        self._connection = connection
        self._local = threading.local()
        self.info = info

    @classmethod
    def open(cls, path: Path) -> Edition:
        """The edition in that file; raises EditionProblem when it is truncated, foreign or of a newer schema."""
        _must_be_there(path)
        try:
            connection = duckdb.connect(str(path), read_only=True, config=dict(_CLOSED))
        except duckdb.Error as error:
            raise _damaged(path) from error
        try:
            if path.stat().st_size < least_bytes(connection):
                raise _damaged(path)
            _lock(connection)
            return cls(connection, _info(connection, path))
        except duckdb.Error as error:
            connection.close()
            raise _damaged(path) from error
        except BaseException:
            connection.close()
            raise

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """This thread's cursor."""
        cursor = getattr(self._local, "cursor", None)
        if cursor is None:
            cursor = self._local.cursor = self._connection.cursor()
        return cursor

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> list[tuple[Any, ...]]:
        """The rows of a whole, static query with `$name` parameters."""
        return self.cursor().execute(sql, dict(parameters or {})).fetchall()

    def frame(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """The same as an Arrow table."""
        return self.cursor().sql(sql, params=dict(parameters or {})).to_arrow_table()

    def has(self, table: str) -> bool:
        """Whether the file has that table; one that was added later may be lacking, and is then read as no rows."""
        return table in REQUIRED or not any(lacking == table for lacking, _ in self.lacks)

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def __enter__(self) -> Edition:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _must_be_there(path: Path) -> None:
    if not path.is_file():
        raise EditionProblem(message("There is no edition file {name}."), name=path.name)


def _damaged(path: Path) -> EditionProblem:
    text = message("The edition file {name} is damaged or no edition. Fetch it again from the publisher.")
    return EditionProblem(text, name=path.name)


def _no_edition(path: Path) -> EditionProblem:
    return EditionProblem(message("The file {name} is a database, but no edition of this tracker."), name=path.name)


def _lock(connection: duckdb.DuckDBPyConnection) -> None:
    """No setting of the connection can be changed any more.

    Connections of one process to one file share an instance: whoever opens it second finds it locked already.
    """
    with _DOOR:
        found = connection.execute("SELECT system.main.current_setting('lock_configuration')").fetchone()
        if found is not None and found[0]:
            return
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET lock_configuration = true")


def _info(connection: duckdb.DuckDBPyConnection, path: Path) -> EditionInfo:
    try:
        found = connection.execute("SELECT schema_version FROM edition").fetchall()
        if len(found) == 1 and found[0][0] > SCHEMA_VERSION:
            raise EditionProblem(
                message(
                    "The edition file {name} has schema {found}, this version reads up to {known}. "
                    "Update the tracker to read it."
                ),
                name=path.name,
                found=found[0][0],
                known=SCHEMA_VERSION,
            )
        if brings_code(connection):
            raise _no_edition(path)
        if lacking := missing(connection):
            raise EditionProblem(
                message("The edition file {name} lacks {missing}, which this version reads. Publish it anew."),
                name=path.name,
                missing=", ".join(lacking[:5]),
            )
        (row,) = connection.execute(_INFO).fetchall()
    except (duckdb.Error, ValueError, TypeError) as error:
        raise _no_edition(path) from error
    values: tuple[Any, ...] = (*row, path)
    return EditionInfo(*values)


def survey(folder: Path) -> Catalogue:
    """Every edition of a folder, newest first, with the problem of each file that cannot be read."""
    editions, problems = [], []
    for number in reversed(numbers(folder)):
        path = folder / file_name(number)
        try:
            info = inspected(path)
            if info.number != number:
                raise EditionProblem(
                    message("The file {name} holds edition {found}; its name was changed."),
                    name=path.name,
                    found=info.number,
                )
            editions.append(replace(info, notice=read_notice(folder, number)))
        except EditionProblem as problem:
            problems.append(problem)
    return Catalogue(tuple(editions), tuple(problems))


def inspected(path: Path) -> EditionInfo:
    """What the file says of itself; raises EditionProblem. Looked into once: an edition never changes, and its size
    and time would tell."""
    _must_be_there(path)
    found = path.stat()
    return _inspected(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=256)
def _inspected(path: Path, _changed_at: int, _bytes: int) -> EditionInfo:
    with Edition.open(path) as edition:
        return edition.info


def catalogue(folder: Path) -> tuple[EditionInfo, ...]:
    """The readable editions of a folder, newest first."""
    return survey(folder).editions


def edition_path(folder: Path, number: int) -> Path:
    """Where edition `number` lies."""
    return folder / file_name(number)
