"""Who is given a later due day, or loses it, is written to: by whom, until when, why."""

from __future__ import annotations

from datetime import date

from gda_tracker.domain.mail import Kind
from gda_tracker.domain.permissions import SYSTEM, Actor, Role
from gda_tracker.register import Register
from gda_tracker.services.cycles import extend, take_back_extension
from gda_tracker.services.people import add_person
from tests.services.reports_for_tests import NOW
from tests.services.test_mailing import waiting

KENYA = ("kenya", "2026")


def test_the_focal_points_read_until_when_they_have_who_said_so_and_why(register: Register, pavel: Actor) -> None:
    for name, signatory in (("amina", "kenya"), ("juma", "kenya"), ("tomasi", "fiji")):
        email = f"{name}@{signatory}.example"
        add_person(register, SYSTEM, email, name, {Role.FOCAL_POINT}, {signatory}, password="green-digital-action")
    for _ in range(2):
        extend(register, pavel, KENYA, date(2026, 12, 15), " A flood. ", NOW)
    given = waiting(register)
    assert [(one.kind, one.recipient) for one in given] == [
        (Kind.DUE_DAY, "amina@kenya.example"), (Kind.DUE_DAY, "juma@kenya.example"),
    ]  # fmt: skip
    assert given[0].subject == "A later due day for the report of Kenya for COP31: 15 December 2026"
    said = "Pavel of the secretariat has given Kenya a later due day for its report for COP31."
    assert f"{said} It is due on 15 December 2026." in given[0].body
    assert "The reason:\n> A flood." in given[0].body
    assert "https://tracker.example/my-report?signatory=kenya&cycle=2026" in given[0].body
    take_back_extension(register, pavel, KENYA, "Given by mistake.", NOW)
    back = waiting(register)[2:]
    assert [one.subject for one in back] == ["The due day of the report of Kenya for COP31 is 9 October 2026 again"] * 2
    assert "Its report for COP31 is due on 9 October 2026, as everybody's is." in back[0].body
    assert "> Given by mistake." in back[0].body
