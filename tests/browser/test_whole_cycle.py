"""A whole cycle at the desk: a list settled, the cycle opened, reminders, thirty reports, two readers, an edition.

In the browser: the import, the cycle, the reminders, the first report, every reading, publishing, comparing, printing.
By script: what was there before (whole_cycle_home.py), and twenty-nine workbooks while the server is away, as the
command line hands them in: one process owns the register. The server that comes back knows all that the first did.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page

from gda_tracker.services.registers import check, open_register
from tests.bench.serving import ROOT, serving
from tests.services.smtp_server import Loopback, body, free_port, listening

from .acting import at_rest, give_day, signed_in, told
from .test_reporting_path import letter, upload
from .whole_cycle_home import INES, IRENE, PAVEL, Before, focal_point, prepared
from .whole_cycle_list import import_the_list, list_has
from .whole_cycle_numbers import (
    COMPANIES,
    STATES,
    Five,
    assert_brief,
    assert_compared,
    assert_file,
    assert_overview,
    assert_service,
    csv_counts,
    publish,
)
from .whole_cycle_reading import first_reader, second_reader, settle
from .whole_cycle_reports import SUSTAINED, answered, hand_in_the_rest, read_by_one

KNOWN_COMPANIES: Final = 20
GOVERNMENTS_NOW: Final = Five(due=24, responded=19, claimed=16, evidence_backed=15, verified=3)
"""Twenty reported and one was asked back; three of the others are under way; one of the rest was lowered; three were
confirmed: one by one reader, one by two who agreed, one by who decided between two."""


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Before:
    return prepared(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def post() -> Iterator[Loopback]:
    """The mail server that the tracker hands its mail to."""
    with listening(Loopback(free_port())) as server:
        yield server


@contextmanager
def tracker(before: Before, post: Loopback) -> Iterator[str]:
    """The server with its mail on loopback, at any hour of any day."""
    settings = {
        "GDA_SMTP_HOST": "127.0.0.1",
        "GDA_SMTP_PORT": str(post.port),
        "GDA_SMTP_SECURITY": "none",
        "GDA_MAIL_FROM": "Green Digital Action Tracker <tracker@itu.example>",
        "GDA_QUIET_HOURS": "",
        "GDA_QUIET_WEEKENDS": "false",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        with serving(str(ROOT / "app.py"), before.folder) as address:
            yield address


def open_the_cycle(page: Page, before: Before) -> None:
    """The cycle planned for today is opened, which freezes what it asks; another is planned for a year to come."""
    code, following = before.cycle, f"{int(before.cycle[:4]) + 2}"
    page.goto(f"/cycles?cycle={code}")
    told(page, "It is planned.")
    at_rest(page)
    page.locator(".st-key-move-cycle summary").click()
    page.locator(f".st-key-open-{code} button").click()
    told(page, "COP31b is open now.")
    told(page, "the same is asked today.")
    at_rest(page)
    page.locator(".st-key-plan-cycle summary").click()
    for name, words in (("code", following), ("cop", "COP33"), ("place", "A city to be chosen")):
        page.locator(f"[class*=st-key-{name}-plan-] input").fill(words)
    for name, day in (("opens_on", "04-09"), ("due_on", "10-09"), ("closes_on", "12-31")):
        give_day(page, page.locator(f"[class*=st-key-{name}-plan-] input"), f"{following}-{day}")
    page.get_by_role("button", name="Plan this cycle").click()
    told(page, "COP33 is planned now.")


def remind(page: Page, before: Before, post: Loopback) -> None:
    """The first step of the ladder goes to every focal point, and nobody else."""
    page.goto("/reminders?step=before_due")
    told(page, "30 mails about 30 signatories would leave now.")
    at_rest(page)
    page.locator(".st-key-send button").click()
    told(page, "at most 500 an hour")
    asked = [focal_point(signatory_id) for signatory_id in before.reporters]
    for address in asked:
        letter(post, address, "COP31b")
    assert sorted(address for address, mail in tuple(post.taken) if "COP31b" in body(mail)) == sorted(asked)


def report_in_the_browser(browser: Browser, address: str, before: Before) -> None:
    """The first focal point downloads its workbook, fills it and hands it in."""
    signatory_id = before.reporters[0]
    page = signed_in(browser, address, focal_point(signatory_id), "/my-report")
    page.goto(f"/my-report?cycle={before.cycle}")
    at_rest(page)
    with page.expect_download() as download:
        page.locator(".st-key-download-workbook button").click()
    workbook = Path(download.value.path()).read_bytes()
    upload(page, "report.xlsx", answered(workbook, signatory_id, 0))
    told(page, "The file changes one answer.")
    page.locator(".st-key-submit-upload button").click()
    told(page, "One answer was submitted. Thank you.")
    page.context.close()


def test_a_whole_cycle(browser: Browser, before: Before, post: Loopback) -> None:
    with tracker(before, post) as address:
        pavel = signed_in(browser, address, PAVEL, "/imports")
        import_the_list(pavel, before)
        open_the_cycle(pavel, before)
        remind(pavel, before, post)
        report_in_the_browser(browser, address, before)
        pavel.context.close()
    hand_in_the_rest(before)
    alone, (agreed, differs) = read_by_one(before), (before.reporters[place] for place in SUSTAINED)
    with tracker(before, post) as address:
        irene = signed_in(browser, address, IRENE, "/review")
        first_reader(irene, before, alone, (agreed, differs))
        ines = signed_in(browser, address, INES, "/review")
        second_reader(ines, before, agreed, differs)
        ines.context.close()
        settle(irene, before, differs)
        irene.context.close()
        pavel = signed_in(browser, address, PAVEL, "/desk")
        publish(pavel, 2)
        came, companies = list_has(before)
        assert_numbers_agree(pavel, before, came, KNOWN_COMPANIES + companies)
        pavel.context.close()
    assert_whole(before)


def assert_numbers_agree(page: Page, before: Before, came: int, companies: int) -> None:
    """One set of counts: in the file, on the overview, in its CSV, in the brief, between the editions."""
    path = before.editions / "0002.duckdb"
    silent = Five(due=companies, responded=10, claimed=8, evidence_backed=8, verified=0)
    assert_file(path, {STATES: GOVERNMENTS_NOW, COMPANIES: silent})
    assert_overview(page, GOVERNMENTS_NOW)
    assert csv_counts(page, f"/charts/overview/objectives.csv?who={COMPANIES}&edition=2") == silent
    assert_brief(page, GOVERNMENTS_NOW)
    assert_service(page, path)
    assert_compared(page, came, GOVERNMENTS_NOW)


def assert_whole(before: Before) -> None:
    """Nothing is broken in trail, decisions and editions after all this."""
    register = open_register(before.register_path)
    try:
        found = check(register, before.editions)
    finally:
        register.close()
    assert (found.problems, found.editions) == ((), 2)
