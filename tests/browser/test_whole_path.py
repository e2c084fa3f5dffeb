"""The main job, in a browser: Kenya reports by workbook, a reviewer decides, an edition appears, the public sees it."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, expect

from gda_tracker import editions
from tests.bench.serving import ROOT, serving

from .acting import PATIENCE_MS, at_rest, decide, find, signed_in


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    command = [sys.executable, "-m", "gda_tracker", "demo", "--signatories", "120", "--seed", "7"]
    # One reviewer decides alone what is only drawn for two: no run is left to the hash of an id.
    alone = [sys.executable, "-m", "gda_tracker", "people", "disable", "ines@itu.example"]
    for step in (command, alone):
        subprocess.run(step, cwd=ROOT, env={**os.environ, "GDA_HOME": str(home)}, check=True, capture_output=True)
    return home


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    with serving(str(ROOT / "app.py"), home) as address:
        yield address


def filled(workbook: bytes, first: str, second: str) -> bytes:
    """Kenya's own workbook with two answers and their evidence: the first item in place, the second under way."""
    book = openpyxl.load_workbook(io.BytesIO(workbook))
    as_of = datetime.now(UTC).date() - timedelta(days=30)
    answers = {
        first: ("3 · In place", "The e-waste regulations are in force and the regulator has registered 41 producers."),
        second: ("2 · Under way", "Training began in eleven counties, with a budget and two staff."),
    }
    for row in book["Report"].iter_rows(min_row=5):
        if row[0].value in answers:
            row[2].value, row[4].value = answers[row[0].value]
            row[3].value = as_of
    for number, item in enumerate(sorted(answers), start=5):
        values = (
            item,
            "primary_document",
            f"Gazette on {item}",
            "https://gazette.example/act",
            "article 4",
            as_of,
            "yes",
        )
        for column, value in enumerate(values, start=1):
            book["Evidence"].cell(number, column).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def verified(home: Path, item: str) -> tuple[int, int]:
    """The newest edition's number and its count of governments verified on an item."""
    info = editions.catalogue(home / "editions")[0]
    rows = editions.rates(editions.Edition.open(info.path), stakeholder_type="national_government")
    return info.number, next(row.counts.verified for row in rows if row.item == item)


@pytest.fixture(scope="module")
def unverified(home: Path) -> tuple[str, str]:
    """Two objectives on which Kenya is not verified yet."""
    edition = editions.Edition.open(editions.catalogue(home / "editions")[0].path)
    kenya = editions.signatory(edition, "kenya")
    assert kenya
    open_items = [
        cell.item
        for cell in kenya.cells
        if cell.item.startswith("O") and not ((cell.assessed or 0) >= 3 and (cell.evidence or 0) >= 3)
    ]
    return open_items[0], open_items[1]


