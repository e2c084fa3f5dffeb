"""Amina reports for Kenya: drafts, workbook, submission; nobody else does, and bad input changes nothing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import msoffcrypto.format.ooxml
import openpyxl
import pytest

from gda_tracker.domain.permissions import SYSTEM, Actor, NotAllowed
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.report import Entry
from gda_tracker.domain.statuses import OffScale, Status
from gda_tracker.i18n import text
from gda_tracker.register import Register
from gda_tracker.services.downloading import workbook_of
from gda_tracker.services.report_view import ReportView, report_of
from gda_tracker.services.saving import Conflict, Saved, save_entry
from gda_tracker.services.submitting import Accepted, submit_report
from gda_tracker.services.uploading import Checked, check_workbook, keep_workbook, submit_workbook

from .reports_for_tests import ACT, NOW, TODAY, counts, filled, saved

UNDER_WAY = {"C7": "2 · Under way", "D7": date(2026, 9, 12), "E7": "41 producers are registered."}


def view_of(register: Register, actor: Actor, signatory_id: str = "kenya", cycle: str = "2026") -> ReportView:
    """The report as it stands."""
    report = report_of(register, actor, signatory_id, cycle, TODAY)
    assert isinstance(report, ReportView), report
    return report


def test_a_report_lists_the_items_that_apply(register: Register, amina: Actor, irene: Actor) -> None:
    assert view_of(register, amina).completeness.total == 18
    assert view_of(register, irene, "austria").completeness.total == 15
    assert list(view_of(register, irene, "european-union").items)[-3:] == ["F8", "C1", "C2"]
    assert view_of(register, irene, "ftth-council-europe").completeness.total == 14


def test_what_registries_hold_stands_beside_a_countrys_report(register: Register, amina: Actor, irene: Actor) -> None:
    facts = view_of(register, amina).facts_on("F8")
    assert facts[0].dated_on is not None
    assert view_of(register, irene, "ftth-council-europe").on_record == ()


def test_a_draft_is_saved_with_what_is_still_to_mend(register: Register, amina: Actor) -> None:
    draft = Entry(item="O3", claimed=Status.PLANNED, as_of=date(2027, 3, 1))
    first = saved(register, amina, "kenya", draft)
    assert [problem.rule for problem in first.problems] == ["narrative-missing", "as-of-in-future"]
    gauge = view_of(register, amina).completeness
    assert (gauge.answered, gauge.to_mend, gauge.total) == (1, 1, 18)
    trail = list(register.trail())[-1]
    assert (trail.actor_id, trail.action, trail.subject, trail.signatory_id) == (
        "amina", "entry.save", "kenya/2026/O3", "kenya",
    )  # fmt: skip
    assert trail.before_json is None
    assert '"claimed":1' in (trail.after_json or "")


def test_saving_the_same_again_adds_nothing(register: Register, amina: Actor) -> None:
    first = saved(register, amina, "kenya", ACT)
    before = counts(register)
    assert saved(register, amina, "kenya", ACT, first.version_id) == first
    assert counts(register) == before


def test_a_colleagues_newer_version_is_a_conflict_and_stays(register: Register, amina: Actor) -> None:
    first = saved(register, amina, "kenya", ACT)
    second = saved(register, amina, "kenya", ACT.model_copy(update={"narrative": "Newer."}), first.version_id)
    before = counts(register)
    stale = save_entry(register, amina, "kenya", "2026", ACT, first.version_id, NOW)
    assert isinstance(stale, Conflict)
    assert stale.current is not None
    assert (stale.current.version_id, stale.current.entry.narrative) == (second.version_id, "Newer.")
    unaware = save_entry(register, amina, "kenya", "2026", ACT, None, NOW)
    assert isinstance(unaware, Conflict)
    assert counts(register) == before


def test_what_no_answer_may_hold_is_not_even_a_draft(register: Register, amina: Actor) -> None:
    before = counts(register)
    for entry, rule in (
        (Entry(item="O9", claimed=Status.PLANNED), "item-unknown"),
        (ACT.model_copy(update={"narrative": "a\x00b"}), "control-character"),
        (ACT.model_copy(update={"narrative": "x" * 5001}), "text-too-long"),
        (ACT.model_copy(update={"off_scale": OffScale.BLOCKED, "reason": "x"}), "status-twice"),
    ):
        refused = save_entry(register, amina, "kenya", "2026", entry, None, NOW)
        assert isinstance(refused, Rejected)
        assert [problem.rule for problem in refused.problems] == [rule]
    assert counts(register) == before


def test_a_closed_cycle_takes_nothing_and_says_when_it_closed(register: Register, amina: Actor) -> None:
    before = counts(register)
    early = save_entry(register, amina, "kenya", "2027", ACT, None, NOW)
    late = submit_report(register, amina, "kenya", "2025", TODAY)
    last_day = save_entry(register, amina, "kenya", "2026", ACT, None, datetime(2027, 1, 1))
    assert [refused.problems[0].sentence() for refused in (early, late, last_day) if isinstance(refused, Rejected)] == [
        "Reports for COP32 open on 2027-04-08.",
        "Reports for COP30 closed on 2025-12-31. Write to the secretariat if something must change.",
        "Reports for COP31 closed on 2026-12-31. Write to the secretariat if something must change.",
    ]
    assert counts(register) == before
    assert isinstance(save_entry(register, amina, "kenya", "2026", ACT, None, datetime(2026, 12, 31, 23)), Saved)


def test_a_workbook_filled_in_and_uploaded_is_the_report(register: Register, amina: Actor) -> None:
    data = filled(register, amina, "kenya", UNDER_WAY)
    checked = check_workbook(register, amina, "kenya", "2026", data, "kenya.xlsx", TODAY)
    assert isinstance(checked, Checked)
    assert (checked.changed, checked.completeness.answered) == (("O3",), 1)
    assert counts(register)["entry_row"] == 0
    accepted = submit_workbook(register, amina, "kenya", "2026", data, "kenya.xlsx", TODAY)
    assert isinstance(accepted, Accepted)
    assert accepted.changed == ("O3",)
    stored = accepted.report.stored["O3"]
    assert (stored.is_submitted, stored.entry.claimed, stored.entry.narrative) == (
        True, Status.UNDER_WAY, "41 producers are registered.",
    )  # fmt: skip
    assert accepted.report.submitted_at is not None
    assert accepted.report.submitted_at.date() == TODAY
    assert [record.action for record in register.trail()][-1] == "report.submit"
    assert register.trail_break() is None


@pytest.mark.parametrize("upload", [submit_workbook, keep_workbook])
def test_the_same_file_twice_changes_nothing(
    register: Register, amina: Actor, upload: Callable[..., Accepted | Rejected]
) -> None:
    """METHOD.md, law 4."""
    data = filled(register, amina, "kenya", UNDER_WAY, language="fr")
    first = upload(register, amina, "kenya", "2026", data, "kenya.xlsx", TODAY)
    assert isinstance(first, Accepted)
    before = counts(register)
    again = upload(register, amina, "kenya", "2026", data, "kenya.xlsx", TODAY)
    assert isinstance(again, Accepted)
    assert again.changed == ()
    assert counts(register) == before
    assert again.report.entries == first.report.entries


def test_a_downloaded_workbook_uploaded_untouched_changes_nothing(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)
    before = counts(register)
    data = workbook_of(register, amina, "kenya", "2026", text("en"), TODAY)
    assert isinstance(data, bytes)
    result = submit_workbook(register, amina, "kenya", "2026", data, "kenya.xlsx", TODAY)
    assert isinstance(result, Accepted)
    assert result.changed == ()
    assert counts(register) == before


def test_an_upload_merges_by_item(register: Register, amina: Actor) -> None:
    data = filled(register, amina, "kenya", UNDER_WAY)
    saved(register, amina, "kenya", Entry(item="O1", claimed=Status.NOT_STARTED))
    accepted = keep_workbook(register, amina, "kenya", "2026", data, "kenya.xlsx", TODAY)
    assert isinstance(accepted, Accepted)
    assert set(accepted.report.entries) == {"O1", "O3"}
    assert not accepted.report.stored["O3"].is_submitted


def test_nothing_is_submitted_while_there_is_a_problem(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    saved(register, amina, "kenya", Entry(item="O1", claimed=Status.IN_PLACE))
    before = counts(register)
    refused = submit_report(register, amina, "kenya", "2026", TODAY)
    assert isinstance(refused, Rejected)
    assert [(problem.item, problem.rule) for problem in refused.problems] == [("O1", "narrative-missing")]
    good = filled(register, amina, "kenya", {"C6": "0", **UNDER_WAY})
    again = submit_workbook(register, amina, "kenya", "2026", good, "kenya.xlsx", TODAY)
    assert isinstance(again, Rejected)
    assert counts(register) == before


def test_an_empty_report_is_not_submitted(register: Register, amina: Actor) -> None:
    before = counts(register)
    refused = submit_report(register, amina, "kenya", "2026", TODAY)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "report-empty"
    assert counts(register) == before


def test_drafts_count_for_nothing_until_submitted(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    assert register.rows("SELECT count(*) AS n FROM submitted_entry")[0]["n"] == 0
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)
    assert register.rows("SELECT item, claimed FROM submitted_entry") == [{"item": "O3", "claimed": 3}]


def test_last_times_standing_answer_is_shown_in_the_next_cycle(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    submit_report(register, amina, "kenya", "2026", TODAY)
    report = view_of(register, amina, cycle="2027")
    assert report.entries == {}
    assert report.last["O3"].entry == ACT
    assert report.closed is not None


def test_demonstration_workbooks_are_marked() -> None:
    register = Register.create(None, is_demonstration=True)
    with register.change(SYSTEM) as change:
        change.trail("x", "x")
        change.insert("signatory_row", {"signatory_id": "a", "name": "A", "stakeholder_type": "academia", "iso3": None})
        change.insert(
            "cycle_row",
            {
                "code": "2026",
                "cop": "COP31",
                "place": "Antalya",
                "opens_on": TODAY,
                "due_on": TODAY,
                "closes_on": TODAY,
            },
        )
    data = workbook_of(register, SYSTEM, "a", "2026", text("en"), TODAY)
    assert isinstance(data, bytes)
    assert openpyxl.load_workbook(io.BytesIO(data))["Report"]["A2"].value == "Demonstration data – not real reports"


VERBS: dict[str, Callable[[Register, Actor], object]] = {
    "read": lambda register, actor: report_of(register, actor, "kenya", "2026", TODAY),
    "download": lambda register, actor: workbook_of(register, actor, "kenya", "2026", text("en"), TODAY),
    "save": lambda register, actor: save_entry(register, actor, "kenya", "2026", ACT, None, NOW),
    "check": lambda register, actor: check_workbook(register, actor, "kenya", "2026", b"x", "x.csv", TODAY),
    "keep": lambda register, actor: keep_workbook(register, actor, "kenya", "2026", b"x", "x.csv", TODAY),
    "upload": lambda register, actor: submit_workbook(register, actor, "kenya", "2026", b"x", "x.csv", TODAY),
    "submit": lambda register, actor: submit_report(register, actor, "kenya", "2026", TODAY),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", ["tomasi", "visitor"])
def test_nobody_else_touches_kenyas_report(
    register: Register, verb: str, who: str, request: pytest.FixtureRequest
) -> None:
    before = counts(register)
    with pytest.raises(NotAllowed):
        VERBS[verb](register, request.getfixturevalue(who))
    assert counts(register) == before


@pytest.mark.parametrize("verb", ["save", "check", "keep", "upload", "submit"])
@pytest.mark.parametrize("who", ["irene", "pavel"])
def test_staff_read_but_never_report(register: Register, verb: str, who: str, request: pytest.FixtureRequest) -> None:
    actor = request.getfixturevalue(who)
    assert isinstance(VERBS["read"](register, actor), ReportView)
    before = counts(register)
    with pytest.raises(NotAllowed):
        VERBS[verb](register, actor)
    assert counts(register) == before


def test_kenyas_workbook_does_not_become_fijis_report(register: Register, amina: Actor, tomasi: Actor) -> None:
    data = filled(register, amina, "kenya", UNDER_WAY)
    before = counts(register)
    refused = submit_workbook(register, tomasi, "fiji", "2026", data, "kenya.xlsx", TODAY)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "stamp-signatory"
    assert counts(register) == before


def protected(data: bytes) -> bytes:
    """The workbook behind a password."""
    out = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(data)).encrypt("secret", out)
    return out.getvalue()


def zip_bomb() -> bytes:
    """A small package that unpacks to 300 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", "<workbook/>")
        with package.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(300):
                sheet.write(b" " * 1_000_000)
    return out.getvalue()


