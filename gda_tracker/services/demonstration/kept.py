"""What staff keep in the demonstration register: nominations with their terms, a parent body, a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from ...domain.importing import Endorsed
from ...domain.nominations import Nomination
from ...domain.permissions import SYSTEM
from ...register import Register, registry
from ..endorsing import amend_endorsement
from ..nominating import amend_nomination, focal_points_of
from ..registering import edit_signatory

INVENTED = "Invented for the demonstration."


def keep_invented_facts(register: Register, signatory_ids: list[str], today: date) -> None:
    """Kenya's focal point is nominated until soon, Fiji's until next year; one body gets a parent."""
    for signatory_id, days in (("kenya", 40), ("fiji", 400)):
        told = Nomination(
            "note_verbale",
            f"NV/{signatory_id.upper()}/1 (invented)",
            dated_on=today - timedelta(days=300),
            term_from=today - timedelta(days=300),
            term_until=today + timedelta(days=days),
        )
        for term in focal_points_of(register, SYSTEM, signatory_id, today):
            amend_nomination(register, SYSTEM, signatory_id, term.point.person_id, told, today=today)
        _name_the_letter(register, signatory_id, today)
    others = [one for one in signatory_ids if one not in ("kenya", "fiji")][-2:]
    if len(others) == 2:
        _under(register, *others)


def _name_the_letter(register: Register, signatory_id: str, today: date) -> None:
    for kept in registry.endorsements_of(register, signatory_id)[:1]:
        told: Endorsed = replace(kept.told, document=f"Letter 1 of {signatory_id} (invented)")
        amend_endorsement(register, SYSTEM, signatory_id, kept.endorsement_id, told, reason=INVENTED, today=today)


def _under(register: Register, child: str, parent: str) -> None:
    found = registry.recorded(register, child)
    if found is not None:
        facts = replace(found.facts, parent_id=parent)
        edit_signatory(register, SYSTEM, child, facts, reason=INVENTED, seen=found.trail_seq)
