"""The rows behind a number: they sum to the published tables, and each that is not counted says why."""

from __future__ import annotations

from datetime import date
from itertools import product

import polars as pl
import pytest

from gda_tracker import editions
from gda_tracker.domain.behind import Counted, Part, Reason
from gda_tracker.domain.changes import Group
from gda_tracker.domain.declaration import ITEM_CODES
from gda_tracker.editions import Edition
from gda_tracker.method.behind import behind
from gda_tracker.method.cells import cells_at
from tests.sample_edition import write_sample

ON = date(2026, 11, 1)
YOUNG = date(2026, 9, 1)
VERIFIED = {"claimed": 3, "evidence": 2, "decision": "confirm", "decided_status": 3, "decided_evidence": 3}
FUNNEL = {
    Counted.ENDORSED: "endorsed",
    Counted.DUE: "due",
    Counted.RESPONSE: "reported",
    Counted.CLAIMED: "claimed",
    Counted.EVIDENCE_BACKED: "evidence_backed",
    Counted.VERIFIED: "verified",
}


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    with Edition.open(write_sample(tmp_path_factory.mktemp("editions"), signatories=250)) as edition:
        yield edition


@pytest.fixture(scope="module")
def tables(opened):
    return {
        "cell": pl.DataFrame(editions.cell_table(opened)),
        "signatory": pl.DataFrame(editions.signatory_table(opened)),
        "rate": pl.DataFrame(opened.frame("SELECT * FROM rate")),
        "funnel": pl.DataFrame(opened.frame("SELECT * FROM funnel")),
        "membership": pl.DataFrame(opened.frame("SELECT * FROM membership")),
    }


def asked(tables, on, group, counted):
    return behind(tables["cell"], tables["signatory"], on, group, counted)


def by_group(rows, membership):
    """Sums of every flag, for every member of every dimension, by type and over all types."""
    flags = [column for column, kind in rows.schema.items() if kind == pl.Boolean]
    joined = rows.join(membership, on="signatory_id")
    pooled = joined.with_columns(pl.lit("all").alias("stakeholder_type"))
    keys = ["dimension", "member", "stakeholder_type"]
    sums = pl.concat([joined, pooled]).group_by(keys).agg(pl.col(flags).sum())
    return {tuple(row[key] for key in keys): row for row in sums.to_dicts()}


@pytest.mark.parametrize("additionality", ["any", "new_or_expanded"])
def test_rows_sum_to_every_row_of_the_rate_table(opened, tables, additionality):
    seen = 0
    for item in ITEM_CODES:
        group = Group(item, additionality=additionality)
        rows = asked(tables, opened.info.snapshot_on, group, Counted.VERIFIED)
        sums = by_group(rows, tables["membership"])
        for row in tables["rate"].filter(item=item, additionality=additionality).to_dicts():
            found = sums[row["dimension"], row["member"], row["stakeholder_type"]]
            names = ("due", "responded", "claimed", "evidence_backed", "verified", "acting", "on_time")
            assert {name: found[f"passes_{name}"] for name in names} == {name: row[name] for name in names}, (
                group,
                row,
            )
            seen += 1
    assert seen == tables["rate"].filter(additionality=additionality).height > 1000


@pytest.mark.parametrize("additionality", ["any", "new_or_expanded"])
def test_rows_sum_to_every_row_of_the_funnel_table(opened, tables, additionality):
    seen = 0
    names = {"due": "due", "responded": "reported", "claimed": "claimed", "evidence_backed": "evidence_backed",
             "verified": "verified", "possible": "possible"}  # fmt: skip
    for item in ("any", *ITEM_CODES):
        group = Group(item, additionality=additionality)
        rows = asked(tables, opened.info.snapshot_on, group, Counted.ENDORSED)
        endorsed = rows.with_columns((pl.col("part") == Part.COUNTED.value).alias("endorsed"))
        sums = by_group(endorsed, tables["membership"])
        for row in tables["funnel"].filter(item=item, additionality=additionality).to_dicts():
            found = sums[row["dimension"], row["member"], row["stakeholder_type"]]
            assert found["endorsed"] == row["endorsed"]
            assert {name: found[f"passes_{name}"] for name in names} == {
                name: row[name_0] for name, name_0 in names.items()
            }
            seen += 1
    assert seen == tables["funnel"].filter(additionality=additionality).height > 1000


