"""A notice beside an edition: that it was withdrawn, why and when. The edition's own file never changes.

It lies beside the edition, such as `0002.notice.json`, so that whoever copies the folder copies it too. A withdrawal
that was taken back leaves the file with `is_withdrawn` false: a copy that never deletes anything follows as well.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from .writing import file_name, sync

_LARGEST_BYTES: Final = 64 * 1024
_FOR_EVERYBODY: Final = 0o644


@dataclass(frozen=True, slots=True)
class EditionNotice:
    """What is said of an edition since its publication; `notice` is the secretariat's words, in their language.

    An empty `notice` of a withdrawn edition means that the file beside it cannot be read: it counts as withdrawn,
    because somebody wanted something said of it.
    """

    number: int
    is_withdrawn: bool
    notice: str
    set_on: date | None


def notice_path(folder: Path, number: int) -> Path:
    """Where the notice about edition `number` lies, if there is one."""
    return folder / f"{Path(file_name(number)).stem}.notice.json"


def read_notice(folder: Path, number: int) -> EditionNotice | None:
    """What is said of an edition; None when nothing ever was."""
    path = notice_path(folder, number)
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError:
        return EditionNotice(number, is_withdrawn=True, notice="", set_on=None)
    return _understood(content, number) or EditionNotice(number, is_withdrawn=True, notice="", set_on=None)


def write_notice(folder: Path, notice: EditionNotice) -> Path:
    """Put the notice beside its edition in one step: readers see the old one or the new one, whole."""
    path = notice_path(folder, notice.number)
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(_told(notice))
    part.chmod(_FOR_EVERYBODY)
    sync(part)
    part.replace(path)
    sync(folder)
    return path


def _told(notice: EditionNotice) -> bytes:
    said = {
        "edition": notice.number,
        "is_withdrawn": notice.is_withdrawn,
        "notice": notice.notice,
        "set_on": notice.set_on.isoformat() if notice.set_on else None,
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def _understood(content: bytes, number: int) -> EditionNotice | None:
    if len(content) > _LARGEST_BYTES:
        return None
    try:
        said = json.loads(content)
        is_withdrawn, words = said["is_withdrawn"], said["notice"]
        set_on = date.fromisoformat(said["set_on"]) if said["set_on"] else None
        is_sound = said["edition"] == number and isinstance(is_withdrawn, bool) and isinstance(words, str)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return EditionNotice(number, is_withdrawn, words, set_on) if is_sound else None
