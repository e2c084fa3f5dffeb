"""One signatory as the desk follows it up: reports by cycle, people, contacts, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from ..charts import words
from ..domain.following import CONTACT_LABELS, PLAN, UNDONE, Board
from ..domain.ladder import STEP_LABELS, Step
from ..domain.permissions import Actor
from ..domain.problems import Rejected, message
from ..domain.reminders import STATE_LABELS
from ..i18n import Text
from ..publishing.sitemap import page_at
from ..services.following_up import (
    FollowUp,
    NotedContact,
    PersonOf,
    ReportOfCycle,
    SentReminder,
    follow_up_of,
    officers_of,
)
from ..services.registers import Register
from .follow_up_acts import Whose, contact_form, officer_form, outcome, step_form
from .follow_up_board import address
from .problems import refusal
from .templating import drawn

ROLES: Final[Mapping[str, str]] = {"focal_point": message("Focal point"), "contributor": message("Contributor")}


def detail(t: Text, register: Register, actor: Actor, board: Board, signatory_id: str, today: date) -> None:
    """What is known beside what can be done."""
    st.html(drawn("follow_up_remind.html.j2", link=address(board), words=t("Back to the board")))
    seen = follow_up_of(register, actor, signatory_id, today)
    if isinstance(seen, Rejected):
        refusal(t, seen.problems)
        return
    known, act = st.columns([62, 38], gap="large")
    with known:
        _known(t, seen)
    with act, st.container(key="follow-up-act"):
        _act(t, seen, officers_of(register, actor))


def _known(t: Text, seen: FollowUp) -> None:
    kind = words.one_of_type(t, seen.signatory.stakeholder_type)
    whom = t("{officer} looks after it", officer=seen.officer) if seen.officer else t("nobody looks after it")
    signatory_id = seen.signatory.signatory_id
    ways = [(f"/signatory?id={signatory_id}", t("Public profile"))]
    if page_at("register") is not None:
        ways.append((f"/register?signatory={signatory_id}", t("In the register")))
    if page_at("reminders") is not None:
        ways.append((f"/reminders?chosen={signatory_id}", t("Write a reminder")))
    ways.append((f"/briefs?{urlencode({'what': 'signatory', 'id': signatory_id})}", t("Brief (PDF)")))
    st.html(
        drawn(
            "follow_up_detail.html.j2",
            t=t,
            name=seen.signatory.name,
            about=f"{kind} · {whom}",
            ways=ways,
            cycles=[_cycle(t, one) for one in seen.cycles],
            people=[(one.name, one.email, t(ROLES.get(one.role, one.role)), _state(t, one)) for one in seen.people],
            contacts=_contacts(t, seen),
        )
    )


def _state(t: Text, one: PersonOf) -> str:
    if not one.is_active:
        return t("disabled")
    return t("the address takes no mail") if one.is_bounced else ""


def _cycle(t: Text, report: ReportOfCycle) -> dict[str, str]:
    due = t.date(report.due_on)
    sent = t.date(report.first_at.date()) if report.first_at else t("no report")
    return {
        "cop": f"{report.cop} ({report.cycle})",
        "due": t("{day}, later than for the others", day=due) if report.is_extended else due,
        "sent": sent,
        "answers": t.number(report.answers),
    }


def _contacts(t: Text, seen: FollowUp) -> list[dict[str, str]]:
    """What was noted and the reminders that went, the latest day first; of one day what was noted."""
    noted = [(one.contact.happened_on, _contact(t, one)) for one in seen.contacts]
    went = [(one.went_on, _reminder(t, one)) for one in seen.reminders]
    return [shown for _, shown in sorted([*noted, *went], key=lambda one: one[0], reverse=True)]


def _reminder(t: Text, one: SentReminder) -> dict[str, str]:
    whom = t("{step}, to {name} <{email}>", step=t(STEP_LABELS[Step(one.step)]), name=one.name, email=one.email)
    return {
        "day": t.date(one.went_on),
        "kind": t("Reminder by mail"),
        "by": t(STATE_LABELS.get(one.state, one.state)),
        "note": whom,
        "step": "",
        "is_plan": "",
    }


def _contact(t: Text, one: NotedContact) -> dict[str, str]:
    contact = one.contact
    is_undone = contact.kind == UNDONE
    done = t("Nothing is planned.") if is_undone else t("What was planned is done.")
    step = done if contact.is_step_done else ""
    if contact.next_step:
        step = t("Next: {step}", step=contact.next_step)
        if contact.next_on:
            step = t("Next: {step}, by {day}", step=contact.next_step, day=t.date(contact.next_on))
    return {
        "day": t.date(contact.happened_on),
        "kind": t("As before, an act was undone") if is_undone else t(CONTACT_LABELS.get(contact.kind, contact.kind)),
        "by": t("noted by {name}", name=one.set_by),
        "note": contact.note,
        "step": step,
        "is_plan": "1" if contact.kind in (PLAN, UNDONE) else "",
    }


def _act(t: Text, seen: FollowUp, officers: dict[str, str]) -> None:
    """The same forms as for many, about this one."""
    signatory_id = seen.signatory.signatory_id
    kinds = {"contact": t("Note a contact"), "step": t("Set the next step"), "officer": t("Assign an officer")}
    kind = st.radio(t("What"), list(kinds), format_func=lambda code: kinds[code], key="act-one")
    form = {"officer": officer_form, "step": step_form, "contact": contact_form}[kind]
    form(t, officers, signatory_id, Whose(one=signatory_id))
    outcome(t)
