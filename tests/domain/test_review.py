"""What a reviewer may decide on an entry."""

from __future__ import annotations

import pytest

from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.report import Entry, Evidence
from gda_tracker.domain.review import Decision, Verdict, checked
from gda_tracker.domain.statuses import EvidenceKind, EvidenceLevel, OffScale, Status

LAW = Evidence(kind=EvidenceKind.PRIMARY_DOCUMENT, title="E-waste Act", url="https://gazette.example/act", locator="4")
IN_PLACE = Entry(item="O3", claimed=Status.IN_PLACE, evidence=(LAW,))
NOT_APPLICABLE = Entry(item="O7", off_scale=OffScale.NOT_APPLICABLE, reason="No mandate.")


@pytest.mark.parametrize("level", [EvidenceLevel.OPENED, EvidenceLevel.INDEPENDENT])
def test_a_confirmed_entry_keeps_the_status_that_was_claimed(level: EvidenceLevel) -> None:
    decision = checked(Decision(verdict=Verdict.CONFIRM, evidence=level, reason="The BTR of 2026."), IN_PLACE)
    assert isinstance(decision, Decision)
    assert (decision.status, decision.evidence) == (Status.IN_PLACE, level)


@pytest.mark.parametrize(
    ("decision", "entry", "rule"),
    [
        (Decision(verdict=Verdict.CONFIRM), IN_PLACE, "review-evidence"),
        (Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.INDEPENDENT), IN_PLACE, "review-source"),
        (Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.PRIMARY_DOCUMENT), IN_PLACE, "review-evidence"),
        (
            Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.OPENED),
            Entry(item="O3", claimed=Status.IN_PLACE),
            "review-no-evidence",
        ),
        (Decision(verdict=Verdict.CONFIRM, evidence=EvidenceLevel.OPENED), NOT_APPLICABLE, "review-nothing-claimed"),
        (Decision(verdict=Verdict.LOWER, status=Status.PLANNED), IN_PLACE, "review-reason"),
        (Decision(verdict=Verdict.LOWER, status=Status.SUSTAINED, reason="More than said."), IN_PLACE, "review-lower"),
        (Decision(verdict=Verdict.LOWER, status=Status.IN_PLACE, reason="The same."), IN_PLACE, "review-lower"),
        (
            Decision(verdict=Verdict.LOWER, status=Status.PLANNED, evidence=EvidenceLevel.INDEPENDENT, reason="So."),
            Entry(item="O3", claimed=Status.IN_PLACE),
            "review-no-evidence",
        ),
        (
            Decision(verdict=Verdict.LOWER, status=Status.PLANNED, evidence=EvidenceLevel.OWN_PAGE, reason="So."),
            IN_PLACE,
            "review-evidence-lower",
        ),
        (Decision(verdict=Verdict.RETURN), IN_PLACE, "review-reason"),
        (Decision(verdict=Verdict.ACCEPT_NOT_APPLICABLE), IN_PLACE, "review-not-applicable"),
        (Decision(verdict=Verdict.REFUSE_NOT_APPLICABLE), NOT_APPLICABLE, "review-reason"),
    ],
)
def test_a_decision_that_does_not_fit_is_refused_with_its_rule(decision: Decision, entry: Entry, rule: str) -> None:
    refused = checked(decision, entry)
    assert isinstance(refused, Rejected)
    assert [problem.rule for problem in refused.problems] == [rule]


def test_a_status_is_lowered_with_a_reason_and_never_raised() -> None:
    lower = checked(Decision(verdict=Verdict.LOWER, status=Status.UNDER_WAY, reason="A pilot only."), IN_PLACE)
    assert isinstance(lower, Decision)
    assert lower.status is Status.UNDER_WAY


def test_a_primary_document_without_its_page_counts_as_a_page_of_their_own() -> None:
    assert LAW.level == 2
    assert LAW.model_copy(update={"locator": None}).level == 1
    assert Entry(item="O1").evidence_level == 0
    assert IN_PLACE.evidence_level == 2
