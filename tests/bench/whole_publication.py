"""The whole of `publish_edition` from a register file, and the floor beside it: straight SQL that makes cells and
rates from the same tables of the same file, and no edition."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Final

import duckdb
import polars as pl

from gda_tracker.domain.permissions import Actor, Role
from gda_tracker.editions import Edition
from gda_tracker.facts import countries
from gda_tracker.register import Register
from gda_tracker.services.edition_tables import applicability
from gda_tracker.services.editions import Published, publish_edition

from .bench_publish import BARE_CELLS, BARE_RATES, ON

TARGET: Final = 4.0
TARGET_MIB: Final = 4096
ADMINISTRATOR: Final = Actor("pavel", "Pavel", frozenset({Role.ADMINISTRATOR}), frozenset(), "pavel@itu.example")

BARE_SIGNATORY: Final = """
    CREATE TEMP TABLE counted_signatory AS
    SELECT s.signatory_id AS id, s.stakeholder_type, e.withdrawn_on, g.*,
           coalesce(e.endorsed_on, e.source_dated_on) AS known_since
    FROM signatory AS s JOIN endorsement AS e USING (signatory_id) LEFT JOIN grouping AS g USING (iso3)
"""
BARE_APPLICABLE: Final = """
    CREATE TEMP TABLE applicable AS
    SELECT s.id AS signatory_id, a.item
    FROM counted_signatory AS s
    JOIN matrix AS a ON a.stakeholder_type = s.stakeholder_type
        AND (a.party_group = 'any' OR (a.party_group = 'annex_i' AND s.annex_i)
             OR (a.party_group = 'non_annex_i' AND NOT s.annex_i))
"""
BARE_NEWEST: Final = """
    CREATE TEMP TABLE newest AS
    WITH ruling AS (
        SELECT version_id, arg_max(decision, row_no) AS decision, arg_max(status, row_no) AS status,
               arg_max(evidence, row_no) AS evidence
        FROM review_row WHERE CAST(decided_at AS DATE) <= $on GROUP BY version_id
    ),
    chosen AS (
        SELECT arg_max(e.row_no, (e.cycle, e.row_no)) AS row_no
        FROM entry_row AS e LEFT JOIN ruling AS r USING (version_id)
        WHERE e.is_submitted AND CAST(e.saved_at AS DATE) <= $on AND r.decision IS DISTINCT FROM 'return'
        GROUP BY e.signatory_id, e.item
    ),
    entry AS (SELECT e.* FROM entry_row AS e JOIN chosen USING (row_no)),
    attached AS (
        SELECT version_id,
               max(CASE WHEN v.kind = 'primary_document' AND v.locator <> '' THEN 2 ELSE 1 END) AS evidence
        FROM evidence_row AS v SEMI JOIN entry USING (version_id) GROUP BY version_id
    ),
    received AS (
        SELECT signatory_id, cycle, CAST(min(submitted_at) AS DATE) AS received_on
        FROM submission_row WHERE CAST(submitted_at AS DATE) <= $on GROUP BY signatory_id, cycle
    )
    SELECT e.signatory_id, e.item, e.cycle, e.claimed, e.off_scale, coalesce(a.evidence, 0) AS evidence, e.as_of,
           CAST(e.saved_at AS DATE) AS submitted_on, e.additionality, r.decision, r.status AS decided_status,
           r.evidence AS decided_evidence,
           coalesce(s.received_on, CAST(e.saved_at AS DATE)) <= c.due_on AS was_on_time
    FROM entry AS e
    LEFT JOIN ruling AS r USING (version_id)
    LEFT JOIN attached AS a USING (version_id)
    LEFT JOIN received AS s ON s.signatory_id = e.signatory_id AND s.cycle = e.cycle
    LEFT JOIN cycle AS c ON c.code = e.cycle
