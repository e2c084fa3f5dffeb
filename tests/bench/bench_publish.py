"""Publishing at 2,000 and 200,000 signatories × 18 items × 3 cycles, against the bare SQL that makes cells and rates.

First the whole publication from a register file (`whole_publication`), then the method and the writing alone, from
tables that lie ready. `run(sizes)` measures each way in a process of its own, so that peak memory is its own.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import duckdb
import numpy as np
import polars as pl

from gda_tracker import editions
from gda_tracker.domain.declaration import ITEM_CODES, StakeholderType
from gda_tracker.method import METHOD_VERSION, frames
from gda_tracker.method.cells import as_counted, cells_at
from gda_tracker.method.rates import follow_up, funnels, rates

ON: Final = date(2026, 11, 20)
CYCLES: Final = ("2024", "2025", "2026")
SUBMITTED: Final = (date(2024, 9, 10), date(2025, 9, 10), date(2026, 9, 10))
SIZES: Final = (2_000, 200_000)

BARE_JOINED: Final = """
    CREATE TABLE made_cell AS
    WITH newest AS (
        SELECT signatory_id, item, max_by(entry, cycle) AS e FROM entry GROUP BY signatory_id, item
    ),
    joined AS (
        SELECT s.id AS signatory_id, a.item, s.known_since, s.withdrawn_on, n.e.cycle AS cycle,
               n.e.off_scale AS off_scale, n.e.claimed AS claimed, n.e.was_on_time AS was_on_time,
               n.e.additionality AS additionality, coalesce(n.e.as_of, n.e.submitted_on) AS as_of,
               CASE WHEN n.e.as_of IS NULL
                    THEN least(2, coalesce(n.e.decided_evidence, n.e.evidence))
                    ELSE coalesce(n.e.decided_evidence, n.e.evidence) END AS evidence,
               n.e.decided_status AS decided_status, n.e.decision AS decision
        FROM signatory AS s
        JOIN applicability AS a USING (stakeholder_type)
        LEFT JOIN newest AS n ON n.signatory_id = s.id AND n.item = a.item
    )
"""
BARE_CELLS: Final = """
    SELECT signatory_id, item,
           (withdrawn_on IS NULL OR withdrawn_on > $on)
               AND (cycle IS NOT NULL OR known_since + INTERVAL 6 MONTH <= $on)
               AND NOT coalesce(decision = 'accept_not_applicable', false) AS is_due,
           CASE WHEN cycle IS NULL THEN 'no_report' ELSE off_scale END AS off_scale,
           claimed, evidence, least(claimed, least(4, evidence + 1), coalesce(decided_status, 4)) AS assessed,
           as_of, datediff('month', as_of, $on) AS age_months,
           CASE WHEN as_of + INTERVAL 12 MONTH >= $on THEN 'fresh'
                WHEN as_of + INTERVAL 24 MONTH >= $on THEN 'ageing'
                WHEN as_of IS NOT NULL THEN 'out_of_date' END AS age_class,
           additionality, cycle, was_on_time
    FROM joined
