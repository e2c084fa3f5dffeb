"""Merging: the one that goes is nowhere, what it holds counts for the one that stays; splitting loses nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import Final

import polars as pl

from gda_tracker.domain.people import Person
from gda_tracker.domain.permissions import SYSTEM, Actor, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.report import Entry
from gda_tracker.domain.review import Decision, Verdict
from gda_tracker.domain.statuses import EvidenceLevel
from gda_tracker.register import Register, nominations, people, roster
from gda_tracker.register.accepting import accepting
from gda_tracker.register.merges import merged_directly
from gda_tracker.register.reports import newest
from gda_tracker.services.edition_tables import Computed, compute, public_tables
from gda_tracker.services.finding_signatories import Wish, find_signatories
from gda_tracker.services.history import history_of
from gda_tracker.services.merging_signatories import (
    Apart,
    Comparison,
    Merged,
    compare_signatories,
    merge_signatories,
)
from gda_tracker.services.registering import SignatoryFile, edit_signatory, signatory_file
from gda_tracker.services.report_view import ReportView, report_of
from gda_tracker.services.reviewing import Decided, decide
from gda_tracker.services.splitting_signatories import Split, split_signatory
from gda_tracker.services.submitting import Accepted, submit_report
from tests.services.conftest import TWIN
from tests.services.reports_for_tests import ACT, saved

TODAY: Final = date(2026, 11, 22)
NOW: Final = datetime(2026, 11, 22, 9, 30)
O4: Final = ACT.model_copy(
    update={"item": "O4", "narrative": "The ministry of energy runs the training centre since May."}
)


def reported(register: Register, who: Actor, signatory_id: str, entry: Entry, irene: Actor, *, verified: bool) -> None:
    saved(register, who, signatory_id, entry)
    assert isinstance(submit_report(register, who, signatory_id, "2026", TODAY), Accepted)
    if verified:
        item = entry.item
        decision = Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.OPENED)
        current = newest(register, signatory_id, "2026")[item].version_id
        done = decide(register, irene, f"{signatory_id}/2026/{item}", current, decision, NOW)
        assert isinstance(done, Decided), done


def computed(register: Register) -> Computed:
    with accepting(register, TODAY):
        return compute(register, TODAY)


def row(cells: pl.DataFrame, signatory_id: str, item: str) -> dict[str, object]:
    return cells.filter((pl.col("signatory_id") == signatory_id) & (pl.col("item") == item)).row(0, named=True)


def pooled(found: Computed, item: str) -> dict[str, int]:
    rates = found.rates.filter(
        (pl.col("dimension") == "all") & (pl.col("stakeholder_type") == "national_government")
        & (pl.col("additionality") == "any") & (pl.col("item") == item)
    )  # fmt: skip
    return rates.row(0, named=True)


def test_a_merge_changes_an_edition_as_removing_the_duplicate_does(
    register: Register, twin: Actor, amina: Actor, irene: Actor
) -> None:
    """D drops by one, no verified cell is lost, and no other signatory's cell moves."""
    reported(register, twin, TWIN, ACT, irene, verified=True)
    reported(register, amina, "kenya", O4, irene, verified=True)
    before = computed(register)
    assert (pooled(before, "O3")["due"], pooled(before, "O3")["verified"]) == (4, 1)
    assert (pooled(before, "O4")["due"], pooled(before, "O4")["verified"]) == (4, 1)
    assert isinstance(merge_signatories(register, irene, TWIN, "kenya", reason="One country."), Merged)
    after = computed(register)
    for item in ("O3", "O4"):
        assert (pooled(after, item)["due"], pooled(after, item)["verified"]) == (3, 1)
    assert TWIN not in set(after.signatories["id"])
    assert TWIN not in set(after.cells["signatory_id"])
    moved = row(before.cells, TWIN, "O3")
    assert row(after.cells, "kenya", "O3") == {**moved, "signatory_id": "kenya"}
    others = ~pl.col("signatory_id").is_in(["kenya", TWIN])
    assert after.cells.filter(others).equals(before.cells.filter(others))


def test_every_table_of_an_edition_tells_of_the_one_that_stays(register: Register, twin: Actor, irene: Actor) -> None:
    reported(register, twin, TWIN, ACT, irene, verified=True)
    merge_signatories(register, irene, TWIN, "kenya", reason="One country.")
    with accepting(register, TODAY):
        tables = public_tables(register, compute(register, TODAY))
        seen: dict[str, set[str]] = {}
        for name, table in tables.items():
            parts = list(table()) if callable(table) else [table]
            for part in parts:
                frame = pl.DataFrame(part.read_all() if hasattr(part, "read_all") else part)
                if "signatory_id" in frame.columns:
                    seen[name] = seen.get(name, set()) | set(frame["signatory_id"])
    assert {name for name, ids in seen.items() if TWIN in ids} == set()
    for name in ("entry", "evidence", "review", "endorsement", "cell", "reporting"):
        assert "kenya" in seen[name], name
    endorsed = roster.endorsements(register, TODAY).to_pylist()
    assert [one["channel"] for one in endorsed if one["signatory_id"] == "kenya"] == ["email", "letter"]
    kenya = next(one for one in roster.signatories(register, TODAY).iter_rows(named=True) if one["id"] == "kenya")
    assert kenya["endorsed_on"] == date(2024, 11, 15)


