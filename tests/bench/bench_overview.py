"""The overview's script and queries, warm, at 2,000 and 200,000 signatories, against the bare queries.

Targets: a run of the script ≤ 80 ms at 2,000 and ≤ 200 ms at 200,000. The script runs in Streamlit's own test runner;
each run takes another view, so that nothing but code is warm, and once more the same view, as a visitor's rerun does.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.testing.v1 import AppTest

from gda_tracker import editions
from gda_tracker.editions import Edition
from gda_tracker.i18n import text
from gda_tracker.publishing.overview import context_of, overview
from gda_tracker.publishing.shelf import shelf
from gda_tracker.publishing.view import TYPES, View
from gda_tracker.settings import settings
from tests.bench.serving import ROOT
from tests.sample_edition import write_sample

SIZES: Final = (2_000, 200_000)
ROUNDS: Final = 9


def run() -> dict[str, Any]:
    """Milliseconds, medians of nine, for each size."""
    return {f"{size} signatories": _at(size) for size in SIZES}


def _at(size: int) -> dict[str, float]:
    before = os.environ.get("GDA_HOME")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GDA_HOME"] = folder
        settings.cache_clear()
        shelf.cache_clear()
        st.cache_data.clear()  # Kept by edition number, and both sizes are edition 1.
        path = write_sample(Path(folder) / "editions", signatories=size)
        found = {**_script(), **_queries(path)}
    os.environ.pop("GDA_HOME")
    if before is not None:
        os.environ["GDA_HOME"] = before
    settings.cache_clear()
    return found


def _script() -> dict[str, float]:
    page = AppTest.from_file(str(ROOT / "gda_tracker" / "ui" / "shell.py"), default_timeout=60).run()
    assert not page.exception, page.exception
    page.run()
    fresh = []
    for kind in list(TYPES)[:ROUNDS]:
        page.selectbox(key="who").set_value(str(kind))
        fresh.append(_milliseconds(page.run))
    return {
        "script_new_view_ms": round(statistics.median(fresh), 1),
        "script_again_ms": round(statistics.median(_milliseconds(page.run) for _ in range(ROUNDS)), 1),
    }


def _queries(path: Path) -> dict[str, float]:
    with Edition.open(path) as edition:
        context, view = context_of(edition.info, text("en")), View(1)

        def bare() -> None:
            kind = view.stakeholder_type
            editions.items(edition)
            editions.funnel(edition, stakeholder_type=kind)
            editions.rates(edition, member="all", stakeholder_type=kind)
            editions.rates(edition, dimension=view.dimension, stakeholder_type=kind)
            editions.rates(edition, member="all", stakeholder_type=None)
            editions.countries(edition)
            editions.reporting_lights(edition, stakeholder_type=kind)

        def whole() -> None:
            overview(edition, context, view)

        whole()
        queries = statistics.median(_milliseconds(bare) for _ in range(ROUNDS))
        charts = statistics.median(_milliseconds(whole) for _ in range(ROUNDS))
    return {"bare_queries_ms": round(queries, 1), "queries_and_charts_ms": round(charts, 1)}


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
