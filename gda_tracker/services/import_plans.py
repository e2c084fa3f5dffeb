"""Plans of lists, kept in memory while nothing that they follow from has changed: 20,000 rows take seconds to plan."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from typing import Final
from weakref import WeakKeyDictionary

from ..domain.list_columns import Field
from ..domain.problems import Rejected, message
from ..domain.settling import Prepared
from ..evidence.store import Damaged, Store
from ..register.database import Register, utc_now
from ..register.imports import BroughtList
from ..register.signatories import signatories_state
from .importing import Progress, prepared

_KEPT: Final = 3
_LOCK: Final = threading.Lock()
_Plans = OrderedDict[tuple[object, ...], Prepared]
_plans: Final[WeakKeyDictionary[Register, _Plans]] = WeakKeyDictionary()


def plan_of(
    register: Register, folder: Path, brought: BroughtList, chosen: Mapping[int, str], progress: Progress | None = None
) -> Prepared | Rejected:
    """The plan of a list as of now, made anew where the kept one is of another state of things."""
    key = _key(register, brought, chosen)
    kept = _plans.get(register, _Plans()).get(key)
    if kept is not None:
        return kept
    data = content_of(folder, brought)
    if isinstance(data, Rejected):
        return data
    with _LOCK:  # Two who open the same list at once wait for one plan.
        kept = _plans.get(register, _Plans()).get(key)
        if kept is not None:
            return kept
        fields = {place: Field(field) if field else None for place, field in chosen.items()}
        made = prepared(register, data, brought.file_name, fields, progress)
        if isinstance(made, Prepared):
            _remember(register, key, made)
        return made


def content_of(folder: Path, brought: BroughtList) -> bytes | Rejected:
    """The list's file, compared with its hash."""
    try:
        data = Store(folder).read(brought.file_sha256)
    except Damaged:
        data = None
    if data is None:
        text = message("The file “{name}” is not here, or damaged. Bring the list again; what was decided is kept.")
        return Rejected.because("file-gone", text, name=brought.file_name)
    return data


def keep(register: Register, brought: BroughtList, plan: Prepared) -> None:
    """Keep a plan that was made of a list as it came, with no column chosen."""
    made_for = (plan.plan.register_state, utc_now().date())
    _remember(register, (brought.file_sha256, brought.file_name, (), *made_for), plan)


def tidy_lists(folder: Path) -> int:
    """At the start of a server: remove what interrupted writes left behind. Gives how many files."""
    return Store(folder).remove_leftovers()


def _key(register: Register, brought: BroughtList, chosen: Mapping[int, str]) -> tuple[object, ...]:
    state = signatories_state(register)
    return brought.file_sha256, brought.file_name, tuple(sorted(chosen.items())), state, utc_now().date()


def _remember(register: Register, key: tuple[object, ...], plan: Prepared) -> None:
    plans = _plans.setdefault(register, _Plans())
    plans[key] = plan
    while len(plans) > _KEPT:
        plans.popitem(last=False)
