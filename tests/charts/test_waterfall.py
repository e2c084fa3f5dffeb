"""What moved a rate: the steps add up in counts and points, withheld shares leave counts, names stand under causes."""

import pickle
from datetime import date
from fractions import Fraction

from gda_tracker.charts.steps import Between, points, signed
from gda_tracker.charts.waterfall import difference_chart
from gda_tracker.charts.who_moved import MOST_NAMED, MOST_ROWS, MovedRow, who_moved
from gda_tracker.domain.changes import Cause, Difference, Part, share_of
from gda_tracker.domain.rates import RateName
from gda_tracker.i18n import text
from tests.charts.test_sentences import context, plain

BETWEEN = Between(2, date(2025, 12, 31), 3, date(2026, 11, 14))


def difference(*stages: tuple[int, int]) -> Difference:
    """From due and count before, and after each cause in turn."""
    parts = tuple(
        Part(cause, due - due_0, count - count_0, share_of(count, due) - share_of(count_0, due_0))
        for cause, (due_0, count_0), (due, count) in zip(Cause, stages, stages[1:], strict=False)
    )
    return Difference(*stages[0], *stages[-1], parts)


FOUND = difference((76, 32), (76, 32), (80, 32), (81, 15), (81, 46), (81, 45))
SMALL = difference((4, 3), (4, 3), (6, 3), (6, 1), (6, 4), (6, 4))
STILL = difference(*[(9, 4)] * 6)


def chart(found: Difference):
    return difference_chart(
        context(), found, BETWEEN, rate=RateName.VERIFIED, group="national governments", of="at least one item"
    )


def column(drawn, name: str) -> list:
    place = [one.name for one in drawn.table.columns].index(name)
    return [row[place] for row in drawn.table.rows]


def test_the_steps_lead_exactly_from_before_to_after() -> None:
    drawn = chart(FOUND)
    assert column(drawn, "step") == ["before", *[cause.value for cause in Cause], "after"]
    assert column(drawn, "count") == [32, 32, 32, 15, 46, 45, 45]
    assert column(drawn, "count_change") == [None, 0, 0, -17, 31, -1, None]
    assert column(drawn, "due_change") == [None, 0, 4, 1, 0, 0, None]
    exact = [
        Fraction(over, under)
        for over, under in zip(column(drawn, "exact_numerator"), column(drawn, "exact_denominator"), strict=True)
        if over is not None
    ]
    assert sum(exact) == Fraction(45, 81) - Fraction(32, 76) == FOUND.share_change


def test_counts_and_points_are_signed_in_words_bars_and_figure() -> None:
    drawn = chart(FOUND)
    values = [plain(row.value) for row in drawn.sketch().rows]
    assert values[0] == "32 of 76 · 42 %"
    assert values[2] == "0, due +4 · −2.1 points"
    assert values[4] == "+31 · +38.3 points"
    assert plain(drawn.text_alternative) == (
        "Verified: 32 of 76 (42 %) in edition 2, 45 of 81 (56 %) in edition 3. By cause: Roster 0 with +4 due "
        "(−2.1 points); New reports −17 with +1 due (−21.5 points); Reviews +31 (+38.3 points); "
        "Ageing out −1 (−1.2 points)."
    )
    assert list(drawn.figure().data[0].y) == [42.11, 0.0, -2.11, -21.48, 38.27, -1.23, 55.56]
    assert "−17, due +1" in drawn.html


def test_bars_begin_where_the_lower_end_of_a_step_lies() -> None:
    rows = chart(FOUND).sketch().rows
    assert [round(row.parts[0].value) for row in rows] == [0, 74, 70, 33, 33, 98, 0]
    assert [round(row.parts[1].value) for row in rows] == [74, 0, 4, 38, 67, 2, 98]


def test_a_group_of_four_on_the_way_leaves_counts_alone() -> None:
    drawn = chart(SMALL)
    assert set(column(drawn, "stage_share")) == set(column(drawn, "exact_numerator")) == {None}
    assert column(drawn, "count_change") == [None, 0, 0, -2, 3, 0, None]
    assert "%" not in drawn.text_alternative
    assert "points" not in drawn.html
    assert "only counts are shown" in drawn.note
    assert "A new report sets aside what was verified before until it is reviewed itself" in drawn.note
    assert list(drawn.figure().data[0].y) == [3, 0, 0, -2, 3, 0, 4]


def test_nothing_moved_is_said() -> None:
    assert chart(STILL).text_alternative.endswith("Nothing moved.")


def test_signs_have_a_true_minus() -> None:
    t = text("en")
    assert [signed(t, number) for number in (3, 0, -1200)] == ["+3", "0", "−1,200"]
    assert [points(t, share) for share in (Fraction(1, 3), Fraction(0), Fraction(-1, 100))] == [
        "+33.3 points", "0.0 points", "−1.0 points",
    ]  # fmt: skip


def test_nobody_due_in_either_edition_draws_nothing() -> None:
    drawn = chart(difference(*[(0, 0)] * 6))
    assert drawn.sketch is None
    assert drawn.draw is None
    assert "gda-moves" not in drawn.html


def row(cause: Cause, name: str, due: int, count: int) -> MovedRow:
    return MovedRow(cause, name.lower(), name, "any", due, count, 3)


def test_names_stand_under_their_cause_by_what_happened_in_alphabetical_order() -> None:
    rows = [
        row(Cause.REVIEWS, "Tuvalu", 0, 1),
        row(Cause.REVIEWS, "Fiji", 0, 1),
        row(Cause.ROSTER, "<b>Élan</b>", 1, 0),
        row(Cause.ROSTER, "Zambia", -1, -1),
        row(Cause.ROSTER, "Yemen", -1, 0),
    ]
    drawn = who_moved(context(), rows, BETWEEN, of="at least one item")
    assert drawn.text_alternative == (
        "2 causes moved the count. "
        "By cause: Roster: 1 ceased to be counted, 1 became due, not counted, 1 ceased to be due, were not counted; "
        "Reviews: 2 came to be counted."
    )
    assert [line[2] for line in drawn.table.rows] == ["<b>Élan</b>", "Yemen", "Zambia", "Fiji", "Tuvalu"]
    assert "<b>Élan" not in drawn.html
    assert 'href="/signatory?id=fiji&amp;edition=3"' in drawn.html
    assert drawn.complete is None


def test_a_long_list_names_the_first_and_gives_all_as_csv() -> None:
    rows = [row(Cause.ROSTER, f"Body {number:04}", 1, 0) for number in range(MOST_ROWS + 1)]
    drawn = pickle.loads(pickle.dumps(who_moved(context(), rows, BETWEEN, of="x")))
    assert drawn.html.count("<a ") == MOST_NAMED
    assert f"and {MOST_ROWS + 1 - MOST_NAMED} more; the CSV has all" in drawn.html
    assert drawn.csv(context()).count("\r\n") == MOST_ROWS + 2
