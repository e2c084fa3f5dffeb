"""Two people on one answer: what each changed is kept, what both changed is asked, and no word is lost."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from gda_tracker.domain.merging import merged, with_field
from gda_tracker.domain.permissions import Actor, NotAllowed, Role
from gda_tracker.domain.report import Entry
from gda_tracker.domain.statuses import OffScale, Status
from gda_tracker.register import Register, reports
from gda_tracker.services.saving import Saved
from gda_tracker.services.together import Clash, SavedTogether, save_together
from tests.services.reports_for_tests import ACT, LAW, NOW, saved

KENYA = ("kenya", "2026")
WANJIRU = Actor("wanjiru", "Wanjiru", frozenset({Role.FOCAL_POINT}), frozenset({"kenya"}))


def test_each_hands_changes_are_kept() -> None:
    mine = ACT.model_copy(update={"narrative": "Mine."})
    theirs = ACT.model_copy(update={"as_of": date(2026, 10, 1), "sdgs": (12,)})
    both = merged(ACT, mine, theirs)
    assert both.clashes == ()
    assert (both.entry.narrative, both.entry.as_of, both.entry.sdgs) == ("Mine.", date(2026, 10, 1), (12,))
    assert both.taken == ("as_of", "sdgs")


def test_a_status_and_its_reason_are_taken_from_one_hand() -> None:
    mine = ACT.model_copy(update={"claimed": Status.UNDER_WAY})
    theirs = ACT.model_copy(update={"claimed": None, "off_scale": OffScale.BLOCKED, "reason": "Stopped."})
    both = merged(ACT, mine, theirs)
    assert both.clashes == ("claimed",)
    assert both.entry == theirs
    assert with_field(both.entry, "claimed", mine) == mine


def test_evidence_of_both_is_joined_and_what_was_taken_away_stays_away() -> None:
    one, two = (LAW.model_copy(update={"url": f"https://a.example/{n}"}) for n in (1, 2))
    mine = ACT.model_copy(update={"evidence": (one,)})
    theirs = ACT.model_copy(update={"evidence": (LAW, two)})
    assert merged(ACT, mine, theirs).entry.evidence == (two, one)


def test_the_same_words_from_both_are_no_clash() -> None:
    same = ACT.model_copy(update={"narrative": "Same."})
    assert merged(ACT, same, same).clashes == ()


def test_a_colleagues_change_elsewhere_is_taken_in_and_told(register: Register, amina: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    shown = reports.newest(register, *KENYA)["O3"]
    theirs = ACT.model_copy(update={"as_of": date(2026, 10, 1)})
    assert isinstance(save_together(register, WANJIRU, KENYA, shown, theirs, NOW), Saved)
    mine = ACT.model_copy(update={"narrative": "Mine."})
    done = save_together(register, amina, KENYA, shown, mine, NOW)
    assert isinstance(done, SavedTogether)
    assert done.taken == ("as_of",)
    stands = reports.newest(register, *KENYA)["O3"].entry
    assert (stands.narrative, stands.as_of) == ("Mine.", date(2026, 10, 1))


def test_of_two_texts_theirs_stands_and_mine_is_told_and_in_the_trail(register: Register, amina: Actor) -> None:
    saved(register, WANJIRU, "kenya", ACT)
    mine = ACT.model_copy(update={"narrative": "Mine.", "sdgs": (12,)})
    done = save_together(register, amina, KENYA, None, mine, NOW)
    assert isinstance(done, Clash)
    assert (done.fields, done.mine.narrative, done.theirs.narrative) == (("narrative",), "Mine.", ACT.narrative)
    stands = reports.newest(register, *KENYA)["O3"].entry
    assert (stands.narrative, stands.sdgs) == (ACT.narrative, (12,))
    record = list(register.trail())[-1]
    assert (record.action, record.actor_id) == ("entry.clash", "amina")
    assert "Mine." in (record.after_json or "")


def test_another_signatory_is_kept_out(register: Register, tomasi: Actor) -> None:
    with pytest.raises(NotAllowed):
        save_together(register, tomasi, KENYA, None, ACT, NOW)
    assert reports.newest(register, *KENYA) == {}


def test_hands_at_once_lose_no_word(register: Register, amina: Actor) -> None:
    shown = None
    start = threading.Barrier(4)

    def write(number: int) -> None:
        start.wait()
        text = f"Words of hand {number}."
        save_together(register, amina, KENYA, shown, Entry(item="O3", narrative=text, sdgs=(number,)), NOW)

    hands = [threading.Thread(target=write, args=(number,)) for number in range(1, 5)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    told = " ".join(record.after_json or "" for record in register.trail())
    assert all(f"Words of hand {number}." in told for number in range(1, 5))
    assert register.trail_break() is None
