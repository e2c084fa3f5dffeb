"""Withdrawing an edition with a notice, and taking that back. The edition's file stays as it is, and can be cited.

The register holds what was decided; the notice beside the edition follows it, so that everybody who reads editions
alone sees it. Where a crash came between the two, `settle_notices` writes what is missing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from .. import editions
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Problem, Rejected, message
from ..editions import EditionInfo, EditionNotice
from ..register import Register
from ..register.edition_notices import NoticeRow, Publication, add_notice, newest_notice, notices, publications

LONGEST_NOTICE: Final = 2000
"""Letters; it stands on every page of the edition."""


@dataclass(frozen=True, slots=True)
class ListedEdition:
    """One edition as the desk lists it; `info` is None where its file is missing or cannot be read."""

    number: int
    info: EditionInfo | None
    publication: Publication | None
    """None: the file lies there, but the register does not know it."""
    acts: tuple[NoticeRow, ...]

    @property
    def is_withdrawn(self) -> bool:
        """Whether it no longer stands."""
        return bool(self.acts) and self.acts[0].is_withdrawn


@dataclass(frozen=True, slots=True)
class Noticed:
    """What now holds of an edition; `is_new` is false where it held already, and nothing was written."""

    row: NoticeRow
    is_new: bool


def editions_of(register: Register, actor: Actor, folder: Path) -> tuple[ListedEdition, ...]:
    """Every edition that lies there or was ever recorded, newest first, with what was said of it since."""
    require(actor, Action.PUBLISH)
    known = {row.number: row for row in publications(register)}
    infos = {info.number: info for info in editions.catalogue(folder)}
    acts = notices(register)
    return tuple(
        ListedEdition(number, infos.get(number), known.get(number), tuple(act for act in acts if act.number == number))
        for number in sorted({*known, *infos}, reverse=True)
    )


def withdraw_edition(register: Register, actor: Actor, number: int, notice: str, *, folder: Path) -> Noticed | Rejected:
    """Say on every page of an edition that it no longer stands, and why; the newest other one is shown by default."""
    require(actor, Action.PUBLISH)
    return _said(register, actor, number, notice.strip(), folder, is_withdrawn=True)


def reinstate_edition(
    register: Register, actor: Actor, number: int, reason: str, *, folder: Path
) -> Noticed | Rejected:
    """Take a withdrawal back: the edition stands again, and its pages no longer say otherwise."""
    require(actor, Action.PUBLISH)
    return _said(register, actor, number, reason.strip(), folder, is_withdrawn=False)


def settle_notices(register: Register, folder: Path) -> tuple[int, ...]:
    """Write the notices that the register holds and the folder does not; the numbers of the editions concerned."""
    wrong: list[int] = []
    seen: set[int] = set()
    for row in notices(register):
        if row.number in seen or not editions.edition_path(folder, row.number).is_file():
            continue
        seen.add(row.number)
        if editions.read_notice(folder, row.number) != _public(row):
            editions.write_notice(folder, _public(row))
            wrong.append(row.number)
    return tuple(wrong)


def _said(
    register: Register, actor: Actor, number: int, words: str, folder: Path, *, is_withdrawn: bool
) -> Noticed | Rejected:
    known = {row.number for row in publications(register)}
    if number not in known or not editions.edition_path(folder, number).is_file():
        text = message("The register knows no edition {number} whose file lies there. Choose one from the list.")
        return Rejected((Problem("edition-unknown", text, values={"number": number}),))
    if problem := _wrong_words(words, is_withdrawn=is_withdrawn):
        return Rejected((problem,))
    with register.change(actor) as change:
        before = newest_notice(change, number)
        holds = before is not None and before.is_withdrawn
        row = NoticeRow(number, is_withdrawn, words, change.now, actor.person_id)
        if holds != is_withdrawn:
            action = "edition.withdraw" if is_withdrawn else "edition.reinstate"
            after = {"is_withdrawn": is_withdrawn, "notice" if is_withdrawn else "reason": words}
            change.trail(action, f"edition/{number}", before={"is_withdrawn": holds}, after=after)
            add_notice(change, row)
    settle_notices(register, folder)
    return Noticed(row if before is None or holds != is_withdrawn else before, is_new=holds != is_withdrawn)


def _wrong_words(words: str, *, is_withdrawn: bool) -> Problem | None:
    if not words and is_withdrawn:
        return Problem("edition-notice", message("Write the notice: what is wrong with the edition, in plain words."))
    if not words:
        return Problem("edition-reason", message("Give the reason why the edition stands again."))
    if len(words) > LONGEST_NOTICE:
        text = message("The notice has {length} letters; at most {most} fit on the pages of the edition.")
        return Problem("edition-notice-long", text, values={"length": len(words), "most": LONGEST_NOTICE})
    return None


def _public(row: NoticeRow) -> EditionNotice:
    """What the public reads: not who, and of an undoing not why."""
    return EditionNotice(row.number, row.is_withdrawn, row.notice if row.is_withdrawn else "", row.set_at.date())
