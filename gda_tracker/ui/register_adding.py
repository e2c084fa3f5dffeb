"""Adding one signatory by hand: its facts, its endorsement, and whom it is like on record."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

import streamlit as st

from .. import facts
from ..charts import words
from ..domain.declaration import StakeholderType
from ..domain.importing import Endorsed, KnownSignatory, SignatoryRecord
from ..domain.problems import Rejected, message
from ..domain.registering import ACRONYM_CHARS, NAME_CHARS, REASON_CHARS, URL_CHARS, SignatoryFacts
from ..domain.settling_words import likelihood, why_the_same
from ..i18n import Text, alphabetical
from ..services.adding import OTHER_NAME, Likeness, add_signatory
from ..services.clock import utc_now
from ..services.registers import Register
from . import session
from .imports_words import FIELD_LABELS, known_value, listed_value, told_fields, value_words
from .problems import sentence
from .register_endorsing import endorsement_fields, endorsement_typed
from .register_page import OUTCOME, Told
from .register_words import country
from .templating import drawn

LIKE: Final = "register-like"
"""Session key of whom the signatory that was typed is like; it stands until the form is sent again."""
NAMED: Final = "register-named"
"""Session key of a name that was typed for a national government, which bears that of its country."""
KEY: Final = "add"


def add_signatory_form(t: Text, register: Register) -> None:
    """One signatory of whom a letter tells."""
    st.html(drawn("register_adding.html.j2", t=t))
    like = st.session_state.get(LIKE)
    # After somebody went away and came back the form is empty, and nobody is like that.
    if not isinstance(like, Likeness) or not st.session_state.get(f"name-{KEY}"):
        like = None
    if like is not None:
        _beside(t, like)
    with st.form("add-signatory"):
        seen: tuple[str, ...] = ()
        if like is not None and not like.is_same:
            seen = tuple(sorted(like.signatories))
            st.checkbox(t("It is another body"), key=f"other-{KEY}-{'-'.join(seen)}")
            st.text_input(t("Why it is another body"), key=f"why-{KEY}", max_chars=REASON_CHARS)
        if named := st.session_state.get(NAMED):
            st.checkbox(t("“{name}” is meant as the national government", name=named), key=f"named-{KEY}-{named}")
        body, endorsement = st.columns(2, gap="large")
        with body:
            _facts(t)
        with endorsement:
            endorsement_fields(t, KEY, Endorsed())
        st.form_submit_button(
            t("Add the signatory"), type="primary", key=f"do-{KEY}", on_click=_add, args=(register, seen)
        )


def _facts(t: Text) -> None:
    st.text_input(t("Name"), key=f"name-{KEY}", max_chars=NAME_CHARS)
    st.selectbox(
        t("Type"), list(StakeholderType), index=None, placeholder="–", key=f"kind-{KEY}",
        format_func=lambda code: words.one_of_type(t, code),
    )  # fmt: skip
    parties = ["", *sorted(facts.countries(), key=lambda iso3: alphabetical(country(t, iso3)))]
    st.selectbox(
        t("Country"), parties, key=f"iso3-{KEY}",
        format_func=lambda iso3: country(t, iso3) if iso3 else t("No one country"),
    )  # fmt: skip
    st.text_input(t("Acronym"), key=f"acronym-{KEY}", max_chars=ACRONYM_CHARS)
    st.text_input(t("Website"), key=f"website-{KEY}", max_chars=URL_CHARS, placeholder="https://")


@session.acts
def _add(register: Register, seen: tuple[str, ...]) -> None:
    typed = st.session_state
    told = SignatoryFacts.typed(
        typed[f"name-{KEY}"] or "", typed[f"acronym-{KEY}"], str(typed[f"kind-{KEY}"] or ""), typed[f"iso3-{KEY}"],
        typed[f"website-{KEY}"], None,
    )  # fmt: skip
    named = told.name.strip()
    is_other = bool(typed.get(f"other-{KEY}-{'-'.join(seen)}", False))
    result = add_signatory(
        register, session.actor(), told, endorsement_typed(KEY), today=utc_now().date(),
        apart_from=seen if is_other else (), reason=typed.get(f"why-{KEY}") or "",
        is_the_government=bool(typed.get(f"named-{KEY}-{named}", False)),
    )  # fmt: skip
    typed.pop(NAMED, None)
    if isinstance(result, Rejected):
        typed[OUTCOME] = result
        if any(one.rule == OTHER_NAME for one in result.problems):
            typed[NAMED] = named
    elif isinstance(result, Likeness):
        typed[LIKE], typed[OUTCOME] = result, _refused(result)
    else:
        typed.pop(LIKE, None)
        said = message("“{name}” is in the register. Its endorsement stands below.")
        typed[OUTCOME] = Told(said, {"name": result.name})
        st.query_params.from_dict({"signatory": result.signatory_id})


def _refused(like: Likeness) -> Rejected:
    names = ", ".join(f"“{one.name}”" for one in like.candidates)
    if like.is_same:
        text = message("Nothing was added: {names} is on record already. Open it below to add an endorsement.")
        return Rejected.because("signatory-known", text, names=names)
    text = message(
        "Nothing was added yet: it may be {names}. Compare them below; where it is another body, tick that and say why."
    )
    return Rejected.because("signatory-maybe-known", text, names=names)


def _beside(t: Text, like: Likeness) -> None:
    """What was typed beside those who are like it."""
    title = t("On record already") if like.is_same else t("It may be on record already")
    candidates = [_candidate(t, like.record, one) for one in like.candidates]
    fields = [_field(t, like, name) for name in told_fields(like.record, like.candidates)]
    st.html(
        drawn(
            "import_row.html.j2", t=t, title=title, state="", listed=t("As typed"), candidates=candidates, fields=fields
        )
    )


def _candidate(t: Text, record: SignatoryRecord, one: KnownSignatory) -> dict[str, object]:
    # “The list names no country” has no meaning where there is no list.
    why = [sentence(t, ground) for ground in why_the_same(one, record) if ground.rule != "no-country-listed"]
    return {
        "name": one.name,
        "where": t("on record"),
        "link": f"/register?signatory={quote(one.signatory_id, safe='')}",
        "likelihood": t(likelihood(one, record)),
        "why": why,
    }


def _field(t: Text, like: Likeness, field: str) -> dict[str, object]:
    typed = listed_value(like.record, field)
    known = [known_value(one, like.record, field) for one in like.candidates]
    return {
        "label": t(FIELD_LABELS[field]),
        "listed": value_words(t, field, typed),
        "known": [(value_words(t, field, value), typed is not None and value != typed) for value in known],
    }
