"""How long the script of My report takes at the demonstration register: opening an item, and saving a field.

Target: 150 ms for the script (median of all eighteen items). The times include what the test harness adds.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

from streamlit.testing.v1 import AppTest

from gda_tracker.domain.permissions import Actor
from gda_tracker.domain.report import Entry
from gda_tracker.domain.statuses import Status
from gda_tracker.register import Register, people
from gda_tracker.services.demonstration import create
from gda_tracker.services.saving import save_entry
from gda_tracker.ui import session

PAGE: Final = Path(__file__).parents[2] / "pages" / "reporting" / "my_report.py"
TARGET_MS: Final = 150


def run(home: Path | None = None) -> dict[str, Any]:
    """Medians in milliseconds; `home` is a demonstration home to copy, else one is made."""
    with tempfile.TemporaryDirectory() as folder:
        path, today = Path(folder) / "register.duckdb", datetime.now(UTC).date()
        if home is None:
            register = create(path, Path(folder) / "editions", today=today)
        else:
            shutil.copy(home / "register.duckdb", path)
            register = Register.open(path)
        try:
            return _measured(register)
        finally:
            register.close()


def _measured(register: Register) -> dict[str, Any]:
    amina = people.actor_by_email(register, "amina@kenya.example")
    assert amina is not None
    now = datetime.now(UTC).replace(tzinfo=None)
    for item in ("O1", "O3", "F8"):
        text = "The ministry plans to table a bill."
        save_entry(
            register, amina, "kenya", "2026", Entry(item=item, claimed=Status.IN_PLACE, narrative=text), None, now
        )
    with patch.object(session, "actor", lambda: amina), patch.object(session, "register", lambda: register):
        return _timed(amina)


def _timed(amina: Actor) -> dict[str, Any]:
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    assert not page.exception, page.exception
    keys = [str(button.key) for button in page.button if str(button.key).startswith(("item-", "chosen-"))]
    opened = []
    for key in [keys[-1], *keys]:
        code = key.split("-")[1]
        button = next(one for one in page.button if str(one.key) in (f"item-{code}", f"chosen-{code}"))
        opened.append(_ms(lambda button=button: button.click().run()))
    saved = []
    for number in range(10):
        text = next(one for one in page.text_area if str(one.key).startswith("narrative-"))
        saved.append(_ms(lambda text=text, number=number: text.set_value(f"Sentence {number}.").run()))
    return {
        "opening an item": _medians(opened[1:]),
        "saving a field": _medians(saved),
        "target, ms": TARGET_MS,
    }


def _ms(act: Any) -> tuple[float, float]:
    """Time on the clock and time on the processor; the second is what remains on an idle machine."""
    clock, worked = time.perf_counter(), time.process_time()
    act()
    return 1000 * (time.perf_counter() - clock), 1000 * (time.process_time() - worked)


def _medians(times: list[tuple[float, float]]) -> dict[str, float]:
    clock, worked = zip(*times, strict=True)
    return {"clock, ms": statistics.median(clock), "processor, ms": statistics.median(worked)}


if __name__ == "__main__":
    print(run())
