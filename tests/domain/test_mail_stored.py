"""A letter is read back as it was stored, and nothing else is read as one."""

from __future__ import annotations

from datetime import date

import pytest

from gda_tracker.domain.mail import Kind, Letter, Link, Quote, Sentence
from gda_tracker.domain.mail_stored import letter_of, stored, stored_body


def test_a_letter_is_read_back_as_it_was_stored() -> None:
    letter = Letter(
        Kind.DECIDED,
        Sentence("{a} {n}", {"a": Sentence("In {b}", {"b": "„x“ {y}"}), "n": 3}),
        ((Quote("why\nnot"), Link("/p?q=1")), (Sentence("until {day}", {"day": date(2026, 12, 18)}),)),
    )
    assert letter_of("decided", stored(letter.subject), stored_body(letter.paragraphs)) == letter


@pytest.mark.parametrize(
    ("kind", "subject", "body"),
    [("decided", "{", "[]"), ("decided", '{"quote": "x"}', "[]"), ("gossip", '{"say": "x", "with": {}}', "[]"),
     ("decided", '{"say": "x", "with": {}}', "[[3]]"), ("decided", "[]", "[]")],
)  # fmt: skip
def test_what_is_no_letter_is_refused(kind: str, subject: str, body: str) -> None:
    with pytest.raises(ValueError, match="no letter"):
        letter_of(kind, subject, body)
