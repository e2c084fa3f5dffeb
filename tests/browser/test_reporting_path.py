"""Reporting, in a browser: from last year's report over a colleague, a marked workbook and a return to the edition."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Browser, Page, expect

from gda_tracker import editions
from tests.bench.serving import ROOT, serving
from tests.services.smtp_server import Loopback, body, free_port, listening

from .acting import PASSWORD, PATIENCE_MS, at_rest, decide, find, signed_in, told

AMINA: Final = "amina@kenya.example"
IRENE: Final = "irene@itu.example"
WANJIRU: Final = "wanjiru@energy.example"
AS_OF: Final = datetime.now(UTC).date() - timedelta(days=30)
LENT: Final = "O3"
IN_WORKBOOK: Final = "O1"
COLLEAGUE_SAYS: Final = "Nairobi and Mombasa recycle 38 tonnes of telephones a month."
WORKBOOK_SAYS: Final = "The flood warning law is in force and obliges 41 operators."
AMENDED: Final = "The flood warning law is in force and its article 4 obliges 43 operators."
QUESTION: Final = "Which article obliges the operators?"
REPLY: Final = "It is article 4; two operators joined in October."
PATIENCE_SECONDS: Final = PATIENCE_MS / 1000


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    command = [sys.executable, "-m", "gda_tracker", "demo", "--signatories", "60", "--seed", "7"]
    # One reviewer decides alone what is only drawn for two: no run is left to the hash of an id.
    alone = [sys.executable, "-m", "gda_tracker", "people", "disable", "ines@itu.example"]
    for step in (command, alone):
        subprocess.run(step, cwd=ROOT, env={**os.environ, "GDA_HOME": str(home)}, check=True, capture_output=True)
    return home


@pytest.fixture(scope="module")
def post() -> Iterator[Loopback]:
    """The mail server that the tracker hands its mail to."""
    with listening(Loopback(free_port())) as server:
        yield server


@pytest.fixture(scope="module")
def address(home: Path, post: Loopback) -> Iterator[str]:
    mail = {
        "GDA_SMTP_HOST": "127.0.0.1",
        "GDA_SMTP_PORT": str(post.port),
        "GDA_SMTP_SECURITY": "none",
        "GDA_MAIL_FROM": "Green Digital Action Tracker <tracker@itu.example>",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in mail.items():
            patch.setenv(name, value)
        with serving(str(ROOT / "app.py"), home) as address:
            yield address


@pytest.fixture(scope="module")
def renewed(home: Path) -> str:
    """An objective on which Kenya has an answer of last year that can be given again."""
    with editions.Edition.open(editions.catalogue(home / "editions")[0].path) as edition:
        kenya = editions.signatory(edition, "kenya")
    assert kenya is not None
    taken = {LENT, IN_WORKBOOK}
    return next(cell.item for cell in kenya.cells if cell.item[0] == "O" and cell.claimed and cell.item not in taken)


def letter(post: Loopback, to: str, *words: str) -> str:
    """Subject and text of the mail to somebody that holds all the words, once it has arrived."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        for recipient, message in tuple(post.taken):
            said = f"{message['subject']}\n{body(message)}"
            if recipient == to and all(word in said for word in words):
                return said
        time.sleep(0.1)
    raise AssertionError(f"No mail to {to} with {words}; there is {[(a, m['subject']) for a, m in post.taken]}")


def path_in(said: str, start: str) -> str:
    """The link of a mail that starts with this path, without the host."""
    found = re.search(rf"https?://\S+?({re.escape(start)}\S*)", said)
    assert found, said
    parts = urlsplit(found.group(0))
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def open_item(page: Page, item: str) -> None:
    page.goto(f"/my-report?item={item}")
    expect(page.locator(f".st-key-form-{item}")).to_be_visible(timeout=PATIENCE_MS)
    at_rest(page)


def write(page: Page, item: str, name: str, words: str) -> None:
    """Fill a field of the form and leave it, by which it is saved."""
    field = page.locator(f".st-key-form-{item}").locator(f'[class*="st-key-{name}-{item}"]').locator("textarea, input")
    field.fill(words)
    field.press("Tab")


def lend(amina: Page) -> None:
    open_item(amina, LENT)
    amina.get_by_role("button", name="Lend items to a colleague").click()
    amina.get_by_label("Colleague's e-mail address").fill(WANJIRU)
    amina.get_by_role("textbox", name="Colleague's name").fill("Wanjiru Otieno")
    amina.get_by_label("A sentence to the colleague").fill("You know the recyclers best.")
    amina.get_by_role("button", name="Lend", exact=True).press("Enter")  # the form scrolls in its own window
    told(amina, f"Lent to Wanjiru Otieno: {LENT}.")


