"""Files of evidence that no row names: left by a crash, removed once no restored backup can name them."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from ..evidence import Store
from ..register import Register, files

_ORPHANS_STAY: Final = timedelta(days=30)
"""As long as a backup of the register may be restored that does not know a newer file yet."""


def tidy(register: Register, store_folder: Path) -> int:
    """At the start of a server: remove unfinished files, and those that no row has named for 30 days."""
    store = Store(store_folder)
    if not store_folder.is_dir():
        return 0
    untouched_since = (datetime.now() - _ORPHANS_STAY).timestamp()
    return store.remove_leftovers() + store.remove_unknown(files.known_files(register), untouched_since)
