"""We report on ourselves: each figure with its counts, withheld under five, and never 0 where nothing was measured."""

from __future__ import annotations

from datetime import date

import duckdb
import pytest

from gda_tracker.domain.service import UNITS, Measure, ServiceRow
from gda_tracker.i18n import text
from gda_tracker.publishing.asked import Asked
from gda_tracker.publishing.book import asked_of, body
from gda_tracker.publishing.ourselves import Figure, figures
from gda_tracker.publishing.ourselves_words import groups
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services import analysis
from tests.sample_edition import write_sample

ON = date(2026, 11, 1)


def told(measure: Measure, **known: object) -> Figure:
    usual: dict[str, object] = {"count_of": None, "count_in": None, "value": None, "since": None, "known_on": None}
    row = ServiceRow(measure, unit=UNITS[measure], **(usual | known))  # type: ignore[arg-type]
    return figures(text("en"), {measure: row}, analysis.interval)[measure]


@pytest.mark.parametrize("measure", list(Measure))
def test_what_was_never_measured_says_so(measure: Measure) -> None:
    found = told(measure)
    assert (found.big, found.made_of, found.when, found.is_measured) == ("not yet measured", "", "", False)


@pytest.mark.parametrize(
    ("measure", "known", "big", "made_of"),
    [
        (Measure.BACKLOG, {"count_of": 0}, "0", ""),
        (Measure.BACKLOG, {"count_of": 1200}, "1,200", ""),
        (Measure.OLDEST, {"value": 47.0}, "47 days", ""),
        (Measure.DAYS, {"value": 10.5, "count_in": 8}, "10.5 days", "over 8 decided answers"),
        (Measure.DAYS, {"count_in": 4}, "withheld", "over 4 decided answers"),
        (Measure.AGREEMENT, {"value": 0.6154, "count_in": 5}, "0.62", "over 5 answers that two read"),
        (Measure.LOWERED, {"count_of": 2, "count_in": 5}, "40%", "2 of 5"),
        (Measure.LOWERED, {"count_of": 2, "count_in": 4}, "withheld", "2 of 4"),
        (Measure.OVER_CLAIMED, {"count_of": 9, "count_in": 83}, "11%", "9 of 83; 95 % interval from 6% to 19%"),
        (Measure.BACKUP, {}, "1 November 2026", ""),
        (Measure.ACCESSIBILITY, {"count_of": 0, "count_in": 48}, "0", "over 48 views of the public pages"),
    ],
)
def test_each_figure_is_told_with_what_it_is_made_of(
    measure: Measure, known: dict[str, object], big: str, made_of: str
) -> None:
    found = told(measure, known_on=ON, **known)
    assert (found.big.replace("\u202f", "").replace("\xa0", "").replace(" %", "%"), found.is_measured) == (big, True)
    assert found.made_of.replace("\xa0%", "%").replace("\u202f%", "%").replace(" %,", "%,") == made_of


def test_every_measure_stands_in_exactly_one_group() -> None:
    assert sorted(one for _, measures in groups(text("en")) for one in measures) == sorted(Measure)


def ask(folder, **query: str) -> Asked:
    asked = asked_of(Shelf(folder), "ourselves", query, "en", analysis)
    assert asked is not None
    return asked


def test_an_edition_made_before_says_so_and_offers_no_table(tmp_path) -> None:
    path = write_sample(tmp_path, signatories=30)
    with duckdb.connect(str(path)) as file:
        file.execute("DROP TABLE service")
    found = body("ourselves", ask(tmp_path))
    assert found is not None
    assert "Not in this edition" in found.parts["figures"]
    assert "service.csv" not in found.parts["again"]


def test_the_page_names_its_table_its_edition_and_what_cannot_be_computed_again(tmp_path) -> None:
    path = write_sample(tmp_path, signatories=30)
    with duckdb.connect(str(path)) as file:
        file.execute(
            "INSERT INTO service VALUES ('lowered', 3, 20, NULL, 'answers', DATE '2025-11-14', DATE '2026-11-14')"
        )
        file.execute("INSERT INTO service VALUES ('of_a_later_version', 3, 20, NULL, 'answers', NULL, NULL)")
    found = body("ourselves", ask(tmp_path))
    assert found is not None
    assert "3 of 20, from 14 November 2025 to 14 November 2026" in found.parts["figures"]
    assert "of_a_later_version" not in found.parts["figures"]
    assert "Demonstration data" in found.parts["figures"]
    assert "/editions/1/service.csv" in found.parts["again"]
    assert "have to be believed" in found.parts["again"]
