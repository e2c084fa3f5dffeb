"""An invented list of endorsements that is being settled: new bodies, misspelt ones, other days, faulty rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Final

from ...domain.importing import KnownSignatory
from ...domain.permissions import Actor, Role
from ...domain.settling import Choice, RowDecision
from ...register import Register
from ...register.signatories import known_signatories
from ...workbook.template import DEMONSTRATION
from ..import_lists import Brought, OpenList, bring_list, open_list
from ..settling import decide_row

_HEADINGS: Final = ("Organisation", "Type", "Country", "Date", "Channel", "Source", "Internal remark")
_NEW: Final = (
    ("Amber Delta Recycling Works", "Private sector", "Ghana"),
    ("Cedar Ridge School of Informatics", "Academia", "Lebanon"),
    ("Harbour Lights Data Commons", "Civil society", "Portugal"),
    ("Lowland Fibre Exchange", "Technical community", "Netherlands"),
    ("Northern Lakes Climate Laboratory", "Academia", "Finland"),
    ("Pampas Open Mapping Circle", "Civil society", "Argentina"),
    ("Saffron Valley Telecentre Union", "Civil society", "India"),
    ("Tidewater Cooling Systems", "Private sector", "Singapore"),
)
_FAULTY: Final = (("Blue Hour Collective", "Artists", "Peru"), ("Solstice Forum", "Civil society", "Atlantis"))


def bring_invented_list(register: Register, folder: Path) -> None:
    """Have the reviewer of the demonstration bring a list and decide its first row; the rest is left to try."""
    irene = register.rows("SELECT person_id, name FROM person WHERE email = 'irene@itu.example'")
    actor = Actor(str(irene[0]["person_id"]), str(irene[0]["name"]), frozenset({Role.REVIEWER}))
    data = _list(known_signatories(register), Random(37))
    brought = bring_list(register, actor, folder, (data, "endorsements-to-settle.csv"))
    if not isinstance(brought, Brought):
        return
    opened = open_list(register, actor, folder, brought.import_id)
    for row in opened.prepared.doubtful[:1] if isinstance(opened, OpenList) else ():
        same = RowDecision(Choice.SAME, row.signatory_id, reason="The same letter, sent twice.")
        decide_row(register, actor, folder, (brought.import_id, row.row), same)


def _list(known: Sequence[KnownSignatory], rng: Random) -> bytes:
    fit = [
        one
        for one in known
        if one.stakeholder_type in {"private_sector", "academia", "civil_society", "technical_community"}
        and one.iso3
        and len(one.name) >= 20
        and one.endorsements
        and one.endorsements[0].endorsed_on
    ]
    chosen = rng.sample(fit, min(12, len(fit)))
    rows: list[tuple[str, ...]] = [(*one, "2026-10-05", "letter", DEMONSTRATION, "") for one in (*_NEW, *_FAULTY)]
    rows += [_row(one, _misspelt(one.name), 0) for one in chosen[:7]]
    rows += [_row(one, one.name, -4) for one in chosen[7:]]
    rng.shuffle(rows)
    out = io.StringIO()
    csv.writer(out).writerows([(DEMONSTRATION,), _HEADINGS, *rows])
    return out.getvalue().encode()


def _row(one: KnownSignatory, name: str, days: int) -> tuple[str, ...]:
    told = one.endorsements[0]
    day = (told.endorsed_on + timedelta(days)).isoformat() if told.endorsed_on else ""
    kind = one.stakeholder_type.replace("_", " ")
    return (name, kind, one.iso3 or "", day, told.channel or "", DEMONSTRATION, "seen")


def _misspelt(name: str) -> str:
    word = max(name.split(), key=len)
    return name.replace(word, word[: len(word) // 2] + word[len(word) // 2 + 1 :], 1)
