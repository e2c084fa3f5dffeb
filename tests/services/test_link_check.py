"""Checking links: switched on by an administrator, recorded with its trail, told beside the link."""

from __future__ import annotations

from datetime import date

import pytest

from gda_tracker.domain.permissions import SYSTEM, Actor, NotAllowed
from gda_tracker.domain.problems import Rejected
from gda_tracker.evidence.fetching import LinkFound, Outcome
from gda_tracker.register import Register, reports
from gda_tracker.services import evidence
from gda_tracker.services.link_check import check_links, check_waiting, waiting_links

from .reports_for_tests import ACT, LAW, saved

ACT_URL = LAW.url or ""
FOUND = LinkFound(Outcome.WORKS, 200, "E-waste Act", date(2026, 5, 3))


def found(_url: str) -> LinkFound:
    return FOUND


def test_what_was_found_is_recorded_with_its_trail_and_told_beside_the_link(
    register: Register, amina: Actor, irene: Actor
) -> None:
    saved(register, amina, "kenya", ACT)
    checked = check_waiting(register, irene, is_on=True, fetch=found)
    assert not isinstance(checked, Rejected)
    assert [check.url for check in checked] == [ACT_URL]
    *_, record = register.trail()
    assert (record.action, record.subject, record.actor_id) == ("link.check", ACT_URL, "irene")
    pieces = reports.newest(register, "kenya", "2026")["O3"].entry.evidence
    for actor in (amina, irene):
        told = evidence.looked_up(register, actor, "kenya", "2026", "O3", pieces).links[ACT_URL]
        assert (told.outcome, told.status, told.title, told.dated_on) == ("works", 200, "E-waste Act", date(2026, 5, 3))


def test_a_link_waits_until_it_was_opened_and_only_while_it_stands(
    register: Register, amina: Actor, irene: Actor
) -> None:
    first = saved(register, amina, "kenya", ACT)
    assert waiting_links(register, irene) == (ACT_URL,)
    other = LAW.model_copy(update={"url": "https://gazette.example/other"})
    saved(register, amina, "kenya", ACT.model_copy(update={"evidence": (other,)}), first.version_id)
    assert waiting_links(register, irene) == ("https://gazette.example/other",)
    check_waiting(register, irene, is_on=True, fetch=found)
    assert waiting_links(register, irene) == ()
    assert check_waiting(register, irene, is_on=True, fetch=found) == ()


def test_a_link_that_is_looked_at_again_is_told_as_last_found(register: Register, amina: Actor, irene: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    check_links(register, irene, [ACT_URL], is_on=True, fetch=found)
    check_links(register, irene, [ACT_URL, ACT_URL], is_on=True, fetch=lambda _: LinkFound(Outcome.GONE, 404))
    assert len(register.rows("SELECT * FROM link_check_row")) == 2
    told = evidence.looked_up(register, irene, "kenya", "2026", "O3", (LAW,)).links[ACT_URL]
    assert (told.outcome, told.status) == ("gone", 404)


def test_switched_off_nothing_is_opened(register: Register, amina: Actor, irene: Actor) -> None:
    saved(register, amina, "kenya", ACT)
    opened: list[str] = []

    def opening(url: str) -> LinkFound:
        opened.append(url)
        return FOUND

    for refused in (
        check_links(register, irene, [ACT_URL], is_on=False, fetch=opening),
        check_waiting(register, SYSTEM, is_on=False, fetch=opening),
    ):
        assert isinstance(refused, Rejected)
        assert refused.problems[0].rule == "link-check-off"
    assert opened == []


def test_at_most_two_hundred_links_are_opened_at_once(register: Register, irene: Actor) -> None:
    urls = [f"https://gazette.example/{number}" for number in range(300)]
    checked = check_links(register, irene, urls, is_on=True, fetch=found)
    assert not isinstance(checked, Rejected)
    assert len(checked) == 200


@pytest.mark.parametrize("name", ["visitor", "amina"])
def test_it_is_for_staff(register: Register, name: str, request: pytest.FixtureRequest) -> None:
    who: Actor = request.getfixturevalue(name)
    before = register.trail_head()
    with pytest.raises(NotAllowed):
        check_links(register, who, [ACT_URL], is_on=True, fetch=found)
    with pytest.raises(NotAllowed):
        check_waiting(register, who, is_on=True, fetch=found)
    with pytest.raises(NotAllowed):
        waiting_links(register, who)
    assert register.trail_head() == before


def test_a_private_address_is_told_as_refused(register: Register, irene: Actor) -> None:
    checked = check_links(register, irene, ["http://169.254.169.254/latest/meta-data/"], is_on=True)
    assert not isinstance(checked, Rejected)
    assert [(check.outcome, check.note) for check in checked] == [("refused", "private-address")]
