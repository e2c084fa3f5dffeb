"""Progress over three hand-made editions: seven governments, two of them newcomers, and one company."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from gda_tracker import editions, facts
from gda_tracker.domain.changes import Cause
from gda_tracker.editions import write
from gda_tracker.editions.history import EndorsementStep
from gda_tracker.method import METHOD_VERSION, frames
from gda_tracker.method.cells import as_counted, cells_at
from gda_tracker.method.rates import follow_up, funnels, rates
from gda_tracker.method.reporting import reporting_at
from gda_tracker.publishing import progress
from gda_tracker.publishing.asked import Asked, Body
from gda_tracker.publishing.book import asked_of
from gda_tracker.publishing.endorsing import running
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services import analysis
from tests.charts.test_sentences import plain

BAKU = date(2024, 11, 16)
DATES = (date(2025, 12, 1), date(2026, 6, 1), date(2026, 11, 14))
NAMES = {
    "ken": "Kenya",
    "fji": "Fiji",
    "tuv": "Tuvalu",
    "fra": "France",
    "aut": "Austria",
    "chl": "Chile",
    "jpn": "Japan",
}
VERIFIED = {"claimed": 3, "evidence": 2, "decision": "confirm", "decided_status": 3, "decided_evidence": 3}
CLAIMED = {"claimed": 3, "evidence": 2}
EARLY = {"cycle": "2025", "as_of": date(2025, 9, 1), "submitted_on": date(2025, 9, 10)}
LATE = {"cycle": "2026", "as_of": date(2026, 9, 1), "submitted_on": date(2026, 9, 10)}
OLD = {"cycle": "2025", "as_of": date(2024, 8, 1), "submitted_on": date(2025, 9, 10)}


def _body(code: str) -> dict[str, object]:
    country = facts.countries()[code.upper()]
    since = date(2026, 1, 5) if code in {"chl", "jpn"} else BAKU
    return {
        "id": code, "name": NAMES[code], "stakeholder_type": "national_government", "iso3": code.upper(),
        "annex_i": country.annex_i, "itu_region": country.itu_region, "un_region": country.un_region,
        "is_ldc": country.ldc, "is_lldc": country.lldc, "is_sids": country.sids,
        "income_group": country.world_bank_income, "endorsed_on": since, "known_since": since,
        "withdrawn_on": date(2026, 8, 1) if code == "tuv" else None,
    }  # fmt: skip


FIRM = {"id": "firm", "name": "A firm", "stakeholder_type": "private_sector", "endorsed_on": BAKU, "known_since": BAKU}
# Kenya's claim is verified later, Fiji's facts grow old, Tuvalu withdraws, France and Chile report.
ANSWERS = [
    [{"signatory_id": "ken", **CLAIMED, **EARLY}, {"signatory_id": "fji", **VERIFIED, **OLD},
     {"signatory_id": "tuv", **VERIFIED, **EARLY}],
    [{"signatory_id": "ken", **VERIFIED, **EARLY}, {"signatory_id": "fji", **VERIFIED, **OLD},
     {"signatory_id": "tuv", **VERIFIED, **EARLY}],
    [{"signatory_id": "ken", **VERIFIED, **EARLY}, {"signatory_id": "fji", **VERIFIED, **OLD},
     {"signatory_id": "tuv", **VERIFIED, **EARLY}, {"signatory_id": "fra", **VERIFIED, **LATE},
     {"signatory_id": "chl", **CLAIMED, **LATE}],
]  # fmt: skip


def _edition(folder: Path, number: int, *, is_demonstration: bool) -> None:
    on, answers = DATES[number - 1], ANSWERS[number - 1]
    bodies = [body for body in [*map(_body, NAMES), FIRM] if body["endorsed_on"] <= on]
    roster = frames.frame(frames.SIGNATORIES, [{k: v for k, v in body.items() if k != "name"} for body in bodies])
    roster = roster.with_columns(pl.when(pl.col("withdrawn_on") <= on).then("withdrawn_on").alias("withdrawn_on"))
    usual = {"item": "O1", "additionality": "new", "was_on_time": True}
    entries = frames.frame(frames.ENTRIES, [usual | answer for answer in answers])
    matrix = frames.frame(frames.APPLICABILITY, [row.model_dump(mode="json") for row in facts.applicability()])
    cells = cells_at(roster, entries, matrix, on)
    cycles = frames.frame(frames.CYCLES, [row.model_dump(exclude={"cop", "place"}) for row in facts.cycles()])
    receipts = [
        {"signatory_id": answer["signatory_id"], "cycle": answer["cycle"], "received_on": answer["submitted_on"]}
        for answer in answers
    ]
    about = {
        "number": number, "published_at": datetime(on.year, on.month, on.day, 9), "snapshot_on": on,
        "method_version": METHOD_VERSION, "schema_version": editions.SCHEMA_VERSION,
        "is_demonstration": is_demonstration, "trail_head": "0" * 64, "title": f"Edition {number}",
    }  # fmt: skip
    stated = [
        ("governments_min", "endorsers", "90", BAKU, "A release", "https://example.org/a"),
        ("governments", "endorsers", "83", date(2025, 4, 20), "An <agency>", "javascript:alert(1)"),
        ("governments", "endorsers", "many", None, "No number", "https://example.org/b"),
        ("gda_initiative_partners (not endorsers)", "endorsers", "55", None, "Partners", "https://example.org/c"),
        ("countries in Phase II", "TNA", "26", None, "", "https://example.org/d"),
    ]
    names = pl.DataFrame({"id": [body["id"] for body in bodies], "name": [body["name"] for body in bodies]})
    ways = [
        {"signatory_id": body["id"], "endorsed_on": body["endorsed_on"],
         "withdrawn_on": body["withdrawn_on"] if body.get("withdrawn_on") and body["withdrawn_on"] <= on else None}
        for body in bodies
    ]  # fmt: skip
    write(
        folder,
        number,
        {
            "edition": pl.DataFrame([about]),
            "item": pl.DataFrame(
                [item.model_dump(include={"code", "kind", "sort", "short", "title"}) for item in facts.items().values()]
            ),
            "signatory": as_counted(roster).join(names, on="id"),
            "cell": cells,
            "rate": rates(cells, roster),
            "funnel": funnels(cells, roster, on),
            "follow_up": follow_up(cells),
            "reporting": reporting_at(roster, frames.frame(frames.RECEIPTS, receipts), cycles, on),
            "endorsement": pl.DataFrame(ways, schema_overrides={"withdrawn_on": pl.Date}),
            "reported_total": pl.DataFrame(
                stated, schema=["what", "whom", "value", "date", "source_title", "source_url"], orient="row"
            ),
        },
    )


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("progress") / "editions"
    for number in (1, 2, 3):
        _edition(folder, number, is_demonstration=False)
    return Shelf(folder)


def asked(shelf: Shelf, **query: str) -> Asked:
    found = asked_of(shelf, "progress", {key.rstrip("_"): word for key, word in query.items()}, "en", analysis)
    assert found is not None
    return found


def body(shelf: Shelf, **query: str) -> Body:
    return progress.body(asked(shelf, **query))


def column(chart, name: str) -> list:
    place = [one.name for one in chart.table.columns].index(name)
    return [row[place] for row in chart.table.rows]


def test_each_edition_up_to_the_shown_one_has_its_counts_and_bounds(shelf: Shelf) -> None:
    chart = body(shelf, item="O1").charts["rates"]
    assert column(chart, "edition") == ["1", "2", "3"]
    assert column(chart, "snapshot_on") == list(DATES)
    assert column(chart, "cycle") == ["COP30", "COP31", "COP31"]
    assert column(chart, "due") == [5, 5, 6]
    assert column(chart, "responded") == [3, 3, 3]
    assert column(chart, "claimed") == [3, 3, 3]
    assert column(chart, "verified") == [2, 3, 2]
    assert column(chart, "ceiling_share") == [1.0, 1.0, 1.0]
    assert [point.value for point in chart.sketch().series[0].points] == [40.0, 60.0, 33.3]
    assert column(body(shelf, item="O1", edition="2").charts["rates"], "edition") == ["1", "2"]


def test_at_least_one_item_is_counted_by_the_funnel(shelf: Shelf) -> None:
    chart = body(shelf).charts["rates"]
    for place, number in enumerate((1, 2, 3)):
        info = shelf.info(number)
        assert info is not None
        funnel = editions.funnel(shelf.edition(info), stakeholder_type="national_government")
        assert (column(chart, "due")[place], column(chart, "verified")[place]) == (funnel.due, funnel.verified)


def test_the_change_splits_into_its_causes_and_names_whom_each_moved(shelf: Shelf) -> None:
    charts = body(shelf, item="O1").charts
    moves, moved = charts["moves"], charts["moved"]
    assert column(moves, "step")[1:-1] == [cause.value for cause in Cause]
    assert column(moves, "count") == [3, 3, 2, 2, 3, 2, 2]
    assert column(moves, "due") == [5, 5, 6, 6, 6, 6, 6]
    assert column(moves, "count_change")[1:-1] == [0, -1, 0, 1, -1]
    rows = {(row[0], row[2], row[4], row[5]) for row in moved.table.rows}
    assert rows == {
        ("roster", "Tuvalu", -1, -1),
        ("roster", "Chile", 1, 0),
        ("roster", "Japan", 1, 0),
        ("reviews", "France", 0, 1),
        ("ageing_out", "Fiji", 0, -1),
    }
    for cause in Cause:
        own = [row for row in moved.table.rows if row[0] == cause.value]
        place = column(moves, "step").index(cause.value)
        assert sum(row[5] for row in own) == column(moves, "count_change")[place]
        assert sum(row[4] for row in own) == column(moves, "due_change")[place]


def test_two_editions_can_be_chosen(shelf: Shelf) -> None:
    moves = body(shelf, item="O1", from_="1", edition="2").charts["moves"]
    assert "between edition 1 and edition 2" in moves.title
    assert moves.sketch().rows[0].link.endswith("count=verified&edition=1")
    assert moves.about.endswith("count=verified&edition=2")
    assert column(moves, "count_change")[1:-1] == [0, 0, 0, 1, 0]
    assert "between edition 1 and edition 3" in body(shelf, from_="1").charts["moves"].title


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"edition": "1"}, "Edition 1 is the first one"),
        ({"from_": "3"}, "Edition 3 is compared with itself"),
        ({"edition": "2", "from_": "3"}, "Edition 3 was made after edition 2"),
        ({"from_": "9"}, "There is no edition 9 to compare with"),
        ({"from_": "<i>x"}, "There is no edition &lt;i&gt;x to compare with"),
    ],
)
def test_what_cannot_be_compared_is_said_in_a_sentence(shelf: Shelf, query: dict[str, str], said: str) -> None:
    found = body(shelf, **query)
    assert said in found.parts["why-not"]
    assert "moves" not in found.charts


def test_a_small_group_keeps_counts_without_shares(shelf: Shelf) -> None:
    charts = body(shelf, item="O1", where="Europe").charts
    assert set(column(charts["moves"], "stage_share")) == {None}
    assert set(column(charts["rates"], "verified_share")) == {None}
    assert charts["rates"].sketch is None
    assert "%" not in charts["moves"].text_alternative


def test_a_pooled_rate_stands_beside_its_parts_alone(shelf: Shelf) -> None:
    found = body(shelf, who="all")
    assert {"rates", "types"} <= set(found.charts)
    assert not {"cycles", "moves", "moved"} & set(found.charts)
    assert "beside its parts" in found.parts["why-not"]
    assert column(found.charts["types"], "group") == ["National governments"] * 3 + ["Private sector"] * 3


def test_cycles_stand_as_of_the_last_edition_that_fell_into_them(shelf: Shelf) -> None:
    chart = body(shelf).charts["cycles"]
    assert column(chart, "cycle") == ["2025", "2026"]
    assert column(chart, "cop") == ["COP30", "COP31"]
    assert column(chart, "edition") == ["1", "3"]
    assert column(chart, "asked") == [5, 6]
    assert column(chart, "received") == [3, 2]
    assert column(chart, "on_time") == [3, 2]


def test_endorsements_stand_beside_what_was_stated_with_sources_and_disagreements(shelf: Shelf) -> None:
    found = body(shelf)
    chart = found.charts["governments"]
    record, reported = chart.sketch().series
    assert [(point.on, point.value) for point in record.points] == [
        (BAKU, 5), (date(2026, 1, 5), 7), (date(2026, 8, 1), 6), (DATES[2], 6),
    ]  # fmt: skip
    assert [point.label for point in reported.points] == ["more than 90", "83"]
    assert "many" not in chart.html
    assert 'href="#"' in chart.html
    assert "An &lt;agency&gt;" in chart.html
    assert (
        "These do not agree: more than 90 on 16 November 2024, but then 83 on 20 April 2025." in found.parts["stated"]
    )
    assert "not endorsers: 55 (no date given" in plain(found.parts["stated"])
    assert "demonstration" not in found.parts["stated"]
    assert column(found.charts["others"], "signatories") == [1, 1]


def test_many_days_are_thinned_to_months_and_to_what_moved_the_whole() -> None:
    days = [date(2025, 1 + n // 28, 1 + n % 28) for n in range(112)]
    steps = [EndorsementStep(True, day, 50 if n == 40 else 1, 0) for n, day in enumerate(days)]
    points = dict(running(steps, date(2025, 6, 1)))
    assert points == {
        days[0]: 1, days[27]: 28, days[40]: 90, days[55]: 105, days[83]: 133, days[111]: 161, date(2025, 6, 1): 161,
    }  # fmt: skip


def test_a_demonstration_says_that_its_register_is_invented_and_the_totals_real(tmp_path: Path) -> None:
    _edition(tmp_path / "editions", 1, is_demonstration=True)
    found = body(Shelf(tmp_path / "editions"))
    assert "the register of this demonstration is invented" in found.parts["stated"]
    assert all("Demonstration data" in chart.source for chart in found.charts.values())


def test_csv_gives_the_rows_of_the_table(shelf: Shelf) -> None:
    what = asked(shelf, item="O1")
    rows = list(csv.DictReader(io.StringIO(progress.body(what).charts["moves"].csv(what.context))))
    assert [row["count_change"] for row in rows] == ["", "0", "-1", "0", "1", "-1", ""]
    assert rows[0]["source"].startswith("Edition 3")


def test_the_lead_shows_the_filters_as_they_will_stand(shelf: Shelf) -> None:
    lead = progress.lead(asked(shelf, from_="1"))
    assert lead.html.count("<h1") == 1
    assert [label for label, _ in lead.filters][-2:] == ["Compared with edition", "Edition"]
    assert lead.filters[-2][1] == "1"
    assert progress.lead(asked(shelf)).filters[-2][1] == "the one before"
