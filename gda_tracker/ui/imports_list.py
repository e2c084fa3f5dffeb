"""One list: how it was read, what its rows are, the decisions, and what became of it."""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from ..domain.importing import Outcome, PlannedRow
from ..domain.permissions import Actor
from ..domain.problems import Rejected, message
from ..domain.settling import Standing
from ..i18n import Text
from ..publishing.paging import page_of, pages_of, whole
from ..services.import_lists import BroughtList, ImportState, OpenList, import_by_id, open_list
from ..services.registers import Register
from ..settings import settings
from .desk import desk_lead
from .imports_columns import columns
from .imports_decided import acts, decide_at_once
from .imports_ending import applied, apply, faulty_downloads
from .imports_page import progress_bar
from .imports_row import decide, look
from .imports_words import CHOICE_LABELS, STATE_LABELS, as_read, placed, value_words
from .problems import refusal, sentence
from .templating import drawn

_BESIDE: Final = 20
"""So many rows beside the one that is decided."""
_PAGE: Final = 50
_OPENED: Final = (Outcome.MAYBE_SAME, Outcome.CONFLICTING)
_SHOWS: Final = {
    "waiting": message("To decide · {n}"),
    "decided": message("Decided · {n}"),
    "faulty": message("Faulty · {n}"),
    "new": message("New · {n}"),
    "same": message("On record · {n}"),
}


def one_list(t: Text, register: Register, actor: Actor, asked: tuple[str, Any]) -> None:
    """The list at an identifier, below its lead, which is drawn into the second of `asked`."""
    import_id, top = asked
    brought = import_by_id(register, actor, import_id)
    if isinstance(brought, Rejected):
        with top:
            desk_lead(t, actor, "imports")
        refusal(t, brought.problems)
        return
    with top:
        _lead(t, actor, brought)
    if brought.state is not ImportState.OPEN:
        applied(t, register, actor, brought)
        return
    found = open_list(register, actor, settings().imports_folder, import_id, progress_bar(t))
    if isinstance(found, Rejected):
        refusal(t, found.problems)
        return
    _settle(t, register, actor, found)


def _lead(t: Text, actor: Actor, brought: BroughtList) -> None:
    rows = t.n("one row", "{n} rows", brought.row_count)
    day = t.date(brought.brought_at.date())
    told = t("{file}: {rows}, brought by {name} on {day}", file=brought.file_name, rows=rows, name=brought.brought_by,
             day=day)  # fmt: skip
    desk_lead(t, actor, "imports", sentence=f"{told} · {t(STATE_LABELS[brought.state])}")
    st.html(drawn("imports_back.html.j2", words=t("All imports")))


def _settle(t: Text, register: Register, actor: Actor, found: OpenList) -> None:
    plan, standing = found.prepared.plan, found.standing
    done = standing.doubtful - standing.waiting
    st.html(
        drawn(
            "import_counts.html.j2",
            t=t,
            counts=_counts(t, found),
            share=100 * done // standing.doubtful if standing.doubtful else 100,
            told=_how_far(t, done, standing.doubtful),
            outdated=_outdated(t, standing),
            guessed=t("The encoding {name} was guessed; look whether accents are right.", name=plan.encoding)
            if plan.is_encoding_guessed
            else "",
        )
    )
    columns(t, register, actor, found)
    show = _shown(t, found)
    if show in ("waiting", "decided", "new"):
        with st.container(key="import-desk"):
            left, right = st.columns([30, 70], gap="large")
        with left:
            rows = _rows(found, show)
            current = _current(found, rows, show)
            _table(t, found, rows, (show, current))
        with right:
            if current is not None and show == "new":
                look(t, current)
            elif show != "new":
                if current is not None:
                    decide(t, register, found, current)
                decide_at_once(t, register, found)
                acts(t, register, found)
    else:
        rows = _rows(found, show)
        if show == "faulty" and rows:
            faulty_downloads(t, register, actor, found.brought)
        _table(t, found, rows, (show, None))
    apply(t, register, actor, found)


def _how_far(t: Text, done: int, doubtful: int) -> str:
    if not doubtful:
        return t("No row is doubtful: there is nothing to decide.")
    return t("{done} of {all} doubtful rows are decided.", done=t.number(done), all=t.number(doubtful))


def _counts(t: Text, found: OpenList) -> list[tuple[str, str]]:
    words = {
        Outcome.NEW: t("new"),
        Outcome.SAME: t("on record already"),
        Outcome.MAYBE_SAME: t("may be the same"),
        Outcome.CONFLICTING: t("conflicting"),
        Outcome.REFUSED: t("faulty"),
    }
    return [(words[outcome], t.number(count)) for outcome, count in found.prepared.plan.counts.items()]


