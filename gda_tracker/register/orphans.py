"""Rows without their trail record: what is left when somebody cuts the end of the trail, which no chain shows."""

from __future__ import annotations

from .database import APPEND_ONLY, Register


def orphans(register: Register) -> dict[str, int]:
    """How many rows of each append-only table name a trail record that is not there; whole tables are left out."""
    found = {
        table: int(
            register.rows(
                # Table names come from our own list.
                f"SELECT count(*) AS n FROM {table} WHERE trail_seq NOT IN (SELECT seq FROM trail)"
            )[0]["n"]
        )
        for table in sorted(APPEND_ONLY)
    }
    return {table: count for table, count in found.items() if count}
