"""Homes of five kinds for tests of pages: what a visitor may meet, from nothing to twenty thousand signatories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final

import polars as pl

from gda_tracker import editions, facts
from gda_tracker.domain.importing import ImportPlan
from gda_tracker.domain.permissions import SYSTEM, Actor
from gda_tracker.domain.report import entry_id
from gda_tracker.domain.review import Decision, Verdict
from gda_tracker.domain.statuses import EvidenceLevel, Status
from gda_tracker.facts import DATA
from gda_tracker.register import Register
from gda_tracker.services.editions import Published, publish_edition
from gda_tracker.services.importing import apply_import, plan_import
from gda_tracker.services.registers import create_register
from gda_tracker.services.reviewing import Decided, decide, queue
from tests.real import ftth
from tests.sample_edition import edition_row, write_sample

TODAY: Final = date(2026, 11, 22)
IRENE: Final = Actor("irene", "Irene", frozenset({*SYSTEM.roles}))


def real(home: Path) -> Register:
    """The documented endorsers and one report, reviewed and published, step by step as the command line does it."""
    register = create_register(home / "register.duckdb")
    file = DATA / "documented_endorsements.csv"
    plan = plan_import(register, SYSTEM, file.read_bytes(), file.name)
    assert isinstance(plan, ImportPlan)
    apply_import(register, SYSTEM, plan)
    ftth.submit(register, today=TODAY)
    waiting = {row.item: row.version_id for row in queue(register, IRENE, TODAY)}
    for item, decision in (
        ("O3", Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.OPENED)),
        ("O5", Decision(verdict=Verdict.LOWER, status=Status.PLANNED, reason="No output.")),
        ("O8", Decision(verdict=Verdict.RETURN, reason="Which platform, since when?")),
    ):
        entry = entry_id(ftth.SIGNATORY, ftth.CYCLE, item)
        answer = decide(register, IRENE, entry, waiting[item], decision, datetime(2026, 11, 22, 12))
        assert isinstance(answer, Decided)
    assert isinstance(publish_edition(register, SYSTEM, on=TODAY, folder=home / "editions"), Published)
    return register


def _real(home: Path) -> None:
    real(home).close()


def _demonstration(home: Path) -> None:
    for number, on in ((1, date(2025, 12, 30)), (2, date(2026, 11, 14))):
        write_sample(home / "editions", number=number, signatories=400, on=on)


def _nobody(home: Path) -> None:
    # Publishing refuses an empty register; the file of somebody else may be empty all the same.
    labels = [item.model_dump(include={"code", "kind", "sort", "short", "title"}) for item in facts.items().values()]
    tables = {"edition": edition_row(1, TODAY), "item": pl.DataFrame(labels)}
    editions.write(home / "editions", 1, tables)


def _none(home: Path) -> None:
    (home / "editions").mkdir()


def _twenty_thousand(home: Path) -> None:
    write_sample(home / "editions", signatories=20_000)


EDITIONS: Final[dict[str, Callable[[Path], None]]] = {
    "demonstration": _demonstration,
    "real": _real,
    "nobody": _nobody,
    "none": _none,
    "twenty_thousand": _twenty_thousand,
}
"""Makers of a home's editions by kind: two of a demonstration, a real one of three, an empty one, none, a large one."""
