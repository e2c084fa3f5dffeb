"""What the register's fields, states and acts are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from .. import facts
from ..charts import words
from ..domain.declaration import StakeholderType
from ..domain.nominations import TermState
from ..domain.problems import message
from ..i18n import LANGUAGES, Text, text

CHANNELS: Final[Mapping[str, str]] = {
    "letter": message("Letter"),
    "note_verbale": message("Note verbale"),
    "email": message("E-mail"),
    "public_statement": message("Public statement"),
}
NOMINATIONS: Final[Mapping[str, str]] = {
    "note_verbale": message("Note verbale"),
    "letter": message("Letter"),
    "email": message("E-mail"),
    "other": message("Another way"),
}
STATES: Final[Mapping[str, str]] = {
    "standing": message("All that stand"),
    "endorsed": message("Endorsed"),
    "unendorsed": message("No endorsement on record"),
    "withdrawn": message("Withdrawn"),
    "no_focal_point": message("No focal point has an account"),
    "merged": message("Merged into another"),
    "removed": message("Removed with its import"),
    "all": message("All ever recorded"),
}
TERMS: Final[Mapping[TermState, str]] = {
    TermState.RUNS: "",
    TermState.ENDS_SOON: message("ends within 60 days"),
    TermState.OVER: message("term is over"),
    TermState.ENDED: message("ended"),
}
SUBJECTS: Final[Mapping[str, str]] = {
    "governments": message("National governments"),
    "non_state_endorsers": message("Others than governments"),
    "total_endorsers": message("All endorsers together"),
}
FIELDS: Final[Mapping[str, str]] = {
    "name": message("Name"),
    "acronym": message("Acronym"),
    "stakeholder_type": message("Type"),
    "iso3": message("Country"),
    "website": message("Website"),
    "parent_id": message("Parent body"),
    "endorsed_on": message("Endorsed on"),
    "channel": message("Came by"),
    "additional_statement": message("Additional statement"),
    "document": message("Document"),
    "source_title": message("Source"),
    "source_url": message("Address of the source"),
    "source_dated_on": message("Date of the source"),
    "note": message("Note for the desk"),
    "withdrawn_on": message("Withdrawn on"),
    "dated_on": message("Dated"),
    "term_from": message("Term from"),
    "term_until": message("Term until"),
    "goes": message("Goes"),
    "stays": message("Stays"),
    "merged_into": message("Merged into"),
    "is_other_body": message("Told apart from a namesake"),
    "told_apart_from": message("Told apart from"),
    "written_name": message("As typed"),
}
ACTS: Final[Mapping[str, str]] = {
    "signatory.add": message("Added by hand"),
    "signatory.edit": message("Facts edited"),
    "signatory.import": message("Came with an imported list"),
    "signatory.merge": message("Merged"),
    "signatory.split": message("Split again"),
    "endorsement.add": message("Endorsement added"),
    "endorsement.amend": message("Endorsement amended"),
    "endorsement.withdraw": message("Endorsement withdrawn"),
    "endorsement.restore": message("Withdrawal undone"),
    "focal_point.nominate": message("Focal point nominated"),
    "focal_point.nomination": message("Nomination recorded"),
    "focal_point.end": message("Term ended"),
    "demonstration.signatories": message("Invented for the demonstration"),
    "signatory.change": message("Changed by an imported list"),
    "signatory.restore": message("As it was before an imported list"),
    "signatory.import_undone": message("Import undone"),
    "import.bring": message("List brought"),
    "import.columns": message("Columns of a list read otherwise"),
    "import.decide": message("Row of a list decided"),
    "import.decide_many": message("Rows of a list decided"),
    "import.take_back": message("Decision on a list taken back"),
    "import.abandon": message("List abandoned"),
    "session.start": message("Signed in"),
    "session.end": message("Signed out"),
    "sign_in.fail": message("Sign-in refused"),
    "person.add": message("Account made"),
    "person.invite": message("Invited again"),
    "person.disable": message("Account disabled"),
    "person.open": message("Account opened again"),
    "person.roles": message("Roles changed"),
    "person.sessions-end": message("Signed out everywhere"),
    "person.language": message("Language of mails chosen"),
    "person.unsubscribe": message("Mails ended, or let come again"),
    "lending.lend": message("Items lent"),
    "lending.take_back": message("Lent items taken back"),
    "lending.hand_back": message("Lent items handed back"),
    "entry.save": message("Answer saved"),
    "cycle.set": message("Cycle set"),
    "cycle.extend": message("Later due day given"),
    "cycle.take_back_extension": message("Later due day taken back"),
    "mission.set": message("Address of a permanent mission kept"),
    "reminder.send": message("Reminders sent or scheduled"),
    "reminder.cancel": message("Scheduled reminders cancelled"),
    "reminder.bounce": message("Mail that came back noted"),
    "reminder.words": message("Words of a reminder changed"),
    "review.reply": message("Decision replied to"),
    "review.assign": message("Answer assigned"),
    "edition.publish": message("Edition published"),
    "report.save": message("Answer saved"),
    "report.submit": message("Report submitted"),
    "review.decide": message("Answer decided"),
    "review.stand_by": message("Decision stands after a reply"),
    "register.create": message("Register begun"),
    "edition.reason": message("Reason of an edition kept"),
    "edition.record": message("Edition recorded afterwards"),
    "edition.withdraw": message("Edition withdrawn"),
    "edition.reinstate": message("Edition holds again"),
    "review.read": message("Answer read by one of two readers"),
    "review.waive_second": message("Second reading waived"),
    "follow_up.assign": message("Officer of signatories assigned"),
    "follow_up.contact": message("Contact noted"),
    "follow_up.plan": message("Next step set"),
    "follow_up.undo": message("Act on the board undone"),
    "follow_up.save_view": message("View of the board kept"),
    "follow_up.forget_view": message("View of the board let go"),
    "audit.draw": message("Answers for an audit drawn"),
    "audit.read": message("Answer of an audit read"),
    "calendar.make": message("Address of a calendar made"),
    "calendar.revoke": message("Address of a calendar revoked"),
    "cycle.open": message("Cycle opened"),
    "cycle.close": message("Cycle closed"),
    "cycle.take_away": message("Planned cycle taken away"),
    "entry.clash": message("Two answers at once settled"),
    "file.add": message("File attached"),
    "invitation.accept": message("Invitation accepted"),
    "password.change": message("Password changed"),
    "password.rehash": message("Password kept in a newer way"),
    "lending.clear": message("Lent item cleared"),
    "lending.send_back": message("Lent item sent back"),
    "link.check": message("Links of evidence checked"),
    "mail.again": message("Mail queued again"),
    "mail.now": message("Mail sent at once"),
    "mail.record": message("What became of mails recorded"),
    "mail.unsubscribe_link": message("Link that ends mails made"),
    "reminder.look": message("Scheduled reminders gone through"),
    "report.renew": message("Answers of an earlier report renewed"),
    "report.upload": message("Workbook brought in"),
    "suggestion.answer": message("Suggestion answered"),
    "total.add": message("Reported total added"),
    "total.take_back": message("Reported total taken back"),
    "warning.accept": message("Warning explained"),
    "demonstration.audit": message("Invented for the demonstration"),
    "demonstration.follow_up": message("Invented for the demonstration"),
    "demonstration.mappings": message("Invented for the demonstration"),
    "demonstration.readings": message("Invented for the demonstration"),
    "demonstration.reminders": message("Invented for the demonstration"),
    "demonstration.reports": message("Invented for the demonstration"),
}


def type_words() -> dict[str, str]:
    """What each type is called in every language, for searching."""
    kinds = [kind.value for kind in StakeholderType]
    return {
        kind: " ".join(
            f"{words.one_of_type(text(code), kind)} {words.type_label(text(code), kind)}" for code in LANGUAGES
        )
        for kind in kinds
    }


def country(t: Text, iso3: str | None) -> str:
    """A Party's name in the language, or a dash."""
    found = facts.countries().get(iso3 or "")
    return found.name(t.language) if found else "–"


def told(t: Text, field: str, value: object) -> str:
    """A recorded value in words; empty where there is none."""
    if value is None or value == "":
        return ""
    if value is True:
        return t("yes")
    if isinstance(value, list):
        return ", ".join(told(t, field, one) for one in value)
    known = str(value)
    if field == "iso3":
        return country(t, known)
    if field == "stakeholder_type" and known in set(StakeholderType):
        return words.one_of_type(t, known)
    if field == "channel" and known in {**NOMINATIONS, **CHANNELS}:
        return t({**NOMINATIONS, **CHANNELS}[known])
    if field.endswith(("_on", "_from", "_until")):
        return _day(t, known)
    return known if len(known) <= 300 else f"{known[:299]}…"


def _day(t: Text, written: str) -> str:
    try:
        return t.date(date.fromisoformat(written))
    except ValueError:
        return written
