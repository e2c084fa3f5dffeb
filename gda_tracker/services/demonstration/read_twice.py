"""Invented readings of two reviewers, and one audit that has begun, so that both can be seen."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Final

import pyarrow as pa

from ...domain.permissions import SYSTEM, Actor, Role
from ...register import Register
from ..auditing import AuditView, Drawn, Outcome, audit_of, draw

READ_BY_TWO: Final = 48
"""So many decided answers were read by two, as if they had been drawn."""
DIFFERED: Final = 5
WAITING: Final = 4
DRAWN: Final = 30
READ: Final = 22
_DECIDED: Final = """
SELECT r.version_id, r.entry_id, r.signatory_id, r.decision, r.status, r.evidence, r.reason, r.decided_at
FROM review r
JOIN entry_row e ON e.version_id = r.version_id AND e.is_submitted
WHERE r.decision IN ('confirm', 'lower') ORDER BY e.cycle DESC, r.version_id LIMIT $most
"""
_SUSTAINED: Final = """
SELECT e.version_id, e.entry_id, e.signatory_id FROM entry_row e
WHERE e.claimed = 4 AND e.is_submitted AND e.version_id IN (SELECT version_id FROM evidence_row)
  AND e.version_id NOT IN (SELECT version_id FROM review_row) AND e.cycle = (SELECT max(cycle) FROM entry_row)
ORDER BY e.version_id LIMIT $most
"""
_PEOPLE: Final = (
    "SELECT person_id FROM person WHERE email IN ('irene@itu.example', 'ines@itu.example') ORDER BY email DESC"
)


def read_twice(register: Register, today: date) -> None:
    """Two readings of some decided answers, the first of some that wait, and a sample of which most is read."""
    readers = [str(row["person_id"]) for row in register.rows(_PEOPLE)]
    decided, waiting = register.rows(_DECIDED, {"most": READ_BY_TWO}), register.rows(_SUSTAINED, {"most": WAITING})
    if len(readers) < 2 or not decided:
        return
    at_noon = datetime.combine(today - timedelta(days=9), time(12))
    # Before the decision that came of them: a reading after it would have the answer wait again.
    rows = [_reading(row, reader, row["decided_at"] - timedelta(hours=1)) for row in decided for reader in readers]
    for row in rows[1 : 2 * DIFFERED : 2]:
        row |= {"decision": "lower", "status": 1, "reason": "Invented for the demonstration."}
    found = {"decision": "confirm", "status": 4, "evidence": 3, "reason": None}
    rows += [_reading({**row, **found}, readers[1], at_noon) for row in waiting]
    with register.change(SYSTEM) as change:
        change.trail("demonstration.readings", "readings", after={"count": len(rows)})
        change.insert_frame("reading_row", _frame(rows))
    _audit(register, Actor(readers[0], "Irene", frozenset({Role.REVIEWER})), str(today.year))


def _audit(register: Register, irene: Actor, cycle: str) -> None:
    made = draw(register, irene, cycle, DRAWN, 29)
    view = audit_of(register, irene, made.audit.audit_id) if isinstance(made, Drawn) else None
    if not isinstance(view, AuditView):
        return
    rng = Random(29)
    names = ("version_id", "entry_id", "signatory_id", "ordinal")
    rows: list[dict[str, Any]] = []
    for claim in view.claims[:READ]:
        outcome = rng.choices(list(Outcome), (70, 22, 8))[0]
        shows = rng.randint(0, claim.claimed - 1) if outcome is Outcome.OVER_CLAIMED else None
        row = {name: getattr(claim, name) for name in names}
        rows.append({**row, "audit_id": view.audit.audit_id, "outcome": outcome.value, "status": shows,
                     "note": "Invented for the demonstration."})  # fmt: skip
    with register.change(irene) as change:
        change.trail("demonstration.audit", view.audit.audit_id, after={"count": len(rows)})
        for row in rows:
            change.insert("audit_claim_row", {**row, "set_at": change.now, "set_by": irene.person_id})


def _reading(row: dict[str, Any], reader: str, when: datetime) -> dict[str, Any]:
    names = ("version_id", "entry_id", "signatory_id", "decision", "status", "evidence", "reason")
    return {**{name: row[name] for name in names}, "reason_code": None, "read_at": when, "read_by": reader}


def _frame(rows: list[dict[str, Any]]) -> pa.Table:
    kinds = {"status": pa.int16(), "evidence": pa.int16(), "reason": pa.string(), "reason_code": pa.string(),
             "read_at": pa.timestamp("us")}  # fmt: skip
    return pa.table({name: pa.array([row[name] for row in rows], type=kinds.get(name)) for name in rows[0]})
