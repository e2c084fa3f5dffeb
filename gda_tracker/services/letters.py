"""What each kind of mail says: sentences with their values, in no language yet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from urllib.parse import urlencode

from .. import facts
from ..domain.answers import OFF_SCALE_LABELS, STATUS_LABELS
from ..domain.declaration import Cycle
from ..domain.mail import Kind, Letter, Line, Link, Quote, Sentence
from ..domain.permissions import SYSTEM, Actor
from ..domain.problems import message
from ..domain.report import Entry, entry_id
from ..domain.review import Decision, Verdict
from ..register.reports import Reporter

Lines = tuple[Line, ...]
Values = dict[str, str | int | date | Sentence]
_NO_ANSWER: Final = message("no answer")
_OUTCOMES: Final = {
    Verdict.CONFIRM: message("confirmed"),
    Verdict.LOWER: message("lowered"),
    Verdict.RETURN: message("returned with a question"),
    Verdict.ACCEPT_NOT_APPLICABLE: message("accepted as not applicable"),
    Verdict.REFUSE_NOT_APPLICABLE: message("“not applicable” was not accepted"),
}

_ANSWERED: Final[Mapping[str, Sentence]] = {
    "stands": Sentence(message("Your reply was read, and this decision stands.")),
    "anew": Sentence(message("This was decided anew after your reply.")),
}


@dataclass(frozen=True, slots=True)
class About:
    """The report that a mail is about."""

    signatory: Reporter
    cycle: Cycle

    @property
    def values(self) -> Values:
        """What every sentence may name."""
        return {"signatory": self.signatory.name, "cop": self.cycle.cop}

    def page(self, item: str = "") -> Link:
        """The report, open at an item. Codes alone: a name in an address would stand in logs and histories."""
        where = {"signatory": self.signatory.signatory_id, "cycle": self.cycle.code, **({"item": item} if item else {})}
        return Link(f"/my-report?{urlencode(where)}")


def submitted(about: About, entries: Iterable[Entry], *, is_amended: bool) -> Letter:
    """To reviewers: which answers arrived."""
    subject = message("{signatory} has reported for {cop}")
    opening = message("{signatory} has submitted its report for {cop}. These answers arrived:")
    if is_amended:
        subject = message("{signatory} has amended its report for {cop}")
        opening = message("{signatory} has amended its report for {cop}. These answers arrived:")
    # The search on the review page reads at most a hundred characters.
    page = Link(f"/review?{urlencode({'find': about.signatory.name[:100]})}")
    arrived = tuple(entries)
    paragraphs: tuple[Lines, ...] = (
        (Sentence(opening, about.values),),
        *_to_review(about, arrived),
        (Sentence(message("Review them here:")), page),
    )
    return Letter(Kind.SUBMITTED, Sentence(subject, about.values), paragraphs)


def received(about: About, entries: Iterable[Entry], by: Actor, when: datetime, *, is_amended: bool) -> Letter:
    """To the signatory's focal points: the receipt, with what was submitted by whom."""
    opening = message(
        "{who} submitted the report of {signatory} for {cop} on {day} at {time} UTC. These answers were received:"
    )
    if by.person_id == SYSTEM.person_id:
        opening = message("The report of {signatory} for {cop} was received on {day}, with these answers:")
    values: Values = {**about.values, "who": by.name, "day": when.date(), "time": f"{when:%H:%M}"}
    timely = message("It came on time: the report was due on {due}.")
    if when.date() > about.cycle.due_on:
        timely = message("It came after the due day, {due}; it counts as late, and it counts.")
    if is_amended:
        timely = message("It amends the report that was submitted before.")
    following = message(
        "The secretariat reviews the answers and writes to you about each decision. See the report here:"
    )
    return Letter(
        Kind.RECEIVED,
        Sentence(message("Received: the report of {signatory} for {cop}"), about.values),
        (
            (Sentence(opening, values),),
            _answers(entries),
            (Sentence(timely, {"due": about.cycle.due_on}),),
            (Sentence(following), about.page()),
        ),
    )


