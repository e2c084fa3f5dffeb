"""The list in the browser: two thousand rows, sixty of them doubtful, settled one by one and at once, applied."""

from __future__ import annotations

from typing import Final

from playwright.sync_api import Page, expect

from tests.doubtful_list import TYPES, as_xlsx, rows_of

from .acting import PATIENCE_MS, at_rest, choose, told
from .whole_cycle_home import Before

MAYBE: Final = 40
CONFLICTING: Final = 20
FIRST_ROW: Final = 4
"""Where the rows of the workbook begin, below its title and headings."""


def doubtful(rows: list[tuple[str, ...]], before: Before) -> tuple[list[int], list[int]]:
    """The row numbers of the workbook that may be the same as somebody, and those that conflict."""
    names = {one.name for one in before.bodies}
    known = [(place, row[0]) for place, row in enumerate(rows, start=FIRST_ROW) if len(row[2]) == 3]
    return [place for place, name in known if name not in names], [place for place, name in known if name in names]


def open_row(page: Page, row: int) -> None:
    page.goto(f"{page.url.split('&')[0]}&row={row}")
    expect(page.locator(".stApp h2", has_text=f"Row {row} ·")).to_be_visible(timeout=PATIENCE_MS)
    at_rest(page)


def settle_one_by_one(page: Page, maybe: list[int], conflicting: list[int]) -> None:
    """One row takes the list's day, one is skipped, one is a body of its own."""
    open_row(page, conflicting[0])
    page.get_by_role("radiogroup", name="Endorsed on: what holds?").get_by_text("in the list:").click()
    at_rest(page)
    reason = page.get_by_label("Reason (needed for")
    reason.fill("Their letter bears this day.")
    reason.press("Alt+s")  # Without it the list could not replace the day: the field is left by the shortcut, too.
    told(page, "1 of 60 doubtful rows are decided.")
    open_row(page, conflicting[1])
    page.locator('[class*="st-key-skip-"] button').click()
    told(page, "2 of 60 doubtful rows are decided.")
    open_row(page, maybe[0])
    page.locator('[class*="st-key-new-"] button').click()
    told(page, "3 of 60 doubtful rows are decided.")


def settle_at_once(page: Page, which: str, how: str, why: str, done: int) -> None:
    """Every row of a kind that still waits; what is unfolded stays so, whatever is chosen in it."""
    at_rest(page)
    many = page.locator("details", has_text="Decide many rows at once")
    if many.get_attribute("open") is None:
        many.locator("summary").click()
    many.get_by_text(which).click()
    at_rest(page)
    choose(page, many.get_by_label("All of them are"), how)
    many.get_by_label("Reason for all of them").fill(why)
    many.get_by_label("Reason for all of them").press("Tab")
    at_rest(page)
    page.locator(".st-key-bulk button").click()
    told(page, f"{done} of 60 doubtful rows are decided.")


def import_the_list(page: Page, before: Before) -> None:
    """Two thousand rows, sixty of them doubtful: three are decided one by one, the others at once; then applied."""
    rows = rows_of(before.bodies)
    assert len(rows) == 2000
    maybe, conflicting = doubtful(rows, before)
    assert (len(maybe), len(conflicting)) == (MAYBE, CONFLICTING)
    file = {"name": "endorsements.xlsx", "mimeType": "application/octet-stream", "buffer": as_xlsx(rows)}
    page.locator(".st-key-list-upload input[type=file]").set_input_files(file)
    page.wait_for_url("**/imports?list=*")
    told(page, "endorsements.xlsx: 2,000 rows, brought by Pavel")
    told(page, "0 of 60 doubtful rows are decided.")
    settle_one_by_one(page, maybe, conflicting)
    settle_at_once(page, "those that may be the same · 39", "what is on record stays", "The same bodies, misspelt.", 42)
    settle_at_once(page, "the conflicting · 18", "the list replaces", "The letters bear these days.", 60)
    told(page, "New signatories: 1,931. Changed: 19.")
    page.locator(".st-key-apply-list button").click()
    told(page, "The list is applied. Added: 1,931; changed: 19; rows skipped: 1.")


def list_has(before: Before) -> tuple[int, int]:
    """How many signatories the list adds, and how many of them are companies."""
    rows = rows_of(before.bodies)
    (one_by_one, *_), _ = doubtful(rows, before)
    new = [row for row in rows if row[1] in TYPES] + [rows[one_by_one - FIRST_ROW]]
    return len(new), sum(row[1].lower() == "private sector" for row in new)
