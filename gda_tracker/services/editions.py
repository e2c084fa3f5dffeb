"""Publishing: what a new edition would change, and making it. Administrators' work."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from .. import editions
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..editions import EditionInfo
from ..method import METHOD_VERSION
from ..method.cells import as_counted
from ..method.differences import Cause, Snapshot
from ..register import Register, edition_notices
from ..register.accepting import accepting
from ..register.database import utc_now
from .edition_changes import Changes, changes_between, snapshot
from .edition_checks import blocking, worth_knowing
from .edition_record import info_of, keep_reason, next_number, record_published, record_unrecorded
from .edition_sameness import named, unchanged, wrong_reason
from .edition_tables import Computed, compute, public_tables
from .edition_written import NOTHING, written_since

MOVED: Final = "edition-moved"
"""The rule that what is published was read before."""
_ONE_AT_A_TIME: Final = threading.Lock()
_ONE_PREVIEW: Final = threading.Lock()
_KEPT: Final[list[tuple[tuple[object, ...], Preview]]] = []
"""The last preview, with what it depends on."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an edition of that date would hold and change; `problems` stop it from being published, `warnings` do not.

    `changes` is since `previous`, the last edition that stands; where there is none, everything enters with the
    roster. `cells`, `due_cells`, `verified_cells` are about the new edition. `same_as` is an edition that holds exactly
    the same already: publishing it again needs a reason.
    """

    number: int
    on: date
    previous: EditionInfo | None
    signatories: int
    cells: int
    due_cells: int
    verified_cells: int
    changes: Changes
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...] = ()
    same_as: EditionInfo | None = None
    seen: str = ""
    """Names what was previewed: publishing says it back, so that nothing is published that nobody has read."""

    @property
    def changed_cells(self) -> dict[Cause, int]:
        """By cause, how many cells enter or leave a rate."""
        return self.changes.by_cause


@dataclass(frozen=True, slots=True)
class Published:
    """The edition that is now in force."""

    info: EditionInfo
    file_sha256: str

    @property
    def number(self) -> int:
        """The edition's number."""
        return self.info.number

    @property
    def path(self) -> Path:
        """Where its file lies."""
        return self.info.path


def list_editions(folder: Path) -> tuple[EditionInfo, ...]:
    """The readable editions, newest first; public, so nobody is asked for permission."""
    return editions.catalogue(folder)


def preview_edition(
    register: Register, actor: Actor, *, on: date, folder: Path, evidence: Path | None = None
) -> Preview:
    """What publishing at that date would change and why; changes nothing. `evidence` is the folder of its files.

    The last preview is kept while neither register nor editions change: paging through it computes nothing anew.
    """
    require(actor, Action.PUBLISH)
    found = editions.catalogue(folder)
    known = (id(register), register.trail_head(), on, folder, evidence, found, utc_now().date())
    with _ONE_PREVIEW:
        if _KEPT and _KEPT[0][0] == known:
            return _KEPT[0][1]
        preview = _previewed(register, on, folder, evidence, found)
        _KEPT[:] = [(known, preview)]
        return preview


def _previewed(
    register: Register, on: date, folder: Path, evidence: Path | None, found: tuple[EditionInfo, ...]
) -> Preview:
    previous, standing = next(iter(found), None), next((info for info in found if not info.is_withdrawn), None)
    with accepting(register, on):
        computed = compute(register, on)
        problems = _problems(register, on, previous, computed, evidence)
        after = Snapshot(computed.cells, as_counted(computed.signatories), on)
        written = written_since(register, computed, standing) if standing else NOTHING
        published = snapshot(standing.path) if standing else None
        changes = changes_between(published, after, written, is_demonstration=register.is_demonstration)
        may_be_same = changes.nothing_of_anybody or previous != standing
        same_as = unchanged(register, computed, found) if may_be_same else None
    pooled = computed.rates.filter(
        (pl.col("dimension") == "all") & (pl.col("stakeholder_type") == "all") & (pl.col("additionality") == "any")
    )
    return Preview(
        number=next_number(register, folder),
        on=on,
        previous=standing,
        signatories=computed.signatories.height,
        cells=computed.cells.height,
        due_cells=computed.cells.filter("is_due").height,
        verified_cells=int(pooled["verified"].sum()),
        changes=changes,
        problems=problems,
        warnings=worth_knowing(register, on),
        same_as=same_as,
        seen=named(register, computed),
    )


