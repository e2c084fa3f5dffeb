"""Going around: Back after a link, a choice that stays on the next page, an old edition that says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.bench.serving import ROOT, serving
from tests.sample_edition import write_sample

from .conftest import WIDE, opened


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home: Path = tmp_path_factory.mktemp("home")
    write_sample(home / "editions", number=1, signatories=300, on=date(2025, 12, 30))
    write_sample(home / "editions", number=2, signatories=300)
    with serving(str(ROOT / "app.py"), home) as address:
        yield address


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, base_url=address)
    yield context.new_page()
    context.close()


def test_one_step_back_leaves_the_page_that_a_cell_led_to(page: Page) -> None:
    opened(page)
    page.locator(".gda-heat a").nth(5).click()
    page.wait_for_url("**/number?*")
    page.wait_for_selector("#gda-first", state="detached")
    page.wait_for_selector(".stApp .gda-footer")
    assert "edition=2" in page.url
    page.go_back()
    page.wait_for_selector("text=on at least one item of the Declaration")
    assert "/number" not in page.url


def test_edition_and_group_stay_on_the_next_page_and_the_old_edition_says_so(page: Page) -> None:
    opened(page, "/?edition=1&who=academia")
    old = "You are reading edition 1 of 30 December 2025; the newest is edition 2."
    page.wait_for_selector(f".stApp .gda-note:has-text('{old}')")
    page.locator("[data-testid=stTopNavLink]", has_text="Objectives").click()
    page.wait_for_url(lambda url: "/objectives?" in url and "who=Academia" in url and "edition=1" in url)
    page.wait_for_selector("text=What academic bodies report on each objective")
    page.wait_for_selector(f".stApp .gda-note:has-text('{old}')")


def test_a_permalink_opens_the_same_view_in_a_fresh_browser(browser: Browser, page: Page, address: str) -> None:
    opened(page, "/objectives?item=O4&who=private_sector&where=Europe")
    link = page.locator(".gda-tools a", has_text="Link").first.get_attribute("href")
    heading = page.locator(".stApp h1").inner_text()
    told = page.locator(".stApp .gda-sub").first.inner_text()
    assert link is not None
    assert "edition=2" in link
    context = browser.new_context(viewport=WIDE, base_url=address)
    other = opened(context.new_page(), link)
    assert other.locator(".stApp h1").inner_text() == heading
    assert other.locator(".stApp .gda-sub").first.inner_text() == told
    context.close()
