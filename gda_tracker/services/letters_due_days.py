"""What the mail says about a signatory's own due day, given or taken back: sentences and values, in no language yet."""

from __future__ import annotations

from ..domain.mail import Kind, Letter, Quote, Sentence
from ..domain.permissions import Actor
from ..domain.problems import message
from .letters import About, Values


def due_day_given(about: About, by: Actor, reason: str) -> Letter:
    """To the focal points: until when they have now, who said so and why; `about` holds that day."""
    subject = message("A later due day for the report of {signatory} for {cop}: {day}")
    opening = message(
        "{who} of the secretariat has given {signatory} a later due day for its report for {cop}. It is due on {day}."
    )
    return _letter(about, by, subject, opening, reason)


def due_day_taken_back(about: About, by: Actor, reason: str) -> Letter:
    """To the focal points: that the due day of everybody holds again; `about` holds that day."""
    subject = message("The due day of the report of {signatory} for {cop} is {day} again")
    opening = message(
        "{who} of the secretariat has taken the later due day of {signatory} back. Its report for {cop} is due on "
        "{day}, as everybody's is."
    )
    return _letter(about, by, subject, opening, reason)


def _letter(about: About, by: Actor, subject: str, opening: str, reason: str) -> Letter:
    values: Values = {**about.values, "who": by.name, "day": about.cycle.due_on}
    return Letter(
        Kind.DUE_DAY,
        Sentence(subject, values),
        (
            (Sentence(opening, values),),
            (Sentence(message("The reason:")), Quote(reason)),
            (Sentence(message("See the report here:")), about.page()),
        ),
    )
