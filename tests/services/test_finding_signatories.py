"""The register's list: how many of what was found are without a focal point, and finding those that were merged."""

from __future__ import annotations

from datetime import date

from gda_tracker.domain.permissions import SYSTEM, Actor
from gda_tracker.register import Register
from gda_tracker.services.endorsing import withdraw_endorsement
from gda_tracker.services.finding_signatories import Wish, find_signatories
from gda_tracker.services.merging_signatories import Merged, merge_signatories
from tests.services.test_merging_signatories import with_account


def alder(register: Register, irene: Actor) -> None:
    """Alder Grid Analytics, recorded beside FTTH Council Europe and merged into it."""
    with register.change(SYSTEM) as change:
        change.trail("signatory.add", "alder", signatory_id="alder")
        facts = {"name": "Alder Grid Analytics", "stakeholder_type": "private_sector", "iso3": "BEL"}
        change.insert("signatory_row", {"signatory_id": "alder", **facts})
    assert isinstance(merge_signatories(register, irene, "alder", "ftth-council-europe", reason="One body."), Merged)


def test_without_a_focal_point_is_counted_of_what_was_found(
    register: Register, irene: Actor, amina: Actor, tomasi: Actor
) -> None:
    def found(wish: Wish) -> tuple[int, int]:
        page = find_signatories(register, irene, wish)
        return page.total, page.without_focal_point

    with_account(register, amina, tomasi)
    for signatory_id in ("kenya", "austria"):
        day = date(2026, 3, 1)
        withdraw_endorsement(register, irene, signatory_id, f"{signatory_id}/1", on=day, reason="By note.", today=day)
    assert found(Wish()) == (5, 3)
    assert found(Wish(state="withdrawn")) == (2, 1)
    assert found(Wish(words="ken")) == (1, 0)
    assert found(Wish(words="austria", state="withdrawn")) == (1, 1)
    alder(register, irene)
    assert found(Wish(state="merged")) == (1, 0)
    assert found(Wish(state="all")) == (6, 3)


def test_who_looks_for_one_that_was_merged_finds_the_one_that_it_was_merged_into(
    register: Register, irene: Actor
) -> None:
    alder(register, irene)
    for words in ("Alder Grid Analytics", "alder belgium"):
        (line,) = find_signatories(register, irene, Wish(words=words)).lines
        assert (line.signatory_id, line.found_by) == ("ftth-council-europe", (("alder", "Alder Grid Analytics"),))
    (line,) = find_signatories(register, irene, Wish(words="FTTH")).lines
    assert line.found_by == ()
    assert find_signatories(register, irene, Wish(words="alder", stakeholder_type="academia")).total == 0
    (line,) = find_signatories(register, irene, Wish(words="alder", state="merged")).lines
    assert (line.into_id, line.into_name) == ("ftth-council-europe", "FTTH Council Europe")
    both = find_signatories(register, irene, Wish(words="alder", state="all")).lines
    assert [one.signatory_id for one in both] == ["alder", "ftth-council-europe"]
