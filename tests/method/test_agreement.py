"""Cohen's kappa by hand: full agreement, chance alone, and numbers worked out on paper."""

from __future__ import annotations

from random import Random

import pytest

from gda_tracker.method.agreement import Agreement, agreement


def test_without_pairs_there_is_no_kappa() -> None:
    assert agreement([]) == Agreement(0, 0, None)


@pytest.mark.parametrize("kinds", ["aab", "abc", "a"])
def test_two_who_always_say_the_same_agree_in_full(kinds: str) -> None:
    assert agreement([(one, one) for one in kinds]) == Agreement(len(kinds), len(kinds), 1.0)


def test_two_who_pay_no_heed_to_each_other_agree_as_chance_does() -> None:
    # 6 × 4 combinations of 2:1 and 1:1, each as often as independence gives: p_o = p_e exactly.
    pairs = [(first, second) for first in "aab" for second in "ab"]
    assert agreement(pairs) == Agreement(6, 3, 0.0)


def test_the_number_is_the_one_worked_out_by_hand() -> None:
    # 20 both yes, 5 yes-no, 10 no-yes, 15 both no: p_o = 35/50 = 0.7, p_e = 0.5 × 0.6 + 0.5 × 0.4 = 0.5.
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    found = agreement(pairs)
    assert (found.pairs, found.agreed) == (50, 35)
    assert found.kappa == pytest.approx(0.4)


def test_readers_who_always_contradict_each_other_are_below_chance() -> None:
    assert agreement([("a", "b"), ("b", "a")]).kappa == -1.0


def test_it_is_the_same_whoever_reads_first_and_never_above_one() -> None:
    rng = Random(7)
    for _ in range(200):
        pairs = [(rng.choice("abc"), rng.choice("abc")) for _ in range(rng.randint(1, 30))]
        there, back = agreement(pairs), agreement([(second, first) for first, second in pairs])
        assert there == back
        assert there.kappa is not None
        assert -1.0 <= there.kappa <= 1.0
