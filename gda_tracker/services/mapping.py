"""Which items a signatory's statement names: proposed from its words, confirmed, corrected or rejected by a person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from ..domain.declaration import Item
from ..domain.mapping import Degree, MappingState, Proposal, proposals
from ..domain.permissions import Action, Actor, require
from ..domain.problems import Rejected, message
from ..register import Change, Register, mapping, reports
from ..register.mapping import MappingRow
from ..register.readable import Readable
from ..register.reports import Reporter
from .report_view import asked_items


@dataclass(frozen=True, slots=True)
class Reason:
    """Words of the statement, and the code of the item or element that they stand for."""

    about: str
    words: tuple[str, ...]
    is_term: bool


@dataclass(frozen=True, slots=True)
class Mapped:
    """One item that the statement names, or that a person says it names; proposed ones count for nothing."""

    item: Item
    degree: Degree
    state: MappingState
    quote: str
    reasons: tuple[Reason, ...]
    set_at: datetime | None
    """None for a proposal that is not on record."""


@dataclass(frozen=True, slots=True)
class MappingView:
    """A signatory's statement and what it names, in the order of the Declaration."""

    signatory_id: str
    statement: str
    rows: tuple[Mapped, ...]
    unnamed: tuple[Item, ...] = ()
    """Items asked of the signatory that neither words nor a person have named."""


def mapping_of(
    register: Register, actor: Actor, signatory_id: str, signatory: Reporter | None = None
) -> MappingView | Rejected:
    """What is on record, and beside it what the statement's words propose where nobody has said anything.

    `signatory` is the one of that identifier where it is known already.
    """
    require(actor, Action.READ_REPORT, signatory_id)
    asked = asked_items(signatory) if signatory is not None else _asked(register, signatory_id)
    if isinstance(asked, Rejected):
        return asked
    known, said = mapping.mappings(register, signatory_id), mapping.statement(register, signatory_id)
    found = {one.item: one for one in proposals(said, asked)}
    rows = {code: _mapped(item, known.get(code), found.get(code)) for code, item in asked.items()}
    unnamed = tuple(asked[code] for code, row in rows.items() if row is None)
    return MappingView(signatory_id, said, tuple(row for row in rows.values() if row is not None), unnamed)


def propose(register: Register, actor: Actor, signatory_id: str, now: datetime) -> tuple[str, ...] | Rejected:
    """Put the proposals on record; gives the items that are new or newly explained. What a person said stands."""
    require(actor, Action.MAP_ITEMS, signatory_id)
    asked = _asked(register, signatory_id)
    if isinstance(asked, Rejected):
        return asked
    with register.change(actor) as change:
        known = mapping.mappings(change, signatory_id)
        found = proposals(mapping.statement(change, signatory_id), asked)
        rows = [_proposed(signatory_id, one, actor, now) for one in found]
        new = [row for row in rows if _is_news(row, known.get(row.item))]
        for row in new:
            _write(change, "mapping.propose", known.get(row.item), row)
    return tuple(row.item for row in new)


def confirm_mapping(
    register: Register, actor: Actor, signatory_id: str, item: str, degree: Degree, now: datetime
) -> Mapped | Rejected:
    """The statement names the item, in this degree. Also corrects a degree, and takes a rejection back."""
    require(actor, Action.MAP_ITEMS, signatory_id)
    return _decide(register, actor, signatory_id, item, (MappingState.CONFIRMED, degree), now)


def reject_mapping(register: Register, actor: Actor, signatory_id: str, item: str, now: datetime) -> Mapped | Rejected:
    """The statement does not name the item, whatever its words are. It is not proposed again."""
    require(actor, Action.MAP_ITEMS, signatory_id)
    return _decide(register, actor, signatory_id, item, (MappingState.REJECTED, None), now)


def _decide(
    register: Register,
    actor: Actor,
    signatory_id: str,
    item: str,
    word: tuple[MappingState, Degree | None],
    now: datetime,
) -> Mapped | Rejected:
    asked = _asked(register, signatory_id)
    if isinstance(asked, Rejected):
        return asked
    if item not in asked:
        text = message("The item {item} is not asked of this signatory.")
        return Rejected.because("item-not-asked", text, item=item[:20])
    state, degree = word
    with register.change(actor) as change:
        before = mapping.mappings(change, signatory_id).get(item)
        found = next(
            (one for one in proposals(mapping.statement(change, signatory_id), asked) if one.item == item), None
        )
        base = _proposed(signatory_id, found, actor, now) if found else before
        row = MappingRow(
            signatory_id=signatory_id,
            item=item,
            degree=degree or (before.degree if before else base.degree if base else Degree.LOW),
            state=state,
            quote=base.quote if base else None,
            explanation=base.explanation if base else None,
            set_at=now,
            set_by=actor.person_id,
        )
        if before is None or (before.state, before.degree) != (row.state, row.degree):
            _write(change, f"mapping.{'confirm' if state is MappingState.CONFIRMED else 'reject'}", before, row)
            before = row
    return _on_record(asked[item], before)


def _asked(source: Readable, signatory_id: str) -> dict[str, Item] | Rejected:
    signatory = reports.reporter(source, signatory_id)
    if signatory is None:
        text = message("There is no signatory “{signatory}”.")
        return Rejected.because("signatory-unknown", text, signatory=signatory_id[:80])
    return asked_items(signatory)


def _mapped(item: Item, known: MappingRow | None, found: Proposal | None) -> Mapped | None:
    if known is not None and (known.state != MappingState.PROPOSED or found is None):
        return _on_record(item, known)
    if found is None:
        return None
    reasons = tuple(Reason(one.about, one.words, one.is_term) for one in found.matches)
    set_at = known.set_at if known is not None else None
    return Mapped(item, found.degree, MappingState.PROPOSED, found.quote, reasons, set_at)


def _on_record(item: Item, row: MappingRow) -> Mapped:
    told = json.loads(row.explanation or "[]")
    reasons = tuple(Reason(one["about"], tuple(one["words"]), one["is_term"]) for one in told)
    return Mapped(item, Degree(row.degree), MappingState(row.state), row.quote or "", reasons, row.set_at)


def _proposed(signatory_id: str, found: Proposal, actor: Actor, now: datetime) -> MappingRow:
    why = [{"about": one.about, "words": one.words, "is_term": one.is_term} for one in found.matches]
    told = json.dumps(why, ensure_ascii=False)
    proposed = MappingState.PROPOSED
    return MappingRow(signatory_id, found.item, found.degree, proposed, found.quote, told, now, actor.person_id)


def _is_news(row: MappingRow, known: MappingRow | None) -> bool:
    if known is None:
        return True
    is_open = known.state == MappingState.PROPOSED
    return is_open and (known.degree, known.explanation) != (row.degree, row.explanation)


def _write(change: Change, action: str, before: MappingRow | None, row: MappingRow) -> None:
    """The trail, then the row, in the one transaction."""
    change.trail(
        action,
        f"{row.signatory_id}/{row.item}",
        signatory_id=row.signatory_id,
        before={"degree": str(before.degree), "state": str(before.state)} if before else None,
        after={"degree": str(row.degree), "state": str(row.state), "quote": row.quote},
    )
    mapping.add_mapping(change, row)
