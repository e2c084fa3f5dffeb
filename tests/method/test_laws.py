"""METHOD.md, "What the code must satisfy", on any data; laws 4 and 7 are about reports and are tested there."""

from __future__ import annotations

import tempfile
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gda_tracker import editions, facts
from gda_tracker.domain.declaration import ITEM_CODES, StakeholderType
from gda_tracker.domain.rates import RateName
from gda_tracker.domain.statuses import OffScale, Status
from gda_tracker.editions import Edition
from gda_tracker.method import METHOD_VERSION, frames
from gda_tracker.method.cells import as_counted, cells_at
from gda_tracker.method.differences import Group, Snapshot, difference, moved
from gda_tracker.method.movers import movements
from gda_tracker.method.rates import COUNTS, DIMENSIONS, KEYS, follow_up, funnels, rates

ON = date(2026, 11, 1)
FIRST, LAST = date(2023, 1, 1), ON
MATRIX = frames.frame(frames.APPLICABILITY, [row.model_dump(mode="json") for row in facts.applicability()])
ITEMS = ("O1", "O2", "F5", "F8", "C1")
any_data = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

days = st.dates(FIRST, LAST)
flags = st.none() | st.booleans()


@st.composite
def bodies(draw, least=1):
    """Signatories of any type, group and date, the Union among them at times."""
    count = draw(st.integers(least, 12))
    rows = []
    for number in range(count):
        kind = draw(st.sampled_from(list(StakeholderType))).value
        is_state = kind == "national_government"
        rows.append(
            {
                "id": f"b{number:02}",
                "stakeholder_type": kind,
                "iso3": draw(st.sampled_from((None, "EUU", "KEN", "AUT"))),
                "annex_i": draw(flags) if is_state else None,
                "itu_region": draw(st.sampled_from((None, "Africa", "Europe"))),
                "un_region": draw(st.sampled_from((None, "Africa", "Europe"))),
                "is_ldc": draw(flags),
                "is_lldc": draw(flags),
                "is_sids": draw(flags),
                "income_group": draw(st.sampled_from((None, "Low income", "High income"))),
                "known_since": draw(st.none() | days),
                "withdrawn_on": draw(st.none() | st.none() | days),
            }
        )
    return rows


@st.composite
def answers(draw, rows, until=LAST):
    """Entries of these bodies in any state that the register can hold: claims, silence words, decisions."""
    found = []
    keys = st.tuples(
        st.sampled_from([row["id"] for row in rows]), st.sampled_from(ITEMS), st.sampled_from(("2024", "2025", "2026"))
    )
    for body, item, cycle in sorted(draw(st.sets(keys, max_size=30))):
        submitted_on = draw(st.dates(FIRST, until))
        off_scale = draw(st.sampled_from((None, None, None, "no_update", "not_applicable", "blocked")))
        answer = {
            "signatory_id": body,
            "item": item,
            "cycle": cycle,
            "off_scale": off_scale,
            "submitted_on": submitted_on,
            "as_of": draw(st.none() | st.dates(date(2022, 1, 1), submitted_on)),
            "additionality": draw(st.sampled_from(("new", "expanded", "pre_existing", "unknown"))),
            "was_on_time": draw(st.booleans()),
        }
        if off_scale is None:
            answer |= {"claimed": draw(st.integers(0, 4)), "evidence": draw(st.integers(0, 2))}
        found.append(answer | draw(decisions(off_scale, answer.get("claimed"))))
    return found


@st.composite
def decisions(draw, off_scale, claimed):
    """A decision that fits the entry, or none."""
    if off_scale == "not_applicable":
        verdict = draw(st.sampled_from((None, "accept_not_applicable", "refuse_not_applicable")))
        return {"decision": verdict}
    if off_scale is not None or not draw(st.booleans()):
        return {}
    lowered = draw(st.integers(0, claimed))
    return {
        "decision": "confirm" if lowered == claimed else "lower",
        "decided_status": lowered,
        "decided_evidence": draw(st.sampled_from((None, 3, 4))),
    }


@st.composite
def registers(draw):
    """Signatories and entries as tables."""
    rows = draw(bodies())
    return _tables(rows, draw(answers(rows)))


def _tables(rows, found):
    return frames.frame(frames.SIGNATORIES, rows), frames.frame(frames.ENTRIES, found)


