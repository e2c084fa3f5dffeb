"""The demonstration register: invented, seeded, marked, and never to be turned into a real one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

import pyarrow as pa

from ...domain.declaration import Cycle
from ...domain.indicators import Indicator, of_item
from ...domain.permissions import SYSTEM, Role
from ...facts import applicability, countries, cycles, indicators, items
from ...register import Register
from ..editions import publish_edition
from ..people import DEMONSTRATION_PASSWORD, add_person
from .answers import Setting, invent
from .following import fill_follow_up
from .giving import statement
from .kept import keep_invented_facts
from .listing import bring_invented_list
from .mapped import mapped
from .names import Body, invented
from .read_twice import read_twice
from .reminded import send_invented_reminders
from .rows import Rows

PASSWORD: Final = DEMONSTRATION_PASSWORD
"""Shown on the sign-in page of a demonstration register; it opens nothing real."""
ACCOUNTS: Final = (
    ("amina@kenya.example", "Amina", Role.FOCAL_POINT, ("kenya",)),
    ("tomasi@fiji.example", "Tomasi", Role.FOCAL_POINT, ("fiji",)),
    ("irene@itu.example", "Irene", Role.REVIEWER, ()),
    ("ines@itu.example", "Ines", Role.REVIEWER, ()),
    ("pavel@itu.example", "Pavel", Role.ADMINISTRATOR, ()),
)
BASELINE: Final = Cycle(
    code="2024", cop="COP29", place="Baku",
    opens_on=date(2024, 11, 18), due_on=date(2025, 2, 14), closes_on=date(2025, 3, 31),
)  # fmt: skip
"""An invented first round, so that the demonstration shows three cycles; a real register has none."""
MOST_CYCLES: Final = 3
Progress = Callable[[str, int, int], None]
"""What is going on, how much of it is done, out of how much."""

_SCHEMAS: Final[dict[str, dict[str, pa.DataType]]] = {
    "submission_row": {"submitted_at": pa.timestamp("us")},
    "entry_row": {
        "claimed": pa.int16(), "off_scale": pa.string(), "reason_code": pa.string(), "reason": pa.string(),
        "as_of": pa.date32(), "narrative": pa.string(), "elements": pa.string(),
    },
    "evidence_row": {"ordinal": pa.int16(), "locator": pa.string(), "dated_on": pa.date32()},
    "review_row": {"status": pa.int16(), "evidence": pa.int16(), "reason": pa.string()},
    "practice_row": {"url": pa.string()},
    "measure_row": {
        "ordinal": pa.int16(), "ends_on": pa.date32(), "budget_amount": pa.int64(), "budget_currency": pa.string(),
    },
    "indicator_row": {"ordinal": pa.int16(), "year": pa.int16(), "baseline_year": pa.int16(), "value": pa.float64()},
    "entry_extra_row": {"partners": pa.string()},
}  # fmt: skip


def create(
    path: Path,
    editions_folder: Path,
    *,
    signatories: int = 2000,
    cycle_count: int = MOST_CYCLES,
    seed: int = 29,
    today: date,
    progress: Progress = lambda what, done, total: None,
) -> Register:
    """A demonstration register and one edition a cycle, the same for the same numbers and day."""
    shown = _cycles(today)[-cycle_count:]
    rng = Random(seed)
    bodies = invented(signatories, countries(), rng, today)
    register = Register.create(path, is_demonstration=True)
    _insert_bodies(register, bodies, shown)
    cast = frozenset(signatory_id for _, _, _, for_signatories in ACCOUNTS for signatory_id in for_signatories)
    setting = Setting(
        tuple(items().values()), applicability(), shown, today, cast - {"fiji"}, _catalogue(), always_report=cast
    )
    _insert_answers(register, bodies, setting, rng, progress)
    for email, name, role, for_signatories in ACCOUNTS:
        add_person(register, SYSTEM, email, name, {role}, set(for_signatories), password=PASSWORD)
    _insert_mappings(register, bodies, shown)
    read_twice(register, today)
    for number, on in enumerate(_edition_days(shown, today), start=1):
        progress("editions", number - 1, len(shown))
        publish_edition(register, SYSTEM, on=on, folder=editions_folder)
    progress("editions", len(shown), len(shown))
    keep_invented_facts(register, [body.signatory_id for body in bodies], today)
    fill_follow_up(register, [body.signatory_id for body in bodies], shown, today)
    send_invented_reminders(register, shown, today)
    bring_invented_list(register, path.parent / "imports")
    return register


def _cycles(today: date) -> list[Cycle]:
    return [cycle for cycle in (BASELINE, *cycles()) if cycle.opens_on <= today]


def _edition_days(shown: Sequence[Cycle], today: date) -> list[date]:
    return [min(cycle.closes_on, today) for cycle in shown]


def _insert_bodies(register: Register, bodies: Sequence[Body], shown: Sequence[Cycle]) -> None:
    with register.change(SYSTEM) as change:
        change.trail("cycle.set", "cycles", after={"cycles": [cycle.code for cycle in shown]})
        known = {cycle.code for cycle in cycles()}
        for cycle in (*cycles(), *(cycle for cycle in shown if cycle.code not in known)):
            change.insert("cycle_row", cycle.model_dump())
        change.trail("demonstration.signatories", "signatories", after={"count": len(bodies)})
        change.insert_frame("signatory_row", pa.Table.from_pylist([_signatory(body) for body in bodies]))
        change.insert_frame("endorsement_row", pa.Table.from_pylist([_endorsement(body) for body in bodies]))


def _signatory(body: Body) -> dict[str, Any]:
    return {
        "signatory_id": body.signatory_id,
        "name": body.name,
        "stakeholder_type": body.stakeholder_type.value,
        "iso3": body.iso3,
    }


def _endorsement(body: Body) -> dict[str, Any]:
    return {
        "endorsement_id": f"{body.signatory_id}/1",
        "signatory_id": body.signatory_id,
        "endorsed_on": body.endorsed_on,
        "channel": body.channel,
        "additional_statement": statement(body),
        "withdrawn_on": body.withdrawn_on,
        "source_title": "Demonstration data – not real reports",
    }


def _catalogue() -> dict[str, tuple[Indicator, ...]]:
    known = indicators()
    return {code: of_item(known, code) for code in items()}


def _insert_mappings(register: Register, bodies: Sequence[Body], shown: Sequence[Cycle]) -> None:
    """Most statements were read by somebody; Kenya's is left for its focal point to try."""
    tomasi = register.rows("SELECT person_id FROM person WHERE email = $email", {"email": ACCOUNTS[1][0]})
    confirmers = {"fiji": str(tomasi[0]["person_id"])}
    rows = mapped(bodies, items(), applicability(), shown[0], confirmers)
    if not rows:
        return
    with register.change(SYSTEM) as change:
        change.trail("demonstration.mappings", "mappings", after={"count": len(rows)})
        change.insert_frame("mapping_row", pa.Table.from_pylist(rows))


def _insert_answers(
    register: Register, bodies: Sequence[Body], setting: Setting, rng: Random, progress: Progress
) -> None:
    gathered = Rows()
    for done, rows in enumerate(invent(bodies, setting, rng), start=1):
        for table in fields(Rows):
            getattr(gathered, table.name).extend(getattr(rows, table.name))
        if done % 100 == 0 or done == len(bodies):
            progress("reports", done, len(bodies))
    # A register is appended to in the order of time: of two answers the one that came later is the later row.
    gathered.entry_row.sort(key=lambda row: row["saved_at"])
    with register.change(SYSTEM) as change:
        change.trail("demonstration.reports", "reports", after={"entries": len(gathered.entry_row)})
        for table in fields(Rows):
            rows_of_table = getattr(gathered, table.name)
            if rows_of_table:
                change.insert_frame(table.name, _frame(table.name, rows_of_table))


def _frame(table: str, rows: list[dict[str, Any]]) -> pa.Table:
    kinds = _SCHEMAS[table]
    names = list(rows[0])
    return pa.table({name: pa.array([row.get(name) for row in rows], type=kinds.get(name)) for name in names})
