"""Evidence: a file is kept and attached to an answer, a piece is altered or taken away, a file is read by who may.

The file is brought to the disk before its row is written: after a crash a file without a row is harmless and is
removed later; a row without its file cannot be.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from ..domain.cycles import closed_because
from ..domain.permissions import Action, Actor, permits, require
from ..domain.problems import Problem, Rejected, message
from ..domain.report import Entry, Evidence
from ..editions import Edition
from ..editions.files import shown_by
from ..evidence import Damaged, FileKind, Store, kind_of, look_at
from ..evidence.documents import acts
from ..evidence.kinds import SUFFIXES, stored_name
from ..register import Register, files, link_checks, reports
from ..register.database import utc_now
from ..register.files import StoredFile
from ..register.link_checks import LinkCheck
from .report_view import found
from .saving import Conflict, Saved, save_entry

__all__ = [
    "SUFFIXES",
    "Behind",
    "Damaged",
    "FileKind",
    "LinkCheck",
    "OpenFile",
    "StoredFile",
    "acts",
    "add_file",
    "alter_evidence",
    "attach",
    "attach_file",
    "file_for",
    "look_at",
    "looked_up",
]

_ATTEMPTS: Final = 5
_BUSY: Final = message("Somebody else is saving this answer at the same moment. Try again.")
_GONE: Final = message("This piece of evidence was changed or taken away meanwhile. What stands now is shown.")
_FULL: Final = message("The file could not be kept: the server has no room. Tell the secretariat and try again later.")


@dataclass(frozen=True, slots=True)
class Behind:
    """Of the evidence of one answer: its files by hash, and what was found behind its links, by link."""

    files: Mapping[str, StoredFile]
    links: Mapping[str, LinkCheck]


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file that somebody may read: where it lies, how a download of it is called, and whether everybody may."""

    path: Path
    name: str
    media_type: str
    is_public: bool


def add_file(
    register: Register,
    actor: Actor,
    store_folder: Path,
    signatory_id: str,
    cycle: str,
    data: bytes,
    name: str,
    item: str | None = None,
) -> StoredFile | Rejected:
    """Keep a file for a signatory's report, or for one item of it, which may be lent.

    The same content again gives the file as it was first kept.
    """
    require(actor, Action.EDIT_REPORT, signatory_id, (cycle, item) if item else None)
    known = found(register, signatory_id, cycle)
    if isinstance(known, Rejected):
        return known
    if closed := closed_because(known[1], utc_now().date()):
        return Rejected((closed,))
    kind = look_at(data)
    if isinstance(kind, Rejected):
        return kind
    try:
        sha256 = Store(store_folder).add(data)
    except OSError:
        return Rejected((Problem("file-not-kept", _FULL, column="file"),))
    with register.change(actor) as change:
        if (stored := files.owners_of(change, sha256).get(signatory_id)) is not None:
            return stored
        named, size = stored_name(name, kind), len(data)
        stored = StoredFile(sha256, signatory_id, named, kind.media_type, size, change.now, actor.person_id)
        after = {"sha256": sha256, "name": named, "media_type": kind.media_type, "size_bytes": size}
        change.trail("file.add", f"{signatory_id}/{sha256}", signatory_id=signatory_id, after=after)
        files.add_file(change, [stored])
    return stored


def attach(
    register: Register, actor: Actor, signatory_id: str, cycle: str, item: str, piece: Evidence, now: datetime
) -> Saved | Rejected:
    """Add a piece of evidence to an answer as it stands, whoever wrote it last; the same piece again adds nothing."""

    def with_it(entry: Entry) -> Entry:
        return entry if _has(entry, piece) else entry.model_copy(update={"evidence": (*entry.evidence, piece)})

    return _revise(register, actor, signatory_id, cycle, item, with_it, now)


def attach_file(
    register: Register,
    actor: Actor,
    store_folder: Path,
    signatory_id: str,
    cycle: str,
    item: str,
    piece: Evidence,
    upload: tuple[bytes, str],
    now: datetime,
) -> Saved | Rejected:
    """Keep a file, content and name, and attach it to an answer with the title, page and day of the piece."""
    stored = add_file(register, actor, store_folder, signatory_id, cycle, *upload, item)
    if isinstance(stored, Rejected):
        return stored
    whole = piece.model_copy(update={"file_sha256": stored.sha256, "title": piece.title or stored.name})
    return attach(register, actor, signatory_id, cycle, item, whole, now)


