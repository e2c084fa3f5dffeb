"""Every public page in a real browser: axe in both themes and sizes, one heading, nothing wider than the screen."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from gda_tracker.domain.service import AccessibilityRun
from gda_tracker.facts import DATA
from gda_tracker.publishing.sitemap import pages
from tests.bench.serving import ROOT, serving
from tests.filled_tables import filled
from tests.sample_edition import write_sample

from .conftest import PHONE, WIDE, opened


@dataclass(frozen=True, slots=True)
class Looked:
    """One view of a page through axe: how many rules it breaks, of whatever weight."""

    path: str
    axe_version: str
    browser: str
    violations: int


# What an unlisted page needs to show something.
QUERIES = {"signatory": "?id=fji", "country": "?iso3=KEN", "number": "?item=O3&edition=2"}
NARROW: ViewportSize = {"width": 320, "height": 640}
ADDRESSES = [f"/{entry.path}{QUERIES.get(entry.path, '')}" for entry in pages() if entry.is_public]


LOOKED_AT: list[Looked] = []


@pytest.fixture(scope="module", autouse=True)
def recorded() -> Iterator[None]:
    """After the last view, what axe found goes to data/accessibility.json where GDA_RECORD_ACCESSIBILITY asks for it.

    Only a run over every view is recorded, whatever it found.
    """
    LOOKED_AT.clear()
    yield
    if os.environ.get("GDA_RECORD_ACCESSIBILITY") and len(LOOKED_AT) == 2 * len(ADDRESSES):
        first = LOOKED_AT[0]
        run = AccessibilityRun(
            run_on=datetime.now(UTC).date(),
            axe_version=first.axe_version,
            browser=f"Chromium {first.browser}",
            pages=len(ADDRESSES),
            views=len(LOOKED_AT),
            violations=sum(one.violations for one in LOOKED_AT),
        )
        (DATA / "accessibility.json").write_text(run.model_dump_json(indent=1) + "\n", encoding="utf-8")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("home")
    for number in (1, 2):
        write_sample(home / "editions", number=number, signatories=300, more=filled)
    with serving(str(ROOT / "app.py"), home) as address:
        yield address


def whole(page: Page) -> Page:
    """The page scrolled to its end and back, so that whatever appears on sight has appeared."""
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 100000)")
    page.wait_for_timeout(400)
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    return page


def too_wide(page: Page) -> int:
    """How many pixels the page scrolls sideways. Streamlit scrolls in an element of its own, never the document."""
    found = page.evaluate(
        "(() => { const main = document.querySelector('[data-testid=stMain]');"
        " return main.scrollWidth - main.clientWidth })()"
    )
    return int(found)


@pytest.mark.parametrize("path", ADDRESSES)
def test_nothing_is_wider_than_the_narrowest_phone(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(viewport=NARROW, base_url=address)
    page = whole(opened(context.new_page(), path))
    assert too_wide(page) <= 0
    context.close()


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "light"), (PHONE, "dark")], ids=["wide-light", "phone-dark"])
@pytest.mark.parametrize("path", ADDRESSES)
def test_axe_finds_nothing_serious_and_nothing_is_wider_than_the_screen(
    browser: Browser, address: str, path: str, size: ViewportSize, scheme: str
) -> None:
    context = browser.new_context(viewport=size, base_url=address, color_scheme=scheme)
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    whole(opened(page, path))
    response = Axe().run(page).response
    found = response["violations"]
    LOOKED_AT.append(Looked(path, response["testEngine"]["version"], browser.version, len(found)))
    serious = [(one["id"], one["nodes"][0]["target"]) for one in found if one["impact"] in {"serious", "critical"}]
    assert serious == []
    assert too_wide(page) <= 0
    assert page.locator("h1").count() == 1
    assert "Last updated" in page.locator(".stApp").inner_text()
    assert errors == []
    context.close()


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_heading_never_skips_a_level(browser: Browser, address: str, path: str) -> None:
    context = browser.new_context(viewport=WIDE, base_url=address)
    page = opened(context.new_page(), path)
    levels = page.evaluate("[...document.querySelectorAll('.stMain :is(h1,h2,h3,h4)')].map(one => +one.tagName[1])")
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels)), levels
    context.close()