"""
BARE_JOINED: Final = """
    CREATE TEMP TABLE made_cell AS
    WITH joined AS (
        SELECT s.id AS signatory_id, a.item, s.known_since, s.withdrawn_on, n.cycle, n.off_scale, n.claimed,
               n.was_on_time, n.additionality, coalesce(n.as_of, n.submitted_on) AS as_of,
               CASE WHEN n.as_of IS NULL THEN least(2, coalesce(n.decided_evidence, n.evidence))
                    ELSE coalesce(n.decided_evidence, n.evidence) END AS evidence,
               n.decided_status, n.decision
        FROM applicable AS a
        JOIN counted_signatory AS s ON s.id = a.signatory_id
        LEFT JOIN newest AS n ON n.signatory_id = a.signatory_id AND n.item = a.item
    )
"""


def bare(path: Path) -> dict[str, Any]:
    """Cells and rates from the register's tables by SQL alone, in memory as large as it likes."""
    started = time.perf_counter()
    connection = duckdb.connect(str(path), read_only=True)
    connection.register("grouping", _grouping().to_arrow())
    connection.register("matrix", applicability().to_arrow())
    connection.execute(BARE_SIGNATORY)
    connection.execute(BARE_APPLICABLE)
    connection.execute(BARE_NEWEST, {"on": ON})
    connection.execute(BARE_JOINED + BARE_CELLS, {"on": ON})
    connection.execute(BARE_RATES.replace("TABLE", "TEMP TABLE").replace("JOIN signatory", "JOIN counted_signatory"))
    seconds = time.perf_counter() - started
    found = connection.execute("SELECT count(*), (SELECT max(verified) FROM made_rate) FROM made_cell").fetchone()
    connection.close()
    return _result(seconds, *(found or (0, 0)))


def ours(path: Path, folder: Path) -> dict[str, Any]:
    """An edition published from the register file: opened, computed, written, synced, named, recorded."""
    started = time.perf_counter()
    register = Register.open(path)
    published = publish_edition(register, ADMINISTRATOR, on=ON, folder=folder)
    register.close()
    seconds = time.perf_counter() - started
    assert isinstance(published, Published)
    with Edition.open(published.path) as edition:
        ((cells, most),) = edition.rows("SELECT count(*), (SELECT max(verified) FROM rate) FROM cell")
    file_mib = round(published.path.stat().st_size / 2**20, 1)
    return _result(seconds, cells, most) | {"file_mib": file_mib}


def _result(seconds: float, cells: int, most_verified: int) -> dict[str, Any]:
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"seconds": round(seconds, 3), "peak_mib": peak_mib, "cells": cells, "most_verified": most_verified}


def _grouping() -> pl.DataFrame:
    rows = [
        (c.iso3, c.annex_i, c.itu_region, c.un_region, c.ldc, c.lldc, c.sids, c.world_bank_income)
        for c in countries().values()
    ]
    columns = ["iso3", "annex_i", "itu_region", "un_region", "is_ldc", "is_lldc", "is_sids", "income_group"]
    return pl.DataFrame(rows, schema=columns, orient="row", infer_schema_length=None)


def compare(size: int) -> dict[str, Any]:
    """Bare and ours over one register file of that size, each step in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "register.duckdb"
        subprocess.run([sys.executable, "-m", "tests.bench.full_register", str(path), str(size)], check=True)
        results = {way: _in_own_process(way, path) for way in ("bare", "ours")}
        assert not (folder / "register.duckdb.tmp").exists()
    same = all(results["bare"][what] == results["ours"][what] for what in ("cells", "most_verified"))
    ratio = round(results["ours"]["seconds"] / results["bare"]["seconds"], 2)
    limits = {"target": TARGET, "target_mib": TARGET_MIB}
    return results | {"ratio": ratio, "peak_mib": results["ours"]["peak_mib"], "same_counts": same} | limits


def _in_own_process(way: str, path: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.whole_publication", way, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    _, chosen, register_path = sys.argv
    if chosen == "bare":
        print(json.dumps(bare(Path(register_path))))
    else:
        editions_folder = Path(register_path).parent / "editions"
        print(json.dumps(ours(Path(register_path), editions_folder)))
        shutil.rmtree(editions_folder)
