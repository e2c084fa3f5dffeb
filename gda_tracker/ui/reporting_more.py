"""What is rarely given: partners, Sustainable Development Goals, and a good practice offered to others."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import streamlit as st

from ..domain.checks_more import PRACTICE_SUMMARY_CHARS, PRACTICE_TITLE_CHARS
from ..domain.evidence import LINK_CHARS
from ..domain.goals import GOAL_NAMES
from ..domain.report import Entry, Practice
from .problems import beside
from .reporting_pieces import Around, open_or_close
from .reporting_saving import Keys

MORE: Final = "more"
MORE_COLUMNS: Final = frozenset({"partners", "sdgs", "practice.title", "practice.summary", "practice.url"})


def is_given(around: Around) -> bool:
    """Whether the answer holds any of it, or something of it is to be mended."""
    entry = around.entry
    is_to_mend = any(problem.column in MORE_COLUMNS for problem in around.problems)
    return is_to_mend or bool(entry.partners or entry.sdgs or entry.practice)


def more_button(around: Around) -> None:
    """The way to these fields, while nothing is in them."""
    if not is_given(around):
        label, key = around.t("Add partners, goals or a practice"), f"more-new-{around.entry.item}"
        st.button(label, key=key, type="tertiary", on_click=open_or_close, args=(around.opened(MORE), MORE))


def more(around: Around, on_change: Callable[..., None]) -> None:
    """Folded away until it is asked for, given or to be mended."""
    t, entry, keys, problems = around.t, around.entry, around.keys, around.problems
    is_closed = around.saver.report.closed is not None
    typed: dict[str, Any] = {"on_change": on_change, "args": (around.saver, entry, keys), "disabled": is_closed}
    if not (is_given(around) or st.session_state.get(around.opened(MORE))):
        return
    with st.container(key=f"more-{entry.item}", gap="small"):
        partners = "\n".join(entry.partners)
        label, note = t("Partners"), t("One name a line.")
        st.text_area(label, partners, key=keys("partners"), height=90, placeholder=note, **typed)
        beside(t, problems, "partners")
        st.multiselect(
            t("Sustainable Development Goals"),
            list(GOAL_NAMES),
            [goal for goal in entry.sdgs if goal in GOAL_NAMES],
            format_func=lambda goal: f"{goal} {t(GOAL_NAMES[goal])}",
            placeholder=t("Choose the goals"),
            key=keys("sdgs"),
            **typed,
        )
        beside(t, problems, "sdgs")
        practice = entry.practice or Practice(title="", summary="")
        st.text_input(
            t("A good practice for others"), practice.title, key=f"title-{keys('practice')}",
            max_chars=PRACTICE_TITLE_CHARS, placeholder=t("Its name; leave it empty to offer none"), **typed,
        )  # fmt: skip
        beside(t, problems, "practice.title")
        st.text_area(
            t("What others can take over"), practice.summary, key=f"summary-{keys('practice')}", height=90,
            max_chars=PRACTICE_SUMMARY_CHARS, **typed,
        )  # fmt: skip
        beside(t, problems, "practice.summary")
        label, key = t("Where one reads about it"), f"url-{keys('practice')}"
        st.text_input(label, practice.url or "", key=key, max_chars=LINK_CHARS, placeholder="https://", **typed)
        beside(t, problems, "practice.url")


def more_typed(typed: Mapping[Any, Any], entry: Entry, keys: Keys) -> dict[str, object]:
    """The fields of the answer that were typed here."""
    found: dict[str, object] = {}
    if keys("partners") in typed:
        lines = (typed[keys("partners")] or "").splitlines()
        found["partners"] = tuple(line.strip() for line in lines if line.strip())
    if keys("sdgs") in typed:
        found["sdgs"] = tuple(sorted(typed[keys("sdgs")]))
    if f"title-{keys('practice')}" in typed:
        parts = [(typed.get(f"{name}-{keys('practice')}") or "").strip() for name in ("title", "summary", "url")]
        found["practice"] = Practice(title=parts[0], summary=parts[1], url=parts[2] or None) if any(parts) else None
    return found
