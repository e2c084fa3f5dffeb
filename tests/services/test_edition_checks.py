"""What blocks an edition, each with a sentence, and what is only worth knowing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from gda_tracker.domain.permissions import SYSTEM
from gda_tracker.domain.problems import Rejected
from gda_tracker.evidence import Store
from gda_tracker.services import editions
from gda_tracker.services.editions import preview_edition, publish_edition

from .test_editions import ON, attach, decide, report, say


def rules(register, pavel, folder: Path, **given) -> list[str]:
    return [problem.rule for problem in preview_edition(register, pavel, on=ON, folder=folder, **given).problems]


def test_codes_that_no_list_has_block_it_and_are_named(register, tmp_path, pavel):
    report(register, "kenya", claimed=3, additionality="brand_new")
    report(register, "fiji", off_scale="no_update", reason_code="weather")
    attach(register, report(register, "austria", claimed=3), kind="rumour")
    preview = preview_edition(register, pavel, on=ON, folder=tmp_path)
    assert {(one.values["column"], one.values["codes"]) for one in preview.problems} == {
        ("additionality", "brand_new"), ("reason_code", "weather"), ("kind", "rumour"),
    }  # fmt: skip
    assert isinstance(publish_edition(register, pavel, on=ON, folder=tmp_path), Rejected)
    assert not list(tmp_path.glob("*.duckdb"))


def test_a_status_off_the_scale_blocks_it(register, tmp_path, pavel):
    report(register, "kenya", claimed=7)
    assert "edition-off-the-scale" in rules(register, pavel, tmp_path)


def test_a_missing_file_of_public_evidence_blocks_it_and_a_private_one_does_not(register, tmp_path, pavel):
    store = Store(tmp_path / "evidence")
    held = store.add(b"%PDF-1.4 law")
    version = report(register, "kenya", claimed=3)
    attach(register, version, ordinal=1, file_sha256=held, url=None)
    attach(register, version, ordinal=2, file_sha256="b" * 64, url=None, is_public=False)
    assert rules(register, pavel, tmp_path, evidence=tmp_path / "evidence") == []
    attach(register, version, ordinal=3, file_sha256="a" * 64, url=None)
    preview = preview_edition(register, pavel, on=ON, folder=tmp_path, evidence=tmp_path / "evidence")
    assert [problem.rule for problem in preview.problems] == ["edition-file-missing"]
    assert preview.problems[0].values == {"count": 1, "sha256": "a" * 64}


def test_a_rate_that_breaks_a_law_blocks_it(register, tmp_path, pavel, monkeypatch):
    report(register, "kenya", claimed=3)
    honest = editions.compute

    def exaggerated(*given):
        found = honest(*given)
        worse = pl.when(pl.int_range(pl.len()) == 0).then(99).otherwise(pl.col("verified")).alias("verified")
        return type(found)(found.on, found.signatories, found.cells, found.rates.with_columns(worse))

    monkeypatch.setattr(editions, "compute", exaggerated)
    assert rules(register, pavel, tmp_path) == ["edition-law-1", "edition-other-count"]


def test_a_broken_trail_blocks_it(register, tmp_path, pavel):
    register.cursor().execute("UPDATE trail SET actor_id = 'mallory' WHERE seq = 2")
    assert "edition-trail-broken" in rules(register, pavel, tmp_path)


def test_what_will_move_soon_is_told_and_blocks_nothing(register, tmp_path, pavel):
    returned = report(register, "kenya", claimed=3)
    decide(register, returned, "return", reason="Which page?")
    lowered = report(register, "fiji", claimed=3)
    decide(register, lowered, "lower", day=date(2026, 10, 20), status=2)
    say(register, lowered, "We do more.", day=date(2026, 10, 21))
    decide(register, report(register, "austria", claimed=3), "lower", day=date(2026, 10, 20), status=1)
    preview = preview_edition(register, pavel, on=ON, folder=tmp_path)
    assert preview.problems == ()
    assert {one.rule: one.values["count"] for one in preview.warnings} == {
        "edition-returns-open": 1, "edition-replies-unanswered": 1, "edition-tacit-coming": 1,
    }  # fmt: skip


def test_a_preview_follows_every_change_of_the_register(register, tmp_path, pavel):
    first = preview_edition(register, pavel, on=ON, folder=tmp_path)
    assert preview_edition(register, pavel, on=ON, folder=tmp_path) is first
    with register.change(SYSTEM) as change:
        change.trail("test.nothing", "nothing")
    assert preview_edition(register, pavel, on=ON, folder=tmp_path) is not first
