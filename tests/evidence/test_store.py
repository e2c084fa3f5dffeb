"""The store: content under its hash, whole or not at all, compared with its name when read."""

from __future__ import annotations

import hashlib
import os
import threading
from pathlib import Path

import pytest

from gda_tracker.evidence import Damaged, Store
from gda_tracker.evidence import store as store_module

ACT = b"The act"
SHA256 = hashlib.sha256(ACT).hexdigest()


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_a_file_lies_under_its_hash_for_its_owner_alone(tmp_path: Path) -> None:
    store = Store(tmp_path / "evidence")
    assert store.add(ACT) == SHA256
    assert store.read(SHA256) == ACT
    assert files(tmp_path) == [f"evidence/{SHA256[:2]}/{SHA256[2:4]}/{SHA256}"]
    path = store.verified(SHA256)
    assert path is not None
    assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "evidence").stat().st_mode & 0o777 == 0o700


def test_the_same_content_is_kept_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add(ACT)
    before = store.verified(SHA256).stat()  # type: ignore[union-attr]
    assert store.add(ACT) == SHA256
    assert store.verified(SHA256).stat().st_ino == before.st_ino  # type: ignore[union-attr]
    assert len(files(tmp_path)) == 1


def test_eight_who_bring_the_same_file_at_once_keep_it_once(tmp_path: Path) -> None:
    store, data = Store(tmp_path), os.urandom(300_000)
    threads = [threading.Thread(target=store.add, args=(data,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(files(tmp_path)) == 1
    assert store.read(hashlib.sha256(data).hexdigest()) == data


@pytest.mark.parametrize(
    "name", ["", "..", "../../register.duckdb", SHA256.upper(), SHA256 + "/..", SHA256[:-1], "%2e"]
)
def test_no_other_name_leads_anywhere(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path)
    store.add(ACT)
    assert store.read(name) is None
    assert not store.holds(name)


def test_a_damaged_file_is_not_given_and_is_mended_when_it_comes_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add(ACT)
    (tmp_path / SHA256[:2] / SHA256[2:4] / SHA256).write_bytes(b"Another act")
    with pytest.raises(Damaged) as told:
        store.read(SHA256)
    assert told.value.sha256 == SHA256
    store.add(ACT)
    assert store.read(SHA256) == ACT


def test_what_an_interrupted_write_left_is_no_file_and_goes_at_the_start(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.add(ACT)
    left = tmp_path / SHA256[:2] / SHA256[2:4] / "0123456789abcdef.part"
    left.write_bytes(b"The a")
    assert list(store.all()) == [SHA256]
    assert store.remove_leftovers() == 1
    assert not left.exists()
    assert store.read(SHA256) == ACT


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    store = Store(tmp_path)
    store.add(ACT)
    monkeypatch.setattr(store_module.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store.add(b"Another act")
    assert len(files(tmp_path)) == 1


def test_files_that_nothing_names_go_after_a_while(tmp_path: Path) -> None:
    store = Store(tmp_path)
    known, old, new = store.add(ACT), store.add(b"old"), store.add(b"new")
    for sha256 in (known, old):
        os.utime(store.verified(sha256), (1_000, 1_000))  # type: ignore[arg-type]
    assert store.remove_unknown({known}, untouched_since=2_000) == 1
    assert sorted(store.all()) == sorted([known, new])
