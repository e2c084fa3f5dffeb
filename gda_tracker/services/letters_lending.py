"""What mail about working together says: an invitation, items lent, asked about again and handed back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

from ..domain.mail import TOKEN, Kind, Letter, Link, Quote, Sentence
from ..domain.permissions import Actor
from ..domain.problems import message
from .letters import About, Lines, Values, item_name


def invited() -> Letter:
    """To somebody with a new account: the link that sets the password, made when the mail goes."""
    opening = message("You have been given an account. This link sets your password, once, within seven days:")
    return Letter(
        Kind.INVITED,
        Sentence(message("Your account at the Green Digital Action Tracker")),
        (
            (Sentence(opening), Link(f"/invitation/{TOKEN}")),
            (Sentence(message("If you did not expect this, you need not do anything.")),),
        ),
    )


def invited_to(about: About, items: Iterable[str], by: Actor, note: str, on: date) -> Letter:
    """To a contributor with a new account: who asks, for which report, what, until when, and the link to come in.

    `on` is the day on which it is written.

    The link sets the password, made when the mail goes, and opens the first of the items.
    """
    codes = list(items)
    follow = urlencode({"next": about.page(*codes[:1]).path})
    come = message("This link sets your password, once, within seven days, and opens the first of the items:")
    after = message("Later you sign in with your address and that password. Hand the items back when you are done.")
    told = lent(about, codes, by, note, on)
    closing = message("If you did not expect this, you need not do anything.")
    return Letter(
        Kind.INVITED,
        told.subject,
        (
            *told.paragraphs[:-1],
            (Sentence(come), Link(f"/invitation/{TOKEN}?{follow}"), Sentence(after)),
            (Sentence(closing),),
        ),
    )


def lent(about: About, items: Iterable[str], by: Actor, note: str, on: date) -> Letter:
    """To a contributor: the items that a focal point lends, and until when the report is due, or was on that day."""
    codes, is_past = list(items), about.cycle.due_on < on
    due = message("The report was due on {day}.") if is_past else message("The report is due on {day}.")
    until = Sentence(due, {"day": about.cycle.due_on})
    opening = message("{who} asks you to work on these items of the report of {signatory} for {cop}:")
    return Letter(
        Kind.LENT,
        Sentence(message("{signatory} asks you to work on its report for {cop}"), about.values),
        (
            (Sentence(opening, {**about.values, "who": by.name}), *map(_listed, codes), until),
            *_noted(note),
            (Sentence(message("Write here, and hand the items back when you are done:")), about.page(*codes[:1])),
        ),
    )


def sent_back(about: About, item: str, by: Actor, question: str) -> Letter:
    """To a contributor: an item that it handed back is with it again, with a question."""
    values: Values = {**about.values, "who": by.name, "item": item_name(item)}
    opening = message("{who} has a question about {item} in the report of {signatory} for {cop}:")
    return Letter(
        Kind.LENT,
        Sentence(message("A question about {item}: {signatory}, report for {cop}"), values),
        (
            (Sentence(opening, values), Quote(question)),
            (Sentence(message("The item is with you again. Answer here, and hand it back:")), about.page(item)),
        ),
    )


def handed_back(about: About, items: Iterable[str], by: Actor, note: str) -> Letter:
    """To the focal points: the items that a contributor has finished."""
    codes = list(items)
    opening = message("{who} has handed back these items of the report of {signatory} for {cop}:")
    return Letter(
        Kind.HANDED_BACK,
        Sentence(message("Handed back: items of the report of {signatory} for {cop}"), about.values),
        (
            (Sentence(opening, {**about.values, "who": by.name}), *map(_listed, codes)),
            *_noted(note),
            (Sentence(message("Read and submit them here:")), about.page(*codes[:1])),
        ),
    )


def _noted(note: str) -> tuple[Lines, ...]:
    return ((Sentence(message("With this note:")), Quote(note)),) if note.strip() else ()


def _listed(item: str) -> Sentence:
    return Sentence("– {item}", {"item": item_name(item)})
