"""One doubtful row beside whom it may be the same as: what agrees, what differs, and the decision."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

import streamlit as st

from ..domain.importing import KnownSignatory, Outcome, PlannedRow, SignatoryRecord
from ..domain.problems import Rejected
from ..domain.settling import FIELDS, Choice, Decided, Difference, RowDecision, differences
from ..domain.settling_words import likelihood, why_the_same
from ..i18n import Text
from ..services.import_lists import REASON_CHARS, OpenList
from ..services.registers import Register
from ..services.settling import Recorded, decide_row
from ..settings import settings
from . import session
from .as_drawn import chosen_anew
from .imports_keys import keys
from .imports_page import OUTCOME
from .imports_words import FIELD_LABELS, decision_words, known_value, listed_value, told_fields, value_words
from .problems import sentence
from .templating import drawn

_ON_RECORD: Final = "record"
_IN_LIST: Final = "list"
_ALWAYS: Final = ("name", "stakeholder_type", "iso3", "website", "endorsed_on", "channel")
"""The fields of a new row that are shown though the list says nothing in them."""
_Key = tuple[Register, str, int, int]


def decide(t: Text, register: Register, found: OpenList, row: PlannedRow) -> None:
    """The row, its candidates, and the ways to decide it; the next one opens after a decision."""
    record = row.record
    if record is None:
        return
    candidates = found.prepared.candidates(row)
    standing = found.standing
    held = standing.holding.get(row.row) or standing.outdated.get(row.row)
    st.html(
        drawn(
            "import_row.html.j2",
            t=t,
            title=t("Row {row} · {name}", row=row.row, name=row.name),
            state=_state(t, found, row, held),
            listed=t("In the list"),
            candidates=[_candidate(t, record, one) for one in candidates],
            fields=[_field(t, record, candidates, field) for field in told_fields(record, candidates)],
        )
    )
    with st.container(key="import-decision"):
        key = (register, found.brought.import_id, row.row, held.act if held else 0)
        _ways(t, found, (key, row, record), candidates, held.decision if held else None)


def look(t: Text, row: PlannedRow) -> None:
    """A new row as it was read, field by field; there is nothing to decide."""
    if row.record is None:
        return
    shown = {*_ALWAYS, *told_fields(row.record, ())}
    told = [t("It will be added as it was read. To change it, mend the list and bring it again.")]
    st.html(
        drawn(
            "import_row.html.j2",
            t=t,
            title=t("Row {row} · {name}", row=row.row, name=row.name),
            state=" ".join([*told, *(sentence(t, reason) for reason in row.reasons)]),
            listed=t("As it was read"),
            candidates=[],
            fields=[_field(t, row.record, (), field) for field in FIELDS if field in shown],
        )
    )


def _state(t: Text, found: OpenList, row: PlannedRow, held: Decided | None) -> str:
    if held is not None and row.row in found.standing.holding:
        known = found.prepared.known.get(held.decision.signatory_id or "")
        words = decision_words(t, held.decision, known.name if known else "")
        told = t("{name}, {day}", name=held.set_by, day=t.date(held.set_at.date()))
        return " · ".join(filter(None, (words, held.decision.reason, told)))
    if held is not None:
        return t("{name} had decided it, but what the decision rested on has changed.", name=held.set_by)
    other = next((one.row for one in found.prepared.candidates(row) if one.row), None)
    if other is not None and row.outcome is Outcome.CONFLICTING:
        return t("Row {other} of this list has it with other values. Take what is right, field by field.", other=other)
    if other is not None:
        return t("It may be the one of row {other} of this list, under another name.", other=other)
    if row.outcome is Outcome.CONFLICTING:
        return t("It is on record, with other values. Take what is right, field by field.")
    return t("It may be on record under another name.")


def _candidate(t: Text, record: SignatoryRecord, one: KnownSignatory) -> dict[str, object]:
    return {
        "name": one.name,
        "where": t("row {row} of this list", row=one.row) if one.row else t("on record"),
        "link": "" if one.row else f"/register?signatory={quote(one.signatory_id, safe='')}",
        "likelihood": t(likelihood(one, record)),
        "why": [sentence(t, ground) for ground in why_the_same(one, record)],
    }


def _field(t: Text, record: SignatoryRecord, candidates: tuple[KnownSignatory, ...], field: str) -> dict[str, object]:
    listed = listed_value(record, field)
    return {
        "label": t(FIELD_LABELS[field]),
        "listed": value_words(t, field, listed),
        "known": [
            (value_words(t, field, value), listed is not None and value != listed)
            for value in (known_value(one, record, field) for one in candidates)
        ],
    }


def _ways(
    t: Text,
    found: OpenList,
    about: tuple[_Key, PlannedRow, SignatoryRecord],
    candidates: tuple[KnownSignatory, ...],
    before: RowDecision | None,
) -> None:
    """Whom it is the same as, what to take, why, and a button for each decision."""
    key, row, record = about
    stem = f"{key[1]}-{row.row}-{key[3]}"
    chosen = _chosen(t, candidates, before, stem)
    shown = differences(chosen, record) if chosen else ()
    for one in shown:
        _take(t, (one, chosen.row if chosen else None), before, f"take-{stem}-{one.field}")
    st.text_input(
        _reason_label(t, row),
        value=(before.reason or "") if before else "",
        key=f"why-{stem}",
        max_chars=REASON_CHARS,
    )
    following = _next_row(found, row.row)
    keys()
    with st.container(key="import-acts", horizontal=True, gap="small"):
        if chosen is not None:
            same = RowDecision(Choice.SAME, chosen.signatory_id)
            fields = [one.field for one in shown]
            st.button(t("The same as “{name}”", name=_short(chosen.name)), key=f"same-{stem}", type="primary",
                      shortcut="Alt+S", on_click=_decide, args=(key, same, fields, following))  # fmt: skip
        st.button(t("New"), key=f"new-{stem}", shortcut="Alt+N", on_click=_decide,
                  args=(key, RowDecision(Choice.NEW), [], following))  # fmt: skip
        st.button(t("Skip"), key=f"skip-{stem}", shortcut="Alt+K", on_click=_decide,
                  args=(key, RowDecision(Choice.SKIP), [], following))  # fmt: skip
        if following is not None:
            st.button(t("Later"), key=f"later-{stem}", shortcut="Alt+J", type="tertiary", on_click=_open,
                      args=(following,))  # fmt: skip


def _reason_label(t: Text, row: PlannedRow) -> str:
    if row.outcome is Outcome.CONFLICTING:
        return t("Reason (needed for “New”, and where the list replaces what is on record)")
    return t("Reason (needed where the list replaces what is on record)")


def _short(name: str) -> str:
    return name if len(name) <= 40 else f"{name[:39]}…"


def _chosen(
    t: Text, candidates: tuple[KnownSignatory, ...], before: RowDecision | None, stem: str
) -> KnownSignatory | None:
    if len(candidates) < 2:
        return next(iter(candidates), None)
    ids = [one.signatory_id for one in candidates]
    first = ids.index(before.signatory_id) if before and before.signatory_id in ids else 0
    names = {one.signatory_id: one.name for one in candidates}
    picked = st.radio(t("If the same, then as"), ids, index=first, format_func=lambda one: names[one],
                      key=f"who-{stem}", horizontal=True)  # fmt: skip
    return candidates[ids.index(picked)] if picked in ids else candidates[first]


def _take(t: Text, about: tuple[Difference, int | None], before: RowDecision | None, key: str) -> None:
    """What holds in a field; `about` is what differs, and the row above where the other is one of this list."""
    one, other_row = about
    known = value_words(t, one.field, one.known)
    stands = t("on record: {value}", value=known)
    if other_row:
        stands = t("row {row} of this list: {value}", row=other_row, value=known)
    words = {
        _ON_RECORD: stands,
        _IN_LIST: t("this row: {value}", value=value_words(t, one.field, one.listed))
        if other_row
        else t("in the list: {value}", value=value_words(t, one.field, one.listed)),
    }
    was_taken = before is not None and one.field in before.taken
    st.radio(
        t("{field}: what holds?", field=t(FIELD_LABELS[one.field])),
        list(words),
        index=1 if was_taken else 0,
        format_func=lambda which: words[which].replace("[", "\\["),
        key=key,
        horizontal=True,
    )


def _next_row(found: OpenList, number: int) -> int | None:
    """The next row that waits, from the top again after the last; None when there is no other."""
    held = found.standing.holding
    waiting = [row.row for row in found.prepared.doubtful if row.row not in held and row.row != number]
    return next((row for row in waiting if row > number), waiting[0] if waiting else None)


def _open(row: int) -> None:
    st.query_params["row"] = str(row)


@session.acts
def _decide(key: _Key, decision: RowDecision, fields: list[str], following: int | None) -> None:
    register, import_id, row, act = key
    stem, typed = f"{import_id}-{row}-{act}", st.session_state
    if decision.choice is Choice.SAME and (anew := chosen_anew({f"who-{stem}": decision.signatory_id})):
        typed[OUTCOME] = anew
        return
    taken = tuple(field for field in fields if typed.get(f"take-{stem}-{field}") == _IN_LIST)
    made = RowDecision(decision.choice, decision.signatory_id, taken, typed.get(f"why-{stem}") or None)
    result = decide_row(register, session.actor(), settings().imports_folder, (import_id, row), made, act)
    st.session_state[OUTCOME] = result
    if isinstance(result, Rejected):
        st.query_params["row"] = str(row)
    elif isinstance(result, Recorded):
        st.query_params.pop("page", None)
        if following is None:
            st.query_params.pop("row", None)
        else:
            st.query_params["row"] = str(following)
