"""The form of one item. Every field is saved when it is left, on the version that was shown when it was typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

import streamlit as st

from ..domain.answers import (
    ADDITIONALITY_LABELS,
    OFF_SCALE_LABELS,
    REASON_LABELS,
    STATUS_LABELS,
)
from ..domain.checks import NARRATIVE_CHARS, REASON_CHARS
from ..domain.declaration import Item
from ..domain.evidence import EVIDENCE
from ..domain.problems import Problem
from ..domain.report import Entry
from ..domain.statuses import OffScale, Status
from ..i18n import Text
from .day_field import day_field
from .problems import beside, refusal
from .reporting_clash import clash
from .reporting_decision import decision
from .reporting_evidence import counts_as, evidence_list
from .reporting_head import head
from .reporting_indicators import INDICATOR
from .reporting_measures import MEASURE
from .reporting_more import MORE_COLUMNS, more, more_button, more_typed
from .reporting_page import open_item
from .reporting_pieces import Around, add_button, pieces
from .reporting_remarks import remarks
from .reporting_saving import Keys, Saver, keys_of, outcome
from .reporting_suggestions import suggestions

COLUMNS: Final = frozenset({"claimed", "as_of", "narrative", "reason_code", "reason"})
"""The problems of these columns stand beside a field."""
ANSWERS: tuple[Status | OffScale, ...] = (*STATUS_LABELS, *OFF_SCALE_LABELS)
__all__ = ["Saver", "entry_form"]


def entry_form(t: Text, saver: Saver, item: Item) -> None:
    """Status cards, day, text and all that belongs to it; every refusal and every remark beside its field."""
    stored = saver.report.stored.get(item.code)
    entry = stored.entry if stored else Entry(item=item.code)
    head(t, saver.report, item)
    suggestions(t, saver, item.code)
    outcome(t, is_closed=saver.report.closed is not None)
    clash(t, saver, entry)
    problems = saver.report.completeness.of(item.code)
    around = Around(t, saver, entry, keys_of(saver, entry), problems, saver.marked.get(item.code, ()))
    with st.container(key=f"form-{item.code}"):
        if rest := [problem for problem in problems if _has_no_field(problem, item)]:
            refusal(t, rest)
        _status(around)
        _reasons(around)
        _text(around)
        evidence_list(around)
        _parts(around, item)
        pieces(around, MEASURE)
        pieces(around, INDICATOR)
        more(around, _save)
        if saver.report.closed is None:
            _add(around)
        _go_on(around)


def _has_no_field(problem: Problem, item: Item) -> bool:
    """What is not shown beside any field must be shown above them: the list counts it too."""
    if problem.sheet in (MEASURE.sheet, INDICATOR.sheet, EVIDENCE):
        return False
    return problem.column not in {*COLUMNS, *MORE_COLUMNS, *(["elements"] if item.elements else [])}


def _add(around: Around) -> None:
    """What need not be given, each behind a word."""
    with st.container(key=f"extras-{around.entry.item}", horizontal=True, gap="medium"):
        add_button(around, MEASURE)
        add_button(around, INDICATOR)
        more_button(around)


def _go_on(around: Around) -> None:
    """The next item, and Save for whoever likes to press it; every field is saved already when it is left."""
    t, saver, entry = around.t, around.saver, around.entry
    codes = list(saver.report.items)
    after = codes[codes.index(entry.item) + 1 :]
    kind: Literal["primary", "secondary"] = "primary" if entry.is_answered else "secondary"
    with st.container(key=f"go-on-{entry.item}", horizontal=True, gap="small"):
        if after:
            st.button(t("Next item"), key=f"next-{entry.item}", type=kind, on_click=open_item, args=(after[0],))
        is_closed, args = saver.report.closed is not None, (saver, entry, around.keys)
        st.button(t("Save"), key=around.keys("save"), disabled=is_closed, on_click=_save, args=args)


def _status(around: Around) -> None:
    t, entry = around.t, around.entry
    labels: dict[Any, str] = {**STATUS_LABELS, **OFF_SCALE_LABELS}
    form = around.saver.report.form
    labels |= {answer: form.label_of(_code(answer)) or labels[answer] for answer in ANSWERS}
    tests: dict[Any, str] = {answer: form.test_of(_code(answer)) for answer in ANSWERS}
    given = entry.claimed if entry.claimed is not None else entry.off_scale
    with st.container(key=f"cards-{entry.item}"):
        st.radio(
            t("Where does it stand?"),
            range(len(ANSWERS)),
            index=None if given is None else ANSWERS.index(given),
            format_func=lambda place: t(labels[ANSWERS[place]]),
            captions=[t(tests[answer]) for answer in ANSWERS],
            horizontal=True,
            width="stretch",
            key=around.keys("status"),
            **_typed(around),
        )
    beside(t, around.problems, "claimed")
    counts_as(around)
    remarks(t, around.saver, entry.item, around.marked, "claimed")
    decision(t, around.saver, entry.item)


def _code(answer: Status | OffScale) -> str:
    return answer.code if isinstance(answer, Status) else answer.value


def _typed(around: Around) -> dict[str, Any]:
    is_closed = around.saver.report.closed is not None
    return {"on_change": _save, "args": (around.saver, around.entry, around.keys), "disabled": is_closed}


def _text(around: Around) -> None:
    t, entry, keys, typed = around.t, around.entry, around.keys, _typed(around)
    note = t("The day on which the facts held, not the day you write.")
    label, key = t("Facts as of"), keys("as_of")
    day_field(label, value=entry.as_of, key=key, help=note, **typed)
    beside(t, around.problems, "as_of")
    remarks(t, around.saver, entry.item, around.marked, "as_of")
    note = t("Who did what, by when, with which result. Two to five sentences.")
    label, key, text = t("What was done"), keys("narrative"), entry.narrative or ""
    st.text_area(label, value=text, key=key, height=140, max_chars=NARRATIVE_CHARS, placeholder=note, **typed)
    beside(t, around.problems, "narrative")
    remarks(t, around.saver, entry.item, around.marked, "narrative")


def _parts(around: Around, item: Item) -> None:
    t, entry, keys, typed = around.t, around.entry, around.keys, _typed(around)
    if item.elements:
        names = {element.code: element.label for element in item.elements}
        st.multiselect(
            t("Which parts of the objective"),
            list(names),
            [code for code in entry.elements if code in names],
            format_func=lambda code: f"{code} {t(names[code])}",
            placeholder=t("Choose the parts"),
            key=keys("elements"),
            **typed,
        )
        beside(t, around.problems, "elements")
    kinds = list(ADDITIONALITY_LABELS)
    place, key = kinds.index(entry.additionality), keys("additionality")
    st.selectbox(t("New or expanded"), kinds, place, lambda code: t(ADDITIONALITY_LABELS[code]), key=key, **typed)


def _reasons(around: Around) -> None:
    t, entry, keys, typed = around.t, around.entry, around.keys, _typed(around)
    if entry.off_scale is OffScale.NO_UPDATE or entry.reason_code:
        _why_nothing_new(t, entry, keys, typed)
        beside(t, around.problems, "reason_code")
    if entry.off_scale or entry.reason:
        label, key, text = t("Reason"), keys("reason"), entry.reason or ""
        note = t("Needed when the item does not apply or the work has stopped")
        st.text_area(label, value=text, key=key, height=80, max_chars=REASON_CHARS, placeholder=note, **typed)
        beside(t, around.problems, "reason")


def _why_nothing_new(t: Text, entry: Entry, keys: Keys, typed: Mapping[str, Any]) -> None:
    reasons = list(REASON_LABELS)
    st.selectbox(
        t("Why there is nothing new"),
        reasons,
        index=None if entry.reason_code is None else reasons.index(entry.reason_code),
        format_func=lambda code: t(REASON_LABELS[code]),
        placeholder=t("Choose why"),
        key=keys("reason_code"),
        **typed,
    )


def _save(saver: Saver, entry: Entry, keys: Keys) -> None:
    """The callback: runs before the script, so the widgets still hold what was typed."""
    typed: Any = st.session_state
    place = typed.get(keys("status"))
    answer = None if place is None else ANSWERS[place]
    fields: Mapping[str, object] = {
        "claimed": answer if isinstance(answer, Status) else None,
        "off_scale": answer if isinstance(answer, OffScale) else None,
        "as_of": typed.get(keys("as_of")),
        "narrative": typed.get(keys("narrative")) or None,
        "elements": tuple(typed.get(keys("elements"), ())),
        "additionality": typed.get(keys("additionality"), entry.additionality),
        "reason_code": None if isinstance(answer, Status) else typed.get(keys("reason_code"), entry.reason_code),
        "reason": typed.get(keys("reason"), entry.reason) or None,
        **more_typed(typed, entry, keys),
    }
    saver.save(Entry.model_validate({**dict(entry), **fields}))
