"""Publishing from the register: what counts at a date, what never leaves, and what a crash leaves behind."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from gda_tracker import editions
from gda_tracker.domain.permissions import SYSTEM, NotAllowed
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.rates import Counts, RateName
from gda_tracker.editions import Edition
from gda_tracker.method.differences import Cause, Group
from gda_tracker.register import edition_notices, reviews
from gda_tracker.services import analysis
from gda_tracker.services.edition_notices import withdraw_edition
from gda_tracker.services.editions import Published, list_editions, preview_edition, publish_edition

ON = date(2026, 11, 1)


def report(register, signatory_id, item="O1", cycle="2026", day=date(2026, 9, 15), is_submitted=True, **answer):
    """Insert one entry version and, when submitted, the report's receipt; returns the version's id."""
    at_noon = datetime.combine(day, datetime.min.time().replace(hour=12))
    version = f"{signatory_id}/{cycle}/{item}/{day}/{is_submitted}"
    entry = {
        "entry_id": f"{signatory_id}/{cycle}/{item}", "version_id": version, "signatory_id": signatory_id,
        "cycle": cycle, "item": item, "as_of": day, "additionality": "new", "saved_at": at_noon,
        "saved_by": "amina", "is_submitted": is_submitted,
    } | answer  # fmt: skip
    with register.change(SYSTEM) as change:
        change.trail("report.submit", entry["entry_id"], signatory_id=signatory_id)
        change.insert("entry_row", entry)
        if is_submitted:
            change.insert(
                "submission_row",
                {"signatory_id": signatory_id, "cycle": cycle, "submitted_at": at_noon, "submitted_by": "amina"},
            )
    return version


def attach(register, version, **piece):
    usual = {"ordinal": 1, "kind": "primary_document", "title": "Climate strategy", "url": "https://climate.go.ke",
             "locator": "p. 12", "is_public": True}  # fmt: skip
    with register.change(SYSTEM) as change:
        change.trail("evidence.add", version)
        change.insert("evidence_row", {"version_id": version} | usual | piece)


def decide(register, version, decision, day=date(2026, 10, 1), **decided):
    signatory_id, cycle, item = version.split("/")[:3]
    with register.change(SYSTEM) as change:
        change.trail("review.decide", version, signatory_id=signatory_id)
        change.insert(
            "review_row",
            {
                "version_id": version, "entry_id": f"{signatory_id}/{cycle}/{item}", "signatory_id": signatory_id,
                "decision": decision, "decided_at": datetime(day.year, day.month, day.day, 9), "decided_by": "irene",
            } | decided,
        )  # fmt: skip


def counts(path: Path, item="O1") -> Counts:
    with Edition.open(path) as edition:
        rows = editions.rates(edition, stakeholder_type="national_government")
        return next(row.counts for row in rows if row.item == item)


def publish(register, pavel, folder, on=ON) -> Published:
    result = publish_edition(register, pavel, on=on, folder=folder, reason="The test asks for it.")
    assert isinstance(result, Published), result
    return result


def test_publishing_needs_an_administrator(register, tmp_path, amina, irene, visitor):
    for actor in (amina, irene, visitor):
        with pytest.raises(NotAllowed):
            publish_edition(register, actor, on=ON, folder=tmp_path)
        with pytest.raises(NotAllowed):
            preview_edition(register, actor, on=ON, folder=tmp_path)
    assert list_editions(tmp_path) == ()


def test_a_confirmed_claim_is_verified_and_the_silent_stay_in(register, tmp_path, pavel):
    version = report(register, "kenya", claimed=3)
    attach(register, version)
    decide(register, version, "confirm", status=3, evidence=3)
    found = counts(publish(register, pavel, tmp_path).path)
    assert found == Counts(3, responded=1, claimed=1, evidence_backed=1, verified=1, acting=1, on_time=1)


def test_publishing_is_recorded_with_its_trail(register, tmp_path, pavel):
    published = publish(register, pavel, tmp_path)
    (row,) = register.rows("SELECT number, snapshot_on, file_sha256 FROM publication")
    assert row == {"number": 1, "snapshot_on": ON, "file_sha256": published.file_sha256}
    last = list(register.trail())[-1]
    assert (last.action, last.subject, last.actor_id) == ("edition.publish", "edition/1", "pavel")
    assert register.trail_break() is None


def test_a_returned_entry_falls_back_to_the_older_accepted_one(register, tmp_path, pavel):
    report(register, "kenya", claimed=2, cycle="2025", day=date(2026, 1, 10))
    newer = report(register, "kenya", claimed=4)
    decide(register, newer, "return", reason="The link is dead.")
    with Edition.open(publish(register, pavel, tmp_path).path) as edition:
        profile = editions.signatory(edition, "kenya")
    cell = profile.cells[0]
    assert (cell.cycle, cell.claimed) == ("2025", 2)
    assert [entry.cycle for entry in profile.entries] == ["2025"]
    assert profile.reviews == ()


def test_a_returned_entry_without_an_older_one_is_no_report(register, tmp_path, pavel):
    version = report(register, "kenya", claimed=4)
    decide(register, version, "return", reason="The link is dead.")
    with Edition.open(publish(register, pavel, tmp_path).path) as edition:
        assert editions.signatory(edition, "kenya").cells[0].off_scale == "no_report"


def say(register, version, words, day=date(2026, 10, 5)):
    signatory_id, cycle, item = version.split("/")[:3]
    key = {"version_id": version, "entry_id": f"{signatory_id}/{cycle}/{item}", "signatory_id": signatory_id}
    with register.change(SYSTEM) as change:
        change.trail("review.reply", version, signatory_id=signatory_id)
        reviews.add_reply(change, key, words, "amina", datetime.combine(day, datetime.min.time()))


def test_a_reply_to_a_return_is_printed_beside_it_once_the_entry_is_amended(register, tmp_path, pavel):
    first = report(register, "kenya", claimed=4)
    decide(register, first, "return", reason="The link is dead.")
    say(register, first, "It moved.")
    with Edition.open(publish(register, pavel, tmp_path, on=date(2026, 10, 6)).path) as edition:
        returned = editions.signatory(edition, "kenya")
    assert (returned.reviews, returned.replies) == ((), ())
    report(register, "kenya", claimed=3, day=date(2026, 10, 7))
    with Edition.open(publish(register, pavel, tmp_path).path) as edition:
        amended = editions.signatory(edition, "kenya")
    assert [(row.decision, row.reason) for row in amended.reviews] == [("return", "The link is dead.")]
    assert [row.reply for row in amended.replies] == ["It moved."]
    assert (amended.cells[0].claimed, [entry.claimed for entry in amended.entries]) == (3, [3])


def test_a_reply_to_a_lowered_answer_stays_beside_that_decision_when_the_answer_is_amended(register, tmp_path, pavel):
    first = report(register, "kenya", claimed=4)
    decide(register, first, "lower", status=2, reason="One region is missing.")
    say(register, first, "It follows in May.", day=date(2026, 10, 5))
    report(register, "kenya", claimed=3, day=date(2026, 10, 7))
    with Edition.open(publish(register, pavel, tmp_path).path) as edition:
        amended = editions.signatory(edition, "kenya")
    assert [(row.decision, row.reason, row.is_superseded, row.stands) for row in amended.reviews] == [
        ("lower", "One region is missing.", True, False)
    ]
    assert [row.reply for row in amended.replies] == ["It follows in May."]
    assert (amended.cells[0].claimed, [entry.claimed for entry in amended.entries]) == (3, [3])


def test_a_decision_that_was_never_public_stays_inside_when_its_answer_is_amended_without_a_reply(
    register, tmp_path, pavel
):
    decide(register, report(register, "kenya", claimed=4), "lower", status=2, reason="One region is missing.")
    second = report(register, "kenya", claimed=3, day=date(2026, 10, 7))
    decide(register, second, "confirm", day=date(2026, 10, 8))
    with Edition.open(publish(register, pavel, tmp_path).path) as edition:
        reviews_ = editions.signatory(edition, "kenya").reviews
    assert [(row.decision, row.is_superseded) for row in reviews_] == [("confirm", False)]


def test_a_decision_that_was_published_stays_on_the_record_when_its_answer_is_amended(register, tmp_path, pavel):
    decide(register, report(register, "kenya", claimed=4), "lower", status=2, reason="One region is missing.")
    first = publish_edition(register, pavel, on=date(2026, 10, 6), folder=tmp_path)
    assert isinstance(first, Published)
    report(register, "kenya", claimed=3, day=date(2026, 10, 7))
    with Edition.open(publish(register, pavel, tmp_path).path) as edition:
        reviews_ = editions.signatory(edition, "kenya").reviews
    assert [(row.decision, row.reason, row.is_superseded, row.stands) for row in reviews_] == [
        ("lower", "One region is missing.", True, False)
    ]


def test_a_decision_is_tacit_once_the_window_closed_without_a_reply(register, tmp_path, pavel):
    decide(register, report(register, "kenya", claimed=4), "lower", status=2, reason="One region is missing.")
    answered = report(register, "fiji", claimed=4)
    decide(register, answered, "lower", status=2, reason="One island is missing.")
    say(register, answered, "It follows in May.", day=date(2026, 10, 2))
    with Edition.open(publish(register, pavel, tmp_path).path) as edition:
        told = {body: [row.is_tacit for row in editions.signatory(edition, body).reviews] for body in ("kenya", "fiji")}
    assert told == {"kenya": [True], "fiji": [False]}


def test_the_decision_on_the_amended_entry_comes_after_the_return(register, tmp_path, pavel):
    first = report(register, "kenya", claimed=4)
    decide(register, first, "return", reason="The link is dead.")
    say(register, first, "It moved.", day=date(2026, 10, 1))
    decide(register, report(register, "kenya", claimed=3, day=date(2026, 10, 2)), "confirm", day=date(2026, 10, 1))
    with Edition.open(publish(register, pavel, tmp_path).path) as edition:
        assert [row.decision for row in editions.signatory(edition, "kenya").reviews] == ["return", "confirm"]


def test_a_return_without_a_reply_stays_inside(register, tmp_path, pavel):
    decide(register, report(register, "kenya", claimed=4), "return", reason="The link is dead.")
    report(register, "kenya", claimed=3, day=date(2026, 10, 2))
    with Edition.open(publish(register, pavel, tmp_path).path) as edition:
        assert editions.signatory(edition, "kenya").reviews == ()


def test_a_draft_beside_a_submitted_version_counts_for_nothing(register, tmp_path, pavel):
    report(register, "kenya", claimed=2)
    report(register, "kenya", claimed=4, day=date(2026, 9, 20), is_submitted=False)
    with Edition.open(publish(register, pavel, tmp_path).path) as edition:
        assert editions.signatory(edition, "kenya").cells[0].claimed == 2


def test_what_came_after_the_date_is_not_in_the_edition(register, tmp_path, pavel):
    version = report(register, "kenya", claimed=3, day=date(2026, 9, 15))
    decide(register, version, "confirm", day=date(2026, 11, 2), status=3, evidence=4)
    report(register, "fiji", claimed=3, day=date(2026, 11, 2))
    assert counts(publish(register, pavel, tmp_path).path) == Counts(3, responded=1, claimed=1, on_time=1)


def test_an_accepted_not_applicable_leaves_the_denominator_and_a_refused_one_stays(register, tmp_path, pavel):
    accepted_version = report(register, "kenya", off_scale="not_applicable", reason="No coast.")
    refused_version = report(register, "fiji", off_scale="not_applicable", reason="No time.")
    decide(register, accepted_version, "accept_not_applicable")
    decide(register, refused_version, "refuse_not_applicable", reason="It does apply.")
    assert counts(publish(register, pavel, tmp_path).path) == Counts(2, responded=1, on_time=1)


def test_a_late_report_is_not_on_time(register, tmp_path, pavel):
    report(register, "kenya", claimed=0, day=date(2026, 10, 20))
    assert counts(publish(register, pavel, tmp_path).path) == Counts(3, responded=1)


def test_evidence_that_is_not_public_drafts_and_persons_stay_inside(register, tmp_path, pavel):
    version = report(register, "kenya", claimed=2, narrative="A pilot runs in Nakuru.")
    attach(register, version, title="SECRET-CONTRACT-8841", url="https://intranet.go.ke/8841", is_public=False)
    report(register, "kenya", item="O2", is_submitted=False, claimed=4, narrative="SECRET-NUMBER-417730")
    decide(register, version, "confirm", status=2, evidence=3)
    content = publish(register, pavel, tmp_path).path.read_bytes()
    for secret in (b"SECRET-CONTRACT-8841", b"SECRET-NUMBER-417730", b"irene", b"amina"):
        assert secret not in content
    assert b"A pilot runs in Nakuru." in content


def test_evidence_comes_in_the_order_of_the_report(register, tmp_path, pavel):
    version = report(register, "kenya", claimed=2)
    attach(register, version, ordinal=2, title="Budget law")
    attach(register, version, ordinal=1, title="Climate strategy")
    with Edition.open(publish(register, pavel, tmp_path).path) as edition:
        evidence = editions.signatory(edition, "kenya").evidence
    assert [piece.title for piece in evidence] == ["Climate strategy", "Budget law"]


def test_preview_counts_what_changes_by_cause_and_changes_nothing(register, tmp_path, pavel):
    first = report(register, "kenya", claimed=3)
    attach(register, first)
    publish(register, pavel, tmp_path, on=date(2026, 9, 20))
    decide(register, first, "confirm", status=3, evidence=3)
    report(register, "fiji", claimed=1, day=date(2026, 10, 5))
    report(register, "austria", item="C1", off_scale="no_update", reason_code="no_change", day=date(2026, 10, 6))
    preview = preview_edition(register, pavel, on=ON, folder=tmp_path)
    assert preview.number == 2
    assert preview.changed_cells == {
        Cause.METHOD: 0, Cause.ROSTER: 0, Cause.NEW_REPORTS: 2, Cause.REVIEWS: 1, Cause.AGEING_OUT: 0,
    }  # fmt: skip
    assert preview.problems == ()
    assert [info.number for info in list_editions(tmp_path)] == [1]


def test_the_change_between_two_editions_is_split_by_cause(register, tmp_path, pavel):
    version = report(register, "kenya", claimed=3)
    attach(register, version)
    before = publish(register, pavel, tmp_path, on=date(2026, 9, 20))
    decide(register, version, "confirm", status=3, evidence=3)
    after = publish(register, pavel, tmp_path)
    group = Group("O1", stakeholder_type="national_government")
    with Edition.open(before.path) as earlier, Edition.open(after.path) as later:
        found = analysis.difference(earlier, later, group, RateName.VERIFIED)
    assert (found.count_before, found.count_after, found.share_change) == (0, 1, Fraction(1, 3))
    assert {part.cause: part.share for part in found.parts if part.share} == {Cause.REVIEWS: Fraction(1, 3)}


def test_registry_facts_are_quoted_beside_the_country(register, tmp_path, pavel):
    with Edition.open(publish(register, pavel, tmp_path).path) as edition:
        kenya = {fact.what for fact in editions.signatory(edition, "kenya").registry_facts}
        council = {fact.what for fact in editions.signatory(edition, "ftth-council-europe").registry_facts}
        totals = editions.reported_totals(edition)
    assert "ndc_latest" in kenya
    assert council == {"public_progress"}
    assert any(total.what.startswith("governments") and total.value == "90" for total in totals)


def test_the_first_preview_says_that_everything_due_is_new_to_the_roster(register, tmp_path, pavel):
    preview = preview_edition(register, pavel, on=ON, folder=tmp_path)
    assert preview.cells == preview.due_cells == preview.changed_cells[Cause.ROSTER] == 18 + 18 + 15 + 15 + 14
    assert preview.previous is None


def test_an_edition_is_not_dated_in_the_future_or_before_the_last(register, tmp_path, pavel):
    publish(register, pavel, tmp_path)
    for on, rule in ((date(2199, 1, 1), "edition-in-future"), (date(2026, 10, 1), "edition-before-last")):
        result = publish_edition(register, pavel, on=on, folder=tmp_path)
        assert isinstance(result, Rejected)
        assert [problem.rule for problem in result.problems] == [rule]
    assert [info.number for info in list_editions(tmp_path)] == [1]


def test_a_demonstration_folder_takes_no_real_edition(register, tmp_path, pavel):
    from gda_tracker.register import Register

    publish(register, pavel, tmp_path)
    invented = Register.create(None, is_demonstration=True)
    result = publish_edition(invented, pavel, on=ON, folder=tmp_path)
    invented.close()
    assert {problem.rule for problem in result.problems} == {"edition-of-other-kind", "edition-empty"}


def test_an_edition_whose_recording_was_cut_off_is_recorded_by_the_next(register, tmp_path, pavel, monkeypatch):
    monkeypatch.setattr("gda_tracker.services.editions.record_published", lambda *_, **__: None)
    publish(register, pavel, tmp_path)
    monkeypatch.undo()
    assert edition_notices.published_numbers(register) == ()
    assert publish(register, pavel, tmp_path).number == 2
    assert edition_notices.published_numbers(register) == (1, 2)
    assert [record.action for record in register.trail()][-3:] == [
        "edition.record",
        "edition.reason",
        "edition.publish",
    ]
    assert [row.reason for row in edition_notices.publications(register)] == ["The test asks for it."] * 2


def test_a_number_is_not_used_again_when_its_file_is_gone(register, tmp_path, pavel):
    publish(register, pavel, tmp_path).path.unlink()
    assert publish(register, pavel, tmp_path).number == 2


def test_before_anybody_endorsed_there_is_nothing_to_publish(register, tmp_path, pavel):
    result = publish_edition(register, pavel, on=date(2024, 11, 15), folder=tmp_path)
    assert [problem.rule for problem in result.problems] == ["edition-empty"]


def test_an_edition_that_changes_nothing_needs_a_reason_which_is_kept(register, tmp_path, pavel):
    attach(register, report(register, "kenya", claimed=3))
    assert isinstance(publish_edition(register, pavel, on=ON, folder=tmp_path), Published)
    same = preview_edition(register, pavel, on=ON, folder=tmp_path).same_as
    assert (same and same.number) == 1
    head = register.trail_head()
    for reason in ("", "  \n", "x" * 2001):
        refused = publish_edition(register, pavel, on=ON, folder=tmp_path, reason=reason)
        assert isinstance(refused, Rejected)
        assert refused.problems[0].rule == ("edition-reason-long" if reason.strip() else "edition-unchanged")
    assert (register.trail_head(), len(list_editions(tmp_path))) == (head, 1)
    assert isinstance(publish_edition(register, pavel, on=ON, folder=tmp_path, reason=" A new address. "), Published)
    assert [row.reason for row in edition_notices.publications(register)] == ["A new address.", None]
    assert '"reason":"A new address."' in (list(register.trail())[-1].after_json or "")


def test_another_day_alone_changes_nothing_and_a_text_alone_does(register, tmp_path, pavel):
    version = report(register, "kenya", claimed=1, day=date(2026, 9, 1))
    attach(register, version)
    first = publish_edition(register, pavel, on=date(2026, 10, 20), folder=tmp_path)
    assert isinstance(first, Published)
    assert preview_edition(register, pavel, on=date(2026, 11, 2), folder=tmp_path).same_as == first.info
    attach(register, version, ordinal=2, title="Budget law")
    preview = preview_edition(register, pavel, on=date(2026, 11, 2), folder=tmp_path)
    assert (preview.same_as, preview.changes.rows.height) == (None, 0)
    assert isinstance(publish_edition(register, pavel, on=date(2026, 11, 2), folder=tmp_path), Published)


def test_what_was_withdrawn_is_not_published_again_without_a_reason(register, tmp_path, pavel):
    publish(register, pavel, tmp_path, on=date(2026, 9, 20))
    report(register, "kenya", claimed=3, day=date(2026, 9, 21))
    second = publish(register, pavel, tmp_path)
    assert not isinstance(withdraw_edition(register, pavel, 2, "Kenya never said so.", folder=tmp_path), Rejected)
    same = preview_edition(register, pavel, on=ON, folder=tmp_path).same_as
    assert same is not None
    assert (same.number, same.is_withdrawn) == (second.number, True)
    refused = publish_edition(register, pavel, on=ON, folder=tmp_path)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "edition-unchanged"


def test_an_edition_that_was_read_about_is_published_once_however_often_it_is_clicked(register, tmp_path, pavel):
    first = publish_edition(register, pavel, on=ON, folder=tmp_path, number=1)
    assert publish_edition(register, pavel, on=ON, folder=tmp_path, number=1) == first
    assert [info.number for info in list_editions(tmp_path)] == [1]
    publish(register, pavel, tmp_path)
    late = publish_edition(register, pavel, on=ON, folder=tmp_path, number=1)
    assert isinstance(late, Rejected)
    assert late.problems[0].rule == "edition-number"


def test_nothing_is_published_that_came_after_what_was_read(register, tmp_path, pavel):
    report(register, "kenya", claimed=3)
    read = preview_edition(register, pavel, on=ON, folder=tmp_path)
    report(register, "fiji", claimed=3)
    refused = publish_edition(register, pavel, on=ON, folder=tmp_path, number=1, seen=read.seen)
    assert [problem.rule for problem in refused.problems] == ["edition-moved"]
    assert editions.catalogue(tmp_path) == ()
    again = preview_edition(register, pavel, on=ON, folder=tmp_path)
    assert again.seen != read.seen
    assert isinstance(publish_edition(register, pavel, on=ON, folder=tmp_path, number=1, seen=again.seen), Published)
