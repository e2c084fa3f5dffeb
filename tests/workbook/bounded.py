"""Reads and answers every file of a folder, each in a process that the system stops at the limits.

`python -m tests.workbook.bounded FOLDER` prints one line a file: its name, `ok` or how it ended, and its peak in MiB.
Limits: 512 MiB of address space, 5 seconds of processor, a minute of wall clock (processors are shared).
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from datetime import date
from pathlib import Path

from gda_tracker.domain.problems import Problem
from gda_tracker.facts import indicators, items
from gda_tracker.i18n import text
from gda_tracker.workbook.annotation import annotated
from gda_tracker.workbook.opening import OpenedFile, open_table_file
from gda_tracker.workbook.reader import Expected, ReadReport, read_report

MEMORY_BYTES = 512 * 1024 * 1024
PROCESSOR_S = 5
WALL_S = 60
SENTENCES = text("en")


def answer(data: bytes, name: str) -> None:
    """Open, read and check a file and, where cells are wrong, mark them in it."""
    opened = open_table_file(data, name)
    if not isinstance(opened, OpenedFile):
        return
    expected = Expected("kenya", "2026", items(), items(), date(2026, 11, 22), catalogue=indicators())
    read = read_report(opened, expected)
    if isinstance(read, ReadReport) and read.problems:
        annotated(data, opened, read, read.problems, Problem.sentence, SENTENCES)


def bounded(path: Path, name: str) -> tuple[str, int]:
    """How it ended in a process of its own, and the most memory that it held, MiB."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        used = resource.getrusage(resource.RUSAGE_SELF)
        limit = int(used.ru_utime + used.ru_stime) + PROCESSOR_S
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        signal.alarm(WALL_S)
        try:
            answer(path.read_bytes(), name)
        except BaseException as failure:
            print(f"{path.name}: {failure!r}", file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    _, status, usage = os.wait4(child, 0)
    ended = "ok" if status == 0 else f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else "raised"
    return ended, usage.ru_maxrss // 1024


def main(folder: Path, names: dict[str, str]) -> None:
    """One line a file."""
    items(), indicators()
    for path in sorted(folder.iterdir()):
        ended, peak = bounded(path, names.get(path.name, "kenya.xlsx"))
        print(f"{path.name}\t{ended}\t{peak}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), dict.fromkeys(sys.argv[2:], "kenya.csv"))
