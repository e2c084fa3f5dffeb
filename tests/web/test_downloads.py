"""Downloads of editions: byte for byte as published, in parts, table by table, and nothing else of the folder."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pyarrow.parquet
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from gda_tracker import editions
from gda_tracker.editions import TABLES, Edition
from gda_tracker.publishing.table_files import Labels, csv_parts
from gda_tracker.settings import settings
from gda_tracker.web import downloads
from tests.sample_edition import write_sample


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    write_sample(home / "editions", number=1, signatories=90)
    write_sample(home / "editions", number=2, signatories=90, seed=5)
    (home / "editions" / "0003.duckdb").write_bytes(b"no edition")
    (home / "register.duckdb").write_bytes(b"private")
    return home


@pytest.fixture
def client(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("GDA_HOME", str(home))
    settings.cache_clear()
    with TestClient(Starlette(routes=downloads.routes()), raise_server_exceptions=True) as client:
        yield client
    settings.cache_clear()


def test_the_downloaded_file_is_the_published_one_and_opens(client: TestClient, home: Path, tmp_path: Path) -> None:
    answer = client.get("/editions/2.duckdb")
    published = (home / "editions" / "0002.duckdb").read_bytes()
    assert answer.content == published
    assert answer.headers["etag"] == f'"{hashlib.sha256(published).hexdigest()}"'
    assert answer.headers["content-disposition"] == 'attachment; filename="gda-edition-0002.duckdb"'
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(answer.content)
    with duckdb.connect(str(copy), read_only=True) as connection:
        assert connection.execute("SELECT number FROM edition").fetchall() == [(2,)]


def test_a_part_of_the_file_on_request(client: TestClient, home: Path) -> None:
    answer = client.get("/editions/1.duckdb", headers={"range": "bytes=8-15"})
    published = (home / "editions" / "0001.duckdb").read_bytes()
    assert (answer.status_code, answer.content) == (206, published[8:16])
    assert answer.headers["content-range"] == f"bytes 8-15/{len(published)}"
    assert client.get("/editions/1.duckdb", headers={"range": "bytes=999999999-"}).status_code == 416
    stale = client.get("/editions/1.duckdb", headers={"range": "bytes=8-15", "if-range": '"another"'})
    assert (stale.status_code, stale.content) == (200, published)


def test_who_holds_the_file_gets_nothing_again(client: TestClient) -> None:
    for address in ("/editions/1.duckdb", "/editions/1/cell.csv", "/editions/1/cell.parquet"):
        tag = client.get(address).headers["etag"]
        again = client.get(address, headers={"if-none-match": f'"other", W/{tag}'})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(address, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_demonstration_is_kept_for_an_hour_and_a_real_edition_for_ever(
    client: TestClient, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert client.get("/editions/1.duckdb").headers["cache-control"] == "public, max-age=3600"
    real = home.with_name(f"{home.name}-real") / "editions"
    real.mkdir(parents=True)
    with duckdb.connect(str(real / "0001.duckdb")) as connection:
        connection.execute(f"ATTACH '{home / 'editions' / '0001.duckdb'}' AS sample (READ_ONLY)")
        connection.execute('COPY FROM DATABASE sample TO "0001"')
        connection.execute("UPDATE edition SET is_demonstration = false")
    monkeypatch.setenv("GDA_HOME", str(real.parent))
    settings.cache_clear()
    for address in ("/editions/1.duckdb", "/editions/1/rate.csv", "/editions/1/rate.parquet"):
        answer = client.get(address)
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert "demonstration" not in client.get("/editions/1/rate.csv").text


@pytest.mark.parametrize("table", TABLES)
def test_each_table_as_csv_and_parquet_has_every_row_and_the_mark(client: TestClient, home: Path, table: str) -> None:
    with Edition.open(home / "editions" / "0001.duckdb") as edition:
        rows = len(edition.cursor().table(table).fetchall())
        columns = edition.cursor().table(table).columns
    answer = client.get(f"/editions/1/{table}.csv")
    found = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert answer.headers["content-disposition"] == f'attachment; filename="gda-edition-0001-{table}.csv"'
    assert len(found) == rows
    assert all(row["demonstration"] == "Demonstration data – not real reports" for row in found)
    parquet = pyarrow.parquet.read_table(io.BytesIO(client.get(f"/editions/1/{table}.parquet").content))
    assert parquet.num_rows == rows
    assert parquet.column_names == [*columns, "demonstration"]
    assert b"Demonstration data" in parquet.schema.metadata[b"source"]


def test_csv_keeps_unknown_apart_from_empty_and_dates_readable(client: TestClient, home: Path) -> None:
    table = pl.read_csv(client.get("/editions/1/cell.csv").content, try_parse_dates=True)
    with Edition.open(home / "editions" / "0001.duckdb") as edition:
        cells = pl.DataFrame(editions.cell_table(edition))
    for column in ("signatory_id", "off_scale", "assessed", "as_of", "age_months", "is_due"):
        assert table[column].cast(cells[column].dtype).to_list() == cells[column].to_list(), column


def test_no_text_of_a_csv_is_a_formula(tmp_path: Path) -> None:
    hostile = ['=HYPERLINK("https://evil.example")', "+1", "-1", "@x", "\tx", "plain", None]
    signatories = pl.DataFrame(
        {
            "id": [f"b{place}" for place in range(len(hostile))],
            "name": [name or "name" for name in hostile],
            "name_fr": hostile,
            "stakeholder_type": "academia",
        }
    )
    path = editions.write(tmp_path, 1, {"signatory": signatories, "edition": _edition_row()})
    with Edition.open(path) as edition:
        found = b"".join(csv_parts(edition, "signatory", Labels("source", ""))).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(found)))
    assert [row["name_fr"] for row in rows] == [
        '\'=HYPERLINK("https://evil.example")', "'+1", "'-1", "'@x", "'\tx", "plain", "",
    ]  # fmt: skip
    assert "demonstration" not in rows[0]


def _edition_row() -> pl.DataFrame:
    from datetime import date, datetime

    return pl.DataFrame(
        {
            "number": [1],
            "published_at": [datetime(2026, 11, 14, 9)],
            "snapshot_on": [date(2026, 11, 14)],
            "method_version": ["1.0"],
            "schema_version": [1],
            "is_demonstration": [False],
            "trail_head": ["0" * 64],
            "title": ["Edition 1"],
        }
    )


def test_checksums_name_every_edition_that_can_be_read(client: TestClient, home: Path) -> None:
    digests = [hashlib.sha256((home / "editions" / f"000{n}.duckdb").read_bytes()).hexdigest() for n in (2, 1)]
    assert client.get("/editions/checksums.txt").text == (
        f"{digests[0]}  gda-edition-0002.duckdb\n{digests[1]}  gda-edition-0001.duckdb\n"
    )


def test_the_dictionary_leaves_as_csv(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/editions/dictionary.csv").content.decode("utf-8-sig"))))
    assert {row["table"] for row in rows} == set(TABLES)
    assert rows[0] == {"table": "edition", "column": "", "meaning": "One row: what this file is."}


@pytest.mark.parametrize(
    "address",
    [
        "/editions/3.duckdb",
        "/editions/9.duckdb",
        "/editions/-1.duckdb",
        "/editions/0001.duckdb.part",
        "/editions/../register.duckdb",
        "/editions/%2e%2e%2fregister.duckdb",
        "/editions/1/..%2f..%2fregister.duckdb",
        "/editions/1/membership.csv",
        "/editions/1/duckdb_tables().csv",
        "/editions/1/cell;drop.csv",
        "/editions/1/cell.duckdb",
        "/editions/1/cell.CSV",
        "/editions/9/cell.csv",
        "/editions/3/cell.parquet",
    ],
)
def test_whatever_is_no_published_edition_or_table_is_not_found(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert b"private" not in answer.content


def test_a_head_request_makes_no_table(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> None:
        raise AssertionError("a table was made")

    monkeypatch.setattr(downloads, "csv_parts", never)
    monkeypatch.setattr(downloads, "parquet_into", never)
    for suffix in ("csv", "parquet"):
        answer = client.head(f"/editions/1/cell.{suffix}")
        assert (answer.status_code, answer.content) == (200, b"")


@pytest.mark.parametrize("number", ["9" * 5000, "-1", "abc", "%D9%A1", "1.0", "999999999"])
@pytest.mark.parametrize("rest", [".duckdb", "/cell.csv"])
def test_a_number_of_no_edition_is_not_found(client: TestClient, number: str, rest: str) -> None:
    assert client.get(f"/editions/{number}{rest}").status_code == 404