"""
BARE_RATES: Final = """
    CREATE TABLE made_rate AS
    WITH flagged AS (
        SELECT c.item, s.stakeholder_type, s.itu_region, s.un_region, s.is_ldc, s.is_lldc, s.is_sids, s.income_group,
               x.additionality, c.cycle IS NOT NULL AND c.age_class <> 'out_of_date' AS responded,
               (x.additionality = 'any' OR c.additionality IN ('new', 'expanded')) AS is_in,
               c.claimed, c.assessed, c.evidence, c.was_on_time
        FROM made_cell AS c
        JOIN signatory AS s ON s.id = c.signatory_id
        CROSS JOIN (VALUES ('any'), ('new_or_expanded')) AS x (additionality)
        WHERE c.is_due
    )
    SELECT item, itu_region, un_region, is_ldc, is_lldc, is_sids, income_group, stakeholder_type, additionality,
           count(*) AS due, count(*) FILTER (responded) AS responded,
           count(*) FILTER (responded AND is_in AND claimed >= 3) AS claimed,
           count(*) FILTER (responded AND is_in AND assessed >= 3 AND evidence >= 2) AS evidence_backed,
           count(*) FILTER (responded AND is_in AND assessed >= 3 AND evidence >= 3) AS verified,
           count(*) FILTER (responded AND is_in AND assessed >= 2 AND evidence >= 2) AS acting,
           count(*) FILTER (responded AND was_on_time) AS on_time
    FROM flagged
    GROUP BY GROUPING SETS (
        (item, additionality), (item, additionality, stakeholder_type),
        (item, additionality, itu_region), (item, additionality, itu_region, stakeholder_type),
        (item, additionality, un_region), (item, additionality, un_region, stakeholder_type),
        (item, additionality, is_ldc), (item, additionality, is_ldc, stakeholder_type),
        (item, additionality, is_lldc), (item, additionality, is_lldc, stakeholder_type),
        (item, additionality, is_sids), (item, additionality, is_sids, stakeholder_type),
        (item, additionality, income_group), (item, additionality, income_group, stakeholder_type))
"""


def synthetic(size: int) -> dict[str, pl.DataFrame]:
    """A register's worth of tables: every body may be due on all 18 items and answered in all three cycles."""
    chance = np.random.default_rng(29)
    types = [kind.value for kind in StakeholderType]
    ids = [f"signatory-{n:06}" for n in range(size)]

    def drawn(values: list[Any], rows: int, odds: list[float] | None = None) -> pl.Series:
        return pl.Series(values)[chance.choice(len(values), rows, p=odds)]

    signatories = pl.DataFrame(
        {
            "id": ids,
            "name": ids,
            "stakeholder_type": drawn(types, size),
            "iso3": pl.Series([None] * size, dtype=pl.String),
            "annex_i": drawn([True, False], size),
            "itu_region": drawn(["Africa", "Americas", "Arab States", "Asia-Pacific", "CIS", "Europe"], size),
            "un_region": drawn(["Africa", "Americas", "Asia", "Europe", "Oceania"], size),
            "is_ldc": drawn([True, False], size),
            "is_lldc": drawn([True, False], size),
            "is_sids": drawn([True, False], size),
            "income_group": drawn(["High income", "Low income", "Lower middle income", "Upper middle income"], size),
            "endorsed_on": pl.Series([date(2024, 11, 16)] * size),
            "known_since": pl.Series([date(2024, 11, 16)] * size),
            "withdrawn_on": pl.Series([None] * size, dtype=pl.Date),
        }
    )
    rows = size * len(ITEM_CODES)
    parts = []
    for cycle, submitted_on in zip(CYCLES, SUBMITTED, strict=True):
        claimed = pl.Series(chance.integers(0, 5, rows), dtype=pl.Int8)
        parts.append(
            pl.DataFrame(
                {
                    "signatory_id": pl.Series(ids)[np.repeat(np.arange(size), len(ITEM_CODES))],
                    "item": pl.Series(ITEM_CODES)[np.tile(np.arange(len(ITEM_CODES)), size)],
                    "cycle": pl.Series([cycle])[np.zeros(rows, dtype=int)],
                    "claimed": claimed,
                    "off_scale": pl.Series([None] * rows, dtype=pl.String),
                    "evidence": pl.Series(chance.integers(0, 3, rows), dtype=pl.Int8),
                    "as_of": drawn([submitted_on, date(submitted_on.year, 1, 31), None], rows, [0.6, 0.3, 0.1]),
                    "submitted_on": pl.Series([submitted_on])[np.zeros(rows, dtype=int)],
                    "additionality": drawn(["new", "expanded", "pre_existing", "unknown"], rows),
                    "was_on_time": drawn([True, False], rows),
                    "decision": drawn(["confirm", None], rows),
                    "decided_status": pl.Series([None] * rows, dtype=pl.Int8),
                    "decided_evidence": drawn([3, 4, None], rows, [0.3, 0.1, 0.6]).cast(pl.Int8),
                }
            )
        )
    applicability = pl.DataFrame(
        [(kind, "any", item) for kind in types for item in ITEM_CODES], schema=frames.APPLICABILITY, orient="row"
    )
    return {"signatory": signatories, "entry": pl.concat(parts), "applicability": applicability}


