"""Invented sentences: what a body says of an item, in its own name and with its own numbers, the same at every run."""

from __future__ import annotations

from random import Random
from typing import Final

from ...domain.declaration import Item
from ...domain.statuses import Status
from .names import Body

DONE: Final[dict[Status, tuple[str, ...]]] = {
    Status.NOT_STARTED: (
        "{who} has begun no work on “{what}”; a first meeting of {few} departments is foreseen.",
        "“{what}” is on the agenda of {who} for next year, after {few} older commitments.",
    ),
    Status.PLANNED: (
        "{who} adopted a plan with {few} measures on “{what}”; work begins in the next budget year.",
        "A decision of {who} names an owner for “{what}”, {few} milestones and a target date.",
        "{who} published its programme on “{what}”: {few} measures, each with a date.",
    ),
    Status.UNDER_WAY: (
        "{who} has committed {few} staff and a first budget to “{what}”; its pilot ran in {many} places.",
        "The contract on “{what}” is signed; {who} has completed {few} of {many} steps.",
        "{who} trained {many} people for “{what}”; the mid-term report is due next year.",
    ),
    Status.IN_PLACE: (
        "The measure on “{what}” is adopted and operates; {who} has published {many} data sets about it.",
        "The service for “{what}” runs in {many} places and {few} partner agencies of {who} use it every day.",
        "The rules of {who} on “{what}” are in force and cover {many} sites.",
    ),
    Status.SUSTAINED: (
        "“{what}” has been in operation at full scope for {long} months at {who}; {many} indicators are measured.",
        "Measured against the baseline, the work of {who} on “{what}” exceeded its target by {few} %.",
    ),
}
_LEADS: Final = (
    "The lead is the planning department",
    "The digital office answers for it",
    "The climate unit coordinates it",
    "A programme board meets every quarter",
    "A working group reports to the leadership",
)


def told(sentence: str, body: Body, item: Item, cycle: str) -> str:
    """The drawn sentence with the body, the item and its numbers; a second one that stays over the cycles."""
    # Drawn apart, so that no figure of the demonstration depends on its prose.
    once, always = Random(f"{body.signatory_id}/{item.code}/{cycle}"), Random(f"{body.signatory_id}/{item.code}")
    first = sentence.format(
        who=body.name.removesuffix(" (demonstration)"),
        what=item.short,
        few=once.randint(2, 9),
        many=once.randint(11, 96),
        long=once.randint(12, 40),
    )
    return f"{first} {always.choice(_LEADS)}, with {always.randint(2, 14)} people."
