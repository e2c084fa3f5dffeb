"""Cut-offs moved: the published setting is the published rates, and each conclusion can be checked by hand."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from gda_tracker import editions
from gda_tracker.domain.cutoffs import PUBLISHED, SETTINGS, Conclusion, CutOffs, Outcome, Sensitivity
from gda_tracker.domain.rates import Counts
from gda_tracker.editions import Edition
from gda_tracker.method.cells import cells_at
from gda_tracker.method.differences import Group
from gda_tracker.method.sensitivity import sensitivity
from tests.sample_edition import write_sample

ON = date(2026, 11, 1)


def test_there_are_eighteen_settings_and_the_published_one_is_among_them():
    assert len(set(SETTINGS)) == 18
    assert CutOffs(24, 3, 3) == PUBLISHED
    assert [cut for cut in SETTINGS if cut.is_published] == [PUBLISHED]


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("editions")
    with Edition.open(write_sample(folder, signatories=300)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("kind", "dimension", "member"),
    [
        ("national_government", "all", "all"),
        ("national_government", "itu_region", "Africa"),
        ("private_sector", "ldc", "yes"),
        ("all", "all", "all"),
        ("all", "income_group", "High income"),
    ],
)
@pytest.mark.parametrize("item", ["any", "O3", "F5"])
def test_the_published_setting_gives_exactly_the_published_counts(edition, kind, dimension, member, item):
    cells, signatories = pl.DataFrame(editions.cell_table(edition)), pl.DataFrame(editions.signatory_table(edition))
    found = sensitivity(cells, signatories, Group(item, dimension, member, kind)).published
    rows = editions.rates(edition, dimension=dimension, member=member, stakeholder_type=kind)
    rates = {row.item: row.counts for row in rows}
    for code, counts in found.objectives:
        published = rates.get(code, Counts(0))
        for name in ("due", "responded", "claimed", "evidence_backed", "verified"):
            assert getattr(counts, name) == getattr(published, name), (code, name)
    asked = {"item": item, "dimension": dimension, "member": member}
    assert found.bodies == editions.funnel(edition, stakeholder_type=kind, **asked).counts
    if kind == "all":
        funnels = editions.funnels_by_type(edition, **asked)
        assert dict(found.parts) == {code: funnel.counts for code, funnel in funnels.items() if funnel.due}


def outcomes(bodies, reports, matrix, *answers: dict[str, object], signatories: int = 5) -> Sensitivity:
    roster = bodies(*[{"id": f"b{n}"} for n in range(signatories)])
    cells = cells_at(roster, reports(*answers), matrix, ON)
    return sensitivity(cells, roster, Group("any", stakeholder_type="national_government"))


def verified(found: Sensitivity, code: str, cut: CutOffs) -> int:
    return dict(found.outcome(cut).objectives)[code].verified


def test_each_cut_off_moves_what_it_is_about(bodies, reports, matrix):
    found = outcomes(
        bodies, reports, matrix,
        # Under way and opened; in place and only attached; sustained, confirmed by others, thirty months old.
        {"signatory_id": "b0", "claimed": 2, "evidence": 2, "decided_evidence": 3},
        {"signatory_id": "b1", "claimed": 3, "evidence": 2},
        {"signatory_id": "b2", "claimed": 4, "evidence": 2, "decided_evidence": 4, "as_of": date(2024, 5, 1)},
    )  # fmt: skip
    count = {cut: verified(found, "O1", cut) for cut in SETTINGS}
    assert count[PUBLISHED] == 0
    assert count[CutOffs(24, 2, 3)] == 1
    assert count[CutOffs(24, 3, 2)] == 1
    assert count[CutOffs(24, 2, 2)] == 2
    assert count[CutOffs(36, 3, 3)] == 1
    assert count[CutOffs(36, 4, 3)] == 1
    assert count[CutOffs(36, 2, 2)] == 3
    assert count[CutOffs(12, 4, 3)] == 0
    responded = {cut: dict(found.outcome(cut).objectives)["O1"].responded for cut in SETTINGS}
    assert responded[PUBLISHED] == 2
    assert responded[CutOffs(36, 3, 3)] == 3


def test_twelve_and_thirty_six_months_are_met_to_the_day(bodies, reports, matrix):
    answer = {"claimed": 3, "evidence": 2, "decided_evidence": 3, "submitted_on": date(2026, 10, 1)}
    found = outcomes(
        bodies, reports, matrix,
        {"signatory_id": "b0", "as_of": date(2025, 11, 1)} | answer,
        {"signatory_id": "b1", "as_of": date(2025, 10, 31)} | answer,
        {"signatory_id": "b2", "as_of": date(2023, 11, 1)} | answer,
        {"signatory_id": "b3", "as_of": date(2023, 10, 31)} | answer,
    )  # fmt: skip
    assert [verified(found, "O1", CutOffs(age)) for age in (12, 24, 36)] == [1, 2, 3]


def test_a_stricter_setting_never_counts_more(edition):
    cells, signatories = pl.DataFrame(editions.cell_table(edition)), pl.DataFrame(editions.signatory_table(edition))
    found = sensitivity(cells, signatories, Group("any"))
    for one in found.outcomes:
        for other in found.outcomes:
            is_stricter = (
                one.cut.age_months <= other.cut.age_months
                and one.cut.status >= other.cut.status
                and one.cut.evidence >= other.cut.evidence
            )
            if is_stricter:
                assert one.bodies.verified <= other.bodies.verified
                pairs = zip(one.objectives, other.objectives, strict=True)
                assert all(a.verified <= b.verified for (_, a), (_, b) in pairs)
        assert all(counts.verified <= counts.claimed <= counts.responded <= counts.due for _, counts in one.objectives)


def by_hand(*, published: tuple[int, int, int], moved: tuple[int, int, int]) -> Sensitivity:
    """Three objectives of twenty due each, verified as given; every setting but one as published."""
    special = CutOffs(12, 3, 3)

    def outcome(cut: CutOffs) -> Outcome:
        counts = moved if cut == special else published
        objectives = tuple((f"O{n}", Counts(20, verified=count)) for n, count in enumerate(counts, start=1))
        return Outcome(cut, objectives, Counts(20, verified=max(counts)))

    return Sensitivity(tuple(outcome(cut) for cut in SETTINGS))


@pytest.mark.parametrize(
    ("moved", "broken"),
    [
        ((9, 4, 4), set()),
        ((8, 4, 4), set()),
        ((4, 9, 4), {Conclusion.MOST, Conclusion.ORDER, Conclusion.QUARTER}),
        ((9, 9, 4), {Conclusion.MOST, Conclusion.QUARTER}),
        ((9, 5, 4), {Conclusion.QUARTER}),
        ((10, 4, 4), {Conclusion.HALF, Conclusion.HEADLINE}),
        ((0, 0, 0), {Conclusion.MOST, Conclusion.QUARTER}),
    ],
)
def test_a_conclusion_breaks_where_its_sentence_is_no_longer_true(moved, broken):
    found = by_hand(published=(9, 4, 3), moved=moved)
    cut = CutOffs(12, 3, 3)
    assert found.testable() == tuple(Conclusion)
    assert {one for one in Conclusion if not found.holds(one, cut)} == broken
    assert {one: found.settings_that_hold(one) for one in Conclusion} == {
        one: 17 if one in broken else 18 for one in Conclusion
    }


def test_objectives_level_in_the_published_figures_may_part_without_breaking_the_order():
    found = by_hand(published=(4, 4, 2), moved=(6, 3, 2))
    assert found.published.most == ("O1", "O2")
    assert found.holds(Conclusion.ORDER, CutOffs(12, 3, 3))
    assert not found.holds(Conclusion.MOST, CutOffs(12, 3, 3))
    assert found.unchanged(CutOffs(12, 3, 3)) == ("O3",)


def test_nothing_is_concluded_about_shares_that_are_withheld(bodies, reports, matrix):
    found = outcomes(bodies, reports, matrix, {"signatory_id": "b0", "claimed": 3}, signatories=4)
    assert found.testable() == ()
    assert found.published.bodies == Counts(4, responded=1, claimed=1, possible=4)


def test_where_nothing_is_verified_no_objective_is_said_to_be_verified_most(bodies, reports, matrix):
    found = outcomes(bodies, reports, matrix, {"signatory_id": "b0", "claimed": 3})
    assert found.testable() == (Conclusion.QUARTER, Conclusion.HALF, Conclusion.HEADLINE)


def test_a_setting_that_the_dial_has_not_is_refused(bodies, reports, matrix):
    with pytest.raises(LookupError):
        outcomes(bodies, reports, matrix).outcome(CutOffs(18))
