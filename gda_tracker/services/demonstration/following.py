"""Invented follow-up: cycles with their frozen forms, officers, contacts, next steps, later due days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Final

import pyarrow as pa

from ... import facts
from ...domain.asked import form_now
from ...domain.cycles import state_on
from ...domain.declaration import Cycle, CycleState
from ...domain.permissions import SYSTEM
from ...register import Change, Register, cycles

_SAID: Final = (
    ("call", "The ministry will send the report after its council has met.", "Ask for the report"),
    ("email", "Sent the form again; the old focal point has left.", "Ask for a new nomination"),
    ("meeting", "Spoke in the margins of a study group about the e-waste items.", "Send the examples"),
    ("letter", "Letter to the permanent mission, with the list of open items.", "Call the mission"),
    ("mission", "The mission has passed the letter on to the capital.", None),
    ("other", "Met at a workshop; interested in the data-centre indicators.", "Send the indicator list"),
)
_REASONS: Final = ("A change of government", "A flood in the capital", "The focal point was newly named")


def fill_follow_up(register: Register, ids: Sequence[str], shown: Sequence[Cycle], today: date) -> None:
    """What the desk did about these signatories; the same for the same ones and day."""
    rng = Random(31)
    with register.change(SYSTEM) as change:
        change.trail("demonstration.follow_up", "follow-up", after={"signatories": len(ids)})
        _open(change, shown, today)
        officers = [
            str(row["person_id"])
            for row in change.rows("SELECT person_id FROM person WHERE email LIKE '%@itu.example' ORDER BY email")
        ]
        looked_after = rng.sample(list(ids), len(ids) // 3)
        change.insert_frame("officer_row", _officers(looked_after, officers, today, rng))
        change.insert_frame("contact_row", _contacts(rng.sample(list(ids), len(ids) // 4), officers, today, rng))
        newest = shown[-1]
        if state_on(newest, today) is CycleState.OPEN:
            _extend(change, rng.sample(list(ids), min(3, len(ids))), newest, today, officers[-1])


def _open(change: Change, shown: Sequence[Cycle], today: date) -> None:
    form = form_now(facts.items(), facts.indicators())
    for cycle in shown:
        when = datetime.combine(cycle.opens_on, time(8))
        cycles.add_state(change, cycle.code, CycleState.OPEN, "", when, SYSTEM.person_id)
        cycles.add_form(change, cycle.code, form, when)


def _officers(ids: Sequence[str], officers: Sequence[str], today: date, rng: Random) -> pa.Table:
    when = datetime.combine(today - timedelta(days=90), time(9))
    return pa.Table.from_pylist(
        [{"signatory_id": one, "person_id": rng.choice(officers), "set_at": when, "set_by": "system"} for one in ids]
    )


def _contacts(ids: Sequence[str], officers: Sequence[str], today: date, rng: Random) -> pa.Table:
    rows: list[dict[str, Any]] = []
    for number, one in enumerate(ids):
        kind, note, step = rng.choice(_SAID)
        day = today - timedelta(days=rng.randint(1, 160))
        rows.append(
            {
                "contact_id": f"demonstration-{number}",
                "signatory_id": one,
                "kind": kind,
                "happened_on": day,
                "note": note,
                "next_step": step,
                "next_on": day + timedelta(days=rng.choice((30, 60, 120))) if step else None,
                "set_at": datetime.combine(day, time(15)),
                "set_by": rng.choice(officers),
            }
        )
    return pa.Table.from_pylist(sorted(rows, key=lambda row: row["set_at"]))


def _extend(change: Change, ids: Sequence[str], cycle: Cycle, today: date, who: str) -> None:
    due_on = max(cycle.due_on, today) + timedelta(days=21)
    for one, reason in zip(ids, _REASONS, strict=False):
        when = datetime.combine(today - timedelta(days=4), time(11))
        cycles.add_extension(change, (one, cycle.code), due_on, reason, when, who, is_given=True)
