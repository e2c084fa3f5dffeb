"""How long a page takes in headless Chromium, cold, against an empty untuned Streamlit page in the same run.

`run()` starts both servers on loopback, loads their pages in turn in fresh browser contexts, and returns medians in
seconds with their ratios. Targets: text ≤ 0.35, complete ≤ 1.3, Explore ≤ 1.2 of the same page's load.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import streamlit
from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.serving import ROOT, serving
from tests.sample_edition import write_sample

ROUNDS: Final = 5
ARGUMENTS: Final = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
# Looks once a frame; a state counts from the frame in which it can be seen.
_WATCH: Final = """
(() => {
  window.seen = {};
  const marks = {
    empty: () => [...document.querySelectorAll("[data-testid=stMarkdownContainer]")]
      .some((shown) => shown.textContent.includes("ready")),
    text: () => document.querySelector(".gda-lead h1") && document.querySelector(".gda-funnel li"),
    complete: () => !document.querySelector("#gda-first") && document.querySelector(".stApp .gda-map svg")
      && document.querySelector(".stApp .gda-light") && document.querySelector(".stApp .gda-footer"),
    figure: () => window.clicked
      && document.querySelector(".st-key-chart-objectives .js-plotly-plot .scatterlayer .point"),
  };
  const look = () => {
    for (const [name, stands] of Object.entries(marks))
      if (!(name in window.seen) && stands()) window.seen[name] = performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()
"""


def run() -> dict[str, Any]:
    """Medians of five cold loads each, and their ratios to the empty page."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        write_sample(home / "editions", signatories=2000)
        (home / "empty.py").write_text('import streamlit as st\n\nst.write("ready")\n')
        with serving(str(home / "empty.py"), home, home) as plain, serving(str(ROOT / "app.py"), home) as ours:
            _wait_until_compressed(ours)
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS
            )
            _rounds(browser, plain, ours, 1)  # The first visit warms the servers.
            taken = _rounds(browser, plain, ours, ROUNDS)
            browser.close()
    median = {name: statistics.median(values) / 1000 for name, values in taken.items()}
    return {
        "seconds": {name: round(value, 3) for name, value in median.items() if name != "shift"},
        "text_ratio": round(median["text"] / median["empty"], 2),
        "complete_ratio": round(median["complete"] / median["empty"], 2),
        "explore_ratio": round(median["explore"] / median["complete"], 2),
        "layout_shift": round(median["shift"] * 1000, 3),
    }


def _rounds(browser: Browser, plain: str, ours: str, rounds: int) -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {name: [] for name in ("empty", "text", "complete", "explore", "shift")}
    for _ in range(rounds):
        with _fresh(browser) as page:
            page.goto(plain)
            taken["empty"].append(_seen(page, "empty"))
        with _fresh(browser) as page:
            page.goto(ours)
            taken["complete"].append(_seen(page, "complete"))
            taken["text"].append(_seen(page, "text"))
            page.wait_for_timeout(300)
            taken["shift"].append(page.evaluate("window.shift"))
            page.evaluate(
                "() => { window.clicked = performance.now();"
                "document.querySelector('.st-key-explore-objectives button').click() }"
            )
            taken["explore"].append(_seen(page, "figure") - page.evaluate("window.clicked"))
    return taken


@contextmanager
def _fresh(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(_WATCH)
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) "
        "window.shift += one.value }).observe({ type: 'layout-shift', buffered: true })"
    )
    yield page
    context.close()


def _seen(page: Page, name: str) -> float:
    """Milliseconds since navigation at which a state was first seen; our policy forbids `wait_for_function`."""
    for _ in range(1500):
        found = page.evaluate(f"window.seen.{name} ?? null")
        if found is not None:
            return float(found)
        page.wait_for_timeout(20)
    raise TimeoutError(name)


def _wait_until_compressed(address: str) -> None:
    """Until Streamlit's largest script, the last to be compressed, comes packed."""
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    largest = max(folder.glob("PlotlyChart*.js"))
    for _ in range(300):
        request = urllib.request.Request(f"{address}/static/js/{largest.name}", headers={"accept-encoding": "br"})
        with urllib.request.urlopen(request) as answer:
            if answer.headers.get("content-encoding") == "br":
                return
        time.sleep(0.2)


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
