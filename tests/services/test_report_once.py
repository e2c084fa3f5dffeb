"""Report once: suggestions count for nothing until confirmed; five minutes make a response, never progress."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from gda_tracker import editions
from gda_tracker.domain.permissions import Actor, NotAllowed
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.rates import Counts
from gda_tracker.domain.report import Entry, ReasonCode
from gda_tracker.domain.statuses import OffScale, Status
from gda_tracker.editions import Edition
from gda_tracker.i18n import text
from gda_tracker.register import Register, answered, report_writing
from gda_tracker.services.downloading import workbook_of
from gda_tracker.services.editions import Published, publish_edition
from gda_tracker.services.renewing import Renewed, nothing_new, still_holds
from gda_tracker.services.report_view import ReportView, report_of
from gda_tracker.services.saving import Conflict, Saved
from gda_tracker.services.submitting import Accepted, submit_report
from gda_tracker.services.suggesting import (
    Suggestion,
    SuggestionRejected,
    confirm_suggestion,
    reject_suggestion,
    suggestions_of,
)
from tests.services.reports_for_tests import ACT, LAW, NOW, TODAY, counts, saved

KENYA = ("kenya", "2026")


def last_year(register: Register, item: str = "O3", **answer: object) -> None:
    """What Kenya submitted for 2025, with the e-waste act as evidence."""
    entry = Entry.model_validate({**dict(ACT), "item": item, "as_of": date(2025, 9, 1), **answer})
    with register.change(Actor("amina", "Amina")) as change:
        change.trail("report.submit", "kenya/2025", signatory_id="kenya")
        report_writing.add_version(
            change, "kenya", "2025", entry, f"old-{item}", who="amina", when=datetime(2025, 9, 2), is_submitted=True
        )
        report_writing.add_submission(change, "kenya", "2025", "amina", datetime(2025, 9, 2))


def seen(register: Register, actor: Actor) -> ReportView:
    report = report_of(register, actor, *KENYA, TODAY)
    assert isinstance(report, ReportView)
    return report


def offered(register: Register, actor: Actor, item: str) -> tuple[Suggestion, ...]:
    return suggestions_of(register, actor, seen(register, actor), item)


def cells(register: Register, actor: Actor) -> set[object]:
    """Everything that stands in a cell of Kenya's workbook."""
    data = workbook_of(register, actor, *KENYA, text("en"), TODAY)
    assert isinstance(data, bytes)
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {cell for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for cell in row}


def figures(register: Register, pavel: Actor, folder: Path, item: str) -> Counts:
    """The counts of national governments for one item, in an edition of today."""
    published = publish_edition(register, pavel, on=TODAY, folder=folder)
    assert isinstance(published, Published), published
    with Edition.open(max(folder.glob("*.duckdb"))) as edition:
        rows = editions.rates(edition, stakeholder_type="national_government")
        return next(row.counts for row in rows if row.item == item)


def test_an_ndc_of_a_date_is_suggested_to_kenya(register: Register, amina: Actor) -> None:
    (ndc,) = offered(register, amina, "F8")
    assert ndc.source == "NDC"
    assert str(ndc.values["day"]).startswith("20")
    (piece,) = ndc.entry.evidence
    assert piece.url == ndc.url
    assert piece.dated_on == ndc.values["day"]
    assert not ndc.entry.is_answered


def test_last_times_answer_is_suggested_until_there_is_one(register: Register, amina: Actor) -> None:
    assert offered(register, amina, "O3") == ()
    last_year(register)
    (last,) = offered(register, amina, "O3")
    assert last.is_last_report
    assert last.entry.evidence == (LAW,)
    saved(register, amina, "kenya", ACT)
    assert offered(register, amina, "O3") == ()


def test_unconfirmed_suggestions_count_for_nothing(
    register: Register, amina: Actor, pavel: Actor, tmp_path: Path
) -> None:
    last_year(register, "F8")
    before = counts(register)
    assert len(offered(register, amina, "F8")) == 2
    report = seen(register, amina)
    assert (report.completeness.answered, report.entries) == (0, {})
    assert counts(register) == before
    refused = submit_report(register, amina, *KENYA, TODAY)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "report-empty"
    without = figures(register, pavel, tmp_path, "F8")
    assert without.responded == 1  # of last year's report alone


def test_the_workbook_holds_no_suggestion_until_it_is_confirmed(register: Register, amina: Actor) -> None:
    (ndc,) = offered(register, amina, "F8")
    title = ndc.entry.evidence[0].title
    assert title not in cells(register, amina)
    confirm_suggestion(register, amina, seen(register, amina), ndc, NOW)
    assert title in cells(register, amina)


def test_a_confirmed_suggestion_fills_the_draft_and_no_more(register: Register, amina: Actor) -> None:
    (ndc,) = offered(register, amina, "F8")
    done = confirm_suggestion(register, amina, seen(register, amina), ndc, NOW)
    assert isinstance(done, Saved)
    assert [problem.rule for problem in done.problems] == ["status-missing"]
    stored = seen(register, amina).stored["F8"]
    assert (stored.entry.evidence, stored.is_submitted) == (ndc.entry.evidence, False)
    assert offered(register, amina, "F8") == ()
    assert answered.suggestion_answers(register, *KENYA) == {ndc.suggestion_id: "confirmed"}
    acts = [record.action for record in register.trail()][-2:]
    assert acts == ["entry.save", "suggestion.answer"]