def contribute(browser: Browser, address: str, post: Loopback) -> None:
    """The colleague comes in by the link of the invitation, sees the one item, writes and hands it back."""
    invitation = path_in(letter(post, WANJIRU, "/invitation/", "You know the recyclers best."), "/invitation/")
    wanjiru = browser.new_context(base_url=address).new_page()
    wanjiru.set_default_timeout(PATIENCE_MS)
    wanjiru.goto(invitation)
    wanjiru.fill("#password", PASSWORD)
    wanjiru.fill("#again", PASSWORD)
    wanjiru.get_by_role("button", name="Set the password and sign in").click()
    wanjiru.wait_for_url(f"**/my-report?*item={LENT}*")
    told(wanjiru, "One item of this report is lent to you. You see nothing else of it.")
    told(wanjiru, "You know the recyclers best.")
    assert wanjiru.locator('[class*="st-key-chosen-"], [class*="st-key-item-"]').count() == 1
    wanjiru.locator(f".st-key-cards-{LENT}").get_by_text("Under way", exact=True).click()
    told(wanjiru, "Saved.")
    told(wanjiru, "one answer to mend before you hand it back")
    write(wanjiru, LENT, "as_of", AS_OF.isoformat())
    write(wanjiru, LENT, "narrative", COLLEAGUE_SAYS)
    told(wanjiru, "1 of 1 item answered")
    expect(wanjiru.get_by_text("one answer to mend")).to_have_count(0, timeout=PATIENCE_MS)
    wanjiru.get_by_role("button", name="Hand back").click()
    told(wanjiru, f"Back with the focal point: {LENT}.")
    assert COLLEAGUE_SAYS not in wanjiru.content()
    assert wanjiru.goto(invitation).status == 404
    wanjiru.context.close()


def row_of(sheet: Worksheet, item: str | None) -> int:
    """The number of the first row about an item; None: of the first that is empty."""
    found = (cells[0].row for cells in sheet.iter_rows(min_row=5) if cells[0].value == item)
    return next(found, max(5, sheet.max_row + 1))


def written(data: bytes, status: str, as_of: date, url: str) -> bytes:
    """The workbook with an answer on O1 and its evidence, at the place where it stands already or in an empty row."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    report, evidence = book["Report"], book["Evidence"]
    row = row_of(report, IN_WORKBOOK)
    for column, value in ((3, status), (4, as_of), (5, WORKBOOK_SAYS)):
        report.cell(row, column).value = value
    items = [cells[0].value for cells in evidence.iter_rows(min_row=5)]
    row = row_of(evidence, IN_WORKBOOK if IN_WORKBOOK in items else None)
    piece = (IN_WORKBOOK, "primary_document", "Gazette", url, "article 4", AS_OF, "yes")
    for column, value in enumerate(piece, start=1):
        evidence.cell(row, column).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def upload(page: Page, name: str, data: bytes) -> None:
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
    page.locator(".st-key-upload input[type=file]").set_input_files(file)


def downloaded(page: Page, key: str) -> bytes:
    with page.expect_download() as download:
        page.locator(f".st-key-{key} button").click()
    return Path(download.value.path()).read_bytes()


def assert_three_marked(data: bytes) -> None:
    """Colour and comment in each of the three cells, and nowhere else; a sheet that lists them."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    report, evidence = book["Report"], book["Evidence"]
    row = row_of(report, IN_WORKBOOK)
    faulty = [report.cell(row, 3), report.cell(row, 4), evidence.cell(row_of(evidence, IN_WORKBOOK), 4)]
    noted = {
        (sheet.title, cell.coordinate) for sheet in (report, evidence) for cells in sheet for cell in cells
        if cell.comment is not None and cell.row > 4
    }  # fmt: skip
    assert noted == {(cell.parent.title, cell.coordinate) for cell in faulty}
    assert {cell.fill.fill_type for cell in faulty} == {"solid"}
    listed = [cells[0].value for cells in book["Problems"].iter_rows(min_row=4) if cells[0].value]
    assert sorted(listed) == ["Evidence", "Report", "Report"]


def report_by_workbook(amina: Page) -> None:
    """Three faulty cells come back marked; mended in the same workbook they become a draft."""
    later = datetime.now(UTC).date() + timedelta(days=2)
    clumsy = written(downloaded(amina, "download-workbook"), "Nearly there", later, "on my desk")
    upload(amina, "kenya.xlsx", clumsy)
    told(amina, "3 cells need mending.")
    marked = downloaded(amina, "download-marked")
    assert_three_marked(marked)
    upload(amina, "kenya-to-mend.xlsx", written(marked, "3 · In place", AS_OF, "https://gazette.example/floods"))
    told(amina, "The file changes one answer.")
    amina.locator(".st-key-keep-upload button").click()
    told(amina, "One answer was kept as a draft.")


def submit(amina: Page, words: str) -> None:
    amina.locator(".st-key-submit button").click()
    told(amina, words)


def tell_now(irene: Page) -> None:
    """Decisions are gathered for a quarter of an hour; the reviewer does not wait for it."""
    irene.locator(".st-key-tell-kenya-2026 button").click()
    expect(irene.locator(".st-key-tell-kenya-2026")).to_have_count(0, timeout=PATIENCE_MS)