def test_the_newest_answer_of_the_two_counts_and_no_draft_is_lost(
    register: Register, twin: Actor, amina: Actor, irene: Actor
) -> None:
    reported(register, twin, TWIN, ACT, irene, verified=False)
    own = ACT.model_copy(update={"narrative": "The ministry of energy adopted the order itself."})
    reported(register, amina, "kenya", own, irene, verified=False)
    drafted = O4.model_copy(update={"narrative": "Half a sentence"})
    saved(register, twin, TWIN, drafted)
    comparison = compare_signatories(register, irene, TWIN, "kenya")
    assert isinstance(comparison, Comparison)
    assert [(one.item, one.counts, one.drafts) for one in comparison.answers] == [("O3", "stays", 0), ("O4", "", 1)]
    merge_signatories(register, irene, TWIN, "kenya", reason="One country.")
    report = report_of(register, amina, "kenya", "2026", TODAY)
    assert isinstance(report, ReportView)
    assert report.entries["O3"].narrative == own.narrative
    assert report.entries["O4"].narrative == "Half a sentence"
    words = [one.entry.narrative for one in history_of(register, amina, "kenya", "2026", "O3")]
    assert {own.narrative, ACT.narrative} <= set(words)


def test_the_comparison_marks_the_answer_that_an_edition_takes(
    register: Register, twin: Actor, amina: Actor, irene: Actor
) -> None:
    """The one that was entered last counts; when it is returned the one before it, be it of the other side."""
    reported(register, amina, "kenya", ACT, irene, verified=False)
    reported(register, twin, TWIN, ACT.model_copy(update={"narrative": "First of the twin."}), irene, verified=False)
    again = ACT.model_copy(update={"narrative": "Second of the twin."})
    stands = newest(register, TWIN, "2026")["O3"]
    saved(register, twin, TWIN, again, stands.version_id)
    assert isinstance(submit_report(register, twin, TWIN, "2026", TODAY), Accepted)

    def marked() -> tuple[str, bool]:
        found = compare_signatories(register, irene, TWIN, "kenya")
        assert isinstance(found, Comparison)
        (one,) = found.answers
        assert one.goes
        return one.counts, one.goes.is_newer_returned

    def counted() -> str:
        merge_signatories(register, irene, TWIN, "kenya", reason="So.")
        with accepting(register, TODAY):
            rows = register.rows(
                "SELECT narrative FROM entry_row JOIN accepted_entry USING (row_no) WHERE signatory_id IN ($a, $b)",
                {"a": TWIN, "b": "kenya"},
            )
        split_signatory(register, irene, TWIN, reason="So.")
        return str(rows[0]["narrative"])

    assert (marked(), counted()) == (("goes", False), "Second of the twin.")
    returned = Decision(verdict=Verdict.RETURN, reason="Which page?")
    version = newest(register, TWIN, "2026")["O3"].version_id
    assert isinstance(decide(register, irene, f"{TWIN}/2026/O3", version, returned, NOW), Decided)
    assert (marked(), counted()) == (("goes", True), "First of the twin.")


def test_what_was_merged_is_reviewed_under_the_one_that_stays(register: Register, twin: Actor, irene: Actor) -> None:
    reported(register, twin, TWIN, ACT, irene, verified=False)
    merge_signatories(register, irene, TWIN, "kenya", reason="One country.")
    version = newest(register, "kenya", "2026")["O3"].version_id
    decision = Decision(verdict=Verdict.RETURN, reason="Which page?")
    assert isinstance(decide(register, irene, "kenya/2026/O3", version, decision, NOW), Decided)
    gone = decide(register, irene, f"{TWIN}/2026/O3", version, decision, NOW)
    assert isinstance(gone, Rejected)


def test_who_reported_for_the_one_that_goes_reports_for_the_one_that_stays(
    register: Register, twin: Actor, irene: Actor
) -> None:
    held = "SELECT signatory_id FROM role WHERE person_id = 'wanja'"
    merge_signatories(register, irene, TWIN, "kenya", reason="One country.")
    assert register.rows(held) == [{"signatory_id": "kenya"}]
    split_signatory(register, irene, TWIN, reason="Two after all.")
    assert register.rows(held) == [{"signatory_id": TWIN}]


