"""How long the desk's pages take at 20,000 signatories and 100,000 entries: the whole script, and the services alone.

Target: 300 ms for a script, 100 ms for the queue (issue 5). The script's times include what the test harness adds.
"""

from __future__ import annotations

import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from streamlit.testing.v1 import AppTest

from gda_tracker.domain.following import Board
from gda_tracker.domain.permissions import SYSTEM, Actor
from gda_tracker.register import Register, people
from gda_tracker.services.cycle_view import cycles_of
from gda_tracker.services.desk import desk_of
from gda_tracker.services.editions import publish_edition
from gda_tracker.services.following_up import board_page, follow_up_of
from gda_tracker.services.queueing import head_of_queue
from gda_tracker.ui import session
from tests.bench.big_register import build

PAGES: Final = Path(__file__).parents[2] / "pages" / "staff"
ROUNDS: Final = 5
TARGET_MS: Final = 300
PEOPLE: Final = {"irene": "irene@itu.example", "pavel": "pavel@itu.example"}
ASKED: Final[tuple[tuple[str, str, Mapping[str, str], str], ...]] = (
    ("follow-up, all", "follow_up.py", {}, "irene"),
    ("follow-up, searched", "follow_up.py", {"search": "oak", "sort": "name"}, "irene"),
    ("follow-up, page 300", "follow_up.py", {"page": "300", "order": "all"}, "irene"),
    ("follow-up, by interval", "follow_up.py", {"sort": "narrowing"}, "irene"),
    ("follow-up, one", "follow_up.py", {"signatory": "kenya"}, "irene"),
    ("cycles", "cycles.py", {}, "pavel"),
    ("the desk", "desk.py", {}, "irene"),
    ("review", "review.py", {}, "irene"),
    ("register, all", "register.py", {}, "irene"),
    ("register, one", "register.py", {"signatory": "kenya"}, "irene"),
    ("reminders", "reminders.py", {}, "irene"),
    ("imports", "imports.py", {}, "irene"),
    ("audits", "audits.py", {}, "irene"),
    ("briefs", "briefs.py", {"what": "signatory", "id": "kenya"}, "irene"),
    ("editions, list", "publish.py", {}, "pavel"),
    ("people", "people.py", {}, "pavel"),
    ("trail", "trail.py", {}, "irene"),
)
"""Name, script, words of the address, who looks: add a line for each page of the desk."""


def run(home: Path | None = None) -> dict[str, Any]:
    """Medians in milliseconds; `home` holds a big `register.duckdb` to copy, else one is made."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.duckdb"
        if home is None:
            build(path)
        else:
            shutil.copy(home / "register.duckdb", path)
            path.chmod(0o644)
        register = Register.open(path)
        try:
            publish_edition(register, SYSTEM, on=datetime.now(UTC).date(), folder=Path(folder) / "editions")
            with patch.dict(os.environ, {"GDA_HOME": folder}):
                return {"services": _services(register), "scripts": _scripts(register), "target, ms": TARGET_MS}
        finally:
            register.close()


def _services(register: Register) -> dict[str, float]:
    today: date = datetime.now(UTC).date()
    irene = people.actor_by_email(register, PEOPLE["irene"])
    assert irene is not None
    acts: dict[str, Callable[[], object]] = {
        "board": lambda: board_page(register, SYSTEM, Board(), today),
        "board, searched": lambda: board_page(register, SYSTEM, Board(search="oak", sort="name"), today),
        "one signatory": lambda: follow_up_of(register, SYSTEM, "kenya", today),
        "cycles": lambda: cycles_of(register, SYSTEM, today),
        "queue": lambda: head_of_queue(register, irene, today, most=50),
        "what waits": lambda: desk_of(register, irene, today),
    }
    return {name: _median(act) for name, act in acts.items()}


def _scripts(register: Register) -> dict[str, float]:
    found = {}
    for name, script, words, who in ASKED:
        if (PAGES / script).is_file():
            actor = people.actor_by_email(register, PEOPLE[who])
            assert actor is not None
            found[name] = _script(register, actor, script, words)
    return found


def _script(register: Register, actor: Actor, script: str, words: Mapping[str, str]) -> float:
    with patch.object(session, "actor", lambda: actor), patch.object(session, "register", lambda: register):
        page = AppTest.from_file(str(PAGES / script), default_timeout=120)
        for name, word in words.items():
            page.query_params[name] = word
        page.run()
        assert not page.exception, page.exception
        return _median(page.run)


def _median(act: Callable[[], object]) -> float:
    act()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        act()
        times.append(1000 * (time.perf_counter() - started))
    return round(statistics.median(times), 1)


if __name__ == "__main__":
    print(run(Path(sys.argv[1]) if sys.argv[1:] else None))
