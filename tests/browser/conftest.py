"""One browser for the tests of a worker, and how a page is opened in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.bench.bench_pages import ARGUMENTS

WIDE: Final[ViewportSize] = {"width": 1280, "height": 900}
PHONE: Final[ViewportSize] = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def nobody_is_drawn() -> None:
    """The server is a process of its own and draws as it does: here too it must be known what is drawn."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, without a window."""
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def opened(page: Page, path: str = "/") -> Page:
    """The page once Streamlit's own copy stands."""
    page.goto(path)
    page.wait_for_selector("#gda-first", state="detached")
    page.wait_for_selector(".stApp .gda-footer")
    return page