def test_a_split_brings_everything_back(register: Register, twin: Actor, amina: Actor, irene: Actor) -> None:
    reported(register, twin, TWIN, ACT, irene, verified=True)
    before = computed(register)
    merge_signatories(register, irene, TWIN, "kenya", reason="One country.")
    assert isinstance(merge_signatories(register, irene, TWIN, "kenya", reason="Again."), Merged)
    rows = register.rows("SELECT count(*) AS n FROM merge_row")
    assert rows[0]["n"] == 1  # a double click is one act
    assert split_signatory(register, irene, TWIN, reason="Two after all.") == Split(TWIN, "kenya")
    after = computed(register)
    assert after.cells.equals(before.cells)
    assert after.signatories.equals(before.signatories)
    again = split_signatory(register, irene, TWIN, reason="Two after all.")
    assert isinstance(again, Rejected)
    told = [(one.action, one.subject, one.signatory_id) for one in register.trail()][-2:]
    assert told == [("signatory.merge", TWIN, "kenya"), ("signatory.split", TWIN, "kenya")]


def test_a_chain_of_merges_ends_at_the_last_and_comes_apart_link_by_link(
    register: Register, twin: Actor, irene: Actor
) -> None:
    assert isinstance(merge_signatories(register, irene, "fiji", TWIN, reason="So.", is_one_all_the_same=True), Merged)
    assert isinstance(merge_signatories(register, irene, TWIN, "kenya", reason="So."), Merged)
    assert register.rows("SELECT * FROM merged ORDER BY signatory_id") == [
        {"signatory_id": "fiji", "into_id": "kenya"},
        {"signatory_id": TWIN, "into_id": "kenya"},
    ]
    split_signatory(register, irene, TWIN, reason="So.")
    assert register.rows("SELECT * FROM merged") == [{"signatory_id": "fiji", "into_id": TWIN}]
    assert merged_directly(register, TWIN) is None


def test_what_cannot_be_merged_is_refused(register: Register, twin: Actor, irene: Actor) -> None:
    def rules(result: object) -> list[str]:
        assert isinstance(result, Rejected), result
        return [problem.rule for problem in result.problems]

    assert rules(merge_signatories(register, irene, "kenya", "kenya", reason="So.")) == ["merge-itself"]
    assert rules(merge_signatories(register, irene, "nobody", "kenya", reason="So.")) == ["signatory-unknown"]
    assert rules(merge_signatories(register, irene, TWIN, "kenya", reason=" ")) == ["register-reason"]
    eu = signatory_file(register, irene, "ftth-council-europe")
    assert isinstance(eu, SignatoryFile)
    facts = replace(eu.recorded.facts, parent_id="european-union")
    edit_signatory(register, irene, "ftth-council-europe", facts, reason="So.", seen=eu.recorded.trail_seq)
    below = merge_signatories(register, irene, "european-union", "ftth-council-europe", reason="So.")
    assert rules(below) == ["merge-parent"]
    merge_signatories(register, irene, TWIN, "kenya", reason="So.")
    assert rules(merge_signatories(register, irene, TWIN, "fiji", reason="So.")) == ["signatory-merged"]
    assert rules(merge_signatories(register, irene, "fiji", TWIN, reason="So.")) == ["signatory-merged"]
    assert rules(edit_signatory(register, irene, TWIN, facts, reason="So.", seen=0)) == ["signatory-merged"]


def test_two_of_different_countries_or_types_are_merged_only_when_somebody_says_that_they_are_one(
    register: Register, twin: Actor, irene: Actor
) -> None:
    apart: dict[tuple[str, str], set[Apart]] = {
        ("fiji", "kenya"): {Apart.COUNTRY},
        ("ftth-council-europe", "kenya"): {Apart.TYPE, Apart.COUNTRY},
        (TWIN, "kenya"): set(),
    }
    with register.change(SYSTEM) as change:
        change.trail("signatory.add", "kenya-ngo", signatory_id="kenya-ngo")
        for name, iso3 in (("kenya-ngo", "KEN"), ("fiji-ngo", "FJI")):
            facts = {"name": name, "stakeholder_type": "ngo", "iso3": iso3}
            change.insert("signatory_row", {"signatory_id": name, **facts})
    apart |= {("kenya-ngo", "kenya"): {Apart.TYPE}, ("fiji-ngo", "kenya"): {Apart.TYPE, Apart.COUNTRY}}
    before = register.trail_head()
    for (goes, stays), differ in apart.items():
        beside = compare_signatories(register, irene, goes, stays)
        assert isinstance(beside, Comparison)
        assert beside.apart == differ, goes
        if not differ:
            continue
        refused = merge_signatories(register, irene, goes, stays, reason="So.")
        assert isinstance(refused, Rejected)
        assert [one.rule for one in refused.problems] == ["merge-apart"]
    assert register.trail_head() == before
    assert merged_directly(register, "fiji-ngo") is None
    done = merge_signatories(register, irene, "fiji-ngo", "kenya", reason="So.", is_one_all_the_same=True)
    assert isinstance(done, Merged)
    told = json.loads(list(register.trail())[-1].after_json or "{}")
    assert told["one_body_though_apart_in"] == ["country", "type"]
    assert isinstance(merge_signatories(register, irene, TWIN, "kenya", reason="So."), Merged)


