"""Sending reminders: the steps, who gets which mail, who is left out and why, and the one click."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final

import streamlit as st

from ..domain.ladder import STEP_LABELS, Step, day_of
from ..domain.permissions import Actor
from ..domain.problems import Rejected
from ..i18n import LANGUAGES, Text
from ..i18n import text as text_in
from ..publishing.paging import page_of, pages_of
from ..services.clock import utc_now
from ..services.registers import Register
from ..services.reminder_situations import Why
from ..services.reminder_sorting import Asked, LeftOut, Plan
from ..services.reminding import Sent, previews, send
from ..settings import settings
from . import session
from .as_drawn import CHOSEN_ANEW
from .problems import refusal
from .reminders_asked import address, asked, quiet_times
from .templating import drawn

OUTCOME: Final = "reminders-outcome"
"""Session key of what the last act said; it is shown once."""
MAILS_A_PAGE: Final = 10
LEFT_OUT_A_PAGE: Final = 50


def ways(t: Text, view: str) -> None:
    """The parts of the page."""
    parts = {"": t("Send"), "log": t("Log"), "words": t("Words"), "missions": t("Permanent missions")}
    parts["calendar"] = t("Calendar")
    rows = [{"name": name, "link": f"/reminders?view={code}" if code else "/reminders", "is_chosen": code == view}
            for code, name in parts.items()]  # fmt: skip
    st.html(drawn("reminders_ways.html.j2", t=t, rows=rows))


def outcome(t: Text) -> None:
    """What came of the last click."""
    last = st.session_state.pop(OUTCOME, None)
    if isinstance(last, Rejected):
        refusal(t, last.problems)
    elif isinstance(last, Sent):
        if not last.is_now:
            moment = moment_words(t, last.goes_at)
            said = t.n(
                "One mail is scheduled for {moment}.",
                "{n} mails are scheduled for {moment}.",
                last.count,
                moment=moment,
            )
        elif settings().smtp_host:
            said = t.n(
                "One mail queued: it leaves within the next minutes.",
                "{n} mails queued: they leave from now on, at most {cap} an hour.",
                last.count,
                cap=t.number(settings().mail_hourly),
            )
        else:
            said = t.n(
                "One mail queued. No mail server is set: it is printed on the console.",
                "{n} mails queued. No mail server is set: they are printed on the console.",
                last.count,
            )
        st.html(drawn("said.html.j2", sentence=said))
    elif isinstance(last, str):
        st.html(drawn("said.html.j2", sentence=last))


def moment_words(t: Text, moment: datetime) -> str:
    """A UTC moment on the clocks of the secretariat."""
    here = quiet_times().local(moment)
    return t("{day}, {time} ({zone})", day=t.date(here.date()), time=f"{here:%H:%M}", zone=settings().time_zone)


def steps(t: Text, planned: Plan) -> None:
    """The ladder, each step with how many are owed it on that day."""
    rows = [
        {
            "label": t(STEP_LABELS[step]),
            "count": t.number(planned.owed[step]),
            "link": address(step=step.value, page="", out="", why=""),
            "is_chosen": step is planned.step,
        }
        for step in Step
    ]
    note = t("How many signatories the ladder owes each step on {day}.", day=t.date(planned.on))
    st.html(drawn("reminders_steps.html.j2", t=t, rows=rows, note=note))


def said(t: Text, planned: Plan) -> str:
    """Who gets it and when, and how many get nothing though they are owed it."""
    signatories = len({one.row.signatory_id for one in planned.gets})
    owed = 0 if planned.asked.is_for_all else planned.owed[planned.step]
    rest = t.n(
        "One signatory is owed it and gets nothing: the reason stands below.",
        "{n} signatories are owed it and get nothing: the reasons stand below.",
        owed - signatories,
    )
    return " ".join([_gets(t, planned, signatories), *([rest] if owed > signatories else [])])


def _gets(t: Text, planned: Plan, signatories: int) -> str:
    if not planned.gets:
        return t("Nobody gets this step.")
    mails = t.n("One mail", "{n} mails", len(planned.gets))
    about = t.n("one signatory", "{n} signatories", signatories)
    if planned.is_now:
        return t("{mails} about {about} would leave now.", mails=mails, about=about)
    moment = moment_words(t, planned.goes_at)
    if planned.is_moved:
        return t("{mails} about {about} would leave on {moment}: nothing leaves in quiet times.",
                 mails=mails, about=about, moment=moment)  # fmt: skip
    return t("{mails} about {about} would leave on {moment}.", mails=mails, about=about, moment=moment)


def confirm(t: Text, register: Register, planned: Plan) -> None:
    """The sentence and the button."""
    st.html(drawn("reminders_said.html.j2", sentence=said(t, planned)))
    if planned.gets:
        count = len(planned.gets)
        label = t.n("Send one mail now", "Send {n} mails now", count)
        if not planned.is_now:
            label = t.n("Schedule one mail", "Schedule {n} mails", count)
        act = (register, planned.asked, planned.seen, asked())
        st.button(label, key="send", type="primary", on_click=_send, args=act)


@session.acts
def _send(register: Register, wanted: Asked, seen: str, as_drawn: Asked) -> None:
    # A filter that was changed in the same moment is in the address by now.
    st.session_state[OUTCOME] = (
        CHOSEN_ANEW if asked() != as_drawn else send(register, session.actor(), wanted, seen, utc_now(), quiet_times())
    )


def mails(t: Text, register: Register, actor: Actor, planned: Plan) -> None:
    """Every mail as it will leave, ten to a page."""
    total = len(planned.gets)
    if not total:
        return
    number = page_of(st.query_params.get("page", ""), total, MAILS_A_PAGE)
    part = slice((number - 1) * MAILS_A_PAGE, number * MAILS_A_PAGE)
    drafts = previews(register, actor, planned, text_in, settings().public_url, part)
    rows = [
        {
            "name": one.row.name,
            "to": f"{one.to.name} <{mail.recipient}>",
            "cc": mail.copy_to,
            "language": LANGUAGES.get(mail.language, mail.language),
            "code": mail.language,
            "role": t("focal point") if one.to.is_focal_point else t("contributor"),
            "subject": mail.subject,
            "body": mail.body,
        }
        for one, mail in zip(planned.gets[part], drafts, strict=True)
    ]
    note = t("The link that ends such mails gets its secret when the mail goes.") if any(
        one.unsubscribe for one in drafts) else ""  # fmt: skip
    place = turn(t, "page", number, pages_of(total, MAILS_A_PAGE))
    title = t.n("The mail, as it will leave", "The {n} mails, as they will leave", total)
    st.html(drawn("reminders_mails.html.j2", t=t, rows=rows, title=title, note=note, turn=place))


def left_out(t: Text, planned: Plan) -> None:
    """Who gets nothing, by reason."""
    counts = planned.left_out.reasons
    if not counts:
        return
    why = st.query_params.get("why", "")
    total = sum(count for one, count in counts.items() if why in ("", one))
    number = page_of(st.query_params.get("out", ""), total, LEFT_OUT_A_PAGE)
    labels = why_labels(t)
    reasons = [
        {"label": labels[one], "count": t.number(count), "is_chosen": one == why,
         "link": address(why="" if one == why else one.value, out="")}
        for one, count in counts.items()
    ]  # fmt: skip
    part = slice((number - 1) * LEFT_OUT_A_PAGE, number * LEFT_OUT_A_PAGE)
    rows = [_left(t, labels, planned.step, one) for one in planned.left_out.some(why, part)]
    place = turn(t, "out", number, pages_of(total, LEFT_OUT_A_PAGE))
    title = t("Left out")
    st.html(drawn("reminders_left_out.html.j2", t=t, reasons=reasons, rows=rows, turn=place, title=title))


def _left(t: Text, labels: Mapping[Why, str], step: Step, one: LeftOut) -> dict[str, str]:
    why = labels[one.why]
    if one.why is Why.NOT_YET and one.due_on is not None:
        why = _not_yet(t, step, one.due_on)
    if one.why is Why.NOT_OWED and one.instead is not None:
        why = t("the ladder owes another step: {step}", step=t(STEP_LABELS[one.instead]))
    return {"name": one.signatory, "person": one.name, "why": why, "link": f"/follow-up?signatory={one.signatory_id}"}


def _not_yet(t: Text, step: Step, due_on: date) -> str:
    """From or until when what a step says holds for a signatory."""
    if step is Step.BEFORE_DUE:
        return t("its due day, {day}, is no longer to come", day=t.date(due_on))
    return t("what this step says holds for it from {day} on", day=t.date(day_of(step, due_on)))


def why_labels(t: Text) -> dict[Why, str]:
    """The reasons in words."""
    return {
        Why.SUBMITTED: t("has reported"),
        Why.ALREADY: t("this step went already, or is scheduled"),
        Why.LATER: t("a later step went already"),
        Why.CLOSED: t("the cycle is closed for it"),
        Why.NOT_YET: t("what this step says does not hold on that day"),
        Why.NOT_OWED: t("the ladder owes nothing on that day"),
        Why.NO_FOCAL_POINT: t("No focal point has an account"),
        Why.NO_MISSION: t("no address of a permanent mission is kept"),
        Why.UNSUBSCRIBED: t("a contributor who ended such mails"),
        Why.BOUNCED: t("the address takes no mail: mend it first"),
    }


def turn(t: Text, name: str, number: int, pages: int) -> dict[str, str]:
    """The ways to the pages before and after, for a template; `name` is the word of the address."""
    place = t("Page {number} of {pages}", number=t.number(number), pages=t.number(pages)) if pages > 1 else ""
    before = address(**{name: str(number - 1)}) if number > 1 else ""
    after = address(**{name: str(number + 1)}) if number < pages else ""
    return {"place": place, "before": before, "after": after}
