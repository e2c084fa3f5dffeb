"""`make bench`: every benchmark, a table on the screen and `bench-results.json` beside it."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

BENCHES = (
    "bench_pages",
    "bench_public",
    "bench_overview",
    "bench_publish",
    "bench_import",
    "bench_workbook",
    "bench_form",
    "bench_desk",
    "bench_load",
)


def main(names: list[str]) -> int:
    """Run the named benchmarks, or all; one that fails is reported and the others still run."""
    console, results, failed = Console(), {}, 0
    for name in names or BENCHES:
        console.print(f"[bold]{name}[/bold] …")
        try:
            results[name] = importlib.import_module(f"tests.bench.{name}").run()
        except Exception as error:
            results[name] = {"failed": repr(error)}
            failed += 1
        console.print(_table(name, results[name]))
    Path("bench-results.json").write_text(json.dumps(results, indent=2, default=str), encoding="utf-8")
    return failed


def _table(title: str, result: dict[str, Any]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("what")
    table.add_column("figure", justify="right")
    for name, value in _flat(result):
        table.add_row(name, f"{value:,.3f}" if isinstance(value, float) else str(value))
    return table


def _flat(value: Any, name: str = "") -> list[tuple[str, Any]]:
    if isinstance(value, dict):
        return [row for key, inner in value.items() for row in _flat(inner, f"{name} · {key}" if name else str(key))]
    return [(name, value)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