def bare(tables: dict[str, pl.DataFrame]) -> dict[str, int]:
    """Cells and rates by SQL alone, in memory."""
    connection = duckdb.connect()
    for name, table in tables.items():
        connection.register(name, table.to_arrow())
    connection.execute(BARE_JOINED + BARE_CELLS, {"on": ON})
    connection.execute(BARE_RATES)
    counts = connection.execute("SELECT (SELECT count(*) FROM made_cell), (SELECT count(*) FROM made_rate)").fetchone()
    total = connection.execute("SELECT max(verified) FROM made_rate").fetchone()
    assert counts
    assert total
    return {"cells": counts[0], "rates": counts[1], "most_verified": total[0]}


def ours(tables: dict[str, pl.DataFrame], folder: Path) -> dict[str, Any]:
    """Cells, rates, funnels and counts by the method, and the edition file with every entry, synced and renamed."""
    marks = [("start", time.perf_counter())]
    signatories = tables["signatory"]
    cells = cells_at(signatories, tables["entry"], tables["applicability"], ON)
    marks.append(("cells", time.perf_counter()))
    made = rates(cells, signatories)
    marks.append(("rates", time.perf_counter()))
    computed = {"rate": made, "funnel": funnels(cells, signatories, ON), "follow_up": follow_up(cells)}
    marks.append(("funnels", time.perf_counter()))
    info = pl.DataFrame(
        {
            "number": [1], "published_at": [datetime(2026, 11, 20)], "snapshot_on": [ON], "schema_version": [1],
            "method_version": [METHOD_VERSION], "is_demonstration": [True], "trail_head": [""], "title": ["Bench"],
        }
    )  # fmt: skip
    entries = tables["entry"].drop("decision", "decided_status", "decided_evidence")
    path = editions.write(
        folder, 1, computed | {"edition": info, "signatory": as_counted(signatories), "cell": cells, "entry": entries}
    )
    marks.append(("write", time.perf_counter()))
    steps = {name: round(then - before, 3) for (_, before), (name, then) in pairwise(marks)}
    most = made["verified"].max()
    return {"cells": cells.height, "rates": made.height, "most_verified": most, "steps_s": steps,
            "file_mib": round(path.stat().st_size / 2**20, 1)}  # fmt: skip


def measure(way: str, size: int) -> dict[str, Any]:
    """One way at one size, in this process: seconds, and peak memory above that of the input tables."""
    tables = synthetic(size)
    before_mib = _resident_mib()
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        made = bare(tables) if way == "bare" else ours(tables, Path(folder))
        seconds = time.perf_counter() - started
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"seconds": round(seconds, 3), "peak_mib": peak_mib, "input_mib": before_mib} | made


def _resident_mib() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 // 2**20


def run(sizes: tuple[int, ...] = SIZES) -> dict[str, Any]:
    """Both ways at each size, from a register file and from ready tables; `ratio` is ours ÷ bare, in seconds."""
    from . import whole_publication

    found: dict[str, Any] = {}
    print(f"{'signatories':>11} {'from':>8} {'way':>5} {'seconds':>8} {'peak MiB':>9}  steps")
    for size in sizes:
        ready = {way: _in_own_process(way, size) for way in ("bare", "ours")}
        ready |= {"ratio": round(ready["ours"]["seconds"] / ready["bare"]["seconds"], 2)}
        found[str(size)] = {"register": whole_publication.compare(size), "tables": ready}
        for source, results in found[str(size)].items():
            for way in ("bare", "ours"):
                result = results[way]
                line = f"{size:>11,} {source:>8} {way:>5} {result['seconds']:>8} {result['peak_mib']:>9}"
                print(line, result.get("steps_s", ""))
            print(f"{size:>11,} {source:>8} ratio {results['ratio']:>8.2f}")
    return found


def _in_own_process(way: str, size: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.bench.bench_publish", way, str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
    else:
        run()
