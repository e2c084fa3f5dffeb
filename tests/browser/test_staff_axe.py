"""The desk and My report in a real browser: axe in both themes and sizes, as each of those who work there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from gda_tracker.publishing.sitemap import pages
from tests.bench.serving import ROOT, serving
from tests.browser.test_whole_path import signed_in

from .conftest import PHONE, WIDE, opened

LOOKS: Final = (("wide-light", WIDE, "light"), ("phone-dark", PHONE, "dark"))
# Below each page one thing opened: the part of the address after "→" is that of the first link which holds it.
REVIEWER: Final = (
    "/desk",
    "/review",
    "/follow-up",
    "/follow-up → signatory=",
    "/reminders",
    "/reminders?view=log",
    "/reminders?view=words",
    "/reminders?view=missions",
    "/reminders?view=calendar",
    "/register",
    "/register?signatory=kenya",
    "/register?show=focal-points",
    "/register?show=totals",
    "/imports",
    "/imports → list=",
    "/cycles",
    "/audits",
    "/briefs",
    "/briefs?what=signatory&id=kenya",
    "/trail",
)
ADMINISTRATOR: Final = (
    "/review",
    "/cycles",
    "/publish",
    "/publish?view=next",
    "/publish?view=compare",
    "/people",
    "/people → who=",
)
VIEWS: Final = {
    "irene@itu.example": REVIEWER,
    "pavel@itu.example": ADMINISTRATOR,
    "amina@kenya.example": ("/my-report",),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("home")
    command = [sys.executable, "-m", "gda_tracker", "demo", "--signatories", "60", "--seed", "7"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "GDA_HOME": str(home)}, check=True, capture_output=True)
    with serving(str(ROOT / "app.py"), home) as address:
        yield address


def shown(page: Page, view: str) -> None:
    """The view stands, with every fold on it open, since axe passes over what is folded away."""
    path, _, holds = view.partition(" → ")
    opened(page, path)
    if holds:
        link = page.locator(f".stMain a[href*='{holds}']").first.get_attribute("href")
        assert link is not None
        opened(page, link)
    page.evaluate("document.querySelectorAll('.stMain details:not([open]) > summary').forEach(one => one.click())")
    page.wait_for_timeout(200)
    # What a run is about to replace is drawn faded, which axe takes for text without contrast.
    page.wait_for_selector(".stApp[data-test-script-state=notRunning]")


def serious(page: Page) -> list[tuple[str, str]]:
    """Rule and element of every serious or critical violation, Streamlit's own elements included."""
    return [
        (one["id"], node["html"][:200])
        for one in Axe().run(page).response["violations"]
        if one["impact"] in {"serious", "critical"}
        for node in one["nodes"]
    ]


def headings(page: Page) -> list[int]:
    """The levels of the headings, in the order of the page."""
    levels = page.evaluate("[...document.querySelectorAll('.stMain :is(h1,h2,h3,h4)')].map(one => +one.tagName[1])")
    return [int(level) for level in levels]


@pytest.mark.parametrize("email", VIEWS)
def test_axe_finds_nothing_serious_and_no_heading_skips_a_level(browser: Browser, address: str, email: str) -> None:
    page = signed_in(browser, address, email, "/my-report" if email.startswith("amina") else "/desk")
    wrong: dict[str, object] = {}
    for view in VIEWS[email]:
        page.set_viewport_size(WIDE)
        page.emulate_media(color_scheme="light")
        shown(page, view)
        levels = headings(page)
        if levels.count(1) != 1 or levels[0] != 1 or any(later - earlier > 1 for earlier, later in pairwise(levels)):
            wrong[f"{view}: headings"] = levels
        for look, size, scheme in LOOKS:
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            page.wait_for_timeout(100)
            page.wait_for_selector(".stApp[data-test-script-state=notRunning]")
            if found := serious(page):
                wrong[f"{view}: {look}"] = found
    assert wrong == {}
    page.context.close()


def test_every_page_behind_the_sign_in_is_looked_at() -> None:
    looked_at = {view.lstrip("/").partition(" ")[0].partition("?")[0] for views in VIEWS.values() for view in views}
    assert looked_at == {entry.path for entry in pages() if not entry.is_public}