def _rates(signatories, entries, on=ON):
    return rates(cells_at(signatories, entries, MATRIX, on), signatories)


@any_data
@given(registers())
def test_law_1_each_rate_is_within_the_next(register):
    table = _rates(*register)
    for row in table.to_dicts():
        assert 0 <= row["verified"] <= row["evidence_backed"] <= row["claimed"] <= row["responded"] <= row["due"]
        assert row["evidence_backed"] <= row["acting"] <= row["responded"]
        assert row["on_time"] <= row["responded"]


@any_data
@given(registers(), bodies(least=1))
def test_law_2_a_silent_signatory_never_raises_a_rate(register, silent):
    signatories, entries = register
    newcomers = frames.frame(frames.SIGNATORIES, [row | {"id": f"silent-{row['id']}"} for row in silent])
    before = _rates(signatories, entries)
    after = _rates(pl.concat([signatories, newcomers]), entries)
    joined = before.join(after, on=list(KEYS), suffix="_after")
    assert joined.height == before.height
    for row in joined.to_dicts():
        for name in ("responded", "claimed", "evidence_backed", "verified", "acting"):
            assert row[f"{name}_after"] * row["due"] <= row[name] * row["due_after"]


@any_data
@given(registers(), st.integers(0, 1500))
def test_law_3_the_clock_alone_never_raises_a_rate(register, later_days):
    signatories, entries = register
    later = ON + timedelta(days=later_days)
    roster = signatories.with_columns(pl.when(pl.col("withdrawn_on") <= ON).then("withdrawn_on").alias("withdrawn_on"))
    before, after = _rates(roster, entries, ON), _rates(roster, entries, later)
    joined = before.join(after, on=list(KEYS), suffix="_after")
    assert joined.height == before.height
    for row in joined.to_dicts():
        for name in ("responded", "claimed", "evidence_backed", "verified", "acting"):
            assert row[f"{name}_after"] * row["due"] <= row[name] * row["due_after"]


@any_data
@given(registers())
def test_law_5_rate_funnel_map_and_a_recount_agree(register):
    signatories, entries = register
    cells = cells_at(signatories, entries, MATRIX, ON)
    table, steps = rates(cells, signatories), funnels(cells, signatories, ON)
    joined = table.join(steps, on=list(KEYS), suffix="_funnel")
    assert joined.height == table.height
    for row in joined.to_dicts():
        assert row["due"] == row["due_funnel"] <= row["endorsed"]
        assert row["responded"] == row["reported"]
        for name in ("claimed", "evidence_backed", "verified"):
            assert row[name] == row[f"{name}_funnel"]
    objectives = table.filter(
        (pl.col("dimension") == "all") & (pl.col("stakeholder_type") == "all") & pl.col("item").str.starts_with("O")
    )
    by_body = follow_up(cells)
    for additionality in ("any", "new_or_expanded"):
        pooled = objectives.filter(pl.col("additionality") == additionality)
        bodies_sum = by_body.filter(pl.col("additionality") == additionality)
        for name in ("due", "responded", "claimed", "evidence_backed", "verified"):
            assert int(pooled[name].sum()) == int(bodies_sum[name].sum())


@any_data
@given(registers())
def test_law_5_the_funnel_narrows_from_step_to_step(register):
    signatories, entries = register
    cells = cells_at(signatories, entries, MATRIX, ON)
    for row in funnels(cells, signatories, ON).to_dicts():
        assert row["endorsed"] >= row["due"] >= row["reported"] >= row["claimed"]
        assert row["claimed"] >= row["evidence_backed"] >= row["verified"] >= 0


@st.composite
def pairs_of_editions(draw):
    """Two editions of one register that grew, was reviewed and changed its roster in between."""
    rows = draw(bodies())
    then = draw(st.dates(date(2025, 6, 1), ON))
    later_rows = [row for row in rows if draw(st.integers(0, 9))]
    later_rows = [
        row | {"is_ldc": draw(flags), "withdrawn_on": draw(st.sampled_from((row["withdrawn_on"], None, ON)))}
        for row in later_rows
    ] or rows
    return (rows, draw(answers(rows, until=then)), then), (later_rows, draw(answers(later_rows)), ON)


