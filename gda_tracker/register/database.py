"""The register's file: opening, migrations, reading, and changes that carry their trail."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import duckdb
import pyarrow as pa

from ..domain.permissions import SYSTEM, Actor
from ..domain.problems import message
from ..domain.trail import FIRST_HASH, ChainBreak, TrailRecord, canonical, first_break, hash_of
from .connecting import RegisterProblem, connect

MIGRATIONS: Final = Path(__file__).parent / "migrations"
APPEND_ONLY: Final = frozenset(
    """register_info person_row role_row password_row invitation_row session_row sign_in_failure signatory_row
    endorsement_row cycle_row submission_row entry_row evidence_row review_row reply_row practice_row
    publication measure_row indicator_row entry_extra_row file_row lending_row suggestion_row warning_row
    mail_row mail_state_row mapping_row link_check_row person_language_row merge_row nomination_row
    reported_total_row import_row import_decision_row import_made_row removal_row cycle_form_row cycle_state_row
    extension_row officer_row contact_row saved_view_row reminder_row reminder_words_row unsubscribed_row
    calendar_row assignment_row reading_row audit_row audit_claim_row edition_notice_row operation_row
    import_column_row mission_row unsubscribe_link_row cycle_removal_row""".split()
)


def utc_now() -> datetime:
    """Now, in UTC, as the register's TIMESTAMP columns hold it: without a zone, to the microsecond."""
    return datetime.now(UTC).replace(tzinfo=None)