def decided(
    about: About, decisions: Mapping[str, tuple[Entry, Decision]], reply_until: date, answered: str = ""
) -> Letter:
    """To the signatory's focal points: the decisions of one act by item, each with its reason.

    `answered` says what came of a reply to them: the decision `stands`, or was taken `anew`.
    """
    items = list(decisions)
    subject = Sentence(message("Decisions on the report of {signatory} for {cop}"), about.values)
    if len(items) == 1:
        outcome = Sentence(_OUTCOMES[decisions[items[0]][1].verdict])
        values: Values = {**about.values, "item": items[0], "outcome": outcome}
        subject = Sentence(message("{signatory}, {item}: {outcome} (report for {cop})"), values)
    until = message("You may reply until {day}; the reply is printed beside the decision. See it here:")
    return Letter(
        Kind.DECIDED,
        subject,
        (
            (Sentence(message("The secretariat has reviewed the report of {signatory} for {cop}."), about.values),),
            *(_decision(item, *decisions[item], answered) for item in items),
            (Sentence(until, {"day": reply_until}), about.page(items[0])),
        ),
    )


def gathered(told: Sequence[Letter]) -> Letter:
    """Letters about decisions on one report as one; of two decisions on an item the later, the earliest last day.

    Each has an opening, a paragraph for each decision, and a closing with the day until which one may reply.
    """
    decisions: dict[object, Lines] = {}
    for letter in told:
        for lines in letter.paragraphs[1:-1]:
            decisions.pop(_about(lines), None)
            decisions[_about(lines)] = lines
    if len(decisions) == 1:
        return told[-1]
    opening, closing = told[-1].paragraphs[0], told[0].paragraphs[-1]
    about = opening[0].values if isinstance(opening[0], Sentence) else {}
    subject = Sentence(message("Decisions on the report of {signatory} for {cop}"), about)
    return Letter(Kind.DECIDED, subject, (opening, *decisions.values(), closing))


def _about(lines: Lines) -> object:
    """What tells decisions on one item: the code of the item."""
    item = lines[0].values.get("item") if isinstance(lines[0], Sentence) else None
    return item.values.get("code", item.message) if isinstance(item, Sentence) else lines


def replied(about: About, item: str, entry: str, text: str) -> Letter:
    """To the reviewer who decided: the signatory's word."""
    values: Values = {**about.values, "item": item_name(item)}
    return Letter(
        Kind.REPLIED,
        Sentence(message("{signatory} replied to the decision on {item}"), values),
        (
            (
                Sentence(message("{signatory} replied to the decision on {item} (report for {cop}):"), values),
                Quote(text),
            ),
            (Sentence(message("See it here:")), Link(f"/review?{urlencode({'entry': entry})}")),
        ),
    )


def item_name(code: str) -> Sentence:
    """An item by its code and short name; by its code alone where it is not known."""
    known = facts.items().get(code)
    return Sentence("{code} {name}", {"code": code, "name": Sentence(known.short)}) if known else Sentence(code)


def _answers(entries: Iterable[Entry]) -> Lines:
    return tuple(
        Sentence(message("– {item}: {answer}"), {"item": item_name(entry.item), "answer": _answer(entry)})
        for entry in entries
    )


def _to_review(about: About, entries: Iterable[Entry]) -> tuple[Lines, ...]:
    """Each answer with the page on which it is decided."""
    return tuple(
        (
            *_answers([entry]),
            Link(
                f"/review?{urlencode({'entry': entry_id(about.signatory.signatory_id, about.cycle.code, entry.item)})}"
            ),
        )
        for entry in entries
    )


def _answer(entry: Entry) -> Sentence:
    if entry.claimed is not None:
        return Sentence(STATUS_LABELS[entry.claimed])
    return Sentence(OFF_SCALE_LABELS[entry.off_scale] if entry.off_scale else _NO_ANSWER)


def _decision(item: str, entry: Entry, decision: Decision, answered: str) -> Lines:
    sentences = {
        Verdict.CONFIRM: message("{item}: confirmed as “{status}”."),
        Verdict.LOWER: message("{item}: lowered from “{claimed}” to “{status}”."),
        Verdict.RETURN: message("{item}: returned with a question. It does not count until you amend and submit it."),
        Verdict.ACCEPT_NOT_APPLICABLE: message("{item}: accepted as not applicable."),
        Verdict.REFUSE_NOT_APPLICABLE: message("{item}: “not applicable” was not accepted."),
    }
    status = Sentence(STATUS_LABELS[decision.status]) if decision.status is not None else _answer(entry)
    values: Values = {"item": item_name(item), "claimed": _answer(entry), "status": status}
    told = (Sentence(sentences[decision.verdict], values), *((_ANSWERED[answered],) if answered else ()))
    return (*told, Quote(decision.reason)) if decision.reason else told