@any_data
@given(
    pairs_of_editions(),
    st.sampled_from(list(RateName)),
    st.sampled_from((("all", "all"), ("ldc", "yes"), ("itu_region", "Africa"))),
    st.sampled_from(("all", "national_government")),
    st.sampled_from(("any", "new_or_expanded")),
    st.sampled_from((*ITEMS, "any")),
)
def test_law_6_a_change_splits_exactly_by_cause(pair, rate, member, kind, additionality, item):
    snapshots, published = [], []
    for rows, found, on in pair:
        signatories, entries = _tables(rows, found)
        cells = cells_at(signatories, entries, MATRIX, on)
        snapshots.append(Snapshot(cells, as_counted(signatories), on))
        bodies_table = funnels(cells, signatories, on).rename({"reported": "responded"})
        published.append(bodies_table if item == "any" else rates(cells, signatories))
    group = Group(item, *member, kind, additionality)
    found = difference(*snapshots, group, rate)
    rows = moved(*snapshots, group, rate)
    for part in found.parts:
        own = [row for row in rows if row.cause == part.cause]
        assert (sum(row.due for row in own), sum(row.count for row in own)) == (part.due, part.count)
    assert sum(part.count for part in found.parts) == found.count_after - found.count_before
    assert sum(part.due for part in found.parts) == found.due_after - found.due_before
    assert sum(part.share for part in found.parts) == found.share_change
    keys = dict(zip(KEYS, (item, *member, kind, additionality), strict=True))
    matches = pl.all_horizontal(pl.col(name) == value for name, value in keys.items())
    for table, due, count in zip(
        published, (found.due_before, found.due_after), (found.count_before, found.count_after), strict=True
    ):
        row = table.filter(matches)
        assert due == (row["due"][0] if row.height else 0)
        if rate.value in table.columns:
            assert count == (row[rate.value][0] if row.height else 0)
    assert not any(part.count or part.due for part in found.parts if part.cause == "method")


CONFIRMED = {"off_scale": None, "claimed": 3, "evidence": 2, "as_of": date(2026, 5, 1), "decision": "confirm",
             "submitted_on": date(2026, 5, 2), "decided_status": 3, "decided_evidence": 3}  # fmt: skip


@st.composite
def moved_due_days(draw):
    """Two editions, and the later one again after due days were moved: some of its reports are late, or on time.

    Some reports are in both editions, and some of these are verified.
    """
    (rows, found, on), (later_rows, later_found, later_on) = draw(pairs_of_editions())
    known = {row["id"] for row in later_rows}
    newer = {_entry(answer) for answer in later_found}
    kept = [answer for answer in found if answer["signatory_id"] in known and _entry(answer) not in newer]
    later_found = [answer | (CONFIRMED if draw(st.booleans()) else {}) for answer in (*kept, *later_found)]
    found = [*found, *(answer for answer in later_found if _entry(answer) in newer and draw(st.booleans()))]
    due_anew = [answer | {"was_on_time": answer["was_on_time"] != draw(st.booleans())} for answer in later_found]
    own = {row["id"] for row in rows}
    first = {_entry(answer): answer for answer in found if answer["signatory_id"] in own}
    sides = (later_rows, later_found, later_on), (later_rows, due_anew, later_on)
    return _snapshot(rows, list(first.values()), on), *(_snapshot(*side) for side in sides)


def _entry(answer):
    return answer["signatory_id"], answer["item"], answer["cycle"]


def _snapshot(rows, found, on):
    signatories, entries = _tables(rows, found)
    return Snapshot(cells_at(signatories, entries, MATRIX, on), as_counted(signatories), on)


@any_data
@given(moved_due_days(), st.sampled_from([rate for rate in RateName if rate != RateName.TIMELINESS]))
def test_law_6_a_due_day_that_moves_is_no_cause_of_any_rate_but_timeliness(sides, rate):
    before, after, later_due = sides
    for item in ("any", *ITEMS):
        group = Group(item)
        assert difference(before, later_due, group, rate) == difference(before, after, group, rate)
        assert moved(before, later_due, group, rate) == moved(before, after, group, rate)


@any_data
@given(moved_due_days())
def test_law_6_a_due_day_alone_moves_timeliness_by_roster_and_nobody_there_and_back(sides):
    _, after, later_due = sides
    steps, cells = movements(after, later_due)
    assert set(steps["cause"]) <= {"roster"}
    assert not cells["is_back"].any()
    assert set(steps["entered"]) | set(steps["left"]) <= {"", "on_time"}
    for item in ("any", *ITEMS):
        found = difference(after, later_due, Group(item), RateName.TIMELINESS)
        assert not any(part.count or part.due for part in found.parts if part.cause != "roster")


