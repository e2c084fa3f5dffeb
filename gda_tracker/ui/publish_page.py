"""Publishing: what the next edition would change and why, what stands in its way, and the last click."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

import streamlit as st

from ..domain.permissions import Actor
from ..domain.problems import Problem, Rejected
from ..editions import EditionInfo
from ..i18n import Text
from ..services.edition_changes import compare_editions
from ..services.edition_sameness import LONGEST_REASON
from ..services.editions import MOVED, Preview, Published, list_editions, publish_edition
from ..services.registers import Register
from . import edition_changes, session
from .address_fields import choice
from .as_drawn import chosen_anew
from .day_field import day_field
from .problems import refusal
from .templating import drawn
from .worked_out import worked_out

OUTCOME = "publish-outcome"
"""Session key of what the last publication said. A refusal is shown once; that an edition is published stands there
until the tick for the next one: the page draws itself again while that one is worked out, and a second press comes."""
DAY = "on"
"""Session key of the day of the edition."""
READ = "publish-read"
"""Session key of the preview that the tick is about: another one has to be read again."""
ANEW = "publish-anew"
"""Session key: the preview changed by itself after it was read, and the person has not ticked since."""


def day_of_edition(t: Text, today: date) -> date:
    """The day by which cells are judged; today unless an earlier one is chosen."""
    chosen = day_field(t("State of"), value=today, key=DAY)
    return chosen if isinstance(chosen, date) else today


def preview(t: Text, shown: Preview) -> None:
    """What has to be read before publishing: the checks, what the edition would hold, what changes and who moves."""
    checked = {"problems": _told(t, shown.problems), "warnings": _told(t, shown.warnings)}
    st.html(drawn("edition_checks.html.j2", t=t, **checked))
    since = t("Nothing is published yet.")
    if shown.previous is None and shown.number > 1:
        since = t("No edition stands: those that were published are withdrawn.")
    if shown.previous is not None:
        number, day = t.number(shown.previous.number), t.date(shown.previous.snapshot_on)
        since = t("Since edition {number} of {day}", number=number, day=day)
    facts = [
        (t("Signatories"), t.number(shown.signatories)),
        (t("Cells"), t.number(shown.cells)),
        (t("Due"), t.number(shown.due_cells)),
        (t("Verified"), t.number(shown.verified_cells)),
    ]
    title = t("Edition {number}", number=t.number(shown.number))
    edition_changes.summary(t, shown.changes, title, since, facts, _nothing(t, shown))


def _nothing(t: Text, shown: Preview) -> str:
    """What is said where no answer enters or leaves a rate."""
    same = shown.same_as
    if same is None:
        more = t("What changes is about none of them: totals that others reported, or facts about others.")
        said = edition_changes.none_moves(t, shown.changes)
        return f"{said} {more}" if shown.changes.nothing_of_anybody else said
    number = t.number(same.number)
    if same.is_withdrawn:
        return t("It would hold what edition {number} holds, which was withdrawn: every cell, signatory and text.",
                 number=number)  # fmt: skip
    return t("Nothing changes against edition {number}: no cell, no signatory and no text.", number=number)


def moves(t: Text, shown: Preview) -> None:
    """One rate split, and the long lists: answers that move, signatories of which more is public otherwise."""
    about = {
        "from_edition": str(shown.previous.number) if shown.previous else "",
        "to_edition": f"{shown.number} (preview)",
        "to_day": shown.on.isoformat(),
    }
    edition_changes.details(t, shown.changes, about)


def _told(t: Text, found: Sequence[Problem]) -> list[str]:
    """Sentences with their counts as the language writes them; the numbers of editions and records stay plain."""
    return [t(one.message, **{name: _counted(t, name, value) for name, value in one.values.items()}) for one in found]


def _counted(t: Text, name: str, value: object) -> object:
    return t.number(value) if name in {"count", "rows"} and isinstance(value, int) else value


def compare(t: Text, actor: Actor, folder: Path) -> None:
    """Any two editions, the newest and the one before it unless the address says otherwise."""
    infos = list_editions(folder)
    if len(infos) < 2:
        st.html(drawn("quiet.html.j2", sentence=t("Two editions can be compared once there are two.")))
        return
    query = st.query_params
    options = {str(info.number): _named(t, info) for info in infos}
    asked = {end: word for end in ("from", "to") if (word := query.get(end, "")) in options}
    last = asked.get("to") or str(_standing(infos).number)
    first = asked.get("from") or str(_before(infos, int(last)).number)
    with st.container(key="two", horizontal=True, gap="small"):
        choice("from", t("From"), options, first)
        choice("to", t("To"), options, last)
    work = partial(compare_editions, actor, folder, int(first), int(last))
    found = worked_out(("compare", first, last), work, t("What changed between them is being worked out …"))
    if found is None:
        return
    if isinstance(found, Rejected):
        refusal(t, found.problems)
        return
    title = t("From edition {first} to edition {last}", first=first, last=last)
    days = t("{first} to {last}", first=t.date(found.before.on), last=t.date(found.after.on))
    edition_changes.summary(t, found, title, days, ())
    edition_changes.details(t, found, {"from_edition": first, "to_edition": last})


def _named(t: Text, info: EditionInfo) -> str:
    label = t("Edition {number}", number=t.number(info.number))
    return t("{edition}, withdrawn", edition=label) if info.is_withdrawn else label


def _standing(infos: Sequence[EditionInfo]) -> EditionInfo:
    """The newest that stands; where none does, the newest."""
    return next((info for info in infos if not info.is_withdrawn), infos[0])


def _before(infos: Sequence[EditionInfo], last: int) -> EditionInfo:
    """The newest before an edition that stands, else the newest before it; of the first, itself."""
    return _standing([info for info in infos if info.number < last] or infos[-1:])


def confirm(t: Text, register: Register, shown: Preview, folder: Path, evidence: Path) -> None:
    """A tick, then the button: what is published stays. Where nothing changes, the reason comes first."""
    with st.container(key="publishing"):
        _refused(t)
        if any(info.number >= shown.number for info in list_editions(folder)):
            # The preview is worked out anew beside the page; until then the one that was published stands here.
            said = t("What the next edition would change is being worked out …")
            st.html(drawn("quiet.html.j2", sentence=said))
            return
        if shown.problems:
            st.html(drawn("quiet.html.j2", sentence=t("It cannot be published until what the checks found is mended.")))
            return
        words = f"reason-{shown.number}"
        if shown.same_as is not None:
            if shown.same_as.is_withdrawn and not shown.changes.rows.is_empty():
                st.html(drawn("quiet.html.j2", sentence=_nothing(t, shown)))
            st.text_area(t("Why it is published though nothing changes"), key=words, max_chars=LONGEST_REASON)
        tick = f"sure-{shown.number}"
        _read_again(t, shown, tick)
        said = t("I have read what changes. A published edition stays: it can be withdrawn with a notice, its file "
                 "remains.")  # fmt: skip
        sure = st.checkbox(said, key=tick)
        st.button(
            t("Publish edition {number}", number=t.number(shown.number)),
            key="publish",
            type="primary",
            disabled=not sure,
            on_click=_publish,
            args=(register, shown, folder, evidence, words),
        )


def _read_again(t: Text, shown: Preview, tick: str) -> None:
    """Takes the tick out where another preview stands than the one that was ticked, and says so where it came by
    itself: not where another day was chosen, or an edition was published."""
    state = st.session_state
    asked = (shown.number, shown.on)
    read = (asked, shown.seen, shown.changes.written.rows.hash_rows(seed=29).sum())
    held = state.get(READ)
    if held != read:
        state[READ], state[tick] = read, False
        state[ANEW] = held is not None and held[0] == asked
    if state.get(tick):
        state.pop(ANEW, None)
    if state.get(ANEW):
        said = t("The register has changed since you read this: read it again.")
        st.html(drawn("said.html.j2", sentence=said))


@session.acts
def _publish(register: Register, shown: Preview, folder: Path, evidence: Path, words: str) -> None:
    reason = str(st.session_state.get(words, ""))
    said = chosen_anew({DAY: shown.on}) or publish_edition(
        register, session.actor(), on=shown.on, folder=folder, evidence=evidence, reason=reason, number=shown.number,
        seen=shown.seen,
    )  # fmt: skip
    if isinstance(said, Rejected) and any(one.rule == MOVED for one in said.problems):
        st.session_state[f"sure-{shown.number}"] = False
        st.session_state.pop(READ, None)
    st.session_state[OUTCOME] = said


def outcome(t: Text) -> None:
    """The edition that was just published, with the way to it; what was refused is said beside the button."""
    last = st.session_state.get(OUTCOME)
    if isinstance(last, Published) and st.session_state.get(f"sure-{last.number + 1}"):
        st.session_state.pop(OUTCOME)
    elif isinstance(last, Published):
        told = t("Edition {number} is published.", number=t.number(last.number))
        link = f"/?edition={last.number}"
        st.html(drawn("published.html.j2", sentence=told, link=link, words=t("See it on the overview")))


def _refused(t: Text) -> None:
    last = st.session_state.get(OUTCOME)
    if isinstance(last, Rejected):
        st.session_state.pop(OUTCOME)
        refusal(t, last.problems)
