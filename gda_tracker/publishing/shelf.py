"""The editions at hand: found once, opened once, shared by every thread of the process."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

from ..editions import Catalogue, Edition, EditionInfo, EditionProblem, survey

_MOST_OPEN: Final = 8
_LOG: Final = logging.getLogger(__name__)


class Shelf:
    """A folder of editions. The list follows the folder; up to eight editions stay open."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._seen_at: int | None = None
        self._found = Catalogue((), ())
        self._logged: set[str] = set()
        self._open: OrderedDict[Path, Edition] = OrderedDict()

    def editions(self) -> tuple[EditionInfo, ...]:
        """Every readable edition, newest first; empty when there is none yet."""
        return self._catalogue().editions

    def problems(self) -> tuple[EditionProblem, ...]:
        """Why each file that cannot be read was passed over."""
        return self._catalogue().problems

    def _catalogue(self) -> Catalogue:
        if not self._folder.is_dir():
            return Catalogue((), ())
        changed_at = self._folder.stat().st_mtime_ns
        with self._lock:
            if changed_at != self._seen_at:
                self._found, self._seen_at = survey(self._folder), changed_at
                self._log_once()
            return self._found

    def _log_once(self) -> None:
        """Tell whoever runs the server which files are passed over, each reason once."""
        for said in map(str, self._found.problems):
            if said not in self._logged:
                self._logged.add(said)
                _LOG.warning("%s", said)

    def info(self, number: int | None = None) -> EditionInfo | None:
        """One edition's facts; the one in force when the number is None or unknown."""
        found = self.editions()
        return next((info for info in found if info.number == number), in_force(found))

    def edition(self, info: EditionInfo) -> Edition:
        """The open edition."""
        path = Path(info.path)
        with self._lock:
            if path not in self._open:
                self._open[path] = Edition.open(path)
                if len(self._open) > _MOST_OPEN:
                    self._open.popitem(last=False)
            self._open.move_to_end(path)
            return self._open[path]


def in_force(found: Sequence[EditionInfo]) -> EditionInfo | None:
    """Of editions, newest first, the newest that was not withdrawn; where all were, the newest; None of none."""
    return next((info for info in found if not info.is_withdrawn), found[0] if found else None)


@cache
def shelf(folder: Path) -> Shelf:
    """The one shelf of a folder in this process."""
    return Shelf(folder)