def test_a_suggestion_joins_what_is_there_already(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", ACT.model_copy(update={"item": "F8"}))
    (ndc,) = offered(register, amina, "F8")
    assert isinstance(confirm_suggestion(register, amina, seen(register, amina), ndc, NOW), Saved)
    stored = seen(register, amina).stored["F8"].entry
    assert (stored.claimed, len(stored.evidence)) == (Status.IN_PLACE, 2)


def test_a_suggestion_never_overwrites_what_a_colleague_saved_meanwhile(register: Register, amina: Actor) -> None:
    report = seen(register, amina)
    (ndc,) = suggestions_of(register, amina, report, "F8")
    saved(register, amina, "kenya", ACT.model_copy(update={"item": "F8"}))
    assert isinstance(confirm_suggestion(register, amina, report, ndc, NOW), Conflict)
    assert answered.suggestion_answers(register, *KENYA) == {}


def test_a_rejected_suggestion_is_remembered_and_leaves_its_trail(register: Register, amina: Actor) -> None:
    (ndc,) = offered(register, amina, "F8")
    assert isinstance(reject_suggestion(register, amina, *KENYA, "F8", ndc.suggestion_id, NOW), SuggestionRejected)
    assert offered(register, amina, "F8") == ()
    head = register.trail_head()
    reject_suggestion(register, amina, *KENYA, "F8", ndc.suggestion_id, NOW)
    assert register.trail_head() == head
    assert list(register.trail())[-1].action == "suggestion.answer"
    gone = reject_suggestion(register, amina, *KENYA, "F8", "NDC:another", NOW)
    assert isinstance(gone, Rejected)
    assert gone.problems[0].rule == "suggestion-gone"


def test_another_signatory_is_kept_out(register: Register, amina: Actor, tomasi: Actor) -> None:
    report = seen(register, amina)
    (ndc,) = suggestions_of(register, amina, report, "F8")
    for verb in (
        lambda: suggestions_of(register, tomasi, report, "F8"),
        lambda: confirm_suggestion(register, tomasi, report, ndc, NOW),
        lambda: reject_suggestion(register, tomasi, *KENYA, "F8", ndc.suggestion_id, NOW),
        lambda: nothing_new(register, tomasi, KENYA, None, (ReasonCode.NO_CHANGE, ""), NOW),
        lambda: still_holds(register, tomasi, KENYA, None, NOW),
    ):
        with pytest.raises(NotAllowed):
            verb()


def test_nothing_is_suggested_once_the_cycle_is_closed(register: Register, amina: Actor) -> None:
    report = report_of(register, amina, *KENYA, date(2027, 12, 1))
    assert isinstance(report, ReportView)
    assert suggestions_of(register, amina, report, "F8") == ()


def test_nothing_new_for_all_leaves_what_is_said_alone(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    saved(register, amina, "kenya", Entry(item="O1", narrative="Half a sentence"))
    before = register.trail_head()
    done = nothing_new(register, amina, KENYA, None, (ReasonCode.NO_DATA, " "), NOW)
    assert isinstance(done, Renewed)
    assert (len(done.items), done.left) == (16, ("O1", "O3"))
    entries = seen(register, amina).entries
    assert entries["O3"] == ACT
    assert entries["F1"] == Entry(item="F1", off_scale=OffScale.NO_UPDATE, reason_code=ReasonCode.NO_DATA)
    assert register.trail_head() != before
    assert [record.action for record in register.trail()][-1] == "report.renew"


def test_nothing_new_needs_its_reason_in_words_where_the_code_does(register: Register, amina: Actor) -> None:
    refused = nothing_new(register, amina, KENYA, None, (ReasonCode.OTHER, ""), NOW)
    assert isinstance(refused, Rejected)
    assert [problem.rule for problem in refused.problems] == ["reason-missing"]
    assert seen(register, amina).entries == {}


def test_a_second_time_there_is_nothing_left_to_renew(register: Register, amina: Actor) -> None:
    nothing_new(register, amina, KENYA, ("O1",), (ReasonCode.NO_CHANGE, ""), NOW)
    again = nothing_new(register, amina, KENYA, ("O1",), (ReasonCode.NO_CHANGE, ""), NOW)
    assert isinstance(again, Rejected)
    assert again.problems[0].rule == "nothing-to-renew"


def test_what_still_holds_keeps_its_evidence_and_takes_todays_day(register: Register, amina: Actor) -> None:
    last_year(register)
    last_year(register, "O1", claimed=None, off_scale=OffScale.BLOCKED, reason="Stopped.")
    done = still_holds(register, amina, KENYA, None, NOW)
    assert isinstance(done, Renewed)
    assert done.items == ("O3",)
    entry = seen(register, amina).entries["O3"]
    assert (entry.as_of, entry.evidence, entry.claimed) == (TODAY, (LAW,), Status.IN_PLACE)


def test_nobody_renews_a_closed_report(register: Register, amina: Actor) -> None:
    late = datetime(2027, 12, 1, 9)
    for refused in (
        nothing_new(register, amina, KENYA, None, (ReasonCode.NO_CHANGE, ""), late),
        still_holds(register, amina, KENYA, None, late),
    ):
        assert isinstance(refused, Rejected)
        assert refused.problems[0].rule == "cycle-closed"


def test_the_five_minute_report_is_a_response_and_no_progress(
    register: Register, amina: Actor, pavel: Actor, tmp_path: Path
) -> None:
    before = figures(register, pavel, tmp_path / "a", "O1")
    nothing_new(register, amina, KENYA, ("O1",), (ReasonCode.NO_CHANGE, ""), NOW)
    assert figures(register, pavel, tmp_path / "b", "O1") == before  # a draft counts for nothing
    assert isinstance(submit_report(register, amina, *KENYA, TODAY), Accepted)
    after = figures(register, pavel, tmp_path / "c", "O1")
    assert (before.responded, after.responded) == (0, 1)
    assert (after.claimed, after.evidence_backed, after.verified, after.acting) == (0, 0, 0, 0)
    assert after.due == before.due == 3
