"""The words of the data dictionary: `TABLES` by name with meaning and columns, in the schema's order.

An empty meaning stands for the shared one. Codes are those of METHOD.md and of `data/declaration.yaml`.
"""

from __future__ import annotations

from typing import Final

from ..domain.problems import message

_STATUS: Final = message("Claimed status, 0 to 4; empty off the scale or without a report.")
_OFF_SCALE: Final = message("Why there is no status: no_report, no_update, not_applicable, blocked; else empty.")
_AS_OF: Final = message("The date of the facts; where none was given, the day of submission.")
_SUBMITTED: Final = message("The day the report was submitted.")
_ON_TIME: Final = message("Whether the report was received by the due day.")
_NEW: Final = message(
    "new, expanded, pre_existing (in force before 15 November 2024) or unknown; empty without a report."
)
_ATTACHED: Final = message("Evidence level that follows from what is attached, 0 to 2.")
_DECIDED_STATUS: Final = message("The status a reviewer decided, 0 to 4; empty without a decision.")
_WITHDRAWN: Final = message("The day the endorsement was withdrawn; empty while it stands.")

TABLES: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "edition": (
        message("One row: what this file is."),
        {
            "number": message("Number of the edition."),
            "published_at": message("When it was published (UTC)."),
            "snapshot_on": message("The date its data are of; ages are counted to it."),
            "method_version": message("Version of the method that computed it."),
            "schema_version": message("Version of this file's structure."),
            "is_demonstration": message("True where all reports are invented."),
            "trail_head": message("Hash of the newest record of the trail at publication."),
            "title": message("Title of the edition."),
        },
    ),
    "item": (
        message("The eighteen items of the Declaration that can be reported on."),
        {
            "code": message("O1 to O8, F1 to F8, C1, C2."),
            "kind": message("objective, framework or collaboration."),
            "sort": message("Place in the Declaration's order, from 1."),
            "short": message("Short name, in English."),
            "title": message("Title, in English."),
        },
    ),
    "signatory": (
        message("One row a signatory, those who withdrew included."),
        {
            "id": message("Stable code of the signatory, as in its address."),
            "name": message("Name, in English or as registered."),
            "name_fr": message("Name in French, where known."),
            "name_es": message("Name in Spanish, where known."),
            "name_ru": message("Name in Russian, where known."),
            "name_ar": message("Name in Arabic, where known."),
            "name_zh": message("Name in Chinese, where known."),
            "stakeholder_type": message("Code of the stakeholder type."),
            "iso3": message("ISO 3166 alpha-3 code of its country; EUU for the European Union."),
            "itu_region": message("ITU region of its country."),
            "un_region": message("UN M49 region of its country."),
            "is_ldc": message("Whether its country is a least developed country."),
            "is_lldc": message("Whether its country is a landlocked developing country."),
            "is_sids": message("Whether its country is a small island developing State."),
            "income_group": message("World Bank income group of its country."),
            "endorsed_on": message("The day it endorsed; empty where unknown."),
            "withdrawn_on": _WITHDRAWN,
            "annex_i": message("Whether its country is a Party included in Annex I of the UNFCCC."),
            "known_since": message("The day its endorsement counts from: that day, else the day of the source."),
            "website": message("Its website."),
        },
    ),
    "cell": (
        message("One row a signatory and item that applies to it, the silent included: the unit that is counted."),
        {
            "signatory_id": "",
            "item": "",
            "is_due": message("Whether the cell is in the denominator."),
            "off_scale": _OFF_SCALE,
            "claimed": _STATUS,
            "evidence": message("Evidence level after review, 0 to 4."),
            "assessed": message("Assessed status, 0 to 4: the claim, no higher than its evidence and review allow."),
            "as_of": _AS_OF,
            "age_months": message("Months begun from the as-of date to the edition's date."),
            "age_class": message("fresh (up to 12 months), ageing (up to 24) or out_of_date; empty without a report."),
            "additionality": _NEW,
            "cycle": "",
            "was_on_time": _ON_TIME,
            "attached_evidence": _ATTACHED,
            "decided_status": _DECIDED_STATUS,
            "submitted_on": _SUBMITTED,
        },
    ),
    "rate": (
        message("Counts of cells for each item and group that has a due cell. Shares are counts ÷ due."),
        {
            "item": "",
            "dimension": "",
            "member": "",
            "stakeholder_type": "",
            "additionality": "",
            "due": "",
            "responded": "",
            "claimed": "",
            "evidence_backed": "",
            "verified": "",
            "acting": message(
                "Of those due, how many have assessed status 2 or higher and evidence level 2 or higher."
            ),
            "on_time": message("Of those due, how many hold a current entry whose report came by the due day."),
        },
    ),
    "funnel": (
        message("Counts of signatories, each once, for each item and group; the item any is at least one item."),
        {
            "item": message("The item, or any for at least one."),
            "dimension": "",
            "member": "",
            "stakeholder_type": "",
            "additionality": "",
            "endorsed": message("How many have endorsed and not withdrawn, and the item applies to."),
            "due": "",
            "reported": message("Of those due, how many hold any current entry."),
            "claimed": "",
            "evidence_backed": "",
            "verified": "",
            "possible": message("Of those due, how many claim or left something unanswered: the ceiling."),
            "acting": message("How many act, with evidence; empty in editions made before this was counted."),
        },
    ),
    "reporting": (
        message("Who was due to report in the current cycle, and the light that follows. It is not about merit."),
        {
            "signatory_id": "",
            "cycle": "",
            "light": message("on_time, late, due, overdue, or silent (nothing for 24 months)."),
            "received_on": message("The day the report was received; empty while there is none."),
            "due_on": message("The day it was due, an extension included."),
        },
    ),
    "follow_up": (
        message("For each signatory, how many of its objectives meet each test."),
        {
            "signatory_id": "",
            "additionality": "",
            "due": "",
            "responded": "",
            "claimed": "",
            "evidence_backed": "",
            "verified": "",
            "has_report": message("Whether it holds a current entry on any of the eighteen items."),
        },
    ),
    "entry": (
        message("What was reported: one row a signatory, item and cycle, the newest accepted version."),
        {
            "signatory_id": "",
            "item": "",
            "cycle": "",
            "claimed": _STATUS,
            "off_scale": _OFF_SCALE,
            "reason_code": message("Code of the reason for an answer off the scale."),
            "reason": message("The reason in words."),
            "as_of": message("The date of the facts; empty where none was given."),
            "submitted_on": _SUBMITTED,
            "was_on_time": _ON_TIME,
            "additionality": _NEW,
            "evidence": _ATTACHED,
            "narrative": message("What the signatory says, in its own words."),
            "elements": message("Codes of the elements concerned, separated by spaces."),
        },
    ),
    "evidence": (
        message("What was attached to an entry."),
        {
            "signatory_id": "",
            "item": "",
            "cycle": "",
            "kind": message("own_page or primary_document."),
            "title": message("Title of the document."),
            "url": message("Its address."),
            "locator": message("Page or article."),
            "dated_on": message("Date of the document."),
            "file_sha256": message("SHA-256 of an attached file, in hexadecimal."),
            "ordinal": message("Place among the evidence of the entry."),
        },
    ),
    "review": (
        message("Reviewers' decisions on entries."),
        {
            "signatory_id": "",
            "item": "",
            "cycle": "",
            "decision": message("confirm, lower, return, accept_not_applicable or refuse_not_applicable."),
            "decided_status": _DECIDED_STATUS,
            "decided_evidence": message("The evidence level a reviewer decided, 0 to 4; empty without one."),
            "reason": message("The reason in words."),
            "decided_on": message("The day of the decision."),
            "is_superseded": message(
                "Whether it was about an earlier answer, which was amended since: such a decision is given where it "
                "was published or replied to, and decides nothing now."
            ),
            "is_tacit": message("Whether the window of 20 working days closed without a reply of the signatory."),
        },
    ),
    "reply": (
        message("What signatories replied to a decision, printed beside it."),
        {
            "signatory_id": "",
            "item": "",
            "cycle": "",
            "reply": message("The reply in words."),
            "replied_on": message("The day of the reply."),
        },
    ),
    "endorsement": (
        message("Dated records that a signatory endorsed; there may be several."),
        {
            "signatory_id": "",
            "channel": message("letter, note_verbale, email or public_statement."),
            "endorsed_on": message("The day it endorsed; empty where unknown."),
            "additional_statement": message("What it added, in its own words."),
            "source_title": "",
            "source_url": "",
            "source_dated_on": message("Date of the source."),
            "withdrawn_on": _WITHDRAWN,
        },
    ),
    "practice": (
        message(
            "Good practices that signatories offer to others; on pages an offer repeated in a later cycle counts once."
        ),
        {
            "signatory_id": "",
            "item": "",
            "cycle": "",
            "title": message("Title of the practice."),
            "summary": message("Summary, in the signatory's own words."),
            "url": message("Its address."),
        },
    ),
    "reported_total": (
        message("Numbers of endorsers as public sources state them, the disagreements included."),
        {"what": "", "whom": "", "value": "", "date": "", "source_title": "", "source_url": ""},
    ),
    "registry_fact": (
        message("What public registries hold (NDC, TNA, TAP, CTCN) and other sourced facts; no claims of signatories."),
        {"what": "", "whom": "", "value": "", "date": "", "source_title": "", "source_url": ""},
    ),
}
