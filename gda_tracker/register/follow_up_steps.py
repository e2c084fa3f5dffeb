"""What is planned for signatories, and what an act of the desk put in the place of what stood: for taking it back."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import polars as pl

from .database import Change
from .follow_up import STEPS
from .readable import Readable

Step = tuple[str, date | None]
"""What is to be done next, and by which day."""

_PLANNED: Final = f"""
WITH {STEPS}
SELECT l.signatory_id, s.next_step, s.next_on
FROM latest l JOIN stands s ON s.row_no = l.row_no
WHERE s.next_step <> '' AND list_contains($ids::VARCHAR[], l.signatory_id)
"""

_ACT: Final = "SELECT actor_id, action, before_json, after_json FROM trail WHERE seq = $seq"

# Whoever wrote what stands now: those of other acts were changed since.
_OFFICER_SINCE: Final = """
SELECT o.signatory_id FROM officer_row o
JOIN (SELECT signatory_id, max(row_no) AS row_no FROM officer_row
      WHERE list_contains($ids::VARCHAR[], signatory_id) GROUP BY signatory_id) n ON n.row_no = o.row_no
WHERE o.trail_seq <> $seq
"""

_STEP_SINCE: Final = f"""
WITH {STEPS}
SELECT l.signatory_id FROM latest l JOIN contact_row c ON c.row_no = l.row_no
WHERE c.trail_seq <> $seq AND list_contains($ids::VARCHAR[], l.signatory_id)
"""


@dataclass(frozen=True, slots=True)
class PastAct:
    """A record of the trail: who did what, what stood before and what came after."""

    actor_id: str
    action: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


def planned(source: Readable, ids: Collection[str]) -> dict[str, Step]:
    """What is planned next for each of these signatories; one for which nothing is planned is left out."""
    rows = source.rows(_PLANNED, {"ids": sorted(ids)})
    return {str(row["signatory_id"]): (str(row["next_step"]), row["next_on"]) for row in rows}


def past_act(source: Readable, seq: int) -> PastAct | None:
    """The record of that number."""
    rows = source.rows(_ACT, {"seq": seq})
    if not rows:
        return None
    before, after = (json.loads(rows[0][name] or "{}") for name in ("before_json", "after_json"))
    return PastAct(rows[0]["actor_id"], rows[0]["action"], before, after)


def officer_changed_since(source: Readable, ids: Collection[str], seq: int) -> frozenset[str]:
    """Those whose officer was set by another act than this one."""
    rows = source.rows(_OFFICER_SINCE, {"ids": sorted(ids), "seq": seq})
    return frozenset(str(row["signatory_id"]) for row in rows)


def step_changed_since(source: Readable, ids: Collection[str], seq: int) -> frozenset[str]:
    """Those whose next step was set, or done, by another act than this one."""
    rows = source.rows(_STEP_SINCE, {"ids": sorted(ids), "seq": seq})
    return frozenset(str(row["signatory_id"]) for row in rows)


def set_officers(change: Change, officers: Mapping[str, str], when: datetime, who: str) -> None:
    """Who looks after each of these signatories from now on; empty for nobody."""
    rows = pl.DataFrame({"signatory_id": list(officers), "person_id": list(officers.values())})
    change.insert_frame("officer_row", rows.with_columns(set_at=pl.lit(when), set_by=pl.lit(who)).to_arrow())


def set_steps(change: Change, kind: str, steps: Mapping[str, Step], when: datetime, who: str) -> None:
    """What is planned for each of these signatories from now on, as a note of that kind; empty for nothing."""
    rows = pl.DataFrame(
        {
            "contact_id": [secrets.token_hex(12) for _ in steps],
            "signatory_id": list(steps),
            "next_step": [step for step, _ in steps.values()],
            "next_on": pl.Series([day for _, day in steps.values()], dtype=pl.Date),
        }
    ).with_columns(
        kind=pl.lit(kind), happened_on=pl.lit(when.date()), note=pl.lit(""), set_at=pl.lit(when), set_by=pl.lit(who)
    )
    change.insert_frame("contact_row", rows.to_arrow())