def _outdated(t: Text, standing: Standing) -> str:
    """Decisions that no longer fit, said: how many, and which rows."""
    numbers = sorted(standing.outdated)
    if not numbers:
        return ""
    rows = ", ".join(str(number) for number in numbers[:12]) + (" …" if len(numbers) > 12 else "")
    return t.n(
        "The register or the columns changed: the decision on row {rows} no longer fits and is asked again.",
        "The register or the columns changed: the decisions on {n} rows no longer fit and are asked again: {rows}.",
        len(numbers),
        rows=rows,
    )


def _shown(t: Text, found: OpenList) -> str:
    """Which rows are looked at; it stands in the address."""
    counts, standing = found.prepared.plan.counts, found.standing
    numbers = {
        "waiting": standing.waiting,
        "decided": standing.doubtful - standing.waiting,
        "faulty": counts[Outcome.REFUSED],
        "new": counts[Outcome.NEW],
        "same": counts[Outcome.SAME],
    }
    current = st.query_params.get("show", "")
    current = current if current in _SHOWS else "waiting"
    # Its words hold the numbers: with other words it is another choice.
    key = "-".join(("show", current, *(str(number) for number in numbers.values())))
    st.radio(
        t("Rows"),
        list(_SHOWS),
        index=list(_SHOWS).index(current),
        format_func=lambda show: t(_SHOWS[show], n=t.number(numbers[show])),
        key=key,
        horizontal=True,
        label_visibility="collapsed",
        on_change=_look_at,
        args=(key,),
    )
    return current


def _look_at(key: str) -> None:
    for name in ("row", "page"):
        st.query_params.pop(name, None)
    st.query_params["show"] = st.session_state[key]


def _rows(found: OpenList, show: str) -> list[PlannedRow]:
    held = found.standing.holding
    if show == "waiting":
        return [row for row in found.prepared.doubtful if row.row not in held]
    if show == "decided":
        return [row for row in found.prepared.doubtful if row.row in held]
    outcome = {"faulty": Outcome.REFUSED, "new": Outcome.NEW, "same": Outcome.SAME}[show]
    return list(found.prepared.plan.of(outcome))


def _current(found: OpenList, rows: list[PlannedRow], show: str) -> PlannedRow | None:
    """The row in the address, else the first that is shown."""
    row = found.prepared.rows.get(whole(st.query_params.get("row", "")) or 0)
    if row is not None and row.outcome in (_OPENED if show != "new" else (Outcome.NEW,)):
        return row
    return rows[0] if rows else None


def _table(t: Text, found: OpenList, rows: list[PlannedRow], how: tuple[str, PlannedRow | None]) -> None:
    """A page of rows of the kind that is shown, and the one that is decided; those that can be are links."""
    show, current = how
    size = _PAGE if current is None else _BESIDE
    at = rows.index(current) if current in rows else 0
    asked = st.query_params.get("page", "")
    page = page_of(asked, len(rows), size) if asked else at // size + 1
    first, pages = (page - 1) * size, pages_of(len(rows), size)
    shown = [_line(t, found, row, current) for row in rows[first : first + size]]
    st.html(
        drawn(
            "import_rows.html.j2",
            t=t,
            rows=shown,
            show=show,
            list=found.brought.import_id,
            page=page,
            pages=pages,
            nothing=t("Every doubtful row is decided.") if show == "waiting" else t("No row of this kind."),
            told=t("Page {page} of {pages}", page=t.number(page), pages=t.number(pages)),
        )
    )


def _line(t: Text, found: OpenList, row: PlannedRow, current: PlannedRow | None) -> dict[str, object]:
    held = found.standing.holding.get(row.row)
    why = [placed(t, reason) if row.record is None else sentence(t, reason) for reason in row.reasons]
    if held is not None:
        why = [t(CHOICE_LABELS[held.decision.choice]), held.set_by]
    elif row.outcome is Outcome.NEW and row.record is not None:
        why = [as_read(t, row.record), *why]
    elif row.outcome is Outcome.MAYBE_SAME:
        why = [t("may be the same")]
    elif row.outcome is Outcome.CONFLICTING:
        why = [t("conflicting")]
    place = row.record.iso3 if row.record else None
    return {
        "row": row.row,
        "name": row.name or "–",
        "place": value_words(t, "iso3", place) if place else "",
        "why": " · ".join(why),
        "is_link": row.outcome in (*_OPENED, Outcome.NEW),
        "is_current": row is current,
    }
