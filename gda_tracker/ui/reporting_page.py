"""My report around the form: whose it is, how far it is, and the list of items with the state of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from zlib import crc32

import streamlit as st

from ..domain.declaration import Cycle, CycleState, Item, ItemKind
from ..domain.permissions import Actor
from ..i18n import Text
from ..services.report_view import Desk, ReportView
from .problems import sentence
from .templating import drawn


def chosen(t: Text, desk: Desk) -> tuple[str, Cycle] | None:
    """The signatory and cycle in the address; None when there is nothing to choose. Choices show only when needed."""
    if not desk.signatories or not desk.cycles:
        return None
    names = {one.signatory_id: one.name for one in desk.signatories}
    cycles = {cycle.code: cycle for cycle in desk.cycles}
    cops = {code: cycle.cop for code, cycle in cycles.items()}
    with st.container(key="report-choice", horizontal=True, gap="small"):
        signatory_id = _choice(t("Signatory"), "signatory", names) if len(names) > 1 else next(iter(names))
        code = _choice(t("Report"), "cycle", cops)
    return signatory_id, cycles[code]


def _choice(label: str, name: str, options: Mapping[str, str]) -> str:
    """A field whose choice stands in the address as a code; links of earlier mails have the words there."""
    asked = st.query_params.get(name, "")
    by_words = {words: code for code, words in options.items()}
    current = asked if asked in options else by_words.get(asked, next(iter(options)))
    key = f"choose-{name}-{current}"
    return st.selectbox(
        label, list(options), list(options).index(current), format_func=options.__getitem__, key=key,
        on_change=_choose_report, args=(name, key),
    )  # fmt: skip


def _choose_report(name: str, key: str) -> None:
    if code := st.session_state.get(key):
        st.query_params[name] = str(code)


def lead(t: Text, report: ReportView, today: date) -> None:
    """Whose report it is, for which COP, until when."""
    days = (report.cycle.due_on - today).days
    until = t.n("one day left", "{n} days left", days) if days > 0 else t("due today")
    if days < 0:
        until = t("the due day has passed")
    if report.closed is not None and report.closed.rule == "cycle-closed":
        until = t("closed")
    due = t("Report for {cop} · due {day}", cop=report.cycle.cop, day=t.date(report.cycle.due_on))
    is_late = days < 0 and report.submitted_at is None and report.closed is None
    said = [_state(t, report), *([t("A report sent now counts as late; it still counts.")] if is_late else [])]
    if report.cycle.usual_due_on is not None and report.closed is None:
        said.append(_later_day(t, report.cycle, report.cycle.usual_due_on))
    st.html(drawn("report_lead.html.j2", eyebrow=f"{due} · {until}", name=report.signatory.name, said=said))


def _later_day(t: Text, cycle: Cycle, usual: date) -> str:
    """That the signatory has a later day, what holds for the others, and why it was given."""
    told = t("The secretariat gave you a later due day; that of the others is {day}.", day=t.date(usual))
    if cycle.set_state is CycleState.CLOSED and cycle.set_on is not None:
        told = t(
            "Reports for {cop} closed for the others on {closed}. You have a later day: you can report until {day}.",
            cop=cycle.cop,
            closed=t.date(cycle.set_on),
            day=t.date(cycle.due_on),
        )
    reason = t("Reason: {reason}", reason=cycle.own_day_reason) if cycle.own_day_reason else ""
    return f"{told} {reason}".strip()


def _state(t: Text, report: ReportView) -> str:
    if report.closed is not None:
        return sentence(t, report.closed)
    if not report.is_whole and not report.items:
        return t("Nothing of this report is lent to you now.")
    if not report.is_whole:
        return t.n(
            "One item of this report is lent to you. You see nothing else of it.",
            "{n} items of this report are lent to you. You see nothing else of it.",
            len(report.items),
        )
    if report.submitted_at is None:
        return t("A draft: nobody but you, your colleagues and the secretariat sees it.")
    day = t.date(report.submitted_at.date())
    newest = t.date(report.submissions[-1].submitted_at.date()) if report.submissions else day
    if len(report.submissions) > 1:
        amended = t("First submitted on {day}, amended on {newest}.", day=day, newest=newest)
        if not report.has_draft:
            return amended
        return f"{amended} {t('What you changed since is a draft until you submit again.')}"
    if report.has_draft:
        return t("Submitted on {day}; what you changed since is a draft until you submit again.", day=day)
    return t("Submitted on {day}.", day=day)


def gauge(t: Text, report: ReportView) -> None:
    """How many items are answered and how many answers must be mended first."""
    done = report.completeness
    answered = t.n(
        "{answered} of {n} item answered", "{answered} of {n} items answered", done.total, answered=done.answered
    )
    to_mend = t.n("one answer to mend before you can submit", "{n} answers to mend before you can submit", done.to_mend)
    if not report.is_whole:
        to_mend = t.n(
            "one answer to mend before you hand it back", "{n} answers to mend before you hand them back", done.to_mend
        )
    st.html(
        drawn(
            "gauge.html.j2",
            answered=answered,
            share=round(100 * done.answered / max(done.total, 1)),
            to_mend=to_mend if done.to_mend else "",
        )
    )


def item_list(t: Text, report: ReportView) -> Item:
    """The items with their state; a click puts the item in the address. Gives the chosen one."""
    current = report.items.get(st.query_params.get("item", "")) or next(iter(report.items.values()))
    headings = {
        ItemKind.OBJECTIVE: t("Objectives"),
        ItemKind.FRAMEWORK: t("Framework"),
        ItemKind.COLLABORATION: t("Collaboration"),
    }
    shown: set[ItemKind] = set()
    with st.container(key="items", gap=None):
        for item in report.items.values():
            if item.kind not in shown:
                shown.add(item.kind)
                st.html(drawn("item_heading.html.j2", words=headings[item.kind]))
            mark = "chosen" if item.code == current.code else "item"
            label = f":small[{item.number}] {t(item.short)} {_coloured(t, report, item)}"
            key = f"{mark}-{item.code}"
            st.button(label, key=key, type="tertiary", width="stretch", on_click=open_item, args=(item.code,))
    if len(report.items) > 1:
        _chooser(t, report, current)
    return current


def _chooser(t: Text, report: ReportView, current: Item) -> None:
    """The same list where there is no room for it: one field, and the items before and after (the style shows one)."""
    codes = list(report.items)
    place = codes.index(current.code)
    named = {
        code: f"{item.number} · {t(item.short)} · {state_of(t, report, item)}" for code, item in report.items.items()
    }
    # The browser sends a choice as its words. With a state they change, so the field begins anew: else the words of
    # before, which no option has any more, would come back as a choice.
    key = f"choose-{current.code}-{crc32(repr(named).encode())}"

    with st.container(key="chooser", horizontal=True, gap="small"):
        back, on = codes[max(place - 1, 0)], codes[min(place + 1, len(codes) - 1)]
        note, args = t("Previous item"), (back,)
        st.button("‹", key="before", help=note, disabled=back == current.code, on_click=open_item, args=args)
        label: Any = {"label_visibility": "collapsed", "format_func": named.__getitem__}
        st.selectbox(t("Item"), codes, place, key=key, on_change=_choose, args=(key, codes), **label)
        st.button("›", key="after", help=t("Next item"), disabled=on == current.code, on_click=open_item, args=(on,))


def _choose(key: str, codes: Sequence[str]) -> None:
    if (code := st.session_state.get(key, "")) in codes:
        open_item(code)


def _coloured(t: Text, report: ReportView, item: Item) -> str:
    stored = report.stored.get(item.code)
    is_done = stored is not None and stored.entry.is_answered
    is_out = report.is_whole and item.code in report.lent
    asks = bool(report.completeness.of(item.code)) or item.code in returned(report)
    colour = "gray" if is_out else "orange" if asks else "green" if is_done else "gray"
    return f":{colour}[{state_of(t, report, item)}]"


def returned(report: ReportView) -> tuple[str, ...]:
    """The items whose answer a reviewer returned and nobody has changed since."""
    return tuple(
        code
        for code in report.items
        if (stored := report.stored.get(code)) is not None and stored.is_submitted and stored.decision == "return"
    )


def open_item(code: str) -> None:
    """The callback of whatever leads to an item."""
    st.query_params["item"] = code


def state_of(t: Text, report: ReportView, item: Item) -> str:
    """One or two words: what an item still needs, or that it is done."""
    problems, stored = report.completeness.of(item.code), report.stored.get(item.code)
    if report.is_whole and item.code in report.lent:
        return t("lent")
    if problems:
        return t("{number} to mend", number=len(problems))
    if report.is_whole and item.code in report.came_back:
        return t("handed back")
    if stored is not None and stored.entry.is_answered:
        return _answered(t, stored.is_submitted, stored.decision)
    if last := report.last.get(item.code):
        return t("as in {cycle}?", cycle=last.cycle)
    is_known = any(fact.url or fact.dated_on or fact.values for fact in report.facts_on(item.code))
    return t("on record") if is_known else "–"


def _answered(t: Text, is_submitted: bool, decision: str | None) -> str:
    if not is_submitted:
        return t("draft")
    words: Mapping[str | None, str] = {
        None: t("submitted"),
        "confirm": t("confirmed"),
        "lower": t("lowered"),
        "return": t("returned"),
        "accept_not_applicable": t("accepted"),
        "refuse_not_applicable": t("refused"),
    }
    return words.get(decision, t("submitted"))


def nothing_to_report(t: Text, actor: Actor) -> None:
    """The account reports for nobody yet."""
    text = t("{name}, your account reports for no signatory yet. Write to the secretariat.", name=actor.name)
    st.html(drawn("note.html.j2", sentence=text))
