"""A real register before a cycle: who is known already, who has an account, an edition of then, a planned cycle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from gda_tracker.domain.declaration import Cycle
from gda_tracker.domain.importing import ImportPlan, KnownSignatory
from gda_tracker.domain.permissions import SYSTEM, Role
from gda_tracker.register import Register, cycles
from gda_tracker.register.signatories import known_signatories
from gda_tracker.services.clock import utc_now
from gda_tracker.services.cycle_planning import set_cycle
from gda_tracker.services.cycles import CycleSet
from gda_tracker.services.editions import Published, publish_edition
from gda_tracker.services.importing import ImportResult, apply_import, plan_import
from gda_tracker.services.people import Added, add_person
from gda_tracker.services.registers import create_register
from tests.doubtful_list import Mixture, as_csv, rows_of

from .acting import PASSWORD

PAVEL: Final = "pavel@itu.example"
IRENE: Final = "irene@itu.example"
INES: Final = "ines@itu.example"
STAFF: Final = (
    (PAVEL, "Pavel", Role.ADMINISTRATOR),
    (IRENE, "Irene", Role.REVIEWER),
    (INES, "Ines", Role.REVIEWER),
)
GOVERNMENTS: Final = (
    "Argentina", "Austria", "Bangladesh", "Barbados", "Brazil", "Canada", "Chile", "Costa Rica", "Ethiopia", "Fiji",
    "Finland", "Ghana", "Indonesia", "Japan", "Kenya", "Malawi", "Nepal", "Norway", "Peru", "Philippines", "Portugal",
    "Rwanda", "Senegal", "Uruguay",
)  # fmt: skip
"""Twenty-four Parties on record; the first twenty report."""
BODIES: Final = 80
REPORTING_GOVERNMENTS: Final = 20
REPORTING_COMPANIES: Final = 10
TODAY: Final = datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of the register before the cycle opens."""

    folder: Path
    cycle: str
    reporters: tuple[str, ...]
    """Who will report: twenty governments, then ten private-sector bodies; each has a focal point."""
    bodies: tuple[KnownSignatory, ...]

    @property
    def register_path(self) -> Path:
        """The private register, which the server holds while it runs."""
        return self.folder / "register.duckdb"

    @property
    def editions(self) -> Path:
        """The public editions."""
        return self.folder / "editions"


def focal_point(signatory_id: str) -> str:
    """The address of a signatory's focal point."""
    return f"desk@{signatory_id}.example"


def prepared(folder: Path) -> Before:
    """A register with 104 signatories, 33 accounts, edition 1 of a month ago and a cycle that opens today."""
    register = create_register(folder / "register.duckdb")
    try:
        _import(register)
        bodies = known_signatories(register)
        reporters = _reporters(bodies)
        _accounts(register, reporters)
        published = publish_edition(register, SYSTEM, on=TODAY - timedelta(days=30), folder=folder / "editions")
        assert isinstance(published, Published), published
        return Before(folder, _planned(register), reporters, bodies)
    finally:
        register.close()


def _import(register: Register) -> None:
    """The first list: two dozen governments, eighty other bodies."""
    others = rows_of((), Mixture(new=BODIES, maybe_same=0, conflicting=0, faulty=0), seed=31)
    states = [(name, "National government", name, "2024-11-16", "letter", "") for name in GOVERNMENTS]
    plan = plan_import(register, SYSTEM, as_csv([*states, *others]), "first.csv")
    assert isinstance(plan, ImportPlan), plan
    made = apply_import(register, SYSTEM, plan)
    assert isinstance(made, ImportResult), made
    assert made.added == len(GOVERNMENTS) + BODIES


def _reporters(bodies: tuple[KnownSignatory, ...]) -> tuple[str, ...]:
    by_name = {one.name: one.signatory_id for one in bodies}
    companies = sorted(one.signatory_id for one in bodies if one.stakeholder_type == "private_sector")
    states = [by_name[name] for name in GOVERNMENTS[:REPORTING_GOVERNMENTS]]
    return (*states, *companies[:REPORTING_COMPANIES])


def _accounts(register: Register, reporters: tuple[str, ...]) -> None:
    """Staff and the first focal point have passwords; the other focal points were invited."""
    for email, name, role in STAFF:
        assert isinstance(add_person(register, SYSTEM, email, name, {role}, password=PASSWORD), Added)
    for place, signatory_id in enumerate(reporters):
        password = None if place else PASSWORD
        name, about = f"Desk of {signatory_id}", {signatory_id}
        made = add_person(register, SYSTEM, focal_point(signatory_id), name, {Role.FOCAL_POINT}, about, password)
        assert isinstance(made, Added), made


def _planned(register: Register) -> str:
    """A cycle planned a month ago that opens today and is due in three weeks, after the one that came before."""
    last = [one for one in cycles.cycles(register) if one.opens_on < TODAY][-1]
    cycle = Cycle(
        code=f"{last.code[:4]}b", cop="COP31b", place="Geneva", opens_on=TODAY,
        due_on=TODAY + timedelta(days=21), closes_on=TODAY + timedelta(days=60),
    )  # fmt: skip
    made = set_cycle(register, SYSTEM, cycle, utc_now() - timedelta(days=30), is_meant=True)
    assert isinstance(made, CycleSet), made
    return cycle.code
