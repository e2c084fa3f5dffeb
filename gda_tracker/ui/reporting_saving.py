"""Saving as one goes: every change is in the register before the next field; two hands on one answer are told."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from ..domain.permissions import VISITOR, Actor, NotAllowed
from ..domain.problems import Rejected, message
from ..domain.report import Entry
from ..i18n import Text
from ..services.clock import utc_now
from ..services.registers import Register
from ..services.renewing import Renewed
from ..services.replying import Replied
from ..services.report_view import ReportView
from ..services.saving import Conflict, Saved
from ..services.suggesting import SuggestionRejected
from ..services.together import Clash, SavedTogether, save_together
from ..services.warnings import Marked, WarningAccepted
from . import session
from .problems import refusal
from .templating import drawn

OUTCOME = "report-outcome"
"""Session key of what the last act said; it is shown once."""
CLASHES = "report-clashes"
"""Session key of what could not be saved beside a colleague's words, by answer: unsaved input."""
UNSAVED = "report-unsaved"
"""Session key of what could not be saved since the report is not the person's any more: unsaved input, shown once."""
SHOWN = "report-shown"
"""Session key of the answers as the fields show them, by answer: what differs from the register is typed anew."""


@dataclass(frozen=True, slots=True)
class Saver:
    """Whose report is written. By whom is asked again when it is; `actor` is who looked."""

    register: Register
    report: ReportView
    actor: Actor = field(default=VISITOR)
    marked: Mapping[str, tuple[Marked, ...]] = field(default_factory=dict)
    """What a reviewer would ask about the answers that this run shows or may submit, by item."""

    @property
    def key(self) -> tuple[str, str]:
        """Signatory and cycle."""
        return self.report.signatory.signatory_id, self.report.cycle.code

    def about(self, item: str) -> str:
        """The answer's name."""
        return "/".join((*self.key, item))

    @session.acts
    def save(self, entry: Entry, anew: str = "") -> None:
        """Save an answer that began at the version this run showed; the next run says what became of it.

        The fields keep what they hold; `anew` names the one that starts anew all the same.
        """
        stored, actor, now = self.report.stored.get(entry.item), session.actor(), utc_now()
        try:
            done = save_together(self.register, actor, self.key, stored, entry, now)
        except NotAllowed:
            words = _typed(entry, stored.entry if stored else Entry(item=entry.item))
            st.session_state[UNSAVED] = (self.report.signatory.name, words)
            raise
        st.session_state[OUTCOME] = done
        if isinstance(done, Rejected):  # one field that cannot be kept does not keep the others from being saved
            base = stored.entry if stored else Entry(item=entry.item)
            entry = _without(entry, base, done)
            if entry == base:
                return
            done = save_together(self.register, actor, self.key, stored, entry, now)
        if isinstance(done, Clash):
            st.session_state.setdefault(CLASHES, {})[self.about(entry.item)] = done
        shown = st.session_state.setdefault(SHOWN, {})
        numbers, _ = shown.get(self.about(entry.item), ({}, entry))
        if anew:
            numbers = {**numbers, anew: numbers.get(anew, 0) + 1}
        if not isinstance(done, Rejected):
            shown[self.about(entry.item)] = (numbers, entry)


def _typed(entry: Entry, base: Entry) -> str:
    """The texts that were typed since the answer was shown."""
    texts = [(getattr(entry, name), getattr(base, name)) for name in Entry.model_fields if name != "item"]
    return "\n\n".join(now for now, before in texts if isinstance(now, str) and now != before)


def unsaved(t: Text) -> None:
    """What somebody typed into a report that was merged with another, split or closed to them meanwhile."""
    name, words = st.session_state.pop(UNSAVED, ("", ""))
    if not words:
        return
    text = message("You do not report for {name} any more, so this was not saved. See whose report stands here now.")
    st.html(drawn("refusal.html.j2", sentences=[t(text, name=name)]))
    st.html(drawn("review_words.html.j2", heading=t("What you wrote, so that it is not lost:"), words=words))


def _without(entry: Entry, base: Entry, refused: Rejected) -> Entry:
    """The answer with what was refused as it was before."""
    fields = {(problem.sheet or problem.column or "").lower().partition(".")[0] for problem in refused.problems}
    return entry.model_copy(update={name: getattr(base, name) for name in Entry.model_fields if name in fields})


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one answer's fields; a field gets a new one, and so a new value, when the register's differs."""

    base: str
    numbers: Mapping[str, int]

    def __call__(self, name: str) -> str:
        """The widget key of a field."""
        of = {"status": "claimed"}.get(name, name)
        return f"{name}-{self.base}-{self.numbers.get(of, 0)}"


def keys_of(saver: Saver, entry: Entry) -> Keys:
    """The keys for an answer as it should be shown: what somebody else changed begins anew, the rest is left alone."""
    about = saver.about(entry.item)
    shown = st.session_state.setdefault(SHOWN, {})
    numbers, before = shown.get(about, ({}, entry))
    changed = {name for name in Entry.model_fields if getattr(before, name) != getattr(entry, name)}
    if "off_scale" in changed:
        changed.add("claimed")
    numbers = {**numbers, **{name: numbers.get(name, 0) + 1 for name in changed}}
    shown[about] = (numbers, entry)
    return Keys(f"{entry.item}-{hashlib.sha256(about.encode()).hexdigest()[:8]}", numbers)


def outcome(t: Text, *, is_closed: bool = False) -> None:
    """What became of the last act, once. The line about saving is always there, so that the fields stay in place."""
    done = st.session_state.pop(OUTCOME, None)
    saved = t("Saved.") if isinstance(done, Saved) else t("Every change is saved as you go.")
    if is_closed:
        saved = t("This report is closed: it can be read, and nothing in it changes any more.")
    st.html(drawn("saved.html.j2", sentence=saved))
    if isinstance(done, Rejected):
        refusal(t, done.problems)
    elif isinstance(done, (Clash, Conflict)):
        text = t("Somebody else saved this answer while you were writing. Theirs is shown; nothing was overwritten.")
        st.html(drawn("refusal.html.j2", sentences=[text]))
    elif said := _said(t, done):
        st.html(drawn("said.html.j2", sentence=said))


def _said(t: Text, done: object) -> str:
    match done:
        case SavedTogether(by=by):
            return t("Saved. {name} changed this answer meanwhile; both changes are kept.", name=by or t("A colleague"))
        case Renewed(items=items):
            return t.n("One answer was written as a draft.", "{n} answers were written as drafts.", len(items))
        case WarningAccepted():
            return t("Your reason is on record; the reviewer reads it beside the answer.")
        case SuggestionRejected():
            return t("It is not suggested again.")
        case Replied():
            return t("Your reply is on record; it is printed beside the decision.")
    return ""
