"""What would narrow the interval: by hand, and by moving the signatory and counting again."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gda_tracker.domain.changes import Group
from gda_tracker.domain.narrowing import Way
from gda_tracker.domain.rates import Counts
from gda_tracker.domain.statuses import CAPS, AgeClass, age_class, age_months, months_later
from gda_tracker.method.frames import CELLS, SIGNATORIES, frame
from gda_tracker.method.narrowing import FLOORS, RUNS_OUT_MONTHS, as_narrowing, moving_cells, narrowing
from gda_tracker.method.rates import rates

ON = date(2026, 11, 22)
FRESH = date(2026, 10, 1)
RUNNING_OUT = date(2025, 1, 10)  # 24 months are over on 10 January 2027, within three months
OLD = date(2024, 6, 1)


def cell(signatory_id: str, item: str = "O1", **of: object) -> dict[str, object]:
    """A due cell with a report of `claimed`, `evidence` and `as_of`; without `claimed` it is silent."""
    claimed, evidence, as_of = of.get("claimed"), of.get("evidence", 0), of.get("as_of", FRESH)
    row: dict[str, object] = {"signatory_id": signatory_id, "item": item, "is_due": True}
    if claimed is None:
        return row | {"off_scale": "no_report"}
    assert isinstance(claimed, int)
    assert isinstance(evidence, int)
    assert isinstance(as_of, date)
    return row | {
        "claimed": claimed, "evidence": evidence, "assessed": min(claimed, CAPS[evidence]), "as_of": as_of,
        "age_months": age_months(as_of, ON), "age_class": age_class(as_of, ON).value,
    }  # fmt: skip


def bodies(*names: str, **regions: str) -> pl.DataFrame:
    rows: list[dict[str, object]] = [
        {"id": name, "stakeholder_type": "national_government", "itu_region": regions.get(name, "Africa")}
        for name in names
    ]
    return frame(SIGNATORIES, rows)


def test_each_way_by_hand():
    """Five due on one item: each moves a bound by one fifth, and the one that is settled none."""
    cells = frame(
        CELLS,
        [
            cell("austria"),
            cell("brazil", claimed=3, evidence=2),
            cell("chad", claimed=1, evidence=2, as_of=RUNNING_OUT),
            cell("denmark", claimed=4, evidence=3, as_of=OLD),
            cell("egypt", claimed=4, evidence=3),
        ],
    )
    found = moving_cells(cells, bodies("austria", "brazil", "chad", "denmark", "egypt"), ON, Group("O1"))
    ways = dict(zip(found["signatory_id"], found["way"], strict=True))
    assert ways == {
        "austria": Way.SILENT, "brazil": Way.UNVERIFIED, "chad": Way.RUNNING_OUT, "denmark": Way.OUT_OF_DATE,
    }  # fmt: skip
    assert found["share"].to_list() == [0.2] * 4
    assert found["due"].to_list() == [5] * 4


def test_an_evidence_backed_claim_is_settled_for_that_rate_alone():
    cells = frame(CELLS, [cell(name, claimed=3, evidence=2) for name in "abcde"])
    assert moving_cells(cells, bodies(*"abcde"), ON, Group("O1"), floor="evidence_backed").height == 0
    assert moving_cells(cells, bodies(*"abcde"), ON, Group("O1"), floor="verified").height == 5
    with pytest.raises(ValueError, match="acting"):
        moving_cells(cells, bodies(*"abcde"), ON, Group("O1"), floor="acting")


def test_where_fewer_are_due_one_signatory_moves_more_and_below_five_there_is_no_interval():
    africa, europe, alone = [f"a{n}" for n in range(10)], [f"e{n}" for n in range(5)], ["z0", "z1"]
    regions = dict.fromkeys(europe, "Europe") | dict.fromkeys(alone, "Arab States")
    cells = frame(CELLS, [cell(name) for name in (*africa, *europe, *alone)])
    signatories = bodies(*africa, *europe, *alone, **regions)
    apart = moving_cells(cells, signatories, ON, Group("O1"), by="itu_region")
    shares = dict(zip(apart["signatory_id"], apart["share"], strict=True))
    assert shares == dict.fromkeys(africa, 0.1) | dict.fromkeys(europe, 0.2)
    together = moving_cells(cells, signatories, ON, Group("O1"))
    assert set(together["share"]) == {1 / 17}
    assert [row.signatory_id for row in map(as_narrowing, narrowing(apart).to_dicts())][:6] == [*europe, "a0"]


def test_over_all_items_a_signatory_counts_for_each():
    cells = frame(
        CELLS,
        [
            *(cell(name, "O1") for name in "abcde"),
            *(cell(name, "O2", claimed=3, evidence=2) for name in "abcd"),
            cell("e", "O2", claimed=4, evidence=3),
        ],
    )
    found = [as_narrowing(row) for row in narrowing(moving_cells(cells, bodies(*"abcde"), ON, Group("any"))).to_dicts()]
    first, last = found[0], found[-1]
    assert (first.signatory_id, round(first.share, 9)) == ("a", 0.4)
    assert first.cells == {Way.SILENT: 1, Way.UNVERIFIED: 1}
    assert (first.items, first.smallest) == (("O1", "O2"), 5)
    assert (last.signatory_id, last.cells, last.items) == ("e", {Way.SILENT: 1}, ("O1",))


REPORTS = st.lists(
    st.one_of(
        st.none(),
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from((FRESH, RUNNING_OUT, OLD))),
    ),
    min_size=5,
    max_size=12,
)


def width(cells: pl.DataFrame, signatories: pl.DataFrame, floor: str) -> float:
    """Ceiling less floor of the pooled rate of one item."""
    pooled = rates(cells, signatories).filter(
        (pl.col("dimension") == "all") & (pl.col("stakeholder_type") == "all") & (pl.col("additionality") == "any")
    )
    row = pooled.row(0, named=True)
    counts = Counts(due=row["due"], responded=row["responded"], claimed=row["claimed"])
    assert counts.ceiling is not None
    return counts.ceiling - row[floor] / row["due"]


def at(rows: list[dict[str, object]], on: date) -> pl.DataFrame:
    """The same cells when the clock has moved."""
    aged = []
    for row in rows:
        as_of = row.get("as_of")
        later = {"age_months": age_months(as_of, on), "age_class": age_class(as_of, on).value} if as_of else {}
        aged.append(row | later)
    return frame(CELLS, aged)


@settings(max_examples=60, deadline=None)
@given(reports=REPORTS, floor=st.sampled_from(FLOORS))
def test_moving_a_signatory_narrows_the_interval_by_the_stated_amount(reports, floor):
    names = [f"s{n:02}" for n in range(len(reports))]
    rows = [
        cell(name) if told is None else cell(name, claimed=told[0], evidence=told[1], as_of=told[2])
        for name, told in zip(names, reports, strict=True)
    ]
    signatories, now = bodies(*names), frame(CELLS, rows)
    before = width(now, signatories, floor)
    found = {
        row["signatory_id"]: row for row in moving_cells(now, signatories, ON, Group("O1"), floor=floor).to_dicts()
    }
    later = months_later(ON, RUNS_OUT_MONTHS)
    for place, name in enumerate(names):
        verified = [*rows[:place], cell(name, claimed=4, evidence=4), *rows[place + 1 :]]
        refuted = [*rows[:place], cell(name, claimed=1, evidence=0), *rows[place + 1 :]]
        if name not in found or found[name]["way"] == Way.RUNNING_OUT:
            assert width(frame(CELLS, verified), signatories, floor) == pytest.approx(before)
            aged = [*rows[:place], at([rows[place]], later).row(0, named=True), *rows[place + 1 :]]
            widened = width(frame(CELLS, aged), signatories, floor) - before
            assert widened == pytest.approx(found[name]["share"] if name in found else 0)
            continue
        assert width(frame(CELLS, verified), signatories, floor) == pytest.approx(before - found[name]["share"])
        if found[name]["way"] in (Way.SILENT, Way.OUT_OF_DATE):
            assert width(frame(CELLS, refuted), signatories, floor) == pytest.approx(before - found[name]["share"])


def test_the_days_of_the_property_test_are_what_they_are_called():
    assert age_class(RUNNING_OUT, ON) is AgeClass.AGEING
    assert age_class(RUNNING_OUT, months_later(ON, RUNS_OUT_MONTHS)) is AgeClass.OUT_OF_DATE
    assert age_class(OLD, ON) is AgeClass.OUT_OF_DATE
