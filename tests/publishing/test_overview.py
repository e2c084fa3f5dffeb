"""Funnel, map, tables and exports give the same count for any filter, on a seeded edition."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from gda_tracker import editions
from gda_tracker.domain.rates import Funnel
from gda_tracker.editions import Edition
from gda_tracker.i18n import text
from gda_tracker.publishing import book
from gda_tracker.publishing.asked import Body
from gda_tracker.publishing.overview import context_of, overview
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.publishing.view import View, usual_type
from gda_tracker.services import analysis
from tests.sample_edition import write_sample


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home") / "editions"
    write_sample(folder, signatories=300)
    return folder


@pytest.fixture(scope="module")
def edition(folder: Path) -> Iterator[Edition]:
    with Edition.open(folder / "0001.duckdb") as edition:
        yield edition


def test_page_table_and_edition_agree_on_the_funnel(edition: Edition) -> None:
    shown = overview(edition, context_of(edition.info, text("en")), View(1))
    asked = editions.funnel(edition, stakeholder_type="national_government")
    assert shown.lead.funnel.table.rows[0][1:] == (
        asked.endorsed, asked.due, asked.reported, asked.evidence_backed, asked.verified,
    )  # fmt: skip
    assert f"{asked.verified} of {asked.due} " in shown.lead.headline.sentence


def test_the_map_and_the_interval_count_the_same_verified_cells(edition: Edition) -> None:
    shown = overview(edition, context_of(edition.info, text("en")), View(1))
    columns = [column.name for column in shown.objectives.table.columns]
    by_objective = sum(int(str(row[columns.index("verified")])) for row in shown.objectives.table.rows)
    by_country = sum(int(str(row[2])) for row in shown.world.table.rows)
    assert by_objective == by_country > 0


def test_a_region_narrows_every_chart(edition: Edition) -> None:
    context = context_of(edition.info, text("en"))
    africa = overview(edition, context, View(1, member="Africa"))
    asked = editions.funnel(edition, dimension="itu_region", member="Africa", stakeholder_type="national_government")
    assert len(africa.world.table.rows) == asked.endorsed
    assert "Africa" in africa.lead.headline.eyebrow
    assert africa.reporting.subtitle.startswith(f"{asked.due} ")


def test_every_part_carries_the_demonstration_mark(edition: Edition) -> None:
    shown = overview(edition, context_of(edition.info, text("en")), View(1))
    assert all("Demonstration data" in chart.source for chart in shown.charts.values())


def test_the_shelf_follows_its_folder(folder: Path, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "editions")
    assert shelf.info() is None
    write_sample(tmp_path / "editions", number=1, signatories=90)
    write_sample(tmp_path / "editions", number=2, signatories=90)
    newest, first = shelf.info(), shelf.info(1)
    assert newest is not None
    assert first is not None
    assert (newest.number, first.number) == (2, 1)
    assert shelf.edition(newest) is shelf.edition(newest)


def test_the_overview_opens_on_governments_and_without_any_on_the_first_type_with_members(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert usual_type(edition) == "national_government"
    members = {"private_sector": Funnel(1, 1, 0, 0, 0), "philanthropy": Funnel(0, 0, 0, 0, 0)}
    monkeypatch.setattr(editions, "funnels_by_type", lambda _edition: members)
    assert usual_type(edition) == "private_sector"
    monkeypatch.setattr(editions, "funnels_by_type", lambda _edition: {})
    assert usual_type(edition) == "national_government"


def test_the_headline_says_who_acts_and_an_old_edition_says_who_is_verified(tmp_path: Path) -> None:
    write_sample(tmp_path, number=1, signatories=200)
    shelf = Shelf(tmp_path)
    found = book.asked_of(shelf, "", {"show": "acting"}, "en", analysis)
    assert found is not None
    acting = editions.funnel(found.edition, stakeholder_type="national_government").acting
    assert acting is not None
    assert acting > 0
    lead = book.lead("", found)
    assert lead is not None
    assert lead.title.startswith(f"{acting} of 83 national governments have begun to act")

    old = shutil.copy(tmp_path / "0001.duckdb", tmp_path / "0002.duckdb")
    with duckdb.connect(str(old)) as connection:
        connection.execute("ALTER TABLE funnel DROP COLUMN acting")
        connection.execute("UPDATE edition SET number = 2")
    found = book.asked_of(shelf, "", {"show": "acting", "edition": "2"}, "en", analysis)
    assert found is not None
    assert found.info.number == 2
    assert editions.funnel(found.edition).acting is None
    lead = book.lead("", found)
    assert lead is not None
    assert "have verified action" in lead.title


def body(folder: Path, **query: str) -> Body:
    asked = book.asked_of(Shelf(folder), "", query, "en", analysis)
    assert asked is not None
    found = book.body("", asked)
    assert found is not None
    return found


def test_figures_pooled_over_types_are_there_only_beside_their_parts(folder: Path, edition: Edition) -> None:
    alone, pooled = body(folder).charts, body(folder, who="all").charts
    assert {"regions", "framework", "reporting"} == set(alone) - set(pooled)
    table = pooled["objectives"].table
    names = [column.name for column in table.columns]
    counts = editions.rates(edition, stakeholder_type=None)
    kinds = {row.stakeholder_type for row in counts} - {"all"}
    assert len(table.rows) == 8 * (1 + len(kinds))
    for code in ("O1", "O8"):
        whole, *parts = [int(str(row[names.index("due")])) for row in table.rows if row[names.index("item")] == code]
        assert whole == sum(parts) > 0
    assert pooled["objectives"].subtitle.endswith("The table has the parts by stakeholder type.")


def test_no_picture_of_many_numbers_leads_to_a_number_that_it_does_not_show(folder: Path) -> None:
    found = body(folder).charts
    assert [name for name, chart in found.items() if chart.about] == ["funnel"]


def test_the_map_says_that_it_shows_what_is_verified_where_it_cannot_follow(folder: Path) -> None:
    usual, acting = body(folder).charts["map"], body(folder, show="acting").charts["map"]
    assert acting.table == usual.table
    assert acting.subtitle == f"{usual.subtitle}, whatever is chosen under “Show”"
    assert acting.picture["marks"] == usual.picture["marks"]
