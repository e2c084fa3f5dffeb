"""What is to be sent, to whom and when. The address is the only state: every choice is written there in codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from .. import facts
from ..charts import words
from ..domain.declaration import StakeholderType
from ..domain.following import NOBODY, Board
from ..domain.ladder import QuietTimes, Step
from ..domain.statuses import Light
from ..i18n import Text, alphabetical
from ..services.clock import utc_now
from ..services.reminder_sorting import Asked
from ..settings import settings
from . import address_fields
from .day_field import day_field
from .follow_up_words import states

PATH: Final = "/reminders"
EVERYBODY: Final = "all"
MOST_CHOSEN: Final = 5000
_PAGES: Final = ("page", "out", "why")


def quiet_times() -> QuietTimes:
    """When no reminder leaves here."""
    return QuietTimes.of(**settings().quiet)


def asked() -> Asked:
    """What the address asks for; a step that it does not name is the one that most are owed."""
    query = st.query_params.to_dict()
    chosen = tuple(word for word in query.get("chosen", "").split(",")[:MOST_CHOSEN] if word)
    step = Step(query["step"]) if query.get("step") in list(Step) else None
    return Asked(
        step=step,
        board=replace(Board.asked(query), order=Board().order, sort=Board().sort),
        chosen=chosen,
        is_for_all=query.get("whom") == EVERYBODY,
        goes_at=_moment(query.get("at", "")),
    )


def _moment(word: str) -> datetime | None:
    try:
        return quiet_times().utc(datetime.fromisoformat(word[:16])) if word else None
    except (ValueError, OverflowError):
        return None


def address(**words_of_it: str) -> str:
    """The page in an address with what it holds now and these words; an empty word takes one out."""
    query = {**st.query_params.to_dict(), **words_of_it}
    kept = urlencode([(name, word) for name, word in query.items() if word])
    return f"{PATH}?{kept}" if kept else PATH


def filters(t: Text, wanted: Asked, officers: Mapping[str, str]) -> None:
    """To whom: those that fit, or those that were chosen on the board."""
    with st.container(key="filters", horizontal=True, gap="small"):
        whom = {"": t("Owed this step"), EVERYBODY: t("Not yet reported")}
        _choice("whom", t("To"), whom, EVERYBODY if wanted.is_for_all else "")
        if wanted.chosen:
            chosen = t.n("One signatory that you chose", "{n} signatories that you chose", len(wanted.chosen))
            _choice(
                "chosen", t("Signatories"), {",".join(wanted.chosen): chosen, "": t("All")}, ",".join(wanted.chosen)
            )
            return
        board, everything = wanted.board, {"": t("All")}
        address_fields.words("search", t("Find a signatory"), board.search, ends=_PAGES)
        # Another light is offered where the board's address brought it here: what is narrowed down by shows.
        more = [one for one in Light if one.value == board.light and one not in _OPEN]
        lights = {**everything, **states(t, [*_OPEN, *more])}
        _choice("light", t("Report"), lights, board.light)
        found = {one.itu_region for one in facts.countries().values() if one.itu_region}
        regions = {code: t(code) for code in sorted(found, key=lambda code: alphabetical(t(code)))}
        _choice("region", t("Region"), {**everything, **regions}, board.region)
        kinds = {**everything, **{kind.value: words.type_label(t, kind.value) for kind in StakeholderType}}
        _choice("kind", t("Stakeholder type"), kinds, board.kind)
        _choice("officer", t("Officer"), {**everything, NOBODY: t("Nobody"), **officers}, board.officer)


_OPEN: Final = (Light.DUE, Light.OVERDUE, Light.SILENT)


def when(t: Text, wanted: Asked) -> None:
    """Now, or a day and a time on the clocks of the secretariat."""
    quiet = quiet_times()
    here = quiet.local(wanted.goes_at) if wanted.goes_at else None
    with st.container(key="when", horizontal=True, gap="small", vertical_alignment="bottom"):
        choices = {"": t("Now"), "later": t("At a set time")}
        at = "later" if here else ""
        key = f"when-{at}"
        st.segmented_control(
            t("When"), list(choices), default=at, format_func=choices.__getitem__, key=key, on_change=_when, args=(key,)
        )
        if here:
            stamp = here.isoformat(timespec="minutes")
            day_field(t("Day"), here.date(), key=f"day-{stamp}", on_change=_at, args=(stamp,))
            label = t("Time ({zone})", zone=settings().time_zone)
            st.time_input(
                label, here.time(), key=f"time-{stamp}", step=timedelta(minutes=15), on_change=_at, args=(stamp,)
            )


def _when(key: str) -> None:
    """The next morning stands there to begin with."""
    address_fields.take_out(*_PAGES)
    if not st.session_state.get(key):
        st.query_params.pop("at", None)
        return
    quiet = quiet_times()
    tomorrow = quiet.local(utc_now()).date() + timedelta(days=1)
    morning = quiet.moved(quiet.utc(datetime.combine(tomorrow, time(9))))
    st.query_params["at"] = quiet.local(morning).isoformat(timespec="minutes")


def _at(stamp: str) -> None:
    address_fields.take_out(*_PAGES)
    day, hour = st.session_state.get(f"day-{stamp}"), st.session_state.get(f"time-{stamp}")
    if isinstance(day, date) and isinstance(hour, time):
        st.query_params["at"] = datetime.combine(day, hour).isoformat(timespec="minutes")


def _choice(name: str, label: str, options: Mapping[str, str], current: str) -> None:
    address_fields.choice(name, label, options, current, ends=_PAGES)
