"""The demonstration register: invented, seeded, marked, and enough to look at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from gda_tracker import editions, facts
from gda_tracker.domain.permissions import SYSTEM, Actor
from gda_tracker.domain.statuses import Light
from gda_tracker.editions.tables import table_rows
from gda_tracker.register import Register, RegisterProblem
from gda_tracker.services.demonstration import ACCOUNTS, PASSWORD, create
from gda_tracker.services.demonstration.practices import OFFERS
from gda_tracker.services.import_lists import OpenList, imports_of, open_list
from gda_tracker.services.people import everybody
from gda_tracker.services.registers import set_up
from gda_tracker.services.signing_in import Attempt, SignedIn, sign_in
from gda_tracker.services.slowdown import Slowdown

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demonstration")


@pytest.fixture(scope="module")
def demonstration(home: Path) -> Iterator[Register]:
    register = create(home / "register.duckdb", home / "editions", signatories=300, today=TODAY)
    yield register
    register.close()


def test_it_says_that_it_is_one_and_cannot_be_made_again_over_itself(demonstration: Register, home: Path) -> None:
    assert demonstration.is_demonstration
    with pytest.raises(RegisterProblem, match="already a register"):
        create(home / "register.duckdb", home / "editions", signatories=10, today=TODAY)


def test_it_has_one_marked_edition_a_cycle(demonstration: Register, home: Path) -> None:
    found = editions.catalogue(home / "editions")
    assert [info.number for info in found] == [3, 2, 1]
    assert [info.snapshot_on for info in found] == [TODAY, date(2025, 12, 31), date(2025, 3, 31)]
    assert all(info.is_demonstration for info in found)


def test_it_has_as_many_signatories_as_asked_for(demonstration: Register) -> None:
    counted = demonstration.rows("SELECT count(*) AS n, count(DISTINCT name) AS names FROM signatory")
    assert counted == [{"n": 300, "names": 300}]


def test_kenya_is_left_for_amina_to_report(demonstration: Register) -> None:
    cycles = demonstration.rows("SELECT DISTINCT cycle FROM entry WHERE signatory_id = 'kenya' ORDER BY cycle")
    assert [row["cycle"] for row in cycles] == ["2024", "2025"]


def test_there_is_work_left_for_the_reviewer_and_every_light_is_seen(demonstration: Register, home: Path) -> None:
    waiting = demonstration.rows(
        """SELECT count(*) AS n FROM submitted_entry AS e LEFT JOIN review AS r ON r.version_id = e.version_id
           WHERE r.version_id IS NULL AND e.cycle = '2026'"""
    )
    assert waiting[0]["n"] > 50
    newest = editions.Edition.open(editions.catalogue(home / "editions")[0].path)
    lights = editions.reporting_lights(newest)
    assert all(lights[light] > 0 for light in (Light.ON_TIME, Light.LATE, Light.OVERDUE, Light.SILENT))


def test_each_demonstration_account_opens_with_the_shown_password(demonstration: Register) -> None:
    for email, name, role, _ in ACCOUNTS:
        answer = sign_in(demonstration, Attempt(email, PASSWORD, "127.0.0.1"), Slowdown(), hours=1)
        assert isinstance(answer, SignedIn)
        assert (answer.actor.name, answer.actor.roles) == (name, {role})


def test_the_same_seed_gives_the_same_register(demonstration: Register, tmp_path: Path) -> None:
    again = create(tmp_path / "register.duckdb", tmp_path / "editions", signatories=300, today=TODAY)
    content = "SELECT entry_id, claimed, as_of, narrative FROM entry ORDER BY entry_id"
    assert again.rows(content) == demonstration.rows(content)
    again.close()


def test_its_trail_holds(demonstration: Register) -> None:
    assert demonstration.trail_break() is None


def test_no_two_bodies_tell_the_same_story(demonstration: Register) -> None:
    """Else the reviewer's desk would flag every text as copied."""
    told = demonstration.rows(
        "SELECT count(*) AS n, count(DISTINCT narrative) AS texts FROM entry WHERE narrative IS NOT NULL"
    )
    assert told[0]["n"] > 1000
    shared = demonstration.rows(
        """SELECT narrative FROM entry WHERE narrative IS NOT NULL
           GROUP BY narrative HAVING count(DISTINCT signatory_id) > 1"""
    )
    assert shared == []


def test_practices_say_something_of_their_own_and_name_an_element(demonstration: Register) -> None:
    offered = demonstration.rows(
        """SELECT p.item, p.title, p.summary, e.elements
           FROM practice AS p
           JOIN entry AS e ON e.signatory_id = p.signatory_id AND e.item = p.item AND e.cycle = p.cycle"""
    )
    assert len(offered) == 47
    assert len({row["title"] for row in offered}) > 20
    assert all(row["summary"].endswith("Invented for the demonstration.") for row in offered)
    assert all(row["elements"] for row in offered if row["item"].startswith("O"))


def test_reports_bring_measures_figures_partners_and_goals_marked_as_invented(
    demonstration: Register, home: Path
) -> None:
    with editions.Edition.open(editions.catalogue(home / "editions")[0].path) as newest:
        rows = table_rows(newest)
        given = {name: rows[name] for name in ("measure", "indicator", "partner", "goal", "mapping")}
        assert given == {"measure": 999, "indicator": 484, "partner": 679, "goal": 1080, "mapping": 123}
        titles = {row[0] for row in newest.rows("SELECT title FROM measure UNION ALL SELECT name FROM partner")}
        assert all(title.endswith("(invented)") for title in titles)
        catalogue = facts.indicators()
        for code, value in newest.rows("SELECT code, value FROM indicator"):
            assert catalogue[code].minimum <= value <= catalogue[code].maximum
        statements = newest.rows("SELECT additional_statement FROM endorsement WHERE additional_statement IS NOT NULL")
        assert all(row[0].startswith("Invented for the demonstration.") for row in statements)


def test_fijis_focal_point_confirmed_what_its_statement_names_and_kenyas_is_left_to_try(
    demonstration: Register, home: Path
) -> None:
    with editions.Edition.open(editions.catalogue(home / "editions")[0].path) as newest:
        by = newest.rows(
            "SELECT DISTINCT signatory_id, confirmed_by FROM mapping WHERE signatory_id IN ('fiji','kenya')"
        )
        kenya = editions.signatory(newest, "kenya")
    assert by == [("fiji", "focal_point")]
    assert kenya is not None
    assert kenya.endorsements[0].additional_statement


def test_every_element_and_item_has_two_invented_practices() -> None:
    assert set(OFFERS) == {
        code for item in facts.items().values() for code in ([one.code for one in item.elements] or [item.code])
    }
    assert {len(pair) for pair in OFFERS.values()} == {2}


def test_set_up_aside_it_keeps_the_list_that_is_being_settled(tmp_path: Path) -> None:
    set_up(tmp_path, lambda path, folder: create(path, folder, signatories=60, cycle_count=1, today=TODAY))
    register = Register.open(tmp_path / "register.duckdb")
    try:
        (irene,) = (account for account in everybody(register, SYSTEM) if account.person.email == "irene@itu.example")
        actor = Actor(irene.person.person_id, irene.person.name, irene.roles)
        (brought,) = imports_of(register, actor)
        assert isinstance(open_list(register, actor, tmp_path / "imports", brought.import_id), OpenList)
    finally:
        register.close()
