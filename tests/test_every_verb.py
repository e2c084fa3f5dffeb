"""Every service verb, tried by everybody: who is not meant is refused before anything is read or written.

The table below is compared with the code: a new public function that takes an actor must be added here.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import pytest
from argon2 import PasswordHasher

from gda_tracker import services
from gda_tracker.domain.declaration import Cycle
from gda_tracker.domain.following import Board, Contact
from gda_tracker.domain.importing import Endorsed, ImportPlan
from gda_tracker.domain.ladder import ALWAYS, Step
from gda_tracker.domain.mapping import Degree
from gda_tracker.domain.nominations import Nomination
from gda_tracker.domain.permissions import SYSTEM, VISITOR, Action, Actor, LentItem, NotAllowed, Role, permits
from gda_tracker.domain.registering import SignatoryFacts
from gda_tracker.domain.report import Entry, ReasonCode
from gda_tracker.domain.review import Decision, Verdict
from gda_tracker.domain.settling import Choice, Prepared, RowDecision, Standing
from gda_tracker.domain.trail import Sought
from gda_tracker.facts import items
from gda_tracker.i18n import text
from gda_tracker.register import Register
from gda_tracker.register.reports import Reporter, Stored
from gda_tracker.register.totals import StatedTotal
from gda_tracker.services import (
    accounts,
    adding,
    assigning,
    auditing,
    backups,
    calendars,
    clearing,
    cycle_planning,
    cycle_view,
    cycles,
    decisions,
    desk,
    downloading,
    edition_changes,
    edition_notices,
    editions,
    endorsing,
    evidence,
    finding_signatories,
    follow_up_acts,
    follow_up_export,
    follow_up_undo,
    following_up,
    history,
    import_applying,
    import_decisions,
    import_lists,
    import_return,
    importing,
    lending,
    link_check,
    mapping,
    merging_signatories,
    nominating,
    outbox,
    passwords,
    people,
    printing,
    registering,
    reminder_acts,
    reminder_example,
    reminder_plan,
    reminder_sorting,
    reminding,
    renewing,
    replying,
    report_view,
    reported_totals,
    reviewing,
    saving,
    second_reading,
    sending,
    settling,
    splitting_signatories,
    submitting,
    suggesting,
    together,
    trailing,
    uploading,
    warnings,
    workbook_return,
)
from gda_tracker.services.report_view import ReportView, desk_of
from tests.services.reports_for_tests import ACT, LAW

TODAY: Final = date(2026, 11, 22)
NOW: Final = datetime(2026, 11, 22, 9, 30)
ENTRY: Final = "kenya/2026/O3"
CYCLE: Final = ("kenya", "2026")
FILE: Final = (b"Item,Status\nO3,3\n", "kenya.csv", TODAY)

# Everybody who may come to the door. Irene-of-Kenya reviews, and reports for the signatory that is asked for.
CAST: Final = {
    "nobody": Actor("nobody", "Nobody"),
    "visitor": VISITOR,
    "contributor": Actor("noor", "Noor", frozenset({Role.CONTRIBUTOR}), frozenset({"kenya"})),
    "contributor_with_o3": Actor(
        "nadia", "Nadia", frozenset({Role.CONTRIBUTOR}), frozenset({"kenya"}),
        lent=frozenset({LentItem("kenya", "2026", "O3")}),
    ),
    "contributor_with_o4": Actor(
        "nuru", "Nuru", frozenset({Role.CONTRIBUTOR}), frozenset({"kenya"}),
        lent=frozenset({LentItem("kenya", "2026", "O4")}),
    ),
    "contributor_with_o3_of_fiji": Actor(
        "nils", "Nils", frozenset({Role.CONTRIBUTOR}), frozenset({"fiji"}),
        lent=frozenset({LentItem("fiji", "2026", "O3")}),
    ),
    "focal_point": Actor("amina", "Amina", frozenset({Role.FOCAL_POINT}), frozenset({"kenya"})),
    "other_focal_point": Actor("tomasi", "Tomasi", frozenset({Role.FOCAL_POINT}), frozenset({"fiji"})),
    "reviewer": Actor("irene", "Irene", frozenset({Role.REVIEWER})),
    "reviewer_with_interest": Actor(
        "irene-of-kenya", "Irene", frozenset({Role.REVIEWER, Role.FOCAL_POINT}), frozenset({"kenya"})
    ),
    "reviewer_who_contributes": Actor(
        "noor-of-itu", "Noor", frozenset({Role.REVIEWER, Role.CONTRIBUTOR}), frozenset({"kenya"})
    ),
    "administrator": Actor("pavel", "Pavel", frozenset({Role.ADMINISTRATOR})),
}  # fmt: skip
REPORTERS: Final = {"focal_point", "reviewer_with_interest"}
HAS_O3: Final = {"contributor_with_o3"}
CONTRIBUTORS: Final = {"contributor", "contributor_with_o3", "contributor_with_o4", "reviewer_who_contributes"}
ALL_REVIEWERS: Final = {"reviewer", "reviewer_with_interest", "reviewer_who_contributes"}
STAFF: Final = ALL_REVIEWERS | {"administrator"}
Verb = Callable[[Register, Actor, Path], object]


def seen(register: Register) -> ReportView:
    """Kenya's report as it stands."""
    report = report_view.report_of(register, SYSTEM, *CYCLE, TODAY)
    assert isinstance(report, ReportView)
    return report


