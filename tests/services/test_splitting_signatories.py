"""Splitting: what was recorded since the merge is listed, stays, and has to be read; drafts may go along."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Final

import pytest

from gda_tracker.domain.following import Contact
from gda_tracker.domain.permissions import Actor
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.report import Entry
from gda_tracker.domain.review import Decision, Verdict
from gda_tracker.register import Register, files, reports
from gda_tracker.register.files import StoredFile
from gda_tracker.services.follow_up_acts import Noted, note_contact
from gda_tracker.services.merging_signatories import Merged, merge_signatories
from gda_tracker.services.reviewing import Decided, decide
from gda_tracker.services.splitting_signatories import Parting, Split, split_signatory, what_a_split_leaves
from gda_tracker.services.submitting import Accepted, submit_report
from tests.services.conftest import TWIN
from tests.services.reports_for_tests import ACT, saved
from tests.services.test_merging_signatories import with_account

TODAY: Final = date(2026, 11, 22)
NOW: Final = datetime(2026, 11, 22, 9, 30)
O4: Final = ACT.model_copy(update={"item": "O4", "narrative": "Half a sentence"})


@pytest.fixture
def wanja(twin: Actor) -> Actor:
    """Wanja while the twin is merged: she reports for Kenya."""
    return replace(twin, signatories=frozenset({"kenya"}), holdings=None)


@pytest.fixture
def merged(register: Register, twin: Actor, amina: Actor, irene: Actor, pavel: Actor) -> None:
    """The twin in Kenya, with accounts for the people of both."""
    with_account(register, twin, amina, irene, pavel)
    assert isinstance(merge_signatories(register, pavel, TWIN, "kenya", reason="One country."), Merged)


def wrote(register: Register, actor: Actor, signatory_id: str, entry: Entry) -> None:
    """A draft over what stands there."""
    stands = reports.newest_of(register, signatory_id, "2026", entry.item)
    saved(register, actor, signatory_id, entry, stands.version_id if stands else None)


def left(register: Register, pavel: Actor) -> Parting:
    found = what_a_split_leaves(register, pavel, TWIN)
    assert isinstance(found, Parting), found
    return found


def told(register: Register, pavel: Actor) -> list[tuple[str, str, tuple[str, ...], str, int]]:
    return [(one.action, one.cycle, one.items, one.who, one.times) for one in left(register, pavel).kept]


def narrative(register: Register, signatory_id: str, item: str) -> str | None:
    found = reports.newest_of(register, signatory_id, "2026", item)
    return found.entry.narrative if found else None


@pytest.mark.usefixtures("merged")
def test_what_was_recorded_since_the_merge_is_listed_with_item_cycle_and_who(
    register: Register, wanja: Actor, amina: Actor, irene: Actor, pavel: Actor
) -> None:
    assert told(register, pavel) == []
    wrote(register, wanja, "kenya", O4)
    wrote(register, amina, "kenya", ACT)
    wrote(register, amina, "kenya", ACT.model_copy(update={"narrative": "Better words about the act of May."}))
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)
    assert isinstance(note_contact(register, irene, ("kenya",), Contact("call", TODAY, "They asked."), NOW), Noted)
    both = Contact("call", TODAY, "All of them.")
    assert isinstance(note_contact(register, irene, ("kenya", "fiji"), both, NOW), Noted)
    assert told(register, pavel) == [
        ("follow_up.contact", "", (), "Irene", 1),
        ("follow_up.contact", "", (), "Irene", 1),
        ("report.submit", "2026", ("O3", "O4"), "Amina", 1),
        ("entry.save", "2026", ("O3",), "Amina", 2),
        ("entry.save", "2026", ("O4",), "Wanja", 1),
    ]
    assert left(register, pavel).stays_with == "Kenya"


@pytest.mark.usefixtures("merged")
def test_a_split_waits_until_somebody_has_read_what_stays(register: Register, wanja: Actor, pavel: Actor) -> None:
    wrote(register, wanja, "kenya", O4)
    seen = left(register, pavel).seen
    refused = split_signatory(register, pavel, TWIN, reason="Two after all.")
    assert isinstance(refused, Rejected)
    assert [one.rule for one in refused.problems] == ["split-stays"]
    assert refused.problems[0].sentence().startswith("What was recorded under “Kenya” since the merge stays there.")
    wrote(register, wanja, "kenya", O4.model_copy(update={"narrative": "A whole sentence."}))
    refused = split_signatory(register, pavel, TWIN, reason="Two after all.", seen=seen)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].sentence().startswith("More was recorded under “Kenya” since you read the list.")
    done = split_signatory(register, pavel, TWIN, reason="Two after all.", seen=left(register, pavel).seen)
    assert done == Split(TWIN, "kenya", kept=2, drafts=0)
    assert narrative(register, "kenya", "O4") == "A whole sentence."
    assert narrative(register, TWIN, "O4") is None


def test_drafts_of_the_people_of_the_one_that_stands_again_go_along(
    register: Register, twin: Actor, wanja: Actor, amina: Actor, irene: Actor, pavel: Actor
) -> None:
    with_account(register, twin, amina, irene, pavel)
    wrote(register, amina, "kenya", ACT)
    mine = O4.model_copy(update={"narrative": "Of the twin, before."})
    wrote(register, twin, TWIN, mine)
    assert isinstance(merge_signatories(register, pavel, TWIN, "kenya", reason="One country."), Merged)
    held = StoredFile("ab" * 32, "kenya", "law.pdf", "application/pdf", 9, NOW, "wanja")
    with register.change(wanja) as change:
        change.trail("file.add", f"kenya/{held.sha256}", signatory_id="kenya")
        files.add_file(change, [held])
    piece = ACT.evidence[0].model_copy(update={"url": None, "file_sha256": held.sha256})
    drafted = ACT.model_copy(update={"narrative": "Of the twin, since.", "evidence": (piece,)})
    for entry in (drafted, O4):
        wrote(register, wanja, "kenya", entry)
    found = left(register, pavel)
    assert [(one.cycle, one.item, one.who) for one in found.drafts] == [
        ("2026", "O3", "Wanja"),
        ("2026", "O4", "Wanja"),
    ]
    done = split_signatory(register, pavel, TWIN, reason="Two after all.", seen=found.seen, with_drafts=True)
    assert isinstance(done, Split)
    assert done.drafts == 2
    along = reports.newest(register, TWIN, "2026")
    assert {item: one.entry for item, one in along.items()} == {"O3": drafted, "O4": O4}
    assert {(one.saved_by, one.is_submitted) for one in along.values()} == {("wanja", False)}
    assert set(files.files_of(register, TWIN)) == {held.sha256}
    stays = reports.newest(register, "kenya", "2026")
    assert stays["O3"].entry == ACT
    assert (stays["O3"].saved_by, stays["O4"].entry.is_answered, stays["O4"].saved_by) == ("amina", False, "pavel")


@pytest.mark.usefixtures("merged")
def test_what_the_people_of_the_other_had_a_hand_in_and_what_was_submitted_never_goes_along(
    register: Register, wanja: Actor, amina: Actor, pavel: Actor
) -> None:
    wrote(register, wanja, "kenya", ACT)
    assert isinstance(submit_report(register, wanja, "kenya", "2026", TODAY), Accepted)
    wrote(register, wanja, "kenya", O4)
    wrote(register, amina, "kenya", O4.model_copy(update={"narrative": "Both wrote here."}))
    assert left(register, pavel).drafts == ()


def test_a_decision_on_what_was_submitted_before_the_merge_goes_with_its_answer(
    register: Register, twin: Actor, amina: Actor, irene: Actor, pavel: Actor
) -> None:
    with_account(register, twin, amina, irene, pavel)
    wrote(register, twin, TWIN, ACT)
    assert isinstance(submit_report(register, twin, TWIN, "2026", TODAY), Accepted)
    assert isinstance(merge_signatories(register, pavel, TWIN, "kenya", reason="One country."), Merged)
    version = reports.newest(register, "kenya", "2026")["O3"].version_id
    returned = Decision(verdict=Verdict.RETURN, reason="Which page?")
    assert isinstance(decide(register, irene, "kenya/2026/O3", version, returned, NOW), Decided)
    assert told(register, pavel) == []
    assert isinstance(split_signatory(register, pavel, TWIN, reason="Two after all."), Split)
    assert reports.newest(register, TWIN, "2026")["O3"].decision == "return"


def test_of_a_chain_what_each_one_took_is_listed(register: Register, twin: Actor, amina: Actor, pavel: Actor) -> None:
    with_account(register, amina, pavel)
    tomasi = Actor("tomasi", "Tomasi", twin.roles, frozenset({TWIN}))
    assert isinstance(merge_signatories(register, pavel, "fiji", TWIN, reason="So.", is_one_all_the_same=True), Merged)
    wrote(register, tomasi, TWIN, O4)
    wrote(register, amina, "kenya", ACT)
    assert isinstance(merge_signatories(register, pavel, TWIN, "kenya", reason="So."), Merged)
    wrote(
        register,
        replace(tomasi, signatories=frozenset({"kenya"})),
        "kenya",
        O4.model_copy(update={"narrative": "Whole."}),
    )
    found = what_a_split_leaves(register, pavel, "fiji")
    assert isinstance(found, Parting)
    assert [(one.action, one.items, one.who) for one in found.kept] == [("entry.save", ("O4",), "tomasi")] * 2
    assert len(left(register, pavel).kept) == 1
