"""Withdrawing an edition: the file stays as it was, a notice stands beside it, and it can be taken back."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from gda_tracker import editions
from gda_tracker.domain.permissions import NotAllowed
from gda_tracker.domain.problems import Rejected
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services.edition_notices import (
    LONGEST_NOTICE,
    Noticed,
    editions_of,
    reinstate_edition,
    settle_notices,
    withdraw_edition,
)
from gda_tracker.services.editions import Published, publish_edition

WORDS = "Edition 2 counted Kenya twice."


@pytest.fixture
def folder(register, tmp_path: Path, pavel) -> Path:
    """Two editions."""
    for on in (date(2026, 9, 1), date(2026, 11, 1)):
        assert isinstance(publish_edition(register, pavel, on=on, folder=tmp_path, reason="Again."), Published)
    return tmp_path


def test_the_edition_in_force_is_the_newest_that_was_not_withdrawn_and_no_byte_of_the_file_changes(
    register, folder, pavel
):
    path = editions.edition_path(folder, 2)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    shelf = Shelf(folder)
    assert shelf.info().number == 2
    said = withdraw_edition(register, pavel, 2, f"  {WORDS} ", folder=folder)
    assert isinstance(said, Noticed)
    assert said.is_new
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert json.loads((folder / "0002.notice.json").read_text()) == {
        "edition": 2, "is_withdrawn": True, "notice": WORDS, "set_on": said.row.set_at.date().isoformat(),
    }  # fmt: skip
    assert shelf.info().number == 1
    assert shelf.info(2).notice.notice == WORDS
    assert [(row.number, row.is_withdrawn) for row in editions_of(register, pavel, folder)] == [(2, True), (1, False)]


def test_a_withdrawal_leaves_its_trail_and_a_second_click_nothing(register, folder, pavel):
    withdraw_edition(register, pavel, 2, WORDS, folder=folder)
    records = list(register.trail())
    last = records[-1]
    assert (last.action, last.subject, last.actor_id) == ("edition.withdraw", "edition/2", "pavel")
    assert json.loads(last.after_json) == {"is_withdrawn": True, "notice": WORDS}
    again = withdraw_edition(register, pavel, 2, "Other words.", folder=folder)
    assert isinstance(again, Noticed)
    assert not again.is_new
    assert again.row.notice == WORDS
    assert len(list(register.trail())) == len(records)


def test_a_withdrawal_is_taken_back_with_a_reason_that_only_the_register_holds(register, folder, pavel):
    withdraw_edition(register, pavel, 2, WORDS, folder=folder)
    assert isinstance(reinstate_edition(register, pavel, 2, "It was edition 3 of a test.", folder=folder), Noticed)
    assert Shelf(folder).info().number == 2
    notice = editions.read_notice(folder, 2)
    assert (notice.is_withdrawn, notice.notice) == (False, "")
    acts = editions_of(register, pavel, folder)[0].acts
    assert [(act.is_withdrawn, act.notice) for act in acts] == [
        (False, "It was edition 3 of a test."), (True, WORDS),
    ]  # fmt: skip
    assert register.trail_break() is None


def test_where_all_were_withdrawn_the_newest_is_shown_with_its_notice(register, folder, pavel):
    for number in (1, 2):
        withdraw_edition(register, pavel, number, WORDS, folder=folder)
    assert Shelf(folder).info().number == 2
    assert Shelf(folder).info().is_withdrawn


@pytest.mark.parametrize(
    ("number", "words", "rule"),
    [
        (2, "   ", "edition-notice"),
        (2, "x" * (LONGEST_NOTICE + 1), "edition-notice-long"),
        (9, WORDS, "edition-unknown"),
    ],
)
def test_what_cannot_be_said_is_refused(register, folder, pavel, number, words, rule):
    refused = withdraw_edition(register, pavel, number, words, folder=folder)
    assert isinstance(refused, Rejected)
    assert [problem.rule for problem in refused.problems] == [rule]
    assert not list(folder.glob("*.notice.json"))


def test_taking_back_needs_a_reason(register, folder, pavel):
    withdraw_edition(register, pavel, 2, WORDS, folder=folder)
    refused = reinstate_edition(register, pavel, 2, " ", folder=folder)
    assert isinstance(refused, Rejected)
    assert [problem.rule for problem in refused.problems] == ["edition-reason"]
    assert Shelf(folder).info().number == 1


def test_only_administrators_withdraw(register, folder, irene, amina, visitor):
    for actor in (irene, amina, visitor):
        with pytest.raises(NotAllowed):
            withdraw_edition(register, actor, 2, WORDS, folder=folder)
        with pytest.raises(NotAllowed):
            reinstate_edition(register, actor, 2, WORDS, folder=folder)
        with pytest.raises(NotAllowed):
            editions_of(register, actor, folder)


def test_after_a_crash_between_register_and_file_the_notice_is_written(register, folder, pavel):
    withdraw_edition(register, pavel, 2, WORDS, folder=folder)
    (folder / "0002.notice.json").unlink()
    assert settle_notices(register, folder) == (2,)
    assert settle_notices(register, folder) == ()
    assert editions.read_notice(folder, 2).notice == WORDS


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"edition": 1}', b"x" * 70_000, b'{"edition": 7}'])
def test_a_notice_that_cannot_be_read_counts_as_a_withdrawal(folder, content):
    (folder / "0002.notice.json").write_bytes(content)
    found = Shelf(folder)
    assert found.info().number == 1
    assert found.info(2).notice.notice == ""
