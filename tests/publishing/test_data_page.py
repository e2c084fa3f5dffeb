"""The data page: everything it offers is there, every column has a meaning, and a demonstration says what it is."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from gda_tracker.editions import SCHEMA_VERSION, TABLES, Edition
from gda_tracker.editions.tables import table, table_parts, table_rows
from gda_tracker.editions.writing import SCHEMA_SQL
from gda_tracker.publishing import fingerprints
from gda_tracker.publishing.asked import Asked, Body
from gda_tracker.publishing.book import asked_of, body, lead
from gda_tracker.publishing.citation import citation
from gda_tracker.publishing.dictionary import dictionary
from gda_tracker.publishing.installation import Installation
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services import analysis
from gda_tracker.settings import Settings
from tests.sample_edition import write_sample

PUBLIC = Installation("https://tracker.example", "ODbL 1.0", "https://opendatacommons.org/licenses/odbl/1-0/")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home") / "editions"
    write_sample(folder, number=1, signatories=90)
    write_sample(folder, number=2, signatories=95)
    (folder / "0003.duckdb").write_bytes(b"cut off")
    return folder


def ask(folder: Path, language: str = "en", **query: str) -> Asked:
    asked = asked_of(Shelf(folder), "data", query, language, analysis, PUBLIC)
    assert asked is not None
    return asked


def shown(folder: Path, **query: str) -> Body:
    found = body("data", ask(folder, **query))
    assert found is not None
    return found


def test_the_dictionary_describes_every_column_of_the_schema_and_no_other() -> None:
    tables = re.findall(r"CREATE TABLE (\w+) \((.*?)\n\);", SCHEMA_SQL, flags=re.DOTALL)
    schema = {name: tuple(re.findall(r"^ +(\w+) ", columns, flags=re.MULTILINE)) for name, columns in tables}
    assert {entry.name: tuple(column.name for column in entry.columns) for entry in dictionary()} == schema
    assert tuple(entry.name for entry in dictionary()) == TABLES
    assert SCHEMA_VERSION == 1


def test_every_table_and_column_has_a_sentence() -> None:
    meanings = [entry.meaning for entry in dictionary()]
    meanings += [column.meaning for entry in dictionary() for column in entry.columns]
    assert all(meaning.endswith(".") and len(meaning) > 8 for meaning in meanings)


def test_the_lead_names_edition_date_and_method(folder: Path) -> None:
    found = lead("data", ask(folder, edition="1"))
    assert found is not None
    assert found.html.count("<h1") == 1
    assert "edition 1, method 1.0" in found.html
    assert found.filters == (("Edition", "1"),)


def test_the_edition_is_offered_whole_with_size_and_checksum(folder: Path) -> None:
    html, file = shown(folder, edition="1").parts["download"], folder / "0001.duckdb"
    assert 'href="/editions/1.duckdb"' in html
    assert "gda-edition-0001.duckdb" in html
    assert hashlib.sha256(file.read_bytes()).hexdigest() in html
    assert f"{file.stat().st_size / 1e6:.1f} MB" in html


def test_each_table_is_offered_with_its_rows(folder: Path) -> None:
    html = shown(folder, edition="1").parts["download"]
    with Edition.open(folder / "0001.duckdb") as edition:
        rows = table_rows(edition)
    for name in TABLES:
        line = re.search(rf'href="#table-{name}".*?</tr>', html, flags=re.DOTALL)
        assert line is not None
        assert f'<td role="cell" class="num">{rows[name]:,}</td>' in line[0]
        assert f'href="/editions/1/{name}.csv"' in line[0]
        assert f'href="/editions/1/{name}.parquet"' in line[0]


def test_every_edition_is_listed_newest_first_and_an_unreadable_one_with_its_reason(folder: Path) -> None:
    html = shown(folder).parts["editions"]
    assert re.findall(r'href="/\?edition=(\d)"', html) == ["2", "1"]
    assert html.count('aria-current="true"') == 1
    assert "0003.duckdb is damaged or no edition" in html
    for number in (1, 2):
        assert hashlib.sha256((folder / f"000{number}.duckdb").read_bytes()).hexdigest() in html


def test_the_citation_names_edition_date_method_and_address(folder: Path) -> None:
    found = citation(ask(folder, edition="1"))
    assert found.sentence == (
        "Green Digital Action Tracker, edition 1, data as of 14 November 2026, method version 1.0. "
        "https://tracker.example/?edition=1 (accessed on [day]). Demonstration data – not real reports."
    )
    assert found.bibtex == (
        "@misc{gda-tracker-edition-1,\n"
        "  title = {{Green Digital Action Tracker}},\n"
        "  edition = {1},\n"
        "  year = {2026},\n"
        "  month = nov,\n"
        "  note = {Data as of 2026-11-14, method version 1.0. Demonstration data – not real reports},\n"
        "  url = {https://tracker.example/?edition=1},\n"
        "  urldate = {},\n"
        "}"
    )


def test_the_licence_is_this_installations_and_open_by_default(folder: Path) -> None:
    html = shown(folder).parts["cite"]
    assert '<a href="https://opendatacommons.org/licenses/odbl/1-0/" rel="license noopener">ODbL 1.0</a>' in html
    usual = Settings(_env_file=None)  # type: ignore[call-arg]
    assert (usual.data_licence, usual.data_licence_url) == (
        "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/",
    )  # fmt: skip


def test_a_demonstration_says_so_where_data_leaves(folder: Path) -> None:
    parts = shown(folder).parts
    for name in ("download", "cite", "editions"):
        assert "Demonstration data – not real reports" in parts[name], name


def test_a_hostile_licence_address_leads_nowhere(folder: Path) -> None:
    hostile = Installation("https://t.example", "<script>alert(1)</script>", "javascript:alert(1)")
    asked = asked_of(Shelf(folder), "data", {}, "en", analysis, hostile)
    assert asked is not None
    found = body("data", asked)
    assert found is not None
    assert "<script>" not in found.parts["cite"]
    assert "javascript:" not in found.parts["cite"]


def test_a_table_comes_whole_or_in_parts_and_only_by_a_name_of_the_schema(folder: Path) -> None:
    with Edition.open(folder / "0001.duckdb") as edition:
        whole = table(edition, "cell")
        parts = table_parts(edition, "cell")
        # Another question in between does not end what is being read.
        assert table(edition, "edition").num_rows == 1
        assert sum(part.num_rows for part in parts) == whole.num_rows == table_rows(edition)["cell"]
        for name in ("membership", "cell; DROP TABLE cell", "duckdb_tables()", "CELL", ""):
            with pytest.raises(LookupError):
                table(edition, name)
            with pytest.raises(LookupError):
                table_parts(edition, name)


def test_a_checksum_is_computed_once_and_again_when_the_file_is_another(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"one")
    before = fingerprints._sha256.cache_info().misses
    assert fingerprints.sha256_of(file) == hashlib.sha256(b"one").hexdigest()
    assert fingerprints.sha256_of(file) == hashlib.sha256(b"one").hexdigest()
    assert fingerprints._sha256.cache_info().misses == before + 1
    file.write_bytes(b"another")
    assert fingerprints.sha256_of(file) == hashlib.sha256(b"another").hexdigest()
