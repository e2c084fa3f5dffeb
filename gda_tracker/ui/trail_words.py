"""What the fields and values of acts are called on the page of the trail, where records hold codes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from ..domain.answers import OFF_SCALE_LABELS, STATUS_LABELS
from ..domain.problems import message
from ..domain.statuses import OffScale
from ..i18n import LANGUAGES, Text
from ..services.people import ROLE_NAMES
from .register_words import FIELDS as OF_REGISTER
from .register_words import told

FIELDS: Final[Mapping[str, str]] = {
    **OF_REGISTER,
    "about": message("About"),
    "act": message("Act"),
    "acts_that_stay": message("Acts that stay with the other"),
    "additionality": message("Since the Declaration"),
    "amount": message("Amount"),
    "answer": message("Answer"),
    "answers_reply": message("Answers a reply"),
    "as_of": message("Facts as of"),
    "attempt": message("Attempt"),
    "audit_id": message("Audit"),
    "body": message("Text"),
    "by_split": message("Taken along by a split"),
    "changed": message("Changed"),
    "claimed": message("Claimed status"),
    "closes_on": message("Closes on"),
    "code": message("Code"),
    "columns": message("Columns"),
    "cop": message("COP"),
    "count": message("How many"),
    "cycle": message("Cycle"),
    "cycles": message("Cycles"),
    "decided": message("Decided"),
    "decision": message("Decision"),
    "degree": message("How far the statement names it"),
    "drafts_along": message("Drafts taken along"),
    "due_on": message("Due on"),
    "elements": message("Elements"),
    "email": message("E-mail address"),
    "entries": message("Answers"),
    "evidence": message("Evidence"),
    "expires_at": message("Lasts until"),
    "file": message("File"),
    "file_sha256": message("Hash of the file"),
    "form_sha256": message("Hash of the form"),
    "goes_at": message("Goes at"),
    "happened_on": message("On"),
    "how": message("How"),
    "import_id": message("List"),
    "indicators": message("Indicators"),
    "is_active": message("Account open"),
    "is_at_least": message("“More than”"),
    "is_demonstration": message("Demonstration"),
    "is_now": message("At once"),
    "is_step_done": message("Next step done"),
    "is_unsubscribed": message("Mails ended"),
    "is_withdrawn": message("Edition withdrawn"),
    "item": message("Item"),
    "items": message("Items"),
    "kind": message("Kind"),
    "language": message("Language of mails"),
    "mail_id": message("Mail"),
    "mails": message("Mails"),
    "measures": message("Measures"),
    "media_type": message("Kind of file"),
    "narrative": message("What was done"),
    "next_on": message("Next step on"),
    "next_step": message("Next step"),
    "notice": message("Notice"),
    "number": message("Number"),
    "of": message("Of"),
    "off_scale": message("Answer off the scale"),
    "officer": message("Officer"),
    "officers": message("Officers"),
    "one_body_though_apart_in": message("One body, though they differ in"),
    "opens_on": message("Opens on"),
    "outcome": message("Outcome"),
    "outcomes": message("Outcomes"),
    "partners": message("Partners"),
    "person": message("Person"),
    "person_id": message("Person"),
    "place": message("Place"),
    "population": message("Drawn from"),
    "practice": message("Practice"),
    "published_at": message("Published at"),
    "query": message("What is asked for"),
    "quote": message("Words of the statement"),
    "readings": message("Readings"),
    "reason": message("Why"),
    "reason_code": message("Kind of reason"),
    "records_sha256": message("Hash of what was added"),
    "reminders": message("Reminders"),
    "removed": message("Removed"),
    "reply": message("Reply"),
    "restored": message("Restored"),
    "role": message("Role"),
    "roles": message("Roles"),
    "row": message("Row"),
    "rows": message("Rows"),
    "rule": message("Rule"),
    "sample_size": message("Drawn"),
    "sdgs": message("Development goals"),
    "seed": message("Seed"),
    "sha256": message("Hash of the file"),
    "sheet": message("Sheet"),
    "signatories": message("Signatories"),
    "signatory_id": message("Signatory"),
    "size_bytes": message("Bytes"),
    "snapshot_on": message("As of"),
    "stands": message("Stands by itself"),
    "state": message("State"),
    "stated_on": message("Stated on"),
    "status": message("Status"),
    "steps": message("Next steps"),
    "subject": message("Subject"),
    "suggestion_id": message("Suggestion"),
    "taken": message("Taken from the list"),
    "taken_by": message("Passed over"),
    "takes_mail": message("Takes mail"),
    "to": message("To"),
    "total_id": message("Total"),
    "trail_head": message("Newest hash of the trail"),
    "two_readers": message("Two readers"),
    "verdict": message("Decision"),
    "version_id": message("Version of the answer"),
    "why": message("Why"),
}
"""Every field that an act writes; where there is none here, the page shows the code."""
_SIGNATORIES: Final = frozenset(
    "goes stays merged_into parent_id told_apart_from signatories signatory_id changed removed restored".split()
)
"""Fields that hold identifiers of signatories."""

_OF_BODIES: Final = frozenset({"iso3", "stakeholder_type", "channel"})
_APART: Final[Mapping[str, str]] = {"country": message("Country"), "type": message("Type")}
_STATUSES: Final = {str(status.value): words for status, words in STATUS_LABELS.items()}
_VERDICTS: Final[Mapping[str, str]] = {
    "confirm": message("confirmed"),
    "lower": message("lowered"),
    "return": message("returned"),
    "accept_not_applicable": message("accepted as not applicable"),
    "refuse_not_applicable": message("not accepted as not applicable"),
}
_DAY: Final = len("2026-11-22")


def field_words(t: Text, name: str) -> str:
    """What a field is called; the codes of items, under which answers stand, are known to everybody."""
    return t(FIELDS[name]) if name in FIELDS else name


def value_words(t: Text, field: str, value: Any, names: Mapping[str, str]) -> str:
    """A value in words; empty where there is none. `names` are those of signatories, by identifier."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return t("yes") if value else t("no")
    if isinstance(value, list):
        return ", ".join(filter(None, (value_words(t, field, one, names) for one in value))) or t("none")
    if isinstance(value, dict):
        return "; ".join(
            f"{field_words(t, name)}: {words}"
            for name, one in value.items()
            if (words := value_words(t, name, one, names))
        ) or t("none")  # fmt: skip
    return _word(t, field, value, names)


def _word(t: Text, field: str, value: Any, names: Mapping[str, str]) -> str:
    text = str(value)
    if field in _SIGNATORIES:
        return names.get(text, text)
    if field == "one_body_though_apart_in":
        return t(_APART[text]) if text in _APART else text
    if field in ("role", "roles") and text in set(ROLE_NAMES):
        return t(next(name for role, name in ROLE_NAMES.items() if role == text))
    if field in ("claimed", "status") and text in _STATUSES:
        return t(_STATUSES[text])
    if field == "off_scale" and text in set(OffScale):
        return t(OFF_SCALE_LABELS[OffScale(text)])
    if field == "language":
        return LANGUAGES.get(text, text)
    if field == "verdict":
        return t(_VERDICTS[text]) if text in _VERDICTS else text
    if field in _OF_BODIES:
        return told(t, field, text)
    if field.endswith(("_at", "_on", "_from", "_until", "as_of")):
        return _moment(t, text)
    return text


def _moment(t: Text, text: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    day = t.date(moment.date())
    return day if len(text) == _DAY else t("{day}, {time} UTC", day=day, time=f"{moment:%H:%M}")