@any_data
@given(registers())
def test_law_8_no_report_is_never_not_started(register):
    cells = cells_at(*register, MATRIX, ON)
    silent = cells.filter(pl.col("off_scale") == OffScale.NO_REPORT.value)
    assert silent["claimed"].null_count() == silent["assessed"].null_count() == silent["cycle"].null_count()
    assert silent["cycle"].null_count() == silent.height
    assert cells.filter(pl.col("claimed") == Status.NOT_STARTED)["off_scale"].null_count() == cells.filter(
        pl.col("claimed") == Status.NOT_STARTED
    ).height  # fmt: skip
    assert OffScale.NO_REPORT.value not in {status.code for status in Status}


@any_data
@given(registers())
def test_law_9_the_union_is_in_no_count_of_countries(register):
    signatories, entries = register
    without = signatories.filter((pl.col("iso3") != "EUU").fill_null(value=True))
    of_states = pl.col("stakeholder_type") == "national_government"
    assert _rates(signatories, entries).filter(of_states).equals(_rates(without, entries).filter(of_states))


@settings(max_examples=5, deadline=None)
@given(registers())
def test_law_10_every_rate_can_be_computed_again_from_the_edition_file(register):
    signatories, entries = register
    cells = cells_at(signatories, entries, MATRIX, ON)
    info = {"number": 1, "published_at": datetime(2026, 11, 2), "snapshot_on": ON, "method_version": METHOD_VERSION,
            "schema_version": 1, "is_demonstration": False, "trail_head": "", "title": "Edition 1"}  # fmt: skip
    tables = {
        "edition": pl.DataFrame([info]),
        "signatory": as_counted(signatories).with_columns(pl.col("id").alias("name")),
        "cell": cells,
        "rate": rates(cells, signatories),
        "funnel": funnels(cells, signatories, ON),
    }
    with tempfile.TemporaryDirectory() as folder:
        path = editions.write(Path(folder), 1, tables)
        with Edition.open(path) as edition:
            again = {name: pl.DataFrame(edition.frame(f"SELECT * FROM {name}")) for name in tables}
    assert _sorted(rates(again["cell"], again["signatory"])) == _sorted(again["rate"]) == _recount(again)
    made = funnels(again["cell"], again["signatory"], ON).sort(*KEYS)
    assert made.rows() == again["funnel"].sort(*KEYS).select(made.columns).rows()


def _sorted(table):
    return sorted(table.select(*KEYS, *COUNTS).rows())


def _recount(tables):
    """The rates by plain loops over `cell` and `signatory`, as METHOD.md words them."""
    bodies_by_id = {row["id"]: row for row in tables["signatory"].to_dicts()}
    found: dict[tuple[str, ...], list[int]] = {}
    for cell in tables["cell"].to_dicts():
        if not cell["is_due"]:
            continue
        body = bodies_by_id[cell["signatory_id"]]
        for dimension, column in DIMENSIONS.items():
            value = "all" if column is None else body[column]
            if value is None:
                continue
            member = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
            for kind in ("all", body["stakeholder_type"]):
                for cut in ("any", "new_or_expanded"):
                    counts = found.setdefault((cell["item"], dimension, member, kind, cut), [0] * len(COUNTS))
                    for position, is_met in enumerate(_tests(cell, cut)):
                        counts[position] += is_met
    return sorted((*key, *counts) for key, counts in found.items())


def _tests(cell, cut):
    current = cell["off_scale"] != "no_report" and cell["age_class"] != "out_of_date"
    claimed, assessed, evidence = (
        -1 if cell[name] is None else cell[name] for name in ("claimed", "assessed", "evidence")
    )
    is_in = current and (cut == "any" or cell["additionality"] in ("new", "expanded"))
    return (
        True,
        current,
        is_in and claimed >= 3,
        is_in and assessed >= 3 and evidence >= 2,
        is_in and assessed >= 3 and evidence >= 3,
        is_in and assessed >= 2 and evidence >= 2,
        bool(current and cell["was_on_time"]),
    )


def test_the_items_of_these_tests_are_items():
    assert set(ITEMS) <= set(ITEM_CODES)