def under_review() -> reviewing.ReviewView:
    """An answer of Kenya's as a reviewer sees it."""
    kenya = Reporter("kenya", "Kenya", "national_government", "KEN")
    current = Stored("v1", "2026", ACT, NOW, "amina", is_submitted=True)
    return reviewing.ReviewView(ENTRY, kenya, items()["O3"], current, None, None, None, (), (), None, ())


def nothing_to_send() -> reminder_sorting.Plan:
    """A plan by which nobody gets anything."""
    return reminder_sorting.Plan(
        reminder_sorting.Asked(), Step.DUE, None, NOW, TODAY, True, False, (), (), {}, {}, "seen"
    )


VERBS: Final[dict[Any, tuple[set[str], Verb]]] = {
    report_view.report_of: (
        REPORTERS | STAFF | CONTRIBUTORS, lambda register, who, _: report_view.report_of(register, who, *CYCLE, TODAY)),
    downloading.workbook_of: (
        REPORTERS | STAFF | CONTRIBUTORS, lambda register, who, _: downloading.workbook_of(
            register, who, *CYCLE, text("en"), TODAY)),
    printing.to_print: (
        REPORTERS | STAFF, lambda register, who, _: printing.to_print(register, who, *CYCLE, TODAY)),
    mapping.mapping_of: (
        REPORTERS | STAFF, lambda register, who, _: mapping.mapping_of(register, who, "kenya")),
    mapping.propose: (
        REPORTERS | STAFF, lambda register, who, _: mapping.propose(register, who, "kenya", NOW)),
    mapping.confirm_mapping: (
        REPORTERS | STAFF, lambda register, who, _: mapping.confirm_mapping(
            register, who, "kenya", "O3", Degree.HIGH, NOW)),
    mapping.reject_mapping: (
        REPORTERS | STAFF, lambda register, who, _: mapping.reject_mapping(register, who, "kenya", "O3", NOW)),
    saving.save_entry: (
        REPORTERS | HAS_O3, lambda register, who, _: saving.save_entry(
            register, who, *CYCLE, Entry(item="O3"), None, NOW)),
    uploading.check_workbook: (
        REPORTERS | CONTRIBUTORS, lambda register, who, _: uploading.check_workbook(register, who, *CYCLE, *FILE)),
    uploading.keep_workbook: (
        REPORTERS | CONTRIBUTORS, lambda register, who, _: uploading.keep_workbook(register, who, *CYCLE, *FILE)),
    uploading.submit_workbook: (
        REPORTERS, lambda register, who, _: uploading.submit_workbook(register, who, *CYCLE, *FILE)),
    workbook_return.annotated_return: (
        REPORTERS | CONTRIBUTORS, lambda register, who, _: workbook_return.annotated_return(
            register, who, *CYCLE, FILE[:2], text("en"), lambda problem: problem.sentence(), TODAY)),
    submitting.submit_report: (
        REPORTERS, lambda register, who, _: submitting.submit_report(register, who, *CYCLE, TODAY)),
    suggesting.suggestions_of: (
        REPORTERS | STAFF, lambda register, who, _: suggesting.suggestions_of(register, who, seen(register), "F8")),
    suggesting.confirm_suggestion: (
        REPORTERS, lambda register, who, _: suggesting.confirm_suggestion(
            register, who, seen(register), suggesting.suggestions_of(register, SYSTEM, seen(register), "F8")[0], NOW)),
    suggesting.reject_suggestion: (
        REPORTERS, lambda register, who, _: suggesting.reject_suggestion(register, who, *CYCLE, "F8", "NDC:1", NOW)),
    together.save_together: (
        REPORTERS | HAS_O3, lambda register, who, _: together.save_together(
            register, who, CYCLE, None, Entry(item="O3", narrative="Half."), NOW)),
    renewing.nothing_new: (
        REPORTERS, lambda register, who, _: renewing.nothing_new(
            register, who, CYCLE, None, (ReasonCode.NO_CHANGE, ""), NOW)),
    renewing.still_holds: (
        REPORTERS, lambda register, who, _: renewing.still_holds(register, who, CYCLE, None, NOW)),
    warnings.remarks_of: (
        REPORTERS | STAFF | HAS_O3, lambda register, who, _: warnings.remarks_of(
            register, who, seen(register), "O3", TODAY)),
    warnings.remarks_on: (
        REPORTERS | STAFF | HAS_O3, lambda register, who, _: warnings.remarks_on(
            register, who, seen(register), ("O3",), TODAY)),
    warnings.accept_warning: (
        REPORTERS | HAS_O3, lambda register, who, _: warnings.accept_warning(
            register, who, ENTRY, ("intention-without-act", "1"), "It was tabled.", NOW)),
    warnings.accept_warnings: (
        REPORTERS | HAS_O3, lambda register, who, _: warnings.accept_warnings(
            register, who, CYCLE, [("O3", "intention-without-act", "1")], "It was tabled.", NOW)),
    warnings.open_warnings: (
        REPORTERS | STAFF, lambda register, who, _: warnings.open_warnings(register, who, seen(register), TODAY)),
    warnings.remarks_for_review: (
        {"reviewer"}, lambda register, who, _: warnings.remarks_for_review(register, who, under_review())),
    decisions.decision_of: (
        REPORTERS | STAFF | HAS_O3, lambda register, who, _: decisions.decision_of(
            register, who, seen(register), "O3")),
    lending.lend: (
        REPORTERS, lambda register, who, _: lending.lend(
            register, who, *CYCLE, ["O3"], lending.Invitee("new@kenya.example", "New"), today=TODAY)),
    lending.take_back: (REPORTERS, lambda register, who, _: lending.take_back(register, who, *CYCLE)),
    lending.hand_back: (
        CONTRIBUTORS, lambda register, who, _: lending.hand_back(register, who, *CYCLE, ["O3"])),
    clearing.clear: (REPORTERS, lambda register, who, _: clearing.clear(register, who, *CYCLE)),
    clearing.send_back: (
        REPORTERS, lambda register, who, _: clearing.send_back(register, who, *CYCLE, "O3", "Which?", TODAY)),
    history.history_of: (
        REPORTERS | STAFF | HAS_O3, lambda register, who, _: history.history_of(register, who, *CYCLE, "O3")),
    replying.reply: (
        REPORTERS, lambda register, who, _: replying.reply(register, who, ENTRY, "v1", "We do.", NOW)),
    reviewing.queue: (
        ALL_REVIEWERS, lambda register, who, _: reviewing.queue(register, who, TODAY)),
    reviewing.cycles_waiting: (ALL_REVIEWERS, lambda register, who, _: reviewing.cycles_waiting(register, who)),
    reviewing.head_of_queue: (
        ALL_REVIEWERS, lambda register, who, _: reviewing.head_of_queue(register, who, TODAY, most=5)),
    reviewing.entry_for_review: (
        {"reviewer"}, lambda register, who, _: reviewing.entry_for_review(register, who, ENTRY)),
    reviewing.decide: (
        {"reviewer"}, lambda register, who, _: reviewing.decide(
            register, who, ENTRY, "v1", Decision(verdict=Verdict.RETURN, reason="Where?"), NOW)),
    reviewing.settle: (
        {"reviewer"}, lambda register, who, _: reviewing.settle(
            register, who, ENTRY, "v1", Decision(verdict=Verdict.RETURN, reason="Where?"), NOW)),
    reviewing.stand_by: (
        {"reviewer"}, lambda register, who, _: reviewing.stand_by(register, who, ENTRY, "v1", "It stands.", NOW)),
    auditing.draw: (ALL_REVIEWERS, lambda register, who, _: auditing.draw(register, who, "2026", 10, 29)),
    auditing.cycles_to_audit: (STAFF, lambda register, who, _: auditing.cycles_to_audit(register, who)),
    auditing.audits_held: (STAFF, lambda register, who, _: auditing.audits_held(register, who)),
    auditing.audit_of: (STAFF, lambda register, who, _: auditing.audit_of(register, who, "a-1")),
    auditing.read_claim: (
        ALL_REVIEWERS, lambda register, who, _: auditing.read_claim(
            register, who, "a-1", "v1", auditing.Outcome.HOLDS)),
    reviewing.kept_from: (
        ALL_REVIEWERS, lambda register, who, _: reviewing.kept_from(register, who, reviewing.Wanted())),
    reviewing.next_after: (
        ALL_REVIEWERS, lambda register, who, _: reviewing.next_after(register, who, TODAY, ENTRY)),
    reviewing.next_of_report: (
        ALL_REVIEWERS, lambda register, who, _: reviewing.next_of_report(register, who, TODAY, ENTRY)),
    assigning.take: ({"reviewer"}, lambda register, who, _: assigning.take(register, who, ENTRY, NOW)),
    assigning.give_back: ({"reviewer"}, lambda register, who, _: assigning.give_back(register, who, ENTRY, NOW)),
    assigning.assign: ({"reviewer"}, lambda register, who, _: assigning.assign(register, who, ENTRY, "ines", NOW)),
    assigning.colleagues: ({"reviewer"}, lambda register, who, _: assigning.colleagues(register, who, ENTRY)),
    second_reading.agreement_of_readers: (
        STAFF, lambda register, who, _: second_reading.agreement_of_readers(register, who)),
    second_reading.second_wanted: (STAFF, lambda register, who, _: second_reading.second_wanted(register, who)),
    second_reading.waive_second_reader: (
        {"administrator"}, lambda register, who, _: second_reading.waive_second_reader(
            register, who, ENTRY, "v1", "Nobody else is there.", NOW)),
    importing.plan_import: (
        STAFF, lambda register, who, _: importing.plan_import(register, who, b"Name\nKenya\n", "list.csv")),
    importing.apply_import: (
        STAFF, lambda register, who, _: importing.apply_import(register, who, NOTHING_PLANNED)),
    import_lists.imports_of: (STAFF, lambda register, who, _: import_lists.imports_of(register, who)),
    import_lists.bring_list: (
        STAFF, lambda register, who, folder: import_lists.bring_list(register, who, folder, (FILE[0], "list.csv"))),
    import_lists.open_list: (
        STAFF, lambda register, who, folder: import_lists.open_list(register, who, folder, "none")),
    import_lists.import_by_id: (STAFF, lambda register, who, _: import_lists.import_by_id(register, who, "none")),
    import_lists.made_of: (STAFF, lambda register, who, _: import_lists.made_of(register, who, "none", 0, 5)),
    import_lists.left_of: (STAFF, lambda register, who, _: import_lists.left_of(register, who, "none")),
    import_decisions.decided_of: (STAFF, lambda register, who, _: import_decisions.decided_of(register, who, "none")),
    import_lists.choose_columns: (
        STAFF, lambda register, who, folder: import_lists.choose_columns(register, who, folder, "none", {})),
    import_lists.abandon_list: (STAFF, lambda register, who, _: import_lists.abandon_list(register, who, "none")),
    import_return.faulty_rows: (
        STAFF, lambda register, who, folder: import_return.faulty_rows(
            register, who, folder, "none", (text("en"), lambda problem: problem.sentence()))),
    import_applying.what_it_does: (
        STAFF, lambda register, who, _: import_applying.what_it_does(
            register, who, Prepared(NOTHING_PLANNED, {}), Standing({}, {}, 0))),
    import_applying.apply_list: (
        STAFF, lambda register, who, folder: import_applying.apply_list(register, who, folder, "none")),
    import_applying.undo_import: (
        STAFF, lambda register, who, _: import_applying.undo_import(register, who, "none", "A slip.")),
    settling.decide_row: (
        STAFF, lambda register, who, folder: settling.decide_row(
            register, who, folder, ("none", 2), RowDecision(Choice.SKIP))),
    settling.decide_many: (
        STAFF, lambda register, who, folder: settling.decide_many(
            register, who, folder, ("none", [2]), settling.Bulk.SKIP)),
    settling.take_back: (STAFF, lambda register, who, _: settling.take_back(register, who, "none", 1)),
    people.add_person: (
        {"administrator"}, lambda register, who, _: people.add_person(
            register, who, "new@itu.example", "New", [Role.ADMINISTRATOR])),
    people.invite_again: (
        {"administrator"}, lambda register, who, _: people.invite_again(register, who, "new@itu.example")),
    people.disable_person: (
        {"administrator"}, lambda register, who, _: people.disable_person(register, who, "new@itu.example")),
    people.everybody: (
        {"administrator"}, lambda register, who, _: people.everybody(register, who)),
    registering.signatory_file: (STAFF, lambda register, who, _: registering.signatory_file(register, who, "kenya")),
    registering.edit_signatory: (
        STAFF, lambda register, who, _: registering.edit_signatory(
            register, who, "kenya", KENYA, reason="Its name.", seen=0)),
    finding_signatories.meant_by: (
        STAFF, lambda register, who, _: finding_signatories.meant_by(register, who, "Fiji")),
    finding_signatories.find_signatories: (
        STAFF, lambda register, who, _: finding_signatories.find_signatories(
            register, who, finding_signatories.Wish())),
    finding_signatories.history_of: (
        STAFF, lambda register, who, _: finding_signatories.history_of(register, who, "kenya")),
    adding.add_signatory: (
        STAFF, lambda register, who, _: adding.add_signatory(
            register, who, SignatoryFacts.typed("Works", None, "academia", None, None, None), ENDORSED, today=TODAY)),
    endorsing.add_endorsement: (
        STAFF, lambda register, who, _: endorsing.add_endorsement(register, who, "kenya", ENDORSED, today=TODAY)),
    endorsing.amend_endorsement: (
        STAFF, lambda register, who, _: endorsing.amend_endorsement(
            register, who, "kenya", "kenya/1", ENDORSED, reason="The letter.", today=TODAY)),
    endorsing.withdraw_endorsement: (
        STAFF, lambda register, who, _: endorsing.withdraw_endorsement(
            register, who, "kenya", "kenya/1", on=TODAY, reason="By letter.", today=TODAY)),
    endorsing.undo_withdrawal: (
        STAFF, lambda register, who, _: endorsing.undo_withdrawal(
            register, who, "kenya", "kenya/1", reason="A mistake.", today=TODAY)),
    merging_signatories.compare_signatories: (
        STAFF, lambda register, who, _: merging_signatories.compare_signatories(register, who, "fiji", "kenya")),
    merging_signatories.merge_signatories: (
        STAFF, lambda register, who, _: merging_signatories.merge_signatories(
            register, who, "fiji", "kenya", reason="The same.", is_one_all_the_same=True)),
    splitting_signatories.what_a_split_leaves: (
        STAFF, lambda register, who, _: splitting_signatories.what_a_split_leaves(register, who, "fiji")),
    splitting_signatories.split_signatory: (
        STAFF, lambda register, who, _: splitting_signatories.split_signatory(
            register, who, "fiji", reason="Not the same.")),
    nominating.focal_points_of: (
        STAFF, lambda register, who, _: nominating.focal_points_of(register, who, "kenya", TODAY)),
    nominating.every_focal_point: (
        STAFF, lambda register, who, _: nominating.every_focal_point(register, who, TODAY, most=5)),
    nominating.nominate: (
        {"administrator"}, lambda register, who, _: nominating.nominate(
            register, who, "kenya", ("new@kenya.example", "New"), Nomination("letter"), today=TODAY)),
    nominating.amend_nomination: (
        STAFF, lambda register, who, _: nominating.amend_nomination(
            register, who, "kenya", "amina", Nomination("letter"), today=TODAY)),
    nominating.end_term: (
        {"administrator"}, lambda register, who, _: nominating.end_term(
            register, who, "kenya", "amina", on=TODAY, reason="Left.", today=TODAY)),
    reported_totals.totals_by_subject: (
        STAFF, lambda register, who, _: reported_totals.totals_by_subject(register, who)),
    reported_totals.add_total: (
        STAFF, lambda register, who, _: reported_totals.add_total(register, who, TOTAL, today=TODAY)),
    reported_totals.take_back_total: (
        STAFF, lambda register, who, _: reported_totals.take_back_total(register, who, "t-1", reason="Wrong.")),
    outbox.outbox: (
        {"administrator"}, lambda register, who, _: outbox.outbox(register, who, text, "https://tracker.example")),
    outbox.try_again: ({"administrator"}, lambda register, who, _: outbox.try_again(register, who)),
    outbox.untold: (ALL_REVIEWERS, lambda register, who, _: outbox.untold(register, who)),
    outbox.tell_now: ({"reviewer"}, lambda register, who, _: outbox.tell_now(register, who, "kenya", "2026")),
    sending.send_now: (
        {"administrator"}, lambda register, who, _: sending.send_now(register, who, NO_SERVER)),
    backups.back_up: (
        {"administrator"}, lambda register, who, folder: backups.back_up(register, who, folder)),
    backups.check_backup: (
        {"administrator"}, lambda register, who, folder: backups.check_backup(register, who, folder / "none.duckdb")),
    backups.last_operations: (
        {"administrator"}, lambda register, who, _: backups.last_operations(register, who)),
    edition_changes.compare_editions: (
        {"administrator"}, lambda register, who, folder: edition_changes.compare_editions(who, folder, 1, 2)),
    edition_notices.editions_of: (
        {"administrator"}, lambda register, who, folder: edition_notices.editions_of(register, who, folder)),
    edition_notices.withdraw_edition: (
        {"administrator"}, lambda register, who, folder: edition_notices.withdraw_edition(
            register, who, 1, "Wrong.", folder=folder)),
    edition_notices.reinstate_edition: (
        {"administrator"}, lambda register, who, folder: edition_notices.reinstate_edition(
            register, who, 1, "Right.", folder=folder)),
    editions.preview_edition: (
        {"administrator"}, lambda register, who, folder: editions.preview_edition(
            register, who, on=TODAY, folder=folder)),
    editions.publish_edition: (
        {"administrator"}, lambda register, who, folder: editions.publish_edition(
            register, who, on=TODAY, folder=folder)),
    evidence.add_file: (
        REPORTERS, lambda register, who, folder: evidence.add_file(
            register, who, folder, *CYCLE, b"a,b\n1,2\n", "a.csv")),
    evidence.attach: (
        REPORTERS | HAS_O3, lambda register, who, _: evidence.attach(register, who, *CYCLE, "O3", LAW, NOW)),
    evidence.attach_file: (
        REPORTERS | HAS_O3, lambda register, who, folder: evidence.attach_file(
            register, who, folder, *CYCLE, "O3", LAW, (b"a,b\n1,2\n", "a.csv"), NOW)),
    evidence.alter_evidence: (
        REPORTERS | HAS_O3, lambda register, who, _: evidence.alter_evidence(
            register, who, *CYCLE, "O3", LAW, None, NOW)),
    evidence.looked_up: (
        REPORTERS | STAFF | HAS_O3, lambda register, who, _: evidence.looked_up(register, who, *CYCLE, "O3", [LAW])),
    calendars.calendars_made: (
        REPORTERS | CONTRIBUTORS, lambda register, who, _: calendars.calendars_made(register, who, "kenya")),
    calendars.make_calendar: (
        REPORTERS | CONTRIBUTORS, lambda register, who, _: calendars.make_calendar(register, who, "kenya")),
    calendars.revoke_calendar: (
        REPORTERS | CONTRIBUTORS, lambda register, who, _: calendars.revoke_calendar(register, who, "kenya")),
    reminder_plan.plan: (
        STAFF, lambda register, who, _: reminder_plan.plan(register, who, reminder_sorting.Asked(), NOW, ALWAYS)),
    reminding.previews: (
        STAFF, lambda register, who, _: reminding.previews(
            register, who, nothing_to_send(), text, "https://tracker.example", slice(0, 10))),
    reminding.send: (
        STAFF, lambda register, who, _: reminding.send(register, who, reminder_sorting.Asked(), "seen", NOW, ALWAYS)),
    reminder_example.example_of: (
        STAFF, lambda register, who, _: reminder_example.example_of(register, who, (Step.DUE, "en"), text, "https://x.example")),
    reminder_acts.log_of: (STAFF, lambda register, who, _: reminder_acts.log_of(register, who)),
    reminder_acts.words_of: (STAFF, lambda register, who, _: reminder_acts.words_of(register, who)),
    reminder_acts.missions_of: (STAFF, lambda register, who, _: reminder_acts.missions_of(register, who)),
    reminder_acts.countries_of: (STAFF, lambda register, who, _: reminder_acts.countries_of(register, who)),
    reminder_acts.cancel: (STAFF, lambda register, who, _: reminder_acts.cancel(register, who, None, NOW)),
    reminder_acts.note_bounce: (
        STAFF, lambda register, who, _: reminder_acts.note_bounce(register, who, "r-1", "Unknown.", NOW)),
    reminder_acts.set_words: (
        STAFF, lambda register, who, _: reminder_acts.set_words(
            register, who, (Step.DUE, "en"), "Due", "Here: {link}", NOW)),
    reminder_acts.reset_words: (
        STAFF, lambda register, who, _: reminder_acts.reset_words(register, who, (Step.DUE, "en"), NOW)),
    reminder_acts.set_mission: (
        STAFF, lambda register, who, _: reminder_acts.set_mission(
            register, who, "kenya", "mission@kenya.example", NOW)),
    link_check.waiting_links: (STAFF, lambda register, who, _: link_check.waiting_links(register, who)),
    link_check.check_links: (
        STAFF, lambda register, who, _: link_check.check_links(register, who, ["http://[::1]/"], is_on=False)),
    cycle_view.cycles_of: (STAFF, lambda register, who, _: cycle_view.cycles_of(register, who, TODAY)),
    cycle_view.closing: (
        STAFF, lambda register, who, _: cycle_view.closing(
            register, who, cycle_view.cycles_of(register, who, TODAY)[1], TODAY)),
    cycle_view.changed_words: (STAFF, lambda register, who, _: cycle_view.changed_words(register, who, "2026")),
    cycle_view.find_signatories: (STAFF, lambda register, who, _: cycle_view.find_signatories(register, who, "Fi")),
    cycle_planning.set_cycle: (
        {"administrator"}, lambda register, who, _: cycle_planning.set_cycle(register, who, NEXT_CYCLE, NOW)),
    cycle_planning.take_away: (
        {"administrator"}, lambda register, who, _: cycle_planning.take_away(register, who, "2027", "Nobody.", NOW)),
    cycles.open_cycle: (
        {"administrator"}, lambda register, who, _: cycles.open_cycle(register, who, "2026", "", NOW)),
    cycles.close_cycle: (
        {"administrator"}, lambda register, who, _: cycles.close_cycle(
            register, who, "2026", "Done.", NOW, is_early=True)),
    cycles.extend: (
        {"administrator"}, lambda register, who, _: cycles.extend(
            register, who, CYCLE, date(2026, 12, 20), "A flood.", NOW)),
    cycles.take_back_extension: (
        {"administrator"}, lambda register, who, _: cycles.take_back_extension(register, who, CYCLE, "Done.", NOW)),
    following_up.board_page: (
        STAFF, lambda register, who, _: following_up.board_page(register, who, Board(), TODAY)),
    following_up.board_rows: (
        STAFF, lambda register, who, _: following_up.board_rows(register, who, Board(), TODAY)),
    following_up.selected: (STAFF, lambda register, who, _: following_up.selected(register, who, Board(), TODAY)),
    following_up.follow_up_of: (
        STAFF, lambda register, who, _: following_up.follow_up_of(register, who, "kenya", TODAY)),
    following_up.officers_of: (STAFF, lambda register, who, _: following_up.officers_of(register, who)),
    following_up.views_of: (STAFF, lambda register, who, _: following_up.views_of(register, who)),
    follow_up_acts.foreseen: (
        STAFF, lambda register, who, _: follow_up_acts.foreseen(register, who, ["kenya"], "")),
    follow_up_acts.assign_officer: (
        STAFF, lambda register, who, _: follow_up_acts.assign_officer(register, who, ["kenya"], "", NOW)),
    follow_up_acts.note_contact: (
        STAFF, lambda register, who, _: follow_up_acts.note_contact(
            register, who, ["kenya"], Contact("call", TODAY, "Hello."), NOW)),
    follow_up_acts.set_next_step: (
        STAFF, lambda register, who, _: follow_up_acts.set_next_step(register, who, ["kenya"], ("Call", None), NOW)),
    follow_up_undo.undo: (STAFF, lambda register, who, _: follow_up_undo.undo(register, who, 1, NOW)),
    follow_up_acts.save_view: (
        STAFF, lambda register, who, _: follow_up_acts.save_view(register, who, "Mine", Board())),
    follow_up_acts.forget_view: (STAFF, lambda register, who, _: follow_up_acts.forget_view(register, who, "1")),
    follow_up_export.board_file: (
        STAFF, lambda register, who, _: follow_up_export.board_file(
            register, who, Board(search="nobody"), "csv", follow_up_export.Words(text("en"), {}, {}, str), TODAY)),
    accounts.list_accounts: (
        {"administrator"}, lambda register, who, _: accounts.list_accounts(register, who, accounts.Listed(), NOW)),
    accounts.set_staff_roles: (
        {"administrator"}, lambda register, who, _: accounts.set_staff_roles(
            register, who, "new@itu.example", [], seen=[])),
    accounts.end_sessions: (
        {"administrator"}, lambda register, who, _: accounts.end_sessions(register, who, "new@itu.example")),
    accounts.open_again: (
        {"administrator"}, lambda register, who, _: accounts.open_again(register, who, "new@itu.example")),
    desk.desk_of: (STAFF, lambda register, who, _: desk.desk_of(register, who, TODAY)),
    trailing.search_trail: (STAFF, lambda register, who, _: trailing.search_trail(register, who, Sought())),
    trailing.acts_on_record: (STAFF, lambda register, who, _: trailing.acts_on_record(register, who)),
    trailing.trail_csv: (STAFF, lambda register, who, _: trailing.trail_csv(register, who, Sought())),
    trailing.check_chain: (STAFF, lambda register, who, _: trailing.check_chain(register, who)),
    link_check.check_waiting: (
        STAFF, lambda register, who, _: link_check.check_waiting(register, who, is_on=False)),
}  # fmt: skip
NEXT_CYCLE: Final = Cycle(
    code="2029", cop="COP34", place="Here", opens_on=date(2029, 4, 9), due_on=date(2029, 10, 9),
    closes_on=date(2029, 12, 31),
)  # fmt: skip
# Who may not read a file learns nothing, not even that it is there (tests/services/test_evidence.py).
GIVES_NOTHING: Final = {"gda_tracker.services.evidence.file_for", "gda_tracker.services.evidence_pages.pages_of"}
# They ask for nothing because they tell an actor only about itself.
ABOUT_ONESELF: Final = {
    "gda_tracker.services.report_view.desk_of",
    "gda_tracker.services.people.choose_language",
}
NO_SERVER: Final = sending.Post(None, text, "https://tracker.example", 500, print)
KENYA: Final = SignatoryFacts("Kenya", None, "national_government", "KEN", "https://kenya.example", None)
ENDORSED: Final = Endorsed(endorsed_on=date(2024, 11, 20), channel="letter")
TOTAL: Final = StatedTotal("", "governments", 85, True, date(2026, 5, 1), "A statement", None, None)
NOTHING_PLANNED: Final = ImportPlan(
    file_name="list.csv", file_sha256="", sheet="", header_row=1, columns=(), unused_columns=(), unused_sheets=(),
    rows=(),
)  # fmt: skip
CASES: Final = [(verb, name) for verb in VERBS for name in CAST]


