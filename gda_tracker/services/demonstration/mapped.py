"""What invented statements name, proposed as everywhere and confirmed by an invented reader or an account."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta
from random import Random
from typing import Any, Final

from ...domain.declaration import Applicability, Cycle, Item, is_applicable
from ...domain.mapping import MappingState, Proposal, proposals
from .giving import statement
from .names import Body

CONFIRMED: Final = 0.7
"""The part of proposals that somebody confirmed."""
_LEFT_TO_TRY: Final = "kenya"


def mapped(
    bodies: Sequence[Body],
    items: Mapping[str, Item],
    matrix: tuple[Applicability, ...],
    first: Cycle,
    confirmers: Mapping[str, str],
) -> list[dict[str, Any]]:
    """Rows of `mapping_row`; some say proposed, which count for nothing. `confirmers` names persons by signatory."""
    read: dict[tuple[str, tuple[str, ...]], tuple[Proposal, ...]] = {}
    rows = []
    for body in bodies:
        said = statement(body)
        if said is None or body.signatory_id == _LEFT_TO_TRY:
            continue
        asked = {
            code: item
            for code, item in items.items()
            if is_applicable(matrix, body.stakeholder_type, body.iso3, body.annex_i, code)
        }
        key = (said, tuple(asked))
        if key not in read:
            read[key] = proposals(said, asked)
        rng = Random(f"{body.signatory_id}/mapping")
        rows += [_row(body, one, first, confirmers, rng) for one in read[key]]
    return rows


def _row(body: Body, one: Proposal, first: Cycle, confirmers: Mapping[str, str], rng: Random) -> dict[str, Any]:
    is_confirmed = body.signatory_id in confirmers or rng.random() < CONFIRMED
    why = [{"about": match.about, "words": match.words, "is_term": match.is_term} for match in one.matches]
    set_on = max(first.opens_on, body.endorsed_on) + timedelta(days=rng.randint(5, 60))
    return {
        "signatory_id": body.signatory_id,
        "item": one.item,
        "degree": one.degree.value,
        "state": (MappingState.CONFIRMED if is_confirmed else MappingState.PROPOSED).value,
        "quote": one.quote,
        "explanation": json.dumps(why),
        "set_at": datetime.combine(set_on, time(10)),
        "set_by": confirmers.get(body.signatory_id, "demo-reviewer"),
    }
