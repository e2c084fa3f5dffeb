"""Decisions that are not what the trail says was decided: rows changed by somebody with the file in hand."""

from __future__ import annotations

import json
from typing import Any, Final

from .database import Register

_DECISIONS: Final = """
    SELECT v.entry_id, v.version_id, v.decision, v.status, v.evidence, v.reason, v.decided_by,
           t.subject, t.actor_id, t.action, t.after_json
    FROM review_row AS v JOIN trail AS t ON t.seq = v.trail_seq
    WHERE t.action <> $invented
    ORDER BY v.row_no
"""
INVENTED: Final = "demonstration.reports"
"""One record tells of all that a demonstration register was filled with."""


def altered_decisions(register: Register) -> tuple[str, ...]:
    """The entries with a decision that differs from its trail record, in the order of decision."""
    return tuple(str(row["entry_id"]) for row in register.rows(_DECISIONS, {"invented": INVENTED}) if not _is_told(row))


def _is_told(row: dict[str, Any]) -> bool:
    told = json.loads(row["after_json"] or "{}")
    recorded = (row["version_id"], row["decision"], row["status"], row["evidence"], row["reason"])
    return (
        recorded == tuple(told.get(name, "") for name in ("version_id", "verdict", "status", "evidence", "reason"))
        and row["entry_id"] == row["subject"]
        and row["decided_by"] == _decider(row, told)
    )


def _decider(row: dict[str, Any], told: dict[str, Any]) -> object:
    """Who decided by the trail: where an administrator went without a second reader, the one who had read."""
    read = told.get("readings") or [{}]
    return read[0].get("read_by") if row["action"] == "review.waive_second" else row["actor_id"]
