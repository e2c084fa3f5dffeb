"""Focal points: nominated and invited in one act, their nomination recorded, their term ended and marked."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from gda_tracker.domain.nominations import Nomination, TermState, last_day, term_state
from gda_tracker.domain.permissions import SYSTEM, Actor, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.register import Register, people
from gda_tracker.services.desk import desk_of
from gda_tracker.services.nominating import (
    HasAccount,
    Nominated,
    amend_nomination,
    end_term,
    every_focal_point,
    focal_points_of,
    nominate,
)
from gda_tracker.services.people import Added, add_person

TODAY: Final = date(2026, 11, 22)
NOTE: Final = Nomination("note_verbale", "NV 7", date(2026, 11, 2), date(2026, 11, 2), date(2026, 12, 31))
WANJA: Final = ("Wanja@Kenya.example", "Wanja")


def rules(result: object) -> list[str]:
    assert isinstance(result, Rejected), result
    return [problem.rule for problem in result.problems]


def test_nominating_and_inviting_is_one_act(register: Register, pavel: Actor) -> None:
    before = len(list(register.trail()))
    result = nominate(register, pavel, "kenya", WANJA, NOTE, today=TODAY)
    assert isinstance(result, Nominated)
    assert result.invitation_token
    (record,) = list(register.trail())[before:]
    assert (record.action, record.signatory_id) == ("focal_point.nominate", "kenya")
    assert "NV 7" in str(record.after_json)
    assert "wanja@kenya.example" not in str(record.after_json)
    (term,) = focal_points_of(register, pavel, "kenya", TODAY)
    assert (term.point.name, term.point.nomination, term.state) == ("Wanja", NOTE, TermState.ENDS_SOON)
    assert register.rows("SELECT count(*) AS n FROM mail_row")[0]["n"] == 1


def test_the_same_nomination_twice_is_one(register: Register, pavel: Actor) -> None:
    nominate(register, pavel, "kenya", WANJA, NOTE, today=TODAY)
    head = register.trail_head()
    again = nominate(register, pavel, "kenya", WANJA, NOTE, today=TODAY)
    assert isinstance(again, Nominated)
    assert again.invitation_token is None
    assert register.trail_head() == head


def test_who_has_an_account_gets_the_role_when_it_is_said_that_this_person_is_meant(
    register: Register, pavel: Actor
) -> None:
    added = add_person(register, SYSTEM, "tomasi@fiji.example", "Tomasi", {Role.FOCAL_POINT, Role.REVIEWER}, {"fiji"})
    assert isinstance(added, Added)
    head, whom = register.trail_head(), ("tomasi@fiji.example", "T. Vea")
    seen = nominate(register, pavel, "kenya", whom, NOTE, today=TODAY)
    holdings = ((Role.FOCAL_POINT, "Fiji"), (Role.REVIEWER, ""))
    assert seen == HasAccount(added.person.person_id, "Tomasi", holdings, "T. Vea")
    assert nominate(register, pavel, "kenya", whom, NOTE, today=TODAY, account="p-another") == seen
    assert register.trail_head() == head
    result = nominate(register, pavel, "kenya", whom, NOTE, today=TODAY, account=added.person.person_id)
    assert result == Nominated(added.person.person_id, "Tomasi", untaken="T. Vea")
    found = every_focal_point(register, pavel, TODAY, most=10)
    assert [(one.point.signatory, one.state) for one in found.terms] == [
        ("Kenya", TermState.ENDS_SOON),
        ("Fiji", TermState.RUNS),
    ]
    assert every_focal_point(register, pavel, TODAY, most=1, after=1).found == 2


def test_a_nomination_that_nobody_told_is_not_taken_for_a_note_verbale(register: Register, pavel: Actor) -> None:
    assert rules(nominate(register, pavel, "kenya", WANJA, Nomination(""), today=TODAY)) == ["nomination-channel"]


def test_that_the_term_was_over_is_handed_back(register: Register, pavel: Actor) -> None:
    told = Nomination("letter", term_until=date(2026, 11, 10))
    done = nominate(register, pavel, "kenya", WANJA, told, today=TODAY)
    assert isinstance(done, Nominated)
    assert done.over_on == date(2026, 11, 10)


@pytest.mark.parametrize(
    ("whom", "told", "rule"),
    [
        (("nobody", "N"), NOTE, "person-email"),
        (("new@kenya.example", " "), NOTE, "person-name"),
        (WANJA, Nomination("pigeon"), "nomination-channel"),
        (WANJA, Nomination("letter", dated_on=date(2026, 11, 23)), "nomination-future"),
        (WANJA, Nomination("letter", term_from=TODAY, term_until=date(2026, 1, 1)), "nomination-term"),
        (WANJA, Nomination("letter", document="x" * 501), "register-too-long"),
    ],
)
def test_what_cannot_be_is_refused(
    register: Register, pavel: Actor, whom: tuple[str, str], told: Nomination, rule: str
) -> None:
    head = register.trail_head()
    assert rules(nominate(register, pavel, "kenya", whom, told, today=TODAY)) == [rule]
    assert register.trail_head() == head


def test_a_reviewer_records_a_nomination_but_opens_no_door(register: Register, irene: Actor, pavel: Actor) -> None:
    done = nominate(register, pavel, "kenya", WANJA, Nomination("email"), today=TODAY)
    assert isinstance(done, Nominated)
    assert isinstance(amend_nomination(register, irene, "kenya", done.person_id, NOTE, today=TODAY), Nominated)
    assert focal_points_of(register, irene, "kenya", TODAY)[0].point.nomination == NOTE
    assert rules(amend_nomination(register, irene, "fiji", done.person_id, NOTE, today=TODAY)) == ["focal-point-none"]


def test_a_term_ends_with_its_reason_and_the_person_reports_no_longer(register: Register, pavel: Actor) -> None:
    done = nominate(register, pavel, "kenya", WANJA, NOTE, today=TODAY)
    assert isinstance(done, Nominated)
    ahead = end_term(register, pavel, "kenya", done.person_id, on=date(2026, 12, 1), reason="So.", today=TODAY)
    assert rules(ahead) == ["term-future"]
    assert rules(end_term(register, pavel, "kenya", done.person_id, on=TODAY, reason=" ", today=TODAY)) == [
        "register-reason"
    ]
    ended = end_term(register, pavel, "kenya", done.person_id, on=TODAY, reason="She left.", today=TODAY)
    assert isinstance(ended, Nominated)
    (term,) = focal_points_of(register, pavel, "kenya", TODAY)
    assert (term.point.is_held, term.state) == (False, TermState.ENDED)
    assert register.rows("SELECT * FROM role") == []
    again = end_term(register, pavel, "kenya", done.person_id, on=TODAY, reason="She left.", today=TODAY)
    assert rules(again) == ["focal-point-none"]


def test_ending_a_term_never_lengthens_it(register: Register, pavel: Actor) -> None:
    told = Nomination("letter", "L 7", date(2026, 1, 5), date(2026, 1, 10), date(2026, 11, 10))
    done = nominate(register, pavel, "kenya", WANJA, told, today=TODAY)
    assert isinstance(done, Nominated)
    head = register.trail_head()
    late = end_term(register, pavel, "kenya", done.person_id, on=TODAY, reason="She left.", today=TODAY)
    assert rules(late) == ["term-longer"]
    assert register.trail_head() == head
    assert last_day(told, TODAY) == date(2026, 11, 10)
    assert last_day(NOTE, TODAY) == last_day(None, TODAY) == TODAY
    day = date(2026, 11, 9)
    assert isinstance(
        end_term(register, pavel, "kenya", done.person_id, on=day, reason="Left.", today=TODAY), Nominated
    )
    record = list(register.trail())[-1]
    assert (json.loads(record.before_json or ""), json.loads(record.after_json or "")) == (
        {"term_until": "2026-11-10"},
        {"term_until": "2026-11-09", "reason": "Left."},
    )
    (term,) = focal_points_of(register, pavel, "kenya", TODAY)
    assert term.point.nomination == replace(told, term_until=day)


def test_no_day_closes_a_door_but_the_desk_lists_terms_that_are_over(register: Register, pavel: Actor) -> None:
    def term(signatory_id: str, name: str, until: date | None) -> None:
        told = Nomination("letter", term_until=until)
        whom = (f"{name}@{signatory_id}.example", name)
        assert isinstance(nominate(register, pavel, signatory_id, whom, told, today=TODAY), Nominated)

    term("kenya", "Wanja", date(2026, 11, 21))
    term("fiji", "Lupe", date(2026, 11, 10))
    term("austria", "Resi", TODAY)
    term("european-union", "Jan", None)
    found = desk_of(register, pavel, TODAY).terms_over
    assert (found.total, found.shown) == (2, (("fiji", "Lupe · Fiji"), ("kenya", "Wanja · Kenya")))
    lupe = people.actor_by_email(register, "lupe@fiji.example")
    assert lupe is not None
    assert lupe.signatories == {"fiji"}
    end_term(register, pavel, "fiji", lupe.person_id, on=date(2026, 11, 10), reason="It was over.", today=TODAY)
    assert desk_of(register, pavel, TODAY).terms_over.shown == (("kenya", "Wanja · Kenya"),)


@pytest.mark.parametrize(
    ("until", "state"),
    [
        (None, TermState.RUNS),
        (date(2027, 1, 22), TermState.RUNS),
        (date(2027, 1, 21), TermState.ENDS_SOON),
        (date(2026, 11, 22), TermState.ENDS_SOON),
        (date(2026, 11, 21), TermState.OVER),
    ],
)
def test_terms_are_marked_sixty_days_ahead(until: date | None, state: TermState) -> None:
    assert term_state(until, is_held=True, today=TODAY) is state
