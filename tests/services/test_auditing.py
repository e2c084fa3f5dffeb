"""The sample audit: reviewers draw and read, each act on the trail, own signatories kept from whom they concern."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from gda_tracker.domain.permissions import Actor, NotAllowed, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.statuses import Status
from gda_tracker.editions import Edition
from gda_tracker.method.audit import finding
from gda_tracker.register import Register
from gda_tracker.services.auditing import (
    Audit,
    AuditView,
    Claim,
    Drawn,
    Outcome,
    audit_of,
    audits_held,
    corrected_rates,
    draw,
    read_claim,
)
from gda_tracker.services.reviewing import decide
from tests.sample_edition import write_sample

from .reports_for_tests import ACT, NOW
from .test_reviewing import CONFIRM, KEY, submitted
from .test_second_reader import add


@pytest.fixture
def claimed(register: Register, amina: Actor, tomasi: Actor, irene: Actor) -> Register:
    """Five unverified claims of 2026: Kenya's O3 is verified, its O4 and O5 and Fiji's O3, O4 and O5 are not."""
    answers = [
        ACT.model_copy(update={"item": item, "narrative": f"The act on {item} obliges producers; 41 are registered."})
        for item in ("O3", "O4", "O5")
    ]
    versions = submitted(register, amina, "kenya", *answers)
    other = [one.model_copy(update={"narrative": f"Fiji: {one.narrative}"}) for one in answers]
    submitted(register, tomasi, "fiji", *other, ACT.model_copy(
        update={"item": "O6", "claimed": Status.PLANNED, "narrative": "A fund is planned for 2027 by the ministry."}
    ))  # fmt: skip
    decide(register, irene, KEY, versions["O3"], CONFIRM, NOW)
    return register


def drawn(register: Register, actor: Actor, size: int, seed: int = 29) -> Audit:
    found = draw(register, actor, "2026", size, seed)
    assert isinstance(found, Drawn)
    assert found.is_new
    return found.audit


def view_of(register: Register, actor: Actor, audit: Audit) -> AuditView:
    found = audit_of(register, actor, audit.audit_id)
    assert isinstance(found, AuditView)
    return found


def test_only_claims_that_nobody_verified_are_drawn_and_the_same_seed_is_the_same_audit(
    claimed: Register, irene: Actor
) -> None:
    audit = drawn(claimed, irene, 10)
    assert (audit.population, audit.sample_size, audit.read) == (5, 5, 0)
    entries = {one.entry_id for one in view_of(claimed, irene, audit).claims}
    assert entries == {f"{body}/2026/{item}" for body, item in (
        ("kenya", "O4"), ("kenya", "O5"), ("fiji", "O3"), ("fiji", "O4"), ("fiji", "O5"),
    )}  # fmt: skip
    assert draw(claimed, irene, "2026", 10, 29) == Drawn(audit, is_new=False)
    record = list(claimed.trail())[-1]
    assert (record.action, record.subject) == ("audit.draw", audit.audit_id)
    assert '"seed":29' in (record.after_json or "")
    assert len(audits_held(claimed, irene)) == 1


def test_what_is_read_makes_the_over_claim_rate(claimed: Register, irene: Actor) -> None:
    audit = drawn(claimed, irene, 5)
    first, second, third, *_ = view_of(claimed, irene, audit).claims
    read_claim(claimed, irene, audit.audit_id, first.version_id, Outcome.HOLDS)
    done = read_claim(
        claimed, irene, audit.audit_id, second.version_id, Outcome.OVER_CLAIMED, Status.PLANNED, " A bill. "
    )
    assert isinstance(done, Claim)
    assert (done.outcome, done.status, done.note) == ("over_claimed", 1, "A bill.")
    read_claim(claimed, irene, audit.audit_id, third.version_id, Outcome.NOT_DECIDABLE)
    found = view_of(claimed, irene, audit).found
    assert (found.read, found.over_claimed, found.undecidable) == (2, 1, 1)
    assert audits_held(claimed, irene)[0].read == 3
    record = list(claimed.trail())[-2]
    assert (record.action, record.signatory_id) == ("audit.read", second.signatory_id)
    head = claimed.trail_head()
    read_claim(claimed, irene, audit.audit_id, first.version_id, Outcome.HOLDS)
    assert claimed.trail_head() == head


def test_an_over_claim_names_a_lower_status(claimed: Register, irene: Actor) -> None:
    audit = drawn(claimed, irene, 1)
    claim = view_of(claimed, irene, audit).claims[0]
    for status in (None, Status.IN_PLACE):
        refused = read_claim(claimed, irene, audit.audit_id, claim.version_id, Outcome.OVER_CLAIMED, status)
        assert isinstance(refused, Rejected)
        assert refused.problems[0].rule == "audit-status"
    stranger = read_claim(claimed, irene, audit.audit_id, "v0", Outcome.HOLDS)
    assert isinstance(stranger, Rejected)


def test_nobody_is_given_a_claim_of_a_signatory_that_it_reports_for(claimed: Register, irene: Actor) -> None:
    audit = drawn(claimed, irene, 5)
    torn = replace(irene, roles=irene.roles | {Role.FOCAL_POINT}, signatories=frozenset({"kenya"}))
    shown = view_of(claimed, torn, audit)
    assert {one.signatory_id for one in shown.claims} == {"fiji"}
    assert shown.withheld == 2
    kenyas = next(one for one in view_of(claimed, irene, audit).claims if one.signatory_id == "kenya")
    with pytest.raises(NotAllowed):
        read_claim(claimed, torn, audit.audit_id, kenyas.version_id, Outcome.HOLDS)


@pytest.mark.parametrize(("size", "seed"), [(0, 1), (501, 1), (5, -1), (5, 2**31), (0, -1)])
def test_sizes_and_seeds_out_of_range_are_refused_each_beside_its_field(
    claimed: Register, irene: Actor, size: int, seed: int
) -> None:
    refused = draw(claimed, irene, "2026", size, seed)
    assert isinstance(refused, Rejected)
    wrong = [("audit-size", "size")] * (size != 5) + [("audit-seed", "seed")] * (seed != 1)
    assert [(one.rule, one.column) for one in refused.problems] == wrong
    assert audits_held(claimed, irene) == ()


def test_what_a_colleague_found_meanwhile_is_not_written_over_and_is_told(claimed: Register, irene: Actor) -> None:
    ines = Actor("ines", "Ines", frozenset({Role.REVIEWER}), frozenset(), "ines@itu.example")
    for one in (irene, ines):
        add(claimed, one)
    audit = drawn(claimed, irene, 1)
    (opened,) = view_of(claimed, ines, audit).claims
    over = (audit.audit_id, opened.version_id, Outcome.OVER_CLAIMED, Status.PLANNED)
    for _ in range(2):
        assert isinstance(read_claim(claimed, irene, *over, seen=opened.row_no), Claim)
    head = claimed.trail_head()
    open_ = (audit.audit_id, opened.version_id, Outcome.NOT_DECIDABLE)
    refused = read_claim(claimed, ines, *open_, seen=opened.row_no)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "audit-read-meanwhile"
    assert refused.problems[0].values["name"] == "Irene"
    assert "over-claimed, it shows" in refused.problems[0].sentence()
    assert claimed.trail_head() == head
    (now,) = view_of(claimed, ines, audit).claims
    assert (now.outcome, now.read_by) == ("over_claimed", "Irene")
    assert isinstance(read_claim(claimed, ines, *open_, seen=now.row_no), Claim)
    assert view_of(claimed, ines, audit).claims[0].outcome == "not_decidable"


def test_a_cycle_without_unverified_claims_draws_nothing(register: Register, irene: Actor) -> None:
    refused = draw(register, irene, "2026", 5, 29)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "audit-nothing"
    assert isinstance(audit_of(register, irene, "a-0"), Rejected)


def test_a_seed_that_the_cycle_has_had_is_refused_unless_it_is_meant(claimed: Register, irene: Actor) -> None:
    first = drawn(claimed, irene, 2)
    refused = draw(claimed, irene, "2026", 4, 29)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "audit-seed-used"
    meant = draw(claimed, irene, "2026", 4, 29, repeats_seed=True)
    assert isinstance(meant, Drawn)
    assert (meant.is_new, meant.audit.seed, meant.audit.sample_size) == (True, 29, 4)
    held = [[one.version_id for one in view_of(claimed, irene, audit).claims] for audit in (first, meant.audit)]
    assert held[1][:2] == held[0]
    drawn(claimed, irene, 4, seed=30)
    assert [(one.seed, one.sample_size) for one in audits_held(claimed, irene)] == [(30, 4), (29, 4), (29, 2)]


def test_what_was_verified_stands_in_the_corrected_rate(tmp_path: Path) -> None:
    with Edition.open(write_sample(tmp_path)) as edition:
        found = finding([("holds", None)] * 40 + [("over_claimed", 1)] * 10)
        rates = corrected_rates(edition, found)
        claims = edition.rows(
            """SELECT count(*), count(*) FILTER (WHERE c.evidence < 3),
                      count(*) FILTER (WHERE c.evidence >= 3 AND c.assessed >= 3)
               FROM cell AS c JOIN signatory AS s ON s.id = c.signatory_id
               WHERE c.is_due AND c.claimed >= 3 AND c.age_months <= 24
                 AND s.stakeholder_type = 'national_government'"""
        )
    one = rates["national_government"]
    assert [(one.claimed, one.unverified, one.verified)] == claims
    assert min(claims[0]) > 0
    assert one.share is not None
    assert one.share.share == pytest.approx((one.verified + 0.8 * one.unverified) / one.due)
    assert rates["all"].unverified == sum(rate.unverified for kind, rate in rates.items() if kind != "all")
