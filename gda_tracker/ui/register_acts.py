"""What staff do to one signatory: one act at a time, chosen in the address; editing its facts."""

from __future__ import annotations

from typing import Final

import streamlit as st

from .. import facts
from ..charts import words
from ..domain.declaration import StakeholderType
from ..domain.permissions import Action, Actor, permits
from ..domain.problems import Rejected, message
from ..domain.registering import ACRONYM_CHARS, NAME_CHARS, REASON_CHARS, URL_CHARS, SignatoryFacts
from ..i18n import Text, alphabetical
from ..services.finding_signatories import Wish, find_signatories
from ..services.nominating import Term
from ..services.registering import SignatoryFile, edit_signatory
from ..services.registers import Register
from . import session
from .register_endorsing import add_form, amend_form, withdraw_form
from .register_mapping import mapping_form
from .register_merging import merge_form
from .register_nominating import end_form, nominate_form, nomination_form
from .register_page import OUTCOME, Told
from .register_splitting import split_form
from .register_words import country
from .templating import drawn

_ACTS: Final = {
    "edit": message("Edit the facts"),
    "endorse": message("Add an endorsement"),
    "amend": message("Amend an endorsement"),
    "withdraw": message("Withdrawal, or undo it"),
    "mapping": message("What its statement names"),
    "nominate": message("Nominate a focal point"),
    "nomination": message("Record a nomination or term"),
    "end-term": message("End a term"),
    "merge": message("Merge with another"),
    "split": message("Split again"),
}
_CANDIDATES: Final = 20


def acts(t: Text, register: Register, actor: Actor, file: SignatoryFile, terms: tuple[Term, ...]) -> None:
    """The choice of an act, and its form."""
    offered = _offered(actor, file, terms)
    if not offered:
        return
    asked = st.query_params.get("act", "")
    current = offered.index(asked) if asked in offered else 0
    key = f"act-{file.recorded.signatory_id}"
    chosen = st.selectbox(
        t("What to do"), offered, current, format_func=lambda code: t(_ACTS[code]), key=key, on_change=_ask, args=(key,)
    )
    match chosen:
        case "edit":
            _edit_form(t, register, actor, file)
        case "endorse":
            add_form(t, register, file)
        case "amend":
            amend_form(t, register, file)
        case "withdraw":
            withdraw_form(t, register, file)
        case "mapping":
            mapping_form(t, register, actor, file)
        case "nominate":
            nominate_form(t, register, file)
        case "nomination":
            nomination_form(t, register, file, terms)
        case "end-term":
            end_form(t, register, file, terms)
        case "merge":
            merge_form(t, register, actor, file)
        case _:
            split_form(t, register, actor, file)
    if file.is_standing and not permits(actor, Action.MANAGE_PEOPLE):
        said = t("Administrators nominate focal points and end terms: both open or close a door.")
        st.html(drawn("quiet.html.j2", sentence=said))


def _offered(actor: Actor, file: SignatoryFile, terms: tuple[Term, ...]) -> list[str]:
    if file.recorded.state == "merged":
        return ["split"]
    if not file.is_standing:
        return []
    manages, held = permits(actor, Action.MANAGE_PEOPLE), any(term.point.is_held for term in terms)
    is_offered = {
        "amend": bool(file.endorsements), "withdraw": bool(file.endorsements), "mapping": bool(file.endorsements),
        "nominate": manages,
        "nomination": held, "end-term": manages and held, "split": False,
    }  # fmt: skip
    return [code for code in _ACTS if is_offered.get(code, True)]


def _ask(key: str) -> None:
    st.query_params["act"] = str(st.session_state[key])


def _edit_form(t: Text, register: Register, actor: Actor, file: SignatoryFile) -> None:
    one, key = file.recorded.facts, f"{file.recorded.signatory_id}-{file.recorded.trail_seq}"
    search = st.text_input(t("Find a parent body"), key=f"parent-search-{key}", max_chars=100, type="search")
    parents = {"": t("None")} | ({file.parent[0]: file.parent[1]} if file.parent else {})
    if search.strip():
        matching = find_signatories(register, actor, Wish(words=search)).lines[:_CANDIDATES]
        parents |= {line.signatory_id: line.name for line in matching}
    parties = ["", *sorted(facts.countries(), key=lambda iso3: alphabetical(country(t, iso3)))]
    kinds = list(StakeholderType)
    with st.form(f"edit-{key}"):
        st.text_input(t("Name"), one.name, key=f"name-{key}", max_chars=NAME_CHARS)
        st.text_input(t("Acronym"), one.acronym or "", key=f"acronym-{key}", max_chars=ACRONYM_CHARS)
        st.selectbox(
            t("Type"), kinds, kinds.index(StakeholderType(one.stakeholder_type)),
            format_func=lambda code: words.one_of_type(t, code), key=f"kind-{key}",
        )  # fmt: skip
        st.selectbox(
            t("Country"), parties, parties.index(one.iso3 or "") if (one.iso3 or "") in parties else 0,
            format_func=lambda iso3: country(t, iso3) if iso3 else t("No one country"), key=f"iso3-{key}",
        )  # fmt: skip
        st.text_input(
            t("Website"), one.website or "", key=f"website-{key}", max_chars=URL_CHARS, placeholder="https://"
        )
        codes = list(parents)
        at = codes.index(one.parent_id) if one.parent_id in codes else 0
        st.selectbox(t("Parent body"), codes, at, format_func=lambda code: parents.get(code, code), key=f"parent-{key}")
        st.text_input(t("Why it changes"), key=f"reason-{key}", max_chars=REASON_CHARS)
        st.checkbox(t("Another of this name or country is another body, for the reason given"), key=f"other-{key}")
        st.form_submit_button(t("Save"), type="primary", key=f"save-{key}", on_click=_edit, args=(register, file, key))


@session.acts
def _edit(register: Register, file: SignatoryFile, key: str) -> None:
    typed = st.session_state
    told = SignatoryFacts.typed(
        typed[f"name-{key}"] or "", typed[f"acronym-{key}"], str(typed[f"kind-{key}"]), typed[f"iso3-{key}"],
        typed[f"website-{key}"], typed[f"parent-{key}"],
    )  # fmt: skip
    result = edit_signatory(
        register, session.actor(), file.recorded.signatory_id, told, reason=typed[f"reason-{key}"] or "",
        seen=file.recorded.trail_seq, is_other_body=bool(typed[f"other-{key}"]),
    )  # fmt: skip
    if isinstance(result, Rejected):
        st.session_state[OUTCOME] = result
    elif result.changed:
        st.session_state[OUTCOME] = Told(message("The facts are recorded. The history below shows before and after."))
    else:
        st.session_state[OUTCOME] = Told(message("Nothing differs from what is on record."))