def test_for_each_count_and_group_the_parts_are_the_published_numerator_and_denominator(opened, tables):
    groups = [Group(item, "itu_region", "Africa", "national_government", cut)
              for item, cut in product(("any", "O3", "F5"), ("any", "new_or_expanded"))]  # fmt: skip
    groups += [Group("any", "ldc", "yes"), Group("O3", "income_group", "High income", "private_sector")]
    for group, (counted, column) in product(groups, FUNNEL.items()):
        rows = asked(tables, opened.info.snapshot_on, group, counted)
        parts = dict(rows.group_by("part").len().iter_rows())
        published = tables["funnel"].filter(
            item=group.item, dimension=group.dimension, member=group.member,
            stakeholder_type=group.stakeholder_type, additionality=group.additionality,
        ).to_dicts()[0]  # fmt: skip
        numerator, beside = parts.get("counted", 0), parts.get("not_counted", 0)
        assert numerator == published[column], (group, counted)
        assert numerator + beside == published["due" if counted.rate else "endorsed"], (group, counted)


def test_whoever_is_not_counted_has_a_reason_and_who_is_counted_has_none(opened, tables):
    for item, counted in product(("any", "O3", "F5"), Counted):
        rows = asked(tables, opened.info.snapshot_on, Group(item), counted)
        assert rows["signatory_id"].is_unique().all()
        assert rows.height == tables["signatory"].height
        assert rows.select((pl.col("part") == "counted").eq(pl.col("reason").is_null()).all()).item()


def test_every_reason_is_found_where_it_is_true(bodies, reports, matrix):
    signatories = bodies(
        *[{"id": name} for name in ("verified", "silent", "old", "quiet", "refused", "stopped", "begun", "lowered",
                                    "asserted", "before", "na")],
        {"id": "gone", "withdrawn_on": date(2026, 1, 1)},
        {"id": "young", "known_since": YOUNG},
        {"id": "future", "known_since": date(2026, 12, 1)},
        {"id": "undated", "known_since": None},
    )  # fmt: skip
    entries = reports(
        {"signatory_id": "verified"} | VERIFIED,
        {"signatory_id": "old", "as_of": date(2024, 10, 1)} | VERIFIED,
        {"signatory_id": "quiet", "off_scale": "no_update"},
        {"signatory_id": "refused", "off_scale": "not_applicable"},
        {"signatory_id": "stopped", "off_scale": "blocked"},
        {"signatory_id": "begun", "claimed": 2, "evidence": 2, "decided_evidence": 3},
        {"signatory_id": "lowered"} | VERIFIED | {"claimed": 4, "decided_status": 2},
        {"signatory_id": "asserted", "claimed": 4, "evidence": 1},
        {"signatory_id": "before", "additionality": "pre_existing"} | VERIFIED,
        {"signatory_id": "na", "off_scale": "not_applicable", "decision": "accept_not_applicable"},
    )
    cells = cells_at(signatories, entries, matrix, ON)
    group = Group("O1", additionality="new_or_expanded")
    found = {row["signatory_id"]: (row["part"], row["reason"])
             for row in behind(cells, signatories, ON, group, Counted.VERIFIED).to_dicts()}  # fmt: skip
    assert found == {
        "verified": (Part.COUNTED, None),
        "silent": (Part.NOT_COUNTED, Reason.NO_REPORT),
        "old": (Part.NOT_COUNTED, Reason.OUT_OF_DATE),
        "quiet": (Part.NOT_COUNTED, Reason.NO_UPDATE),
        "refused": (Part.NOT_COUNTED, Reason.NOT_APPLICABLE_NOT_ACCEPTED),
        "stopped": (Part.NOT_COUNTED, Reason.BLOCKED),
        "begun": (Part.NOT_COUNTED, Reason.STATUS_TOO_LOW),
        "lowered": (Part.NOT_COUNTED, Reason.LOWERED_IN_REVIEW),
        "asserted": (Part.NOT_COUNTED, Reason.EVIDENCE_TOO_LOW),
        "before": (Part.NOT_COUNTED, Reason.NOT_NEW_OR_EXPANDED),
        "na": (Part.EXCLUDED, Reason.ACCEPTED_NOT_APPLICABLE),
        "gone": (Part.EXCLUDED, Reason.WITHDRAWN),
        "young": (Part.EXCLUDED, Reason.ENDORSED_LESS_THAN_SIX_MONTHS_AGO),
        "future": (Part.EXCLUDED, Reason.ENDORSED_LATER),
        "undated": (Part.EXCLUDED, Reason.ENDORSED_ON_UNKNOWN),
    }