def test_from_a_workbook_to_the_public_overview(
    browser: Browser, address: str, home: Path, unverified: tuple[str, str]
) -> None:
    first, second = unverified
    number, before = verified(home, first)
    visitor = browser.new_context(base_url=address).new_page()
    visitor.goto("/signatory?id=kenya")
    visitor.wait_for_selector(".stApp .gda-footer")
    assert "41 producers" not in visitor.content()

    amina = signed_in(browser, address, "amina@kenya.example", "/my-report")
    with amina.expect_download() as download:
        amina.locator(".st-key-download-workbook button").click()
    workbook = Path(download.value.path()).read_bytes()
    amina.locator(".st-key-upload input[type=file]").set_input_files(
        {"name": "kenya.xlsx", "mimeType": "application/octet-stream", "buffer": filled(workbook, *unverified)}
    )
    expect(amina.get_by_text("The file changes 2 answers.")).to_be_visible(timeout=PATIENCE_MS)
    amina.locator(".st-key-submit-upload button").click()
    expect(amina.get_by_text("2 answers were submitted. Thank you.")).to_be_visible(timeout=PATIENCE_MS)
    amina.context.close()

    irene = signed_in(browser, address, "irene@itu.example", "/review")
    find(irene, "Kenya", first)
    decide(irene, "Confirm", level="I opened it, it is right")
    irene.goto(f"/review?entry=kenya/2026/{second}")
    decide(irene, "Return", reason="The link does not open article 4. Please give one that does.")
    irene.context.close()

    pavel = signed_in(browser, address, "pavel@itu.example", "/publish?view=next")
    pavel.locator(f".st-key-sure-{number + 1} label").click()
    pavel.locator(".st-key-publish button").click()
    expect(pavel.get_by_text(re.compile(rf"Edition {number + 1} is published"))).to_be_visible(timeout=PATIENCE_MS)
    pavel.context.close()

    assert verified(home, first) == (number + 1, before + 1)
    visitor.goto("/")
    visitor.wait_for_selector("#gda-first", state="detached")
    expect(visitor.locator(".st-key-chart-objectives")).to_contain_text(
        re.compile(rf"{before + 1} of \d+"), timeout=PATIENCE_MS
    )
    expect(visitor.locator(".stApp")).to_contain_text(f"Edition {number + 1}")
    visitor.goto("/signatory?id=kenya")
    expect(visitor.locator(".stApp")).to_contain_text("Verified", timeout=PATIENCE_MS)
    expect(visitor.locator(".stApp")).to_contain_text("41 producers")
    assert "eleven counties" not in visitor.content()


def test_the_returned_entry_comes_back_with_its_reason(
    browser: Browser, address: str, unverified: tuple[str, str]
) -> None:
    amina = signed_in(browser, address, "amina@kenya.example", "/my-report")
    amina.goto(f"/my-report?item={unverified[1]}")
    expect(amina.locator(".stApp")).to_contain_text("Please give one that does.", timeout=PATIENCE_MS)
    amina.context.close()


def test_on_a_phone_what_became_of_a_press_comes_into_sight_each_time(browser: Browser, address: str) -> None:
    irene = signed_in(browser, address, "irene@itu.example", "/register")
    irene.set_viewport_size({"width": 390, "height": 844})
    irene.goto("/register?signatory=kenya")
    at_rest(irene)
    acronym = irene.locator('[class*="st-key-acronym-"] input')
    acronym.fill("KEN")
    acronym.press("Tab")
    at_rest(irene)
    refused = irene.locator(".gda-mend-box", has_text="Say why, for those who read this later.")
    for _ in range(2):  # the same refusal at the same place changes nothing in the page
        irene.locator('[class*="st-key-save-"] button').click()
        expect(refused).to_be_focused(timeout=PATIENCE_MS)
        expect(refused).to_be_in_viewport(timeout=PATIENCE_MS)
        irene.locator('[class*="st-key-reason-"] input').focus()
    irene.context.close()


@pytest.mark.parametrize("path", ["/my-report", "/review", "/publish"])
def test_a_visitor_is_told_to_sign_in(browser: Browser, address: str, path: str) -> None:
    visitor = browser.new_context(base_url=address).new_page()
    visitor.goto(path)
    expect(visitor.get_by_text("This page is for people who have signed in.")).to_be_visible(timeout=PATIENCE_MS)
    visitor.context.close()


def test_fiji_sees_nothing_of_kenya_and_no_desk(browser: Browser, address: str, unverified: tuple[str, str]) -> None:
    tomasi = signed_in(browser, address, "tomasi@fiji.example", "/my-report")
    tomasi.goto("/my-report?signatory=kenya")
    expect(tomasi.locator(".stApp")).to_contain_text("Fiji", timeout=PATIENCE_MS)
    assert "41 producers" not in tomasi.content()
    tomasi.goto(f"/review?entry=kenya/2026/{unverified[0]}")
    expect(tomasi.get_by_text("Your account has no access to this page.")).to_be_visible(timeout=PATIENCE_MS)
    assert "41 producers" not in tomasi.content()
    tomasi.context.close()
