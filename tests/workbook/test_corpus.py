"""Each hostile or clumsy file gets its right answer, changes nothing by half, and stays within 5 s and 512 MiB."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from gda_tracker.domain.permissions import Actor, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.report import Entry
from gda_tracker.register import Register
from gda_tracker.services.report_view import report_of
from gda_tracker.services.submitting import Accepted
from gda_tracker.services.uploading import Checked, check_workbook, keep_workbook, submit_workbook
from tests.services.reports_for_tests import TODAY, counts

from .corpus import CORPUS, Case

ROOT = Path(__file__).resolve().parents[2]
REFUSED = [name for name, one in CORPUS.items() if one.refused]
TAKEN = [name for name, one in CORPUS.items() if not one.refused]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files, made once."""
    made = tmp_path_factory.mktemp("corpus")
    for name, one in CORPUS.items():
        (made / name).write_bytes(one.make())
    return made


@pytest.fixture
def reporter() -> Actor:
    """Reports for Kenya and for Austria."""
    return Actor("amina", "Amina", frozenset({Role.FOCAL_POINT}), frozenset({"kenya", "austria"}))


def stands(register: Register, actor: Actor, one: Case) -> dict[str, Entry]:
    """The entries on record."""
    report = report_of(register, actor, one.signatory, "2026", TODAY)
    assert not isinstance(report, Rejected)
    return report.entries


def test_the_corpus_holds_what_it_should() -> None:
    assert len(CORPUS) >= 40
    assert len(REFUSED) >= 40
    assert len(TAKEN) >= 20


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_is_refused_where_it_is_wrong_and_nothing_changes(
    register: Register, reporter: Actor, folder: Path, name: str
) -> None:
    one = CORPUS[name]
    data, before = (folder / name).read_bytes(), counts(register)
    for upload in (check_workbook, keep_workbook, submit_workbook):
        refused = upload(register, reporter, one.signatory, "2026", data, one.file, TODAY)
        assert isinstance(refused, Rejected), refused
        if len(refused.problems) > 100:
            assert {(p.rule, p.sheet, None, None) for p in refused.problems} == set(one.refused)
        else:
            assert tuple((p.rule, p.sheet, p.row, p.column) for p in refused.problems) == one.refused
        for problem in refused.problems[:100]:
            assert problem.sentence().endswith((".", "?"))
            assert "{" not in problem.sentence()
        assert counts(register) == before


@pytest.mark.parametrize("name", TAKEN)
def test_a_clumsy_file_is_taken_for_what_it_says(register: Register, reporter: Actor, folder: Path, name: str) -> None:
    one = CORPUS[name]
    data, before = (folder / name).read_bytes(), counts(register)
    checked = check_workbook(register, reporter, one.signatory, "2026", data, one.file, TODAY)
    assert isinstance(checked, Checked), checked
    assert set(checked.changed) == set(one.changes)
    assert {notice.rule for notice in checked.notices} == set(one.notices)
    assert counts(register) == before
    assert isinstance(keep_workbook(register, reporter, one.signatory, "2026", data, one.file, TODAY), Accepted)
    assert {item: as_told(entry, one.changes[item]) for item, entry in stands(register, reporter, one).items()} == (
        one.changes
    )
    after = counts(register)
    again = keep_workbook(register, reporter, one.signatory, "2026", data, one.file, TODAY)
    assert isinstance(again, Accepted)
    assert again.changed == ()
    assert counts(register) == after


def as_told(entry: Entry, fields: dict[str, Any]) -> dict[str, Any]:
    """The entry as far as it differs from an empty one, written as the corpus writes it."""
    given: dict[str, Any] = {
        name: value for name, value in entry if name != "item" and value != getattr(Entry(item=entry.item), name)
    }
    if entry.measures:
        told = fields.get("measures", [("", "0", "")])
        assert [one.budget_amount for one in entry.measures] == [Decimal(amount) for _, amount, _ in told]
        given["measures"] = [
            (one.title, amount, one.budget_currency) for one, (_, amount, _) in zip(entry.measures, told, strict=True)
        ]
    if entry.indicators:
        given["indicators"] = [(one.code, one.value, one.year) for one in entry.indicators]
    return given


def test_every_file_is_answered_within_its_limits(folder: Path) -> None:
    """The limits stop the process that reads the file; nothing here looks at a clock."""
    tables = [name for name, one in CORPUS.items() if one.file.endswith(".csv")]
    run = subprocess.run(
        [sys.executable, "-m", "tests.workbook.bounded", str(folder), *tables],
        cwd=ROOT, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    ended = {line.split("\t")[0]: line.split("\t")[1] for line in run.stdout.splitlines()}
    assert ended == dict.fromkeys(CORPUS, "ok"), run.stderr
