"""The words of each step in each language, and the addresses of permanent missions."""

from __future__ import annotations

import streamlit as st

from ..domain.ladder import STEP_LABELS, Step
from ..domain.permissions import Actor
from ..domain.problems import Rejected
from ..domain.reminder_words import BODY_CHARS, LANGUAGES_OF_WORDS, PLACES, STANDARD, SUBJECT_CHARS
from ..i18n import LANGUAGES, Text
from ..i18n import text as text_in
from ..services.clock import utc_now
from ..services.registers import Register
from ..services.reminder_acts import Noted, countries_of, missions_of, reset_words, set_mission, set_words, words_of
from ..services.reminder_example import example_of
from ..settings import settings
from . import session
from .as_drawn import chosen_anew
from .reminders_page import OUTCOME
from .templating import drawn


def words(t: Text, register: Register, actor: Actor) -> None:
    """One step in one language: what stands, and the form."""
    own = words_of(register, actor)
    steps = {step: t(label) for step, label in STEP_LABELS.items()}
    languages = {code: LANGUAGES[code] for code in LANGUAGES_OF_WORDS}
    with st.container(key="filters", horizontal=True, gap="small"):
        step = st.selectbox(t("Step"), list(steps), format_func=steps.__getitem__, key="words-step")
        language = st.selectbox(t("Language"), list(languages), format_func=languages.__getitem__, key="words-language")
    key, told = (step, language), text_in(language)
    mine = own.get(key)
    subject = mine.subject if mine else told(STANDARD[step].subject)
    body = mine.body if mine else "\n\n".join(told(one) for one in STANDARD[step].paragraphs)
    standing = t("The secretariat's own words stand here.") if mine else t("The standard words stand here.")
    places = ", ".join(f"{{{place}}}" for place in PLACES)
    note = t("Filled in: {places}. A blank line begins a paragraph. The greeting, what a focal point or a contributor "
             "must know, and our address are added. Who reads another language is written to in English.",
             places=places)  # fmt: skip
    st.html(drawn("reminders_note.html.j2", sentences=[standing, note]))
    typed = f"{step}-{language}-{hash((subject, body))}"
    with st.form(key=f"words-{typed}", border=False):
        st.text_input(t("Subject"), subject, key=f"subject-{typed}", max_chars=SUBJECT_CHARS)
        st.text_area(t("Text"), body, key=f"body-{typed}", max_chars=BODY_CHARS, height=320)
        st.form_submit_button(t("Keep these words"), type="primary", key="keep-words", on_click=_keep,
                              args=(t, register, key, typed))  # fmt: skip
    _example(t, register, actor, key)
    if mine:
        st.button(t("Back to the standard words"), key="reset-words", on_click=_reset, args=(t, register, key))


def _example(t: Text, register: Register, actor: Actor, key: tuple[Step, str]) -> None:
    """The words that stand, as somebody would read them; what is typed shows there once it is kept."""
    mail = example_of(register, actor, key, text_in, settings().public_url)
    if mail is None:
        return
    note = t("Addressed to you as if you were the focal point; nothing is sent. What you type shows here once kept.")
    row = {
        "name": mail.subject, "to": "", "cc": "", "language": LANGUAGES[key[1]], "code": key[1],
        "role": t("focal point"), "subject": mail.subject, "body": mail.body,
    }  # fmt: skip
    nowhere = {"place": "", "before": "", "after": ""}
    title = t("As it would be read")
    st.html(drawn("reminders_mails.html.j2", t=t, rows=[row], title=title, note=note, turn=nowhere))


def _anew(key: tuple[Step, str]) -> Rejected | None:
    return chosen_anew({"words-step": key[0], "words-language": key[1]})


@session.acts
def _keep(t: Text, register: Register, key: tuple[Step, str], typed: str) -> None:
    found = st.session_state
    if anew := _anew(key):
        found[OUTCOME] = anew
        return
    subject, body = found.get(f"subject-{typed}", ""), found.get(f"body-{typed}", "")
    done = set_words(register, session.actor(), key, subject, body, utc_now())
    found[OUTCOME] = done if isinstance(done, Rejected) else t("Kept: the next mails of this step use these words.")


@session.acts
def _reset(t: Text, register: Register, key: tuple[Step, str]) -> None:
    if anew := _anew(key):
        st.session_state[OUTCOME] = anew
        return
    reset_words(register, session.actor(), key, utc_now())
    st.session_state[OUTCOME] = t("The standard words hold again.")


def missions(t: Text, register: Register, actor: Actor) -> None:
    """The addresses that are kept, and a form for one more."""
    kept, names = missions_of(register, actor), countries_of(register, actor)
    sentence = t("The last step of the ladder goes to the focal points, with the permanent mission in copy.")
    st.html(drawn("reminders_note.html.j2", sentences=[sentence]))
    with (
        st.form(key="mission-form", border=False),
        st.container(horizontal=True, gap="small", vertical_alignment="bottom"),
    ):
        st.selectbox(t("Signatory"), list(names), None, format_func=lambda code: names[code], key="mission-signatory",
                     placeholder=t("Choose a signatory"))  # fmt: skip
        st.text_input(t("E-mail address of the mission; empty for none"), key="mission-email", max_chars=254)
        st.form_submit_button(t("Keep"), type="primary", key="keep-mission", on_click=_keep_mission, args=(t, register))
    rows = sorted((names.get(code, code), email) for code, email in kept.items())
    st.html(drawn("reminders_missions.html.j2", t=t, rows=rows))


@session.acts
def _keep_mission(t: Text, register: Register) -> None:
    typed = st.session_state
    signatory_id, email = typed.get("mission-signatory") or "", typed.get("mission-email", "")
    done = set_mission(register, session.actor(), signatory_id, email, utc_now())
    if isinstance(done, Noted):
        typed["mission-email"] = ""
        done_words = t("Kept for {name}.", name=done.what)
    typed[OUTCOME] = done if isinstance(done, Rejected) else done_words
