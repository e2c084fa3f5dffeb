"""The one body whose actions public pages document goes the whole way to the reviewer's desk."""

from __future__ import annotations

from datetime import date

from gda_tracker.domain.permissions import Actor
from gda_tracker.domain.statuses import EvidenceLevel, Status
from gda_tracker.register import Register
from gda_tracker.services.reviewing import queue

from . import ftth

TODAY = date(2026, 11, 22)


def test_the_public_facts_become_a_report_that_waits_for_review(register: Register, irene: Actor) -> None:
    accepted = ftth.submit(register, today=TODAY)
    assert sorted(accepted.changed) == ["O3", "O5", "O8"]
    entry = accepted.report.entries["O8"]
    assert (entry.claimed, entry.as_of) == (Status.UNDER_WAY, date(2024, 11, 16))
    assert (entry.narrative or "").startswith("Showed its FTTH Eco Platform")
    assert [piece.url for piece in entry.evidence] == [ftth.facts_by_item()["O8"].source_url]
    waiting = queue(register, irene, TODAY)
    assert sorted((row.item, row.evidence) for row in waiting) == [
        (item, EvidenceLevel.OWN_PAGE) for item in ("O3", "O5", "O8")
    ]
    assert ftth.submit(register, today=TODAY).changed == ()
