"""What people do on any page: sign in, wait until it is at rest, choose, give a day, find an answer, decide on it."""

from __future__ import annotations

import re
from typing import Final

from playwright.sync_api import Browser, Locator, Page, TimeoutError, expect

from gda_tracker.facts import items

PASSWORD: Final = "green-digital-action"
PATIENCE_MS: Final = 30_000
TRIES: Final = 6


def signed_in(browser: Browser, address: str, email: str, path: str) -> Page:
    page = browser.new_context(base_url=address, accept_downloads=True).new_page()
    page.set_default_timeout(PATIENCE_MS)
    page.goto(f"/sign-in?next={path}")
    page.fill("input[type=email]", email)
    page.fill("input[type=password]", PASSWORD)
    page.click("main button[type=submit], form button[type=submit]")
    page.wait_for_url(f"**{path}")
    at_rest(page)
    return page


def at_rest(page: Page) -> None:
    """The page's script has run to its end: an open popover would close in the midst of it.

    A click is not yet a run: the browser asks for it a moment later.
    """
    page.wait_for_timeout(100)
    page.wait_for_selector("#gda-first", state="detached")
    page.wait_for_selector('.stApp[data-test-script-state="notRunning"]')
    page.wait_for_selector(".stApp .gda-footer")


def told(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible(timeout=PATIENCE_MS)


def choose(page: Page, field: Locator, words: str | re.Pattern[str], typed: str = "") -> None:
    """An option of a list. It stands still in the middle first, since scrolling closes an open list; so does a page
    that is drawn anew, and then the list is opened again, as anybody would."""
    option = page.get_by_role("option").filter(has_text=words)
    for _ in range(TRIES):
        at_rest(page)
        field.evaluate("element => element.scrollIntoView({block: 'center'})")
        page.wait_for_timeout(300)
        field.click()
        if typed:
            field.fill(typed)  # a long list draws only what is in sight
        try:
            option.click(timeout=PATIENCE_MS / TRIES)
        except TimeoutError:
            page.keyboard.press("Escape")
        else:
            at_rest(page)
            return
    raise AssertionError(f"The list has no option {words}, or does not stay open.")


def give_day(page: Page, field: Locator, day: str) -> None:
    """A day typed into its field, and the calendar that unfolds with it closed: it lies over what comes next."""
    field.fill(day)
    field.press("Enter")
    for _ in range(TRIES):
        if not page.get_by_test_id("stDateInputCalendar").count():
            break
        page.keyboard.press("Escape")
        page.wait_for_timeout(300)
    expect(page.get_by_test_id("stDateInputCalendar")).to_have_count(0, timeout=PATIENCE_MS)
    expect(field).to_have_value(day, timeout=PATIENCE_MS)


def find(page: Page, name: str, item: str) -> None:
    """The entry chosen on the page as a reviewer does: the name typed, the entry taken from the list."""
    page.get_by_label("Find a signatory").fill(name)
    page.get_by_label("Find a signatory").press("Enter")
    at_rest(page)
    label = items()[item]
    words = f"{label.number} {label.short} · 2026"
    choice = page.locator(f'[class*="st-key-waiting-{name.lower()}"]').locator("input")
    choose(page, choice, re.compile(rf"^{name}.* · {re.escape(words)}"), typed=words)
    expect(page.locator(".stApp h1")).to_contain_text(label.title, timeout=PATIENCE_MS)


def decide(page: Page, verdict: str, level: str = "", reason: str = "") -> None:
    expect(page.locator(".stApp")).to_contain_text("Kenya", timeout=PATIENCE_MS)
    form = page.locator(".st-key-decision")
    at_rest(page)  # the last entry's form has gone
    form.get_by_text(verdict, exact=True).click()
    if level:
        choose(page, form.get_by_label("Evidence level"), level)
    if reason:
        form.locator("textarea").fill(reason)
    form.get_by_role("button", name="Decide and next").click()
    expect(page.get_by_text("Recorded:")).to_be_visible(timeout=PATIENCE_MS)
