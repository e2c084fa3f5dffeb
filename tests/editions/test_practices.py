"""What was offered to others: each practice once, found by plain words, and never from whom withdrew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from gda_tracker import editions
from gda_tracker.domain.rates import Counts
from gda_tracker.editions import Edition, write

OFFERS = (
    ("kenya", "O1", "2025", "Flood maps", "Old words."),
    ("kenya", "O1", "2026", "Flood maps", "Drawn by 40 villages; 100 % open."),
    ("kenya", "O3", "2026", "Repair cafés", "It's in every library_room."),
    ("fiji", "O1", "2026", "Warnings by radio", "Heard on 30 islands."),
    ("austria", "O8", "2026", "Peer visits", "Two days each."),
)


@pytest.fixture(scope="module")
def offering(small_tables: dict[str, pl.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edition]:
    """The small edition with five offers; Austria has withdrawn, Kenya's entry on O1 names two elements."""
    gone = pl.when(pl.col("id") == "austria").then(date(2026, 10, 1)).alias("withdrawn_on")
    named = pl.when((pl.col("signatory_id") == "kenya") & (pl.col("item") == "O1")).then(pl.lit("O1.3 O1.4"))
    tables = small_tables | {
        "practice": pl.DataFrame(OFFERS, ["signatory_id", "item", "cycle", "title", "summary"], orient="row"),
        "signatory": small_tables["signatory"].with_columns(gone),
        "entry": small_tables["entry"].with_columns(named.alias("elements")),
    }
    with Edition.open(write(tmp_path_factory.mktemp("offering"), 1, tables)) as opened:
        yield opened


def titles(edition: Edition, **asked: str) -> list[str]:
    return [one.title for one in editions.practices(edition, **asked)]


def test_each_practice_stands_once_in_its_newest_words_and_alphabetically_by_signatory(offering: Edition) -> None:
    assert titles(offering) == ["Warnings by radio", "Flood maps", "Repair cafés"]
    assert editions.practices(offering)[1].summary == "Drawn by 40 villages; 100 % open."


def test_a_practice_knows_its_elements_and_what_the_newest_report_says(offering: Edition) -> None:
    _, flood, repair = editions.practices(offering)
    assert (flood.elements, flood.cycle, flood.reported_cycle) == (("O1.3", "O1.4"), "2026", "2026")
    assert (flood.claimed, flood.evidence, flood.assessed, flood.age_class) == (4, 4, 4, "fresh")
    assert (repair.elements, repair.claimed, repair.off_scale) == ((), None, "no_report")


def test_who_withdrew_offers_nothing_any_more(offering: Edition) -> None:
    assert titles(offering, search="Peer") == []


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"item": "O1"}, ["Warnings by radio", "Flood maps"]),
        ({"element": "O1.4"}, ["Flood maps"]),
        ({"element": "O1"}, []),
        ({"stakeholder_type": "private_sector"}, []),
        ({"dimension": "itu_region", "member": "Africa"}, ["Flood maps", "Repair cafés"]),
        ({"dimension": "sids", "member": "yes"}, ["Warnings by radio"]),
        ({"dimension": "income_group", "member": "Lower middle income"}, ["Flood maps", "Repair cafés"]),
    ],
)
def test_each_filter_leaves_what_it_says(offering: Edition, asked: dict[str, str], found: list[str]) -> None:
    assert titles(offering, **asked) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("CAFES", ["Repair cafés"]),
        ("kenya villages", ["Flood maps"]),
        ("villages kenya radio", []),
        ("  ", ["Warnings by radio", "Flood maps", "Repair cafés"]),
        ("%", ["Flood maps"]),
        ("_", ["Repair cafés"]),
        ("it's", ["Repair cafés"]),
        ("' OR 1=1 --", []),
        ("\\", []),
        ("'); DROP TABLE practice; --", []),
    ],
)
def test_the_search_is_plain_text(offering: Edition, words: str, found: list[str]) -> None:
    assert titles(offering, search=words) == found
    assert len(editions.practices(offering)) == 3


def test_a_practice_names_its_group_in_every_dimension(offering: Edition) -> None:
    fiji = editions.practices(offering)[0]
    assert [fiji.member(name) for name in ("itu_region", "un_region", "ldc", "sids", "income_group")] == [
        "Asia-Pacific", "Oceania", "no", "yes", "Upper middle income",
    ]  # fmt: skip


def test_an_edition_without_practices_has_none(edition: Edition, tmp_path: Path) -> None:
    assert editions.practices(edition) == ()


def test_signatories_are_compared_alphabetically_with_their_objectives_counted(edition: Edition) -> None:
    found = editions.compared(edition, ["kenya", "fiji", "' OR 1=1 --", "kenya"])
    assert [body.id for body in found] == ["fiji", "kenya"]
    assert found[1].objectives == Counts(8, responded=1, claimed=1, evidence_backed=1, verified=1)
    assert [len(body.cells) for body in found] == [18, 18]
    assert editions.compared(edition, []) == ()