def test_an_item_that_does_not_apply_is_said_before_anything_else(bodies, reports, matrix):
    signatories = bodies({"id": "annex", "annex_i": True, "withdrawn_on": YOUNG}, {"id": "other"})
    rows = behind(cells_at(signatories, reports(), matrix, ON), signatories, ON, Group("F5"), Counted.DUE).to_dicts()
    assert [(row["signatory_id"], row["part"], row["reason"]) for row in rows] == [
        ("annex", Part.EXCLUDED, Reason.NOT_APPLICABLE_TO_TYPE),
        ("other", Part.COUNTED, None),
    ]


def test_over_all_items_the_cell_that_counts_or_came_nearest_stands_for_a_signatory(bodies, reports, matrix):
    signatories = bodies({"id": "a"}, {"id": "b"}, {"id": "c"})
    entries = reports(
        {"signatory_id": "a", "item": "O2", "claimed": 2},
        {"signatory_id": "a", "item": "O5"} | VERIFIED,
        {"signatory_id": "a", "item": "O7"} | VERIFIED,
        {"signatory_id": "b", "item": "O4", "claimed": 3, "evidence": 1},
        {"signatory_id": "b", "item": "O6", "off_scale": "no_update"},
    )
    cells = cells_at(signatories, entries, matrix, ON)
    rows = behind(cells, signatories, ON, Group("any"), Counted.VERIFIED).to_dicts()
    assert [(row["item"], row["reason"], row["items_due"], row["items_counted"]) for row in rows] == [
        ("O5", None, 18, 2),
        ("O4", Reason.EVIDENCE_TOO_LOW, 18, 0),
        (None, Reason.NO_REPORT, 18, 0),
    ]


def test_late_reports_are_reported_and_not_on_time(bodies, reports, matrix):
    signatories = bodies({"id": "late"}, {"id": "early"}, {"id": "silent"})
    entries = reports(
        {"signatory_id": "late", "claimed": 1, "was_on_time": False}, {"signatory_id": "early", "claimed": 1}
    )
    cells = cells_at(signatories, entries, matrix, ON)
    rows = behind(cells, signatories, ON, Group("O1"), Counted.TIMELINESS)
    assert dict(rows.select("signatory_id", "reason").iter_rows()) == {
        "early": None, "late": Reason.NOT_ON_TIME, "silent": Reason.NO_REPORT,
    }  # fmt: skip


def test_an_endorsement_is_decided_by_no_item(bodies, reports, matrix):
    signatories = bodies({"id": "a"})
    cells = cells_at(signatories, reports({"signatory_id": "a", "claimed": 3}), matrix, ON)
    for counted in (Counted.ENDORSED, Counted.DUE):
        (row,) = behind(cells, signatories, ON, Group("any"), counted).to_dicts()
        assert (row["part"], row["item"]) == (Part.COUNTED, None)
