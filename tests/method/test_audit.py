"""The sample audit: the same seed draws the same, Wilson's interval by hand, the corrected rate and its bounds."""

from __future__ import annotations

import pytest

from gda_tracker.method.audit import Finding, corrected, drawn, finding, wilson


def said(
    holds: int = 0, over: int = 0, *, undecidable: int = 0, drawn: int = 0, shows: int = 1
) -> list[tuple[str, int | None]]:
    """So many outcomes; what is over-claimed shows that status."""
    return (
        [("holds", None)] * holds
        + [("over_claimed", shows)] * over
        + [("not_decidable", None)] * undecidable
        + [("drawn", None)] * drawn
    )


CLAIMS = [f"claim-{number}" for number in range(500)]


def test_the_same_seed_draws_the_same_whatever_the_order_and_another_draws_others() -> None:
    assert drawn(CLAIMS, 40, 29) == drawn(reversed(CLAIMS), 40, 29)
    assert drawn(CLAIMS, 40, 29) != drawn(CLAIMS, 40, 30)
    assert len(set(drawn(CLAIMS, 40, 29))) == 40


def test_a_larger_sample_holds_the_smaller_and_none_is_larger_than_all() -> None:
    assert drawn(CLAIMS, 60, 29)[:40] == drawn(CLAIMS, 40, 29)
    assert sorted(drawn(CLAIMS, 9999, 29)) == sorted(CLAIMS)
    assert drawn(CLAIMS, 0, 29) == ()


def test_every_claim_is_drawn_about_as_often() -> None:
    hits = dict.fromkeys(CLAIMS, 0)
    for seed in range(400):
        for claim in drawn(CLAIMS, 50, seed):
            hits[claim] += 1
    assert min(hits.values()) > 15  # 40 is expected of 400; 15 is four standard deviations below.
    assert max(hits.values()) < 65


def test_wilsons_interval_is_the_one_in_the_books() -> None:
    # 10 of 50: centre (0.2 + 3.8415/100) / (1 + 3.8415/50) = 0.2214, half 0.1090.
    found = wilson(10, 50)
    assert (found.share, round(found.low, 4), round(found.high, 4)) == (0.2, 0.1124, 0.3304)
    assert wilson(0, 10).low == 0.0
    assert round(wilson(0, 10).high, 4) == 0.2775
    assert wilson(10, 10).high == 1.0


def test_what_cannot_be_decided_is_left_out_and_what_was_only_drawn_too() -> None:
    found = finding(said(40, 10, undecidable=3, drawn=7))
    assert (found.read, found.over_claimed, found.undecidable) == (50, 10, 3)
    assert found.over_claim == wilson(10, 50)
    assert finding(said(undecidable=1, drawn=1)) == Finding(0, 0, 1, None, 0, None)


def test_the_corrected_rate_leaves_what_was_verified_and_turns_the_bounds_over() -> None:
    # Over-claimed 0.2 (0.1124 to 0.3304): (40 + 50 × 0.8) / 200; ten of the hundred claims were lowered.
    left = corrected(200, 100, 40, 50, finding(said(40, 10)))
    assert left.share is not None
    assert left.share.share == pytest.approx(0.4)
    assert (round(left.share.low, 4), round(left.share.high, 4)) == (0.3674, 0.4219)
    nobody_read = corrected(200, 100, 100, 0, finding(said(0, 5)))
    assert nobody_read.share is not None
    assert (nobody_read.share.low, nobody_read.share.share, nobody_read.share.high) == (0.5, 0.5, 0.5)
    assert corrected(0, 0, 0, 0, finding(said(1))).share is None
    assert corrected(10, 5, 1, 4, finding(said())).share is None


def test_only_what_is_found_below_in_place_leaves_the_corrected_rate() -> None:
    # Ten of fifty are over-claimed; four of these claimed “Sustained” and are found “In place”, which is C ≥ 3 still.
    found = finding(said(40, 6) + said(0, 4, shows=3))
    assert (found.read, found.over_claimed, found.below) == (50, 10, 6)
    assert found.over_claim == wilson(10, 50)
    # 6 of 50: centre (0.12 + 3.8415/100) / (1 + 3.8415/50) = 0.1471, half 0.0909.
    assert found.below_in_place == wilson(6, 50)
    assert (round(wilson(6, 50).low, 4), round(wilson(6, 50).high, 4)) == (0.0562, 0.238)
    left = corrected(200, 100, 40, 50, found)
    assert left.share is not None
    # (40 + 50 × (1 − 0.12)) / 200, and not (40 + 50 × 0.8) / 200 = 0.4.
    assert left.share.share == pytest.approx(0.42)
    assert (round(left.share.low, 4), round(left.share.high, 4)) == (0.3905, 0.436)
    none_below = corrected(200, 100, 40, 50, finding(said(40) + said(0, 10, shows=3)))
    assert none_below.share is not None
    assert none_below.share.share == pytest.approx(0.45)
