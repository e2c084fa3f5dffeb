"""METHOD.md, law 5: funnel, map, table, page and CSV give the same count, for twelve filters, and so does plain SQL."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pytest

from gda_tracker.publishing import book
from gda_tracker.publishing.asked import Asked, Body
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services import analysis
from tests.sample_edition import write_sample

FILTERS = (
    {"who": "national_government"},
    {"who": "national_government", "where": "Africa"},
    {"who": "national_government", "by": "un_region", "where": "Asia"},
    {"who": "national_government", "by": "sids", "where": "yes"},
    {"who": "national_government", "by": "ldc", "where": "no"},
    {"who": "national_government", "by": "income_group", "where": "High income"},
    {"who": "private_sector"},
    {"who": "private_sector", "where": "Europe"},
    {"who": "academia", "by": "lldc", "where": "yes"},
    {"who": "civil_society", "where": "Americas", "show": "claimed"},
    {"who": "all"},
    {"who": "all", "where": "Arab States"},
)
COLUMNS = {
    "itu_region": "itu_region",
    "un_region": "un_region",
    "ldc": "is_ldc",
    "lldc": "is_lldc",
    "sids": "is_sids",
    "income_group": "income_group",
}
CURRENT = "is_due AND age_class <> 'out_of_date' AND coalesce(off_scale, '') <> 'no_report'"
VERIFIED = f"{CURRENT} AND assessed >= 3 AND evidence >= 3"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder: Path = tmp_path_factory.mktemp("editions")
    write_sample(folder, number=1, signatories=900)
    return Shelf(folder)


@pytest.fixture(scope="module")
def download(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file as somebody has it who downloaded it; this process holds the edition itself open, its door closed."""
    info = shelf.info(1)
    assert info is not None
    return Path(shutil.copy(info.path, tmp_path_factory.mktemp("download")))


def asked(shelf: Shelf, path: str, query: Mapping[str, str]) -> Asked:
    found = book.asked_of(shelf, path, query, "en", analysis)
    assert found is not None
    return found


def body(shelf: Shelf, path: str, query: Mapping[str, str]) -> Body:
    found = book.body(path, asked(shelf, path, query))
    assert found is not None
    return found


def counted(download: Path, query: Mapping[str, str], test: str, what: str = "count(DISTINCT id)") -> int:
    """The count as anybody would make it from the file, in plain SQL."""
    column = COLUMNS[query.get("by", "itu_region")]
    where = query.get("where")
    member = {"yes": True, "no": False}.get(where or "", where)
    sql = f"""
        SELECT {what} FROM cell JOIN signatory ON id = signatory_id
        WHERE withdrawn_on IS NULL AND ({test})
          AND ($who = 'all' OR stakeholder_type = $who)
          AND ($member IS NULL OR CAST({column} AS VARCHAR) = CAST($member AS VARCHAR))
    """
    with duckdb.connect(str(download), read_only=True) as connection:
        found = connection.execute(sql, {"who": query["who"], "member": member}).fetchone()
    assert found is not None
    return int(found[0])


@pytest.mark.parametrize("query", FILTERS, ids=lambda query: "-".join(query.values()))
def test_every_place_gives_the_same_count(shelf: Shelf, download: Path, query: dict[str, str]) -> None:
    overview = body(shelf, "", query)
    columns = [column.name for column in overview.charts["funnel"].table.columns]
    funnel = dict(zip(columns, overview.charts["funnel"].table.rows[0], strict=True))
    assert funnel["due"] == counted(download, query, "is_due")
    assert funnel["reported"] == counted(download, query, CURRENT)
    assert funnel["verified"] == counted(download, query, VERIFIED)

    table = overview.charts["objectives"].table
    at = {column.name: place for place, column in enumerate(table.columns)}
    # Pooled counts come first, their parts by type below them.
    verified = {str(row[at["item"]]): row[at["verified"]] for row in reversed(table.rows)}
    assert verified["O3"] == counted(download, query, f"{VERIFIED} AND item = 'O3'")

    context = asked(shelf, "", query).context
    lines = list(csv.DictReader(io.StringIO(overview.charts["objectives"].csv(context))))
    assert {line["item"]: int(line["verified"]) for line in reversed(lines)} == verified

    standing = body(shelf, "objectives", query).charts["objectives"].table
    at = {column.name: place for place, column in enumerate(standing.columns)}
    assert {str(row[at["item"]]): row[at["verified"]] for row in standing.rows} == verified

    number = asked(shelf, "number", {**query, "item": "O3", "show": "verified"})
    lead = book.lead("number", number)
    assert lead is not None
    assert f"{verified['O3']:,} of " in lead.title


@pytest.mark.parametrize("query", [query for query in FILTERS if query["who"] == "national_government"])
def test_the_map_counts_what_the_objectives_count(shelf: Shelf, download: Path, query: dict[str, str]) -> None:
    overview = body(shelf, "", query)
    world, objectives = overview.charts["map"].table, overview.charts["objectives"].table
    on_map = [column.name for column in world.columns]
    place = next(name for name in on_map if name.endswith("objectives"))
    at = {column.name: number for number, column in enumerate(objectives.columns)}
    assert sum(int(row[on_map.index(place)] or 0) for row in world.rows) == sum(
        int(row[at["verified"]] or 0) for row in objectives.rows
    )
    assert len(world.rows) == counted(download, query, "true")


@pytest.mark.parametrize("query", FILTERS[:10], ids=lambda query: "-".join(query.values()))
def test_the_regions_add_up_to_the_whole(shelf: Shelf, download: Path, query: dict[str, str]) -> None:
    """Of the table by region, O3 alone: each member's count is the count of that filter."""
    table = body(shelf, "", {**query, "show": "verified"}).charts["regions"].table
    at = {column.name: place for place, column in enumerate(table.columns)}
    rows = [row for row in table.rows if row[at["item"]] == "O3"]
    column = COLUMNS[query.get("by", "itu_region")]
    whole = counted(download, {"who": query["who"]}, f"{VERIFIED} AND item = 'O3' AND {column} IS NOT NULL")
    assert sum(int(row[at["verified"]] or 0) for row in rows) == whole