@pytest.fixture(autouse=True)
def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


def name_of(function: Any) -> str:
    return f"{function.__module__}.{function.__name__}"


def verbs_of_the_code() -> set[str]:
    """Every public function below services that takes an actor."""
    found = set()
    for about in pkgutil.walk_packages(services.__path__, f"{services.__name__}."):
        module = importlib.import_module(about.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            is_here = function.__module__ == module.__name__ and not name.startswith("_")
            if is_here and "actor" in inspect.signature(function).parameters:
                found.add(name_of(function))
    return found


def test_the_table_holds_every_verb() -> None:
    assert {name_of(verb) for verb in VERBS} | ABOUT_ONESELF | GIVES_NOTHING == verbs_of_the_code()


@pytest.mark.parametrize(("verb", "name"), CASES, ids=[f"{verb.__name__}-{name}" for verb, name in CASES])
def test_a_verb_is_for_those_who_are_meant(register: Register, tmp_path: Path, verb: Any, name: str) -> None:
    meant, act = VERBS[verb]
    before = register.trail_head()
    if name in meant:
        act(register, CAST[name], tmp_path)
        return
    with pytest.raises(NotAllowed):
        act(register, CAST[name], tmp_path)
    assert register.trail_head() == before
    assert list(tmp_path.iterdir()) == []


def test_a_verb_that_tells_about_oneself_tells_nobody_about_others(register: Register) -> None:
    for actor in CAST.values():
        told = {one.signatory_id for one in desk_of(register, actor, TODAY).signatories}
        assert told == actor.signatories


def test_a_reviewer_with_an_interest_is_shown_nothing_of_its_own_signatory_in_the_queue(register: Register) -> None:
    amina = CAST["focal_point"]
    saved = saving.save_entry(register, amina, *CYCLE, ACT, None, NOW)
    assert isinstance(saved, saving.Saved), saved
    assert isinstance(submitting.submit_report(register, amina, *CYCLE, TODAY), submitting.Accepted)
    assert [row.signatory_id for row in reviewing.queue(register, CAST["reviewer"], TODAY)] == ["kenya"]
    for name in ("reviewer_with_interest", "reviewer_who_contributes"):
        queue = reviewing.head_of_queue(register, CAST[name], TODAY, most=5, wanted=ENTRY)
        assert (queue.items, queue.waiting) == ((), 0)


def permitted_sets() -> set[frozenset[str]]:
    """Who of the cast may, for each action of the permission table: on Kenya, on none, with its O3 in hand."""
    cases: list[tuple[str | None, tuple[str, str] | None]] = [("kenya", None), (None, None), ("kenya", ("2026", "O3"))]
    return {
        frozenset(who for who, actor in CAST.items() if permits(actor, action, signatory_id, item))
        for action in Action
        for signatory_id, item in cases
    }


def test_who_is_meant_follows_from_the_permission_table() -> None:
    """No verb has a list of its own: each is what one action permits, or what either of two does."""
    single = permitted_sets()
    either = single | {one | other for one in single for other in single}
    strays = {name_of(verb): sorted(meant) for verb, (meant, _) in VERBS.items() if frozenset(meant) not in either}
    assert strays == {}
