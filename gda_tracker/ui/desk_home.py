"""The first page of the desk as it is drawn: what waits, the course of the cycle, yesterday."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from ..charts import words
from ..charts.course import course_chart
from ..domain.following import Board, Sort
from ..domain.statuses import Light
from ..i18n import Text
from ..services.desk import OLD_DAYS, OVERDUE, Ages, DeskView, Some, Standing
from .drawing import drawing
from .follow_up_board import address
from .register_words import ACTS
from .templating import drawn


def sentence(t: Text, view: DeskView) -> str:
    """Where the cycle stands, in a sentence."""
    found = view.standing
    if found is None:
        return t("Nobody is asked to report yet.")
    told = t(
        "{received} of {asked} have reported for {cop}.",
        received=t.number(found.received),
        asked=t.number(found.asked),
        cop=found.this.cycle.cop,
    )
    if found.last is None:
        return told
    before = t("At the same day of {cop} it was {count}.", cop=found.last.cycle.cop, count=t.number(found.at_same_day))
    return f"{told} {before}"


def waiting(t: Text, view: DeskView, me: str, today: date) -> None:
    """Each thing that waits, with how much of it and the way to the first; `me` is who looks."""
    own = address(Board(officer=me, sort=Sort.NEXT.value))
    taken = t("Of these, taken by you or handed to you")
    over = t("Focal points whose term is over")
    rows = [
        _reviews(t, view.reviews, today),
        _row(t, taken, view.taken, f"/review?{urlencode({'whose': 'mine'})}", "/review?entry={id}&whose=mine"),
        _row(t, t("Replies to read"), view.replies, "/review", "/review?entry={id}"),
        _row(t, t("Lists to settle"), view.imports, "/imports", "/imports?list={id}"),
        _dead(t, view.dead),
        _row(t, t("Countries overdue"), view.overdue, address(OVERDUE), "/follow-up?signatory={id}"),
        _row(t, over, view.terms_over, "/register?show=focal-points", "/register?signatory={id}"),
        _row(t, t("Your next steps that are due"), view.steps, own, "/follow-up?signatory={id}"),
        _row(t, t("Mails that could not be delivered"), Some(view.mails_failed, ()), "/reminders?view=log", ""),
    ]
    st.html(drawn("desk_waits.html.j2", t=t, rows=rows))


def _reviews(t: Text, found: Ages, today: date) -> dict[str, object]:
    notes = []
    if found.oldest is not None:
        age = (today - found.oldest.date()).days
        notes.append(t.n("the oldest for one day", "the oldest for {n} days", age))
    if found.old:
        old = t.n("one for more than {days} days", "{n} for more than {days} days", found.old, days=OLD_DAYS)
        notes.append(old)
    shown = []
    if found.second:
        wanted = t.n("one wants another reader", "{n} want another reader", found.second)
        shown.append((wanted, _queue("second")))
    if found.third:
        differ = t.n("two readers differ on one", "two readers differ on {n}", found.third)
        shown.append((differ, _queue("third")))
    return {
        "label": t("Answers to review"),
        "count": t.number(found.waiting),
        "is_none": not found.waiting,
        "link": "/review",
        "note": " · ".join(notes),
        "shown": shown,
        "more": "",
    }


def _queue(reader: str) -> str:
    """The queue narrowed down to what wants that reader."""
    return f"/review?{urlencode({'reader': reader})}"


def _dead(t: Text, found: Some | None) -> dict[str, object]:
    label = t("Answers whose link is dead")
    if found is not None:
        return _row(t, label, found, "/review", "/review?entry={id}")
    words = t("No link was opened yet: the server opens them where GDA_CHECK_LINKS is set, or `gda check-links` does.")
    return {"label": label, "count": "–", "is_none": True, "link": "/review", "note": words, "shown": []}


def _row(t: Text, label: str, some: Some, link: str, one: str) -> dict[str, object]:
    return {
        "label": label,
        "count": t.number(some.total),
        "is_none": not some.total,
        "link": link,
        "note": "",
        "shown": [(name, one.format(id=identifier)) for identifier, name in some.shown],
        "more": t("and {n} more", n=t.number(some.total - len(some.shown))) if some.total > len(some.shown) > 0 else "",
    }


def standing(t: Text, found: Standing | None, today: date, mark: str) -> None:
    """The course of the cycle as a picture, and how many of each light."""
    if found is None:
        return
    source = ". ".join(filter(None, (t("Register, {day}", day=t.date(today)), mark)))
    shown = course_chart(t, found.this, found.last, found.asked, today, source)
    st.html(drawn("desk_course.html.j2", t=t, title=shown.title, told=shown.text_alternative))
    drawing(shown, f"{found.this.cycle.code}-{found.received}", t)
    rows = [
        {
            "code": light.value,
            "label": words.light_label(t, light.value),
            "count": t.number(found.lights[light]),
            "link": f"/follow-up?light={light.value}",
            "is_chosen": False,
        }
        for light in Light
    ]
    st.html(drawn("follow_up_lights.html.j2", t=t, rows=rows))
    st.html(drawn("quiet.html.j2", sentence=source))


def yesterday(t: Text, acts: tuple[tuple[str, int], ...]) -> None:
    """What was done the day before, most frequent first."""
    rows = [(t(ACTS[action]) if action in ACTS else action, t.number(count), action) for action, count in acts]
    st.html(drawn("desk_yesterday.html.j2", t=t, rows=rows))