def reply_and_amend(amina: Page, link: str) -> None:
    """The link of the mail opens the answer with the reason beside it; a reply, and a new version."""
    amina.goto(link)
    told(amina, QUESTION)
    at_rest(amina)
    amina.get_by_role("button", name="Reply", exact=True).click()
    amina.get_by_role("textbox", name="Your reply").fill(REPLY)
    amina.get_by_role("button", name="Send the reply").click()
    told(amina, "Your reply is on record; it is printed beside the decision.")
    write(amina, IN_WORKBOOK, "narrative", AMENDED)
    told(amina, "You have changed the answer since. Submit it, and it is reviewed anew.")
    submit(amina, "One answer was submitted. Thank you.")


def publish(browser: Browser, address: str, number: int) -> None:
    pavel = signed_in(browser, address, "pavel@itu.example", "/publish?view=next")
    pavel.locator(f".st-key-sure-{number} label").click()
    pavel.locator(".st-key-publish button").click()
    told(pavel, f"Edition {number} is published")
    pavel.context.close()


def test_a_focal_point_reports_with_a_colleague_and_sees_it_published(
    browser: Browser, address: str, home: Path, post: Loopback, renewed: str
) -> None:
    amina = signed_in(browser, address, AMINA, "/my-report")
    open_item(amina, renewed)
    amina.get_by_role("button", name="It still holds today").click()
    told(amina, "One answer was written as a draft.")
    lend(amina)
    contribute(browser, address, post)
    open_item(amina, LENT)
    told(amina, "Wanjiru Otieno handed this item back on")
    expect(amina.get_by_role("textbox", name="What was done")).to_have_value(COLLEAGUE_SAYS)
    amina.locator(f".st-key-clear-{LENT} button").click()
    told(amina, "One item is cleared.")
    report_by_workbook(amina)
    submit(amina, "3 answers were submitted. Thank you.")

    irene = signed_in(browser, address, IRENE, "/review")
    find(irene, "Kenya", IN_WORKBOOK)
    decide(irene, "Return", reason=QUESTION)
    tell_now(irene)
    returned = letter(post, AMINA, f"{IN_WORKBOOK}: returned with a question", QUESTION)
    reply_and_amend(amina, path_in(returned, "/my-report"))
    irene.goto(f"/review?entry=kenya/2026/{IN_WORKBOOK}")
    told(irene, f"Decision then: returned. {QUESTION}")
    told(irene, REPLY)
    decide(irene, "Confirm", level="I opened it, it is right")
    tell_now(irene)
    irene.context.close()

    number = editions.catalogue(home / "editions")[0].number + 1
    publish(browser, address, number)
    assert_published(amina, home, number)
    amina.context.close()
    for to, *words in (
        (AMINA, "Wanjiru Otieno", LENT),
        (IRENE, "has submitted its report", "These answers arrived:"),
        (IRENE, "replied to the decision", REPLY),
        (IRENE, "has amended its report"),
        (AMINA, f"{IN_WORKBOOK}: confirmed"),
    ):
        letter(post, to, *words)


def assert_published(page: Page, home: Path, number: int) -> None:
    """The amended answer in edition and profile, the reply beside the decision that it is about."""
    info = editions.catalogue(home / "editions")[0]
    with editions.Edition.open(info.path) as edition:
        kenya = editions.signatory(edition, "kenya")
    assert kenya is not None
    assert info.number == number
    reviews = [(one.decision, one.reason) for one in kenya.reviews if (one.item, one.cycle) == (IN_WORKBOOK, "2026")]
    assert reviews == [("return", QUESTION), ("confirm", None)]
    assert [(one.item, one.reply) for one in kenya.replies if one.cycle == "2026"] == [(IN_WORKBOOK, REPLY)]
    said = {one.item: one.narrative for one in kenya.entries if one.cycle == "2026"}
    assert (said[IN_WORKBOOK], said[LENT]) == (AMENDED, COLLEAGUE_SAYS)
    page.goto("/signatory?id=kenya")
    reports = page.locator(".stApp")
    for words in (AMENDED, COLLEAGUE_SAYS, f"returned. {QUESTION}", REPLY, f"Edition {number}"):
        expect(reports).to_contain_text(words, timeout=PATIENCE_MS)
    assert WORKBOOK_SAYS not in page.content()
    assert WANJIRU not in page.content()


def test_on_a_phone_the_next_item_begins_at_its_heading(browser: Browser, address: str) -> None:
    amina = signed_in(browser, address, AMINA, "/my-report")
    amina.set_viewport_size({"width": 390, "height": 844})
    open_item(amina, "O2")
    assert not amina.locator(".st-key-items").is_visible()
    assert amina.locator(".st-key-chooser").is_visible()
    amina.locator(".st-key-next-O2 button").click()
    expect(amina.locator(".st-key-form-O3")).to_be_visible(timeout=PATIENCE_MS)
    heading = amina.locator(".stApp .gda-item-head h2")
    expect(heading).to_be_focused(timeout=PATIENCE_MS)
    expect(heading).to_be_in_viewport(timeout=PATIENCE_MS)
    amina.context.close()