def a_million_empty_rows() -> bytes:
    """A CSV whose only answer stands below a million empty rows."""
    return b"Item,Status\n" + b",\n" * 1_000_000 + b"O1,0\n"


HOSTILE: dict[str, tuple[Callable[[Register, Actor], bytes], str]] = {
    "pdf": (lambda register, actor: b"%PDF-1.7\n" + b"x" * 2000, "not-a-table"),
    "fifty-megabytes": (lambda register, actor: b"x" * 50_000_000, "file-too-large"),
    "password": (lambda register, actor: protected(filled(register, actor, "kenya", UNDER_WAY)), "password-protected"),
    "zip-bomb": (lambda register, actor: zip_bomb(), "zip-bomb"),
    "formula": (lambda register, actor: filled(register, actor, "kenya", {**UNDER_WAY, "E7": "=1+1"}), "formula"),
    "empty-rows": (lambda register, actor: a_million_empty_rows(), "too-many-rows"),
    "future": (
        lambda register, actor: filled(register, actor, "kenya", {**UNDER_WAY, "D7": date(2031, 1, 1)}),
        "as-of-in-future",
    ),
    "unknown-status": (lambda register, actor: filled(register, actor, "kenya", {"C7": "great"}), "status-unknown"),
    "unknown-item": (lambda register, actor: filled(register, actor, "kenya", {"A7": "O9", "C7": 0}), "item-unknown"),
    "misspelt-column": (
        lambda register, actor: filled(register, actor, "kenya", {"R4": "Facts as off", "D4": "Day"}),
        "column-misspelt",
    ),
    "no-columns": (lambda register, actor: b"Country,Population\nKenya,55\n", "columns-missing"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_upload_gets_a_sentence_and_changes_nothing(register: Register, amina: Actor, kind: str) -> None:
    saved(register, amina, "kenya", Entry(item="O1", claimed=Status.NOT_STARTED))
    make, rule = HOSTILE[kind]
    data = make(register, amina)
    before = counts(register)
    name = "report.csv" if kind in ("empty-rows", "no-columns") else "report.xlsx"
    for upload in (check_workbook, keep_workbook, submit_workbook):
        refused = upload(register, amina, "kenya", "2026", data, name, TODAY)
        assert isinstance(refused, Rejected), refused
        assert rule in [problem.rule for problem in refused.problems]
        assert all(problem.sentence().endswith((".", "?")) for problem in refused.problems)
    assert counts(register) == before