def publish_edition(
    register: Register,
    actor: Actor,
    *,
    on: date,
    folder: Path,
    evidence: Path | None = None,
    reason: str = "",
    number: int | None = None,
    seen: str = "",
) -> Published | Rejected:
    """Make and publish the edition of that date, or say why not. `evidence` is the folder of its files.

    Where nothing changes, a reason in words is asked for, and kept. `number` is the one that was read about: clicked
    twice, it is published once. `seen` names what was read (`Preview.seen`): nothing else is published.
    The file is complete and synced before its name appears; the register records it afterwards. After a crash
    between the two the file is in force, and the next publication records it.
    """
    require(actor, Action.PUBLISH)
    with _ONE_AT_A_TIME:
        record_unrecorded(register, actor, folder)
        found = editions.catalogue(folder)
        following = next_number(register, folder)
        if number is not None and number != following:
            return _published_already(register, found, number)
        with accepting(register, on):
            computed = compute(register, on)
            problems = _problems(register, on, next(iter(found), None), computed, evidence)
            if not problems and (asked := wrong_reason(unchanged(register, computed, found), reason.strip())):
                problems = (asked,)
            if problems:
                return Rejected(problems)
            if seen and seen != named(register, computed):
                text = message("More has come since you read what changes. Read it again, then publish.")
                return Rejected.because(MOVED, text)
            keep_reason(register, actor, following, reason.strip())
            tables = public_tables(register, computed) | {"edition": _about(register, following, on)}
            path = editions.write(folder, following, tables)
        info = info_of(path)
        digest = record_published(register, actor, "edition.publish", info, reason.strip())
    return Published(info, digest)


def _published_already(register: Register, found: tuple[EditionInfo, ...], number: int) -> Published | Rejected:
    """The edition of that number where it is the last one; anything else was not what somebody read about."""
    known = {row.number: row.file_sha256 for row in edition_notices.publications(register)}
    if found and found[0].number == number and number in known:
        return Published(found[0], known[number])
    text = message("Edition {number} is not the next one any more. Read again what would change, then publish.")
    return Rejected.because("edition-number", text, number=number)


def _problems(
    register: Register, on: date, previous: EditionInfo | None, computed: Computed, evidence: Path | None
) -> tuple[Problem, ...]:
    found = []
    if on > utc_now().date():
        found.append(Problem("edition-in-future", message("An edition cannot be dated in the future.")))
    if previous and on < previous.snapshot_on:
        found.append(
            Problem(
                "edition-before-last",
                message("Edition {number} is of {day}; a new edition cannot be of an earlier day."),
                values={"number": previous.number, "day": previous.snapshot_on.isoformat()},
            )
        )
    if previous and previous.is_demonstration != register.is_demonstration:
        found.append(
            Problem(
                "edition-of-other-kind",
                message("The folder of editions mixes real and demonstration data. Give the register its own folder."),
            )
        )
    if computed.signatories.is_empty():
        found.append(
            Problem("edition-empty", message("There is no signatory yet. Import the list of endorsers first."))
        )
    found += blocking(register, computed, evidence)
    if broken := register.trail_break():
        found.append(
            Problem(
                "edition-trail-broken",
                message("The trail does not hold at record {number}. Run `gda check` and restore a backup."),
                values={"number": broken.seq},
            )
        )
    return tuple(found)


def _about(register: Register, number: int, on: date) -> pl.DataFrame:
    is_demonstration = register.is_demonstration
    return pl.DataFrame(
        {
            "number": [number],
            "published_at": [utc_now()],
            "snapshot_on": [on],
            "method_version": [METHOD_VERSION],
            "schema_version": [editions.SCHEMA_VERSION],
            "is_demonstration": [is_demonstration],
            "trail_head": [register.trail_head()],
            "title": [f"{'Demonstration edition' if is_demonstration else 'Edition'} {number}"],
        }
    )
