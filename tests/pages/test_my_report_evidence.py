"""Evidence on My report: a link or a file is attached, changed and taken away; the level is said at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gda_tracker.domain.permissions import Actor
from gda_tracker.domain.report import Entry
from gda_tracker.domain.statuses import EvidenceKind, Status
from gda_tracker.evidence import Store
from gda_tracker.evidence.fetching import LinkFound, Outcome
from gda_tracker.register import Register
from gda_tracker.services.link_check import check_links
from gda_tracker.settings import settings
from tests.evidence.files_for_tests import docx, pdf
from tests.services.reports_for_tests import ACT, LAW, saved

from .conftest import Opened, key_of, shown

PAGE = "reporting/my_report.py"
PLAN = Entry(item="O1", claimed=Status.IN_PLACE, narrative="The plan was adopted.")
SHA256 = hashlib.sha256(pdf()).hexdigest()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("GDA_HOME", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


def typed(page: AppTest, name: str, value: str) -> AppTest:
    return page.text_input(key=key_of(page, f"{name}-")).set_value(value).run()


def dropped(page: AppTest, name: str, data: bytes) -> AppTest:
    (uploader,) = (one for one in page.file_uploader if str(one.key).startswith("upload-file-"))
    return uploader.upload(name, data).run()


def evidence_rows(register: Register) -> list[dict[str, object]]:
    return register.rows(
        "SELECT p.title, p.url, p.file_sha256, p.locator, p.is_public FROM evidence_row p JOIN entry e "
        "ON e.version_id = p.version_id ORDER BY p.ordinal"
    )


def test_a_link_is_attached_changed_and_taken_away(register: Register, opened: Opened, amina: Actor) -> None:
    saved(register, amina, "kenya", PLAN)
    page = opened(PAGE, amina)
    page.button(key="add-link-O1").click().run()
    typed(page, "url-link", "https://ministry.example/plan")
    typed(page, "title-link", "Plan")
    page.button(key=key_of(page, "attach-link")).click().run()
    assert "own statement" in shown(page)
    assert [row["url"] for row in evidence_rows(register)] == ["https://ministry.example/plan"]
    page.button(key="change-O1-0").click().run()
    typed(page, "locator-piece", "Page 4")
    page.selectbox(key=key_of(page, "kind-piece")).set_value(EvidenceKind.PRIMARY_DOCUMENT).run()
    page.button(key=key_of(page, "keep-piece")).click().run()
    assert "document, not yet read by a reviewer" in shown(page)
    assert [row["locator"] for row in evidence_rows(register)] == ["Page 4"]
    page.button(key="change-O1-0").click().run()
    page.button(key=key_of(page, "take-piece")).click().run()
    assert "Nothing is attached yet." in shown(page)
    assert evidence_rows(register) == []


def test_a_file_is_kept_and_attached_in_one_act(register: Register, opened: Opened, amina: Actor, home: Path) -> None:
    saved(register, amina, "kenya", PLAN)
    page = opened(PAGE, amina)
    page.button(key="add-file-O1").click().run()
    assert page.button(key=key_of(page, "attach-file")).disabled
    dropped(page, "national plan.pdf", pdf())
    assert "PDF, 1 kB." in shown(page)
    typed(page, "locator-file", "Page 12")
    page.checkbox(key=key_of_checkbox(page)).uncheck().run()
    page.button(key=key_of(page, "attach-file")).click().run()
    html = shown(page)
    assert f'href="/evidence/{SHA256}"' in html
    assert "File national plan.pdf, 1 kB" in html
    assert "for reviewers alone" in html
    assert evidence_rows(register) == [
        {"title": "national plan.pdf", "url": None, "file_sha256": SHA256, "locator": "Page 12", "is_public": False}
    ]
    assert Store(home / "evidence").read(SHA256) == pdf()


def key_of_checkbox(page: AppTest) -> str:
    return next(str(one.key) for one in page.checkbox if str(one.key).startswith("public-file"))


def test_the_same_file_twice_is_attached_once(register: Register, opened: Opened, amina: Actor) -> None:
    saved(register, amina, "kenya", PLAN)
    page = opened(PAGE, amina)
    for _ in range(2):
        page.button(key="add-file-O1").click().run()
        dropped(page, "plan.pdf", pdf())
        page.button(key=key_of(page, "attach-file")).click().run()
    assert len(evidence_rows(register)) == 1


def test_a_file_that_is_not_kept_says_why_beside_its_field(
    register: Register, opened: Opened, amina: Actor, home: Path
) -> None:
    saved(register, amina, "kenya", PLAN)
    page = opened(PAGE, amina)
    page.button(key="add-file-O1").click().run()
    dropped(page, "plan.docx", docx({"word/vbaProject.bin": b"x"}))
    assert "The file contains macros." in shown(page)
    assert page.button(key=key_of(page, "attach-file")).disabled
    assert not (home / "evidence").exists()


def test_a_link_that_is_none_says_so_while_it_is_typed(register: Register, opened: Opened, amina: Actor) -> None:
    page = opened(PAGE, amina)
    page.button(key="add-link-O1").click().run()
    typed(page, "url-link", "ministry.example/plan")
    assert "This is not a web address." in shown(page)
    page.button(key=key_of(page, "attach-link")).click().run()
    assert "This is not a web address." in shown(page)
    assert page.text_input(key=key_of(page, "url-link")).value == "ministry.example/plan"
    assert evidence_rows(register) == []


def test_the_level_that_follows_is_said_at_once_with_what_would_raise_it(
    register: Register, opened: Opened, amina: Actor
) -> None:
    saved(register, amina, "kenya", PLAN)
    page = opened(PAGE, amina)
    html = shown(page)
    assert "Evidence level 0: nothing is attached" in html
    assert "You claim “In place”: with this evidence it counts as “Planned”." in html
    page.button(key="add-link-O1").click().run()
    typed(page, "url-link", "https://ministry.example/plan")
    assert "Evidence level 1: your own page" in shown(page)
    page.selectbox(key=key_of(page, "kind-link")).set_value(EvidenceKind.PRIMARY_DOCUMENT).run()
    assert "Evidence level 2" not in shown(page)
    typed(page, "locator-link", "Page 4")
    assert "Evidence level 2: a primary document with its page; a reviewer has not opened it yet." in shown(page)
    page.button(key=key_of(page, "attach-link")).click().run()
    html = shown(page)
    assert "It caps the status at “In place”." in html
    assert "A reviewer who opens it and finds body, date and content right raises it to level 3." in html
    assert "You claim" not in html
    assert "Give the evidence a title." in html


def test_a_document_without_its_page_is_asked_for_it(register: Register, opened: Opened, amina: Actor) -> None:
    bare = LAW.model_copy(update={"locator": None})
    saved(register, amina, "kenya", PLAN.model_copy(update={"evidence": (bare,)}))
    assert "Give the page or article of “E-waste Act” to raise it to level 2." in shown(opened(PAGE, amina))


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (LinkFound(Outcome.WORKS, 200, "E-waste <Act>"), "200, “E-waste &lt;Act&gt;”"),
        (LinkFound(Outcome.GONE, 404, note="status"), "the page is gone (404)"),
        (LinkFound(Outcome.UNREACHABLE, note="certificate"), "its certificate is not valid"),
        (LinkFound(Outcome.REFUSED, note="private-address"), "it leads to a private address"),
    ],
)
def test_what_was_found_behind_a_link_stands_beside_it(
    register: Register, opened: Opened, amina: Actor, irene: Actor, found: LinkFound, words: str
) -> None:
    saved(register, amina, "kenya", ACT.model_copy(update={"item": "O1"}))
    check_links(register, irene, [LAW.url or ""], is_on=True, fetch=lambda _: found)
    assert words in shown(opened(PAGE, amina))
