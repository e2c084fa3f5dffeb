"""A process that is killed: it writes and submits Kenya's report again and again, and says each thing once it is done.

Started once; every line on its input starts a fresh child on the register named there, so that only the first pays
for the imports. The child's first line is its process id; `saved <version>` and `submitted <n>` follow.
"""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path

from gda_tracker.domain.permissions import Actor, Role
from gda_tracker.domain.report import Entry
from gda_tracker.domain.statuses import Status
from gda_tracker.register import Register
from gda_tracker.services.saving import Saved, save_entry
from gda_tracker.services.submitting import Accepted, submit_report

ITEMS = ("O1", "O2", "O3", "O4", "O5", "F1")
AMINA = Actor("amina", "Amina", frozenset({Role.FOCAL_POINT}), frozenset({"kenya"}))
NOW = datetime(2026, 11, 22, 9, 30)


def say(words: str) -> None:
    """One line, at once: what is said has been acknowledged."""
    os.write(1, f"{words}\n".encode())


def work(path: Path, round_name: str) -> None:
    """Save six answers, submit them, without end."""
    register = Register.open(path)
    newest = {
        row["item"]: row["version_id"]
        for row in register.rows("SELECT item, version_id FROM entry WHERE signatory_id = 'kenya'")
    }
    for number in range(10_000):
        for item in ITEMS:
            words = f"Since 2025, {item} in round {round_name}, submission {number}."
            entry = Entry(item=item, claimed=Status.UNDER_WAY, as_of=NOW.date(), narrative=words)
            saved = save_entry(register, AMINA, "kenya", "2026", entry, newest.get(item), NOW)
            assert isinstance(saved, Saved), saved
            say(f"saved {saved.version_id}")
        accepted = submit_report(register, AMINA, "kenya", "2026", NOW.date())
        assert isinstance(accepted, Accepted), accepted
        newest = {item: stored.version_id for item, stored in accepted.report.stored.items()}
        say(f"submitted {' '.join(newest[item] for item in ITEMS)}")


def main() -> None:
    """One child a line."""
    for line in sys.stdin:
        path, round_name = line.split()
        child = os.fork()
        if child == 0:
            say(str(os.getpid()))
            work(Path(path), round_name)
            os._exit(0)
        os.waitpid(child, 0)
        say("over")


if __name__ == "__main__":
    main()
