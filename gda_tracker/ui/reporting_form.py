"""The form of one item. Every field is saved when it is left, on the version that was shown when it was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from ..domain.answers import (
    ADDITIONALITY_LABELS,
    OFF_SCALE_LABELS,
    OFF_SCALE_TESTS,
    REASON_LABELS,
    STATUS_LABELS,
    STATUS_TESTS,
)
from ..domain.checks import NARRATIVE_CHARS, REASON_CHARS
from ..domain.declaration import Item
from ..domain.problems import Problem
from ..domain.report import Entry
from ..domain.statuses import OffScale, Status
from ..i18n import Text
from ..services.clock import utc_now
from ..services.warnings import Marked, remarks_of
from .problems import beside
from .reporting_clash import clash
from .reporting_decision import decision
from .reporting_head import head
from .reporting_indicators import indicators
from .reporting_measures import measures
from .reporting_more import more, more_typed
from .reporting_remarks import remarks
from .reporting_saving import Keys, Saver, keys_of, outcome
from .reporting_suggestions import corrected, suggestions

EARLIEST_CHOICE = date(1900, 1, 1)
ANSWERS: tuple[Status | OffScale, ...] = (*STATUS_LABELS, *OFF_SCALE_LABELS)
__all__ = ["EARLIEST_CHOICE", "Saver", "entry_form"]


def entry_form(t: Text, saver: Saver, item: Item) -> None:
    """Status cards, day, text and all that belongs to it; every refusal and every remark beside its field."""
    report = saver.report
    stored = report.stored.get(item.code)
    entry = stored.entry if stored else Entry(item=item.code)
    head(t, report, item)
    offered = suggestions(t, saver, item.code)
    outcome(t)
    clash(t, saver, entry)
    shown = corrected(saver, item.code, offered) or entry
    keys = keys_of(saver, shown)
    problems = report.completeness.of(item.code)
    marked = remarks_of(saver.register, saver.actor, report, item.code, utc_now().date())
    with st.container(key=f"form-{item.code}"):
        _status(t, saver, shown, keys, problems, marked)
        _text(t, saver, item, shown, keys, problems, marked)
        _reasons(t, saver, shown, keys, problems)
        more(t, shown, keys, problems, _save, (saver, shown, keys))
        _go_on(t, saver, shown, keys)
        measures(t, saver, shown, keys, problems, marked)
        indicators(t, saver, shown, keys, problems, marked)
    remarks(t, saver, item.code, marked, "evidence")


def _go_on(t: Text, saver: Saver, entry: Entry, keys: Keys) -> None:
    """Save, for whoever likes to press it, and the next item; every field is saved already when it is left."""
    codes = list(saver.report.items)
    after = codes[codes.index(entry.item) + 1 :]
    is_closed = saver.report.closed is not None
    with st.container(key=f"go-on-{entry.item}", horizontal=True, gap="small"):
        args = (saver, entry, keys)
        st.button(t("Save"), key=keys("save"), type="primary", disabled=is_closed, on_click=_save, args=args)
        if after:
            st.button(t("Next item"), key=f"next-{entry.item}", on_click=_open, args=(after[0],))


def _open(code: str) -> None:
    st.query_params["item"] = code


def _status(
    t: Text, saver: Saver, entry: Entry, keys: Keys, problems: Sequence[Problem], marked: Sequence[Marked]
) -> None:
    labels: dict[Any, str] = {**STATUS_LABELS, **OFF_SCALE_LABELS}
    tests: dict[Any, str] = {**STATUS_TESTS, **OFF_SCALE_TESTS}
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
            key=keys("status"),
            on_change=_save,
            args=(saver, entry, keys),
        )
    beside(t, problems, "claimed")
    remarks(t, saver, entry.item, marked, "claimed")
    decision(t, saver, entry.item)


def _text(
    t: Text,
    saver: Saver,
    item: Item,
    entry: Entry,
    keys: Keys,
    problems: Sequence[Problem],
    marked: Sequence[Marked],
) -> None:
    typed: dict[str, Any] = {"on_change": _save, "args": (saver, entry, keys)}
    note = t("The day on which the facts held, not the day you write.")
    label, key = t("Facts as of"), keys("as_of")
    days: dict[str, Any] = {"min_value": EARLIEST_CHOICE, "format": "YYYY-MM-DD", "help": note}
    st.date_input(label, value=entry.as_of, key=key, **days, **typed)
    beside(t, problems, "as_of")
    remarks(t, saver, item.code, marked, "as_of")
    note = t("Who did what, by when, with which result. Two to five sentences.")
    label, key, text = t("What was done"), keys("narrative"), entry.narrative or ""
    st.text_area(label, value=text, key=key, height=140, max_chars=NARRATIVE_CHARS, help=note, **typed)
    beside(t, problems, "narrative")
    remarks(t, saver, item.code, marked, "narrative")
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
        beside(t, problems, "elements")
    kinds = list(ADDITIONALITY_LABELS)
    place, key = kinds.index(entry.additionality), keys("additionality")
    st.selectbox(t("New or expanded"), kinds, place, lambda code: t(ADDITIONALITY_LABELS[code]), key=key, **typed)


def _reasons(t: Text, saver: Saver, entry: Entry, keys: Keys, problems: Sequence[Problem]) -> None:
    typed: dict[str, Any] = {"on_change": _save, "args": (saver, entry, keys)}
    if entry.off_scale is OffScale.NO_UPDATE or entry.reason_code:
        _why_nothing_new(t, entry, keys, typed)
        beside(t, problems, "reason_code")
    if entry.off_scale or entry.reason:
        label, key, text = t("Reason"), keys("reason"), entry.reason or ""
        note = t("Needed when the item does not apply or the work has stopped")
        st.text_area(label, value=text, key=key, height=80, max_chars=REASON_CHARS, placeholder=note, **typed)
        beside(t, problems, "reason")


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
