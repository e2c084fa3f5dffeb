"""The comparison's filters and layout: what is compared, who stands in the columns, then item by item."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import streamlit as st

from ..charts import words
from ..publishing.choice_labels import TYPES
from ..publishing.compare import search_label
from ..publishing.comparing import MOST, Candidate, Chosen, chosen_of, hits, suggestions
from .filters import Bar
from .public_page import Shown
from .templating import drawn

_BEFORE: Final = "compare-before"
_PAUSE: Final = "250ms"
_SIGNS: Final = re.compile(r"[!-/:-@\[-`{-~]")


def filters(bar: Bar) -> None:
    """What to compare; then a search for signatories, or whom and what to count for groups."""
    match bar.choice("what"):
        case "signatories":
            bar.text("search", search_label(bar.t), live=_PAUSE)
        case "regions":
            bar.choice("by")
            bar.choice("who", options={code: words.type_label(bar.t, code) for code in TYPES if code != "all"})
            bar.choice("show")
        case "types":
            bar.choice("show")
    bar.edition()
    _others_begin_with_none(bar)


def _others_begin_with_none(bar: Bar) -> None:
    """Who stood there is nobody among other things to compare."""
    now = (bar.chosen["what"], bar.chosen.get("by", ""))
    before, st.session_state[_BEFORE] = st.session_state.get(_BEFORE, now), now
    if before != now:
        st.query_params.pop("with", None)
        bar.chosen.pop("with", None)


def layout(page: Shown) -> None:
    """The columns as chips, what else could stand there, the comparison or how to begin one."""
    page.part("notes")
    _picker(page)
    page.part("choose")
    page.row("items")
    page.part("hidden")


def _picker(page: Shown) -> None:
    """Chips that take a column out, and buttons that add one."""
    t, chosen = page.t, chosen_of(page.asked)
    with st.container(key="picker", gap="small"):
        if chosen.columns:
            _chips(t("Side by side; choose one to take it out"), "out", chosen, chosen.columns)
        found = hits(page.asked, chosen)
        if len(chosen.columns) == MOST:
            return
        if found:
            _chips(t("Found; choose one to add it"), "add", chosen, found)
            return
        if page.asked.word("search") and chosen.what == "signatories":
            st.html(drawn("chips.html.j2", sentence=t("No other signatory has a name like that.")))
        offered = suggestions(page.asked, chosen)
        if offered:
            same = t("Of the same type and region") if chosen.what == "signatories" else t("Choose one to add it")
            _chips(same, "more", chosen, offered)


def _chips(caption: str, kind: str, chosen: Chosen, candidates: Sequence[Candidate]) -> None:
    """One row of buttons; each writes the columns anew into the address."""
    st.html(drawn("chips.html.j2", sentence=caption))
    with st.container(key=f"chips-{kind}", horizontal=True, gap="small"):
        for place, one in enumerate(candidates):
            is_out = kind == "out"
            others = tuple(code for code in chosen.codes if code != one.code)
            codes = others if is_out else (*others, one.code)
            name = literal(f"{one.label} ({one.detail})" if kind == "add" else one.label)
            st.button(f"{name} ✕" if is_out else f"\\+ {name}", key=f"{kind}-{place}", on_click=_stand, args=(codes,))


def literal(name: str) -> str:
    """A name on a button as it is written: buttons read Markdown, and names come from outside."""
    return _SIGNS.sub(r"\\\g<0>", name)


def _stand(codes: Sequence[str]) -> None:
    """These stand side by side from now on."""
    st.query_params["with"] = ",".join(codes)
