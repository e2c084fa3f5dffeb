"""What moved between two editions: first reports, new verification, expiry; leaving is none of them."""

from __future__ import annotations

from datetime import date

import pytest

from gda_tracker.domain.since import Moves
from gda_tracker.method.cells import as_counted, cells_at
from gda_tracker.method.differences import Snapshot
from gda_tracker.method.since import moves, moves_by_type

THEN, NOW = date(2026, 1, 15), date(2026, 11, 1)
KENYA = {"id": "kenya", "itu_region": "Africa"}
VERIFIED = {"claimed": 3, "evidence": 2, "decision": "confirm", "decided_status": 3, "decided_evidence": 3}
EARLY = {"signatory_id": "kenya", "cycle": "2025", "as_of": date(2025, 9, 1), "submitted_on": date(2025, 9, 15)}
OLD = {"as_of": date(2024, 10, 1)}


@pytest.fixture
def moved(bodies, reports, matrix):
    """The moves of each type, from the first bodies and answers to the second."""

    def compare(before, after, dimension="all", member="all"):
        snapshots = []
        for (rows, answers), on in ((before, THEN), (after, NOW)):
            signatories = bodies(*rows)
            cells = cells_at(signatories, reports(*answers), matrix, on)
            snapshots.append(Snapshot(cells, as_counted(signatories), on))
        return moves_by_type(moves(*snapshots), dimension, member)

    return compare


def test_nothing_moves_between_equal_editions(moved):
    same = ([KENYA], [EARLY | VERIFIED])
    assert moved(same, same) == {"national_government": Moves()}


def test_a_body_endorses_reports_and_is_verified_all_at_once(moved):
    after = ([KENYA], [EARLY | VERIFIED, EARLY | VERIFIED | {"item": "O2"}])
    assert moved(([{"id": "fiji"}], []), after) == {"national_government": Moves(1, 1, 2, 1, 0, 0)}


def test_facts_that_grow_too_old_expire_once(moved):
    answer = EARLY | {"claimed": 3} | OLD
    assert moved(([KENYA], [answer]), ([KENYA], [answer])) == {"national_government": Moves(0, 0, 0, 0, 1, 1)}


def test_who_reports_again_after_silence_has_not_reported_for_the_first_time(moved):
    answer = EARLY | {"claimed": 1, "as_of": date(2023, 1, 1)}
    again = {"signatory_id": "kenya", "claimed": 1}
    assert moved(([KENYA], [answer]), ([KENYA], [answer, again])) == {"national_government": Moves()}


def test_leaving_is_neither_expiry_nor_a_report(moved):
    gone = KENYA | {"withdrawn_on": date(2026, 5, 1)}
    answer = EARLY | VERIFIED | OLD
    assert moved(([KENYA], [answer]), ([gone], [answer])) == {"national_government": Moves()}


def test_a_region_counts_its_own(moved):
    before, after = ([KENYA], []), ([KENYA, {"id": "fiji", "itu_region": "Asia-Pacific"}], [])
    assert moved(before, after, "itu_region", "Africa") == {"national_government": Moves()}
    assert moved(before, after, "itu_region", "Asia-Pacific") == {"national_government": Moves(endorsed=1)}
    assert moved(before, after, "itu_region", "Europe") == {}
