"""Writes files as evidence and is killed in the middle of it, again and again.

Run as a script: `file_writer.py HOME TURNS SEED`. It loads everything once, then each turn is a process of its own
that opens the register, adds file after file and acknowledges each; it is killed without warning after a while.
Every acknowledged hash is printed on a line of its own.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import time
import traceback
from pathlib import Path

from gda_tracker.domain.permissions import Actor, Role
from gda_tracker.register import Register
from gda_tracker.services.evidence import StoredFile, add_file

AMINA = Actor("amina", "Amina", frozenset({Role.FOCAL_POINT}), frozenset({"kenya"}))
HASH_BYTES = 65


def write(home: Path, acknowledged: int) -> None:
    """Add tables of up to two megabytes until killed; the hash of each leaves once it was acknowledged."""
    register = Register.open(home / "register.duckdb")
    while True:
        noise = os.urandom(random.randrange(1_000, 1_000_000)).hex("\n", 16)
        table = f"Noise;Year\n{noise.replace(chr(10), f';2025{chr(10)}')};2025\n".encode()
        stored = add_file(register, AMINA, home / "evidence", "kenya", "2026", table, "noise.csv")
        assert isinstance(stored, StoredFile), stored
        os.write(acknowledged, f"{stored.sha256}\n".encode())


def turn(home: Path, chance: random.Random) -> bytes:
    """One process, killed at any moment after its first file; gives what it acknowledged."""
    reading, writing = os.pipe()
    writer = os.fork()
    if writer == 0:
        os.close(reading)
        try:
            write(home, writing)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
    os.close(writing)
    select.select([reading], [], [], 60)
    time.sleep(chance.uniform(0, 0.08))
    os.kill(writer, signal.SIGKILL)
    _, status = os.waitpid(writer, 0)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    if os.WTERMSIG(status) != signal.SIGKILL:
        raise SystemExit(f"The writer ended by itself: {status}")
    return told


if __name__ == "__main__":
    place, turns, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    chances = random.Random(seed)
    for _ in range(turns):
        sys.stdout.buffer.write(turn(place, chances))
        sys.stdout.buffer.flush()