class Register:
    """One writer's hold on the register. Reads use a cursor per thread, changes one lock."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, path: Path | None) -> None:
        self._connection = connection
        self._write_lock = threading.RLock()
        self._local = threading.local()
        self.path = path

    @classmethod
    def create(cls, path: Path | None, *, is_demonstration: bool) -> Register:
        """A new, empty register; `None` is one in memory. It keeps its kind for good."""
        if path is not None:
            if path.exists():
                raise RegisterProblem(
                    message("There is already a register at {path}. Choose another GDA_HOME."), path=path
                )
            path.parent.mkdir(parents=True, exist_ok=True)
        register = cls(connect(path), path)
        register._migrate()
        with register.change(SYSTEM) as change:
            change.trail("register.create", "register", after={"is_demonstration": is_demonstration})
            change.insert("register_info", {"is_demonstration": is_demonstration, "created_at": change.now})
        return register

    @classmethod
    def open(cls, path: Path) -> Register:
        """The register at that path, migrated to this version; raises RegisterProblem with a sentence."""
        if not path.exists():
            raise RegisterProblem(
                message("There is no register at {path}. Create one with `gda init` or `gda demo`."), path=path
            )
        register = cls(connect(path), path)
        try:
            register._migrate()
        except BaseException:
            register.close()
            raise
        return register

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """This thread's cursor, for reading."""
        cursor = getattr(self._local, "cursor", None)
        if cursor is None:
            cursor = self._local.cursor = self._connection.cursor()
        return cursor

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
        """The rows of a query with `$name` parameters, as dictionaries by column."""
        result = self.cursor().execute(sql, dict(parameters or {}))
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def frame(self, sql: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
        """The rows of a query as an Arrow table."""
        return self.cursor().sql(sql, params=dict(parameters or {})).to_arrow_table()

    @contextmanager
    def change(self, actor: Actor) -> Iterator[Change]:
        """One transaction under the write lock; everything or nothing, the trail included."""
        with self._write_lock:
            cursor = self._connection.cursor()
            cursor.execute("BEGIN TRANSACTION")
            try:
                change = Change(cursor, actor)
                yield change
                change._close()
                cursor.execute("COMMIT")
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            finally:
                cursor.close()

    @property
    def is_demonstration(self) -> bool:
        """Whether the register holds invented reports."""
        # A result that is not read to its end would keep the cursor busy.
        rows = self.rows("SELECT is_demonstration FROM register_info")
        return bool(rows and rows[0]["is_demonstration"])

    def trail(self) -> Iterator[TrailRecord]:
        """Every trail record in order."""
        cursor = self._connection.cursor()
        result = cursor.execute(
            """SELECT seq, recorded_at, actor_id, action, subject, signatory_id, before_json, after_json,
                      previous_hash, hash FROM trail ORDER BY seq"""
        )
        while batch := result.fetchmany(2000):
            for row in batch:
                yield TrailRecord(*row)
        cursor.close()

    def trail_break(self) -> ChainBreak | None:
        """Where the chain breaks, or None when it holds."""
        return first_break(self.trail())

    def trail_head(self) -> str:
        """The hash of the newest trail record."""
        rows = self.rows("SELECT hash FROM trail ORDER BY seq DESC LIMIT 1")
        return str(rows[0]["hash"]) if rows else FIRST_HASH

    def _migrate(self) -> None:
        files = sorted(MIGRATIONS.glob("[0-9]*.sql"))
        done = _applied(self._connection)
        if done > len(files):
            raise RegisterProblem(
                message(
                    "This register was written by a newer version of the tracker (schema {found}, this one knows "
                    "{known}). Start the newer version; nothing was changed."
                ),
                found=done,
                known=len(files),
            )
        for number, file in enumerate(files[done:], start=done + 1):
            self._connection.execute("BEGIN TRANSACTION")
            self._connection.execute(file.read_text(encoding="utf-8"))
            self._connection.execute("INSERT INTO migration VALUES ($1, $2, $3)", [number, file.name, utc_now()])
            self._connection.execute("COMMIT")


class Change:
    """What one act inserts. A row can only be written once its trail record is."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, actor: Actor) -> None:
        self._cursor = cursor
        self._actor = actor
        self._seq = 0
        self.now = utc_now()

    def trail(
        self,
        action: str,
        subject: str,
        *,
        signatory_id: str | None = None,
        before: Mapping[str, object] | None = None,
        after: Mapping[str, object] | None = None,
    ) -> int:
        """Record the act; the rows inserted after it carry its number, which is returned."""
        last = self._cursor.execute("SELECT seq, hash FROM trail ORDER BY seq DESC LIMIT 1").fetchone()
        seq, previous = (int(last[0]) + 1, str(last[1])) if last else (1, FIRST_HASH)
        record = TrailRecord(
            seq, self.now, self._actor.person_id, action, subject, signatory_id,
            canonical(before), canonical(after), previous, "",
        )  # fmt: skip
        record = replace(record, hash=hash_of(record))
        self._cursor.execute(
            "INSERT INTO trail VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            [
                record.seq, record.recorded_at, record.actor_id, record.action, record.subject,
                record.signatory_id, record.before_json, record.after_json, record.previous_hash, record.hash,
            ],
        )  # fmt: skip
        self._seq = seq
        return seq

    def insert(self, table: str, row: Mapping[str, object]) -> None:
        """Insert one row of an append-only table; `trail_seq` and `row_no` are filled in."""
        columns = [*row, "trail_seq"]
        _known(table, columns)
        marks = ", ".join(f"${n}" for n in range(1, len(columns) + 1))
        self._cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", [*row.values(), self._require_trail()]
        )

    def insert_frame(self, table: str, rows: pa.Table) -> None:
        """Insert many rows at once through Arrow; `trail_seq` and `row_no` are filled in."""
        columns = list(rows.column_names)
        _known(table, columns)
        self._cursor.register("arriving", rows)
        self._cursor.execute(
            f"INSERT INTO {table} ({', '.join(columns)}, trail_seq) SELECT {', '.join(columns)}, $1 FROM arriving",
            [self._require_trail()],
        )
        self._cursor.unregister("arriving")

    def rows(self, sql: str, parameters: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
        """Read inside the transaction, its own rows included."""
        result = self._cursor.execute(sql, dict(parameters or {}))
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def _require_trail(self) -> int:
        if not self._seq:
            raise RuntimeError("A row was to be written before its trail record.")
        return self._seq

    def _close(self) -> None:
        self._seq = 0


def _known(table: str, columns: list[str]) -> None:
    # Names come from our own code, never from input; this keeps it so.
    if table not in APPEND_ONLY or not all(name.isidentifier() for name in columns):
        raise ValueError(f"{table} is no table that rows are added to with columns {columns}.")


def _applied(connection: duckdb.DuckDBPyConnection) -> int:
    connection.execute(
        "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TIMESTAMP)"
    )
    row = connection.execute("SELECT coalesce(max(number), 0) FROM migration").fetchone()
    return int(row[0]) if row else 0