def with_account(register: Register, *actors: Actor) -> None:
    """Accounts as an administrator makes them; the twin's Wanja has her role already."""
    with register.change(SYSTEM) as change:
        for one in actors:
            change.trail("person.add", one.person_id)
            person = Person(person_id=one.person_id, email=f"{one.person_id}@example.org", name=one.name)
            people.write_person(change, person)
            people.write_roles(change, one.person_id, one.roles, one.signatories)


def test_who_opens_no_doors_merges_and_splits_nobody_for_whom_people_report(
    register: Register, twin: Actor, amina: Actor, irene: Actor, pavel: Actor
) -> None:
    """Reviewers merge records without accounts; where people report for either, only administrators do."""
    with_account(register, pavel)
    assert isinstance(merge_signatories(register, irene, TWIN, "kenya", reason="So."), Merged)
    assert split_signatory(register, irene, TWIN, reason="So.") == Split(TWIN, "kenya")
    with_account(register, twin, amina)
    before = register.trail_head()
    for goes, stays in ((TWIN, "kenya"), (TWIN, "austria"), ("austria", "kenya")):
        refused = merge_signatories(register, irene, goes, stays, reason="So.", is_one_all_the_same=True)
        assert isinstance(refused, Rejected)
        assert [one.rule for one in refused.problems] == ["merge-people"]
        assert "Only administrators merge such signatories: Pavel." in refused.problems[0].sentence()
    beside = compare_signatories(register, irene, TWIN, "kenya")
    assert isinstance(beside, Comparison)
    assert [one.rule for one in beside.problems] == ["merge-people"]
    assert register.trail_head() == before
    beside = compare_signatories(register, pavel, TWIN, "kenya")
    assert isinstance(beside, Comparison)
    assert beside.problems == ()
    assert [(one.who.name, one.is_of_stays) for one in beside.opens] == [("Wanja", True), ("Amina", False)]
    assert isinstance(merge_signatories(register, pavel, TWIN, "kenya", reason="So."), Merged)
    refused = split_signatory(register, irene, TWIN, reason="So.")
    assert isinstance(refused, Rejected)
    assert [one.rule for one in refused.problems] == ["split-people"]
    assert "(Wanja, Amina)" in refused.problems[0].sentence()
    assert split_signatory(register, pavel, TWIN, reason="So.") == Split(TWIN, "kenya")


def test_a_closed_account_and_a_taken_role_open_nothing_and_who_reports_for_both_sees_nothing_new(
    register: Register, twin: Actor, irene: Actor, pavel: Actor
) -> None:
    both = Actor("noor", "Noor", frozenset({Role.CONTRIBUTOR}), frozenset({TWIN, "kenya"}))
    with_account(register, both, twin)
    beside = compare_signatories(register, pavel, TWIN, "kenya")
    assert isinstance(beside, Comparison)
    assert [(one.who.name, one.who.is_focal_point, one.is_of_stays) for one in beside.opens] == [("Wanja", True, True)]
    assert isinstance(merge_signatories(register, irene, TWIN, "kenya", reason="So."), Rejected)
    with register.change(SYSTEM) as change:
        change.trail("person.disable", "noor")
        people.write_person(change, Person(person_id="noor", email="noor@example.org", name="Noor", is_active=False))
        nominations.end_role(change, TWIN, "wanja")
    assert isinstance(merge_signatories(register, irene, TWIN, "kenya", reason="So."), Merged)


def test_a_removed_signatory_is_nowhere(register: Register, twin: Actor, irene: Actor) -> None:
    reported(register, twin, TWIN, ACT, irene, verified=True)
    with register.change(irene) as change:
        change.trail("signatory.remove", TWIN, signatory_id=TWIN)
        removal = {"signatory_id": TWIN, "is_removed": True, "reason": "Undone.", "set_at": NOW, "set_by": "irene"}
        change.insert("removal_row", removal)
    after = computed(register)
    assert TWIN not in set(after.signatories["id"]) | set(after.cells["signatory_id"])
    assert TWIN not in {one["signatory_id"] for one in roster.endorsements(register, TODAY).to_pylist()}
    assert register.rows("SELECT * FROM role WHERE person_id = 'wanja'") == []
    assert find_signatories(register, irene, Wish(state="removed")).total == 1
    assert find_signatories(register, irene, Wish()).total == 5
