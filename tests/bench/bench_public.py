"""Every public page in headless Chromium, cold, against an empty untuned Streamlit page in the same run.

Of each page: the frame in which its heading stands, the last change of its contents (complete), the same after one
filter was changed, and the layout shift. Of the directory also the script at 20,000 signatories, a new search each
run. Targets: text ≤ 0.35, complete ≤ 1.3 (≤ 2.1 with Plotly), a filter change ≤ 0.25 of the empty page's load,
a search ≤ 150 ms, shift ≤ 0.1.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, Page, sync_playwright
from streamlit.testing.v1 import AppTest

from gda_tracker.publishing.shelf import shelf
from gda_tracker.publishing.sitemap import pages
from gda_tracker.settings import settings
from tests.bench.bench_pages import ARGUMENTS, _wait_until_compressed
from tests.bench.serving import ROOT, serving
from tests.sample_edition import write_sample

ROUNDS: Final = 3
QUIET_MS: Final = 900
QUERIES: Final = {"signatory": "?id=ken", "country": "?iso3=KEN", "number": "?item=O3"}
SEARCHES: Final = ("kenya", "ken", "example body 01", "keniä", "00123", "no such body", "fiji", "tuv", "france")
_WATCH: Final = """
(() => {
  window.seen = {}; window.changed = 0; window.shift = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shift += one.value })
    .observe({ type: "layout-shift", buffered: true });
  const contents = ".gda-lead, .stHtml, .stBidiComponent, .stPlotlyChart, .stMarkdown";
  new MutationObserver((list) => {
    for (const one of list) {
      const at = one.target.nodeType === 1 ? one.target : one.target.parentElement;
      if (at && (at.closest(contents) || at.querySelector?.(":scope > :is(" + contents + ")")))
        window.changed = performance.now();
    }
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  const look = () => {
    const ready = [...document.querySelectorAll("[data-testid=stMarkdownContainer]")]
      .some((shown) => shown.textContent.includes("ready"));
    if (!("empty" in window.seen) && ready) window.seen.empty = performance.now();
    if (!("text" in window.seen) && document.querySelector(".gda-lead h1")) window.seen.text = performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()
"""


def run() -> dict[str, Any]:
    """Medians in seconds and ratios for each page, and the directory's searches in milliseconds."""
    return {**_pages(), "directory at 20,000": _searches()}


def _pages() -> dict[str, Any]:
    entries = [entry for entry in pages() if entry.is_public]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        for number, on in ((1, date(2025, 12, 30)), (2, date(2026, 11, 14))):
            write_sample(home / "editions", number=number, signatories=2000, on=on)
        (home / "empty.py").write_text('import streamlit as st\n\nst.write("ready")\n')
        with serving(str(home / "empty.py"), home, home) as plain, serving(str(ROOT / "app.py"), home) as ours:
            _wait_until_compressed(ours)
            browser = playwright.chromium.launch(
                executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=ARGUMENTS
            )
            _empty(browser, plain)
            empty = statistics.median(_empty(browser, plain) for _ in range(ROUNDS + 2))
            found = {}
            for entry in entries:
                address = f"{ours}/{entry.path}{QUERIES.get(entry.path, '')}"
                _visit(browser, address)  # The first visit warms the server.
                visits = [_visit(browser, address) for _ in range(ROUNDS)]
                found[entry.path or "overview"] = _ratios(visits, empty)
            browser.close()
    return {"empty_page_s": round(empty / 1000, 3), **found}


def _ratios(visits: list[dict[str, float]], empty: float) -> dict[str, float]:
    median = {name: statistics.median(visit[name] for visit in visits) for name in visits[0]}
    shift = median.pop("shift")
    return {f"{name}_ratio": round(value / empty, 2) for name, value in median.items()} | {"shift": round(shift, 3)}


def _empty(browser: Browser, address: str) -> float:
    with _fresh(browser) as page:
        page.goto(address)
        for _ in range(1500):
            if (found := page.evaluate("window.seen.empty ?? null")) is not None:
                return float(found)
            page.wait_for_timeout(20)
    raise TimeoutError(address)


def _visit(browser: Browser, address: str) -> dict[str, float]:
    """Milliseconds to the heading, to the last change, and from a filter's choice to the last change after it."""
    with _fresh(browser) as page:
        page.goto(address)
        page.wait_for_selector("#gda-first", state="detached")
        page.wait_for_selector(".stApp .gda-footer")
        complete = _when_quiet(page)
        found = {"text": float(page.evaluate("window.seen.text")), "complete": complete}
        shift = float(page.evaluate("window.shift"))
        box = page.locator(".st-key-filters [role=combobox], .st-key-filters input[role=combobox]").first
        if box.count():
            box.click()
            option = page.get_by_role("option").nth(1)
            option.wait_for()
            page.evaluate(
                "() => addEventListener('click', () => { window.chosen = performance.now() }, "
                "{ capture: true, once: true })"
            )
            option.click()
            found["filter"] = _when_quiet(page) - float(page.evaluate("window.chosen"))
        return found | {"shift": shift}


def _when_quiet(page: Page) -> float:
    """The time of the last change, once nothing has changed for a while."""
    for _ in range(400):
        now, changed = page.evaluate("[performance.now(), window.changed]")
        if now - changed > QUIET_MS:
            return float(changed)
        page.wait_for_timeout(60)
    raise TimeoutError("the page never comes to rest")


@contextmanager
def _fresh(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(_WATCH)
    yield page
    context.close()


def _searches() -> dict[str, float]:
    """Milliseconds of the directory's script, a new search in each run."""
    before = os.environ.get("GDA_HOME")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["GDA_HOME"] = folder
        settings.cache_clear()
        shelf.cache_clear()
        write_sample(Path(folder) / "editions", number=7, signatories=20_000)
        page = AppTest.from_file(str(ROOT / "pages" / "public" / "signatories.py"), default_timeout=60).run()
        assert not page.exception, page.exception
        taken = []
        for words in SEARCHES:
            page.text_input(key="search").set_value(words)
            started = time.perf_counter()
            page.run()
            taken.append((time.perf_counter() - started) * 1000)
            assert not page.exception, page.exception
    os.environ.pop("GDA_HOME")
    if before is not None:
        os.environ["GDA_HOME"] = before
    settings.cache_clear()
    return {"search_ms_median": round(statistics.median(taken), 1), "search_ms_most": round(max(taken), 1)}


if __name__ == "__main__":
    print(json.dumps(run(), indent=2))