def alter_evidence(
    register: Register,
    actor: Actor,
    signatory_id: str,
    cycle: str,
    item: str,
    piece: Evidence,
    instead: Evidence | None,
    now: datetime,
) -> Saved | Rejected:
    """Put another piece in the place of one, or take it away; refused when it is not there any more."""

    def without_it(entry: Entry) -> Entry | Rejected:
        if piece not in entry.evidence:
            return Rejected.because("evidence-gone", _GONE)
        at = entry.evidence.index(piece)
        rest = (() if instead is None else (instead,)) + entry.evidence[at + 1 :]
        return entry.model_copy(update={"evidence": entry.evidence[:at] + rest})

    return _revise(register, actor, signatory_id, cycle, item, without_it, now)


def looked_up(
    register: Register, actor: Actor, signatory_id: str, cycle: str, item: str, pieces: Collection[Evidence]
) -> Behind:
    """What is known about the files and links of one answer."""
    require(actor, Action.READ_REPORT, signatory_id, (cycle, item))
    wanted = {piece.file_sha256 for piece in pieces if piece.file_sha256}
    known = files.files_of(register, signatory_id) if wanted else {}
    return Behind(
        files={sha256: file for sha256, file in known.items() if sha256 in wanted},
        links=link_checks.newest_checks(register, {piece.url for piece in pieces if piece.url}),
    )


def file_for(
    register: Register | None, actor: Actor, store_folder: Path, sha256: str, newest: Edition | None
) -> OpenFile | None:
    """The file, for those who may read it; None for everybody else, as if there were none.

    Staff, and the people of a signatory that it was uploaded for, read it at once. Everybody reads it once the newest
    edition lists it: its entry was accepted and published, and the reporter had marked it public. A public replica
    (no register) gives what its operator has put beside the editions. Raises Damaged.
    """
    store = Store(store_folder)
    public_for = shown_by(newest, sha256) if newest is not None else frozenset[str]()
    if register is None:
        return _unregistered(store, sha256) if public_for else None
    owners = files.owners_of(register, sha256)
    # Who lists a file that was never uploaded for it has guessed or copied its hash, and publishes nothing by that.
    public = [owners[one] for one in sorted(public_for & owners.keys())]
    own = [file for one, file in owners.items() if permits(actor, Action.READ_REPORT, one)]
    if not own and actor.lent:
        places = [one for one in files.places_of(register, sha256) if one.signatory_id in owners]
        own = [
            owners[one.signatory_id]
            for one in places
            if permits(actor, Action.READ_REPORT, one.signatory_id, (one.cycle, one.item))
        ]
    chosen = next(iter([*public, *own]), None)
    path = store.verified(sha256) if chosen is not None else None
    if chosen is None or path is None:
        return None
    return OpenFile(path, chosen.name, chosen.media_type, is_public=bool(public))


def _unregistered(store: Store, sha256: str) -> OpenFile | None:
    path = store.verified(sha256)
    kind = None if path is None else kind_of(path.read_bytes())
    if path is None or kind is None:
        return None
    return OpenFile(path, f"evidence-{sha256[:12]}{kind.suffixes[0]}", kind.media_type, is_public=True)


def _has(entry: Entry, piece: Evidence) -> bool:
    """Whether the same file, or the same link at the same place, is attached already."""
    if piece.file_sha256 is not None:
        return any(one.file_sha256 == piece.file_sha256 and one.locator == piece.locator for one in entry.evidence)
    return piece in entry.evidence


def _revise(
    register: Register,
    actor: Actor,
    signatory_id: str,
    cycle: str,
    item: str,
    change: Callable[[Entry], Entry | Rejected],
    now: datetime,
) -> Saved | Rejected:
    """Change what stands now and save it on that; anew when somebody else was faster."""
    require(actor, Action.EDIT_REPORT, signatory_id, (cycle, item))
    for _ in range(_ATTEMPTS):
        stored = reports.newest(register, signatory_id, cycle).get(item)
        entry = change(stored.entry if stored else Entry(item=item))
        if isinstance(entry, Rejected):
            return entry
        based_on = stored.version_id if stored else None
        outcome = save_entry(register, actor, signatory_id, cycle, entry, based_on, now)
        if not isinstance(outcome, Conflict):
            return outcome
    return Rejected.because("evidence-busy", _BUSY)
