"""What Noor handed back is cleared by Amina, or goes back with a question; the report waits for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gda_tracker.domain.permissions import Actor, NotAllowed, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.register import Register
from gda_tracker.register.lending import LendingState
from gda_tracker.services import people
from gda_tracker.services.clearing import Cleared, SentBack, clear, send_back
from gda_tracker.services.lending import Invitee, Lent, hand_back, lend
from gda_tracker.services.report_view import ReportView, report_of
from gda_tracker.services.saving import Saved, save_entry
from gda_tracker.services.submitting import Accepted, submit_report

from .reports_for_tests import ACT, NOW, TODAY

KENYA = ("kenya", "2026")


def view(register: Register, who: Actor) -> ReportView:
    report = report_of(register, who, *KENYA, TODAY)
    assert isinstance(report, ReportView), report
    return report


@pytest.fixture
def noor(register: Register, amina: Actor) -> Callable[[], Actor]:
    """Noor, who wrote on O3 and handed it back, as the next run would load her."""

    def loaded() -> Actor:
        found = people.actor_named(register, "noor@kenya.example")
        assert found is not None
        return found

    assert isinstance(lend(register, amina, *KENYA, ["O3"], Invitee("noor@kenya.example", "Noor"), "", TODAY), Lent)
    assert isinstance(save_entry(register, loaded(), *KENYA, ACT, None, NOW), Saved)
    hand_back(register, loaded(), *KENYA, ["O3"], "All in.")
    return loaded


def test_a_report_waits_until_what_came_back_is_cleared(
    register: Register, amina: Actor, noor: Callable[[], Actor]
) -> None:
    refused = submit_report(register, amina, *KENYA, TODAY)
    assert isinstance(refused, Rejected)
    assert [(one.rule, one.item) for one in refused.problems] == [("item-not-cleared", "O3")]
    assert clear(register, amina, *KENYA) == Cleared(("O3",))
    (one,) = view(register, amina).lendings
    assert (one.state, one.set_by, one.name) == (LendingState.CLEARED, "amina", "Noor")
    record = list(register.trail())[-1]
    assert (record.action, record.actor_id, record.signatory_id) == ("lending.clear", "amina", "kenya")
    assert isinstance(submit_report(register, amina, *KENYA, TODAY), Accepted)


def test_clearing_twice_is_once(register: Register, amina: Actor, noor: Callable[[], Actor]) -> None:
    clear(register, amina, *KENYA, ["O3"])
    head = register.trail_head()
    assert clear(register, amina, *KENYA) == Cleared(())
    assert register.trail_head() == head


def test_what_is_sent_back_is_with_the_colleague_again_who_reads_the_question(
    register: Register, amina: Actor, noor: Callable[[], Actor]
) -> None:
    done = send_back(register, amina, *KENYA, "O3", " Which article? ", TODAY)
    assert done == SentBack("O3", "Noor")
    assert view(register, noor()).lent["O3"].note == "Which article?"
    assert view(register, amina).came_back == {}
    assert "Which article?" not in " ".join(f"{one.after_json}" for one in register.trail())
    mails = register.rows("SELECT kind, recipient, body FROM mail_row ORDER BY row_no")
    assert (mails[-1]["kind"], mails[-1]["recipient"]) == ("lent", "noor@kenya.example")
    assert "Which article?" in mails[-1]["body"]
    again = send_back(register, amina, *KENYA, "O3", "And which paragraph?", TODAY)
    assert isinstance(again, Rejected)
    assert again.problems[0].rule == "item-not-handed-back"


@pytest.mark.parametrize(("question", "rule"), [(" ", "question-empty"), ("x" * 1001, "text-too-long")])
def test_a_question_is_a_sentence(
    register: Register, amina: Actor, noor: Callable[[], Actor], question: str, rule: str
) -> None:
    refused = send_back(register, amina, *KENYA, "O3", question, TODAY)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == rule


def test_only_focal_points_of_the_signatory_clear(
    register: Register, tomasi: Actor, irene: Actor, noor: Callable[[], Actor]
) -> None:
    for actor in (tomasi, irene, noor()):
        with pytest.raises(NotAllowed):
            clear(register, actor, *KENYA)
        with pytest.raises(NotAllowed):
            send_back(register, actor, *KENYA, "O3", "Which?", TODAY)
    assert Role.CONTRIBUTOR in noor().roles
