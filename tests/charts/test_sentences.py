"""The headline speaks METHOD.md's sentence, and withholds what it must."""

from datetime import date

import pytest

from gda_tracker.charts import Context, headline
from gda_tracker.domain.rates import Funnel, RateName
from gda_tracker.i18n import text

WORKED_EXAMPLE = Funnel(endorsed=83, due=83, reported=40, evidence_backed=12, verified=9, claimed=24)


def context(language: str = "en", *, is_demonstration: bool = False) -> Context:
    return Context(text(language), 3, date(2026, 11, 14), "1.0", is_demonstration)


def plain(sentence: str) -> str:
    """Numbers are written with narrow spaces."""
    return sentence.replace("\u202f", " ")


def test_the_worked_example_reads_as_the_method_says() -> None:
    said = headline(context(), WORKED_EXAMPLE, stakeholder_type="national_government")
    assert said.sentence == "9 of 83 national governments have verified action on at least one item of the Declaration."
    assert plain(said.detail) == (
        "Verified in 9 of 83 (11 %); claimed in 24 (29 %); 43 have not reported, "
        "so the true share lies between 11 % and 81 %."
    )


def test_a_group_of_four_keeps_its_counts_and_loses_its_shares() -> None:
    said = headline(context(), Funnel(4, 4, 3, 2, 1, 2), stakeholder_type="philanthropy")
    assert "%" not in said.detail
    assert (
        said.detail == "Verified in 1 of 4; claimed in 2; one has not reported. Shares of fewer than five are withheld."
    )


def test_nobody_due_is_said_and_not_divided_by() -> None:
    said = headline(context(), Funnel(3, 0, 0, 0, 0), stakeholder_type="private_sector")
    assert said.sentence == "No report is due yet from private-sector bodies."


def test_when_all_have_reported_there_is_no_unknown_share() -> None:
    said = headline(context(), Funnel(10, 10, 10, 6, 5, 7), stakeholder_type="academia")
    assert plain(said.detail) == "Verified in 5 of 10 (50 %); claimed in 7 (70 %); all have reported."


@pytest.mark.parametrize("rate", list(RateName))
def test_every_rate_has_a_sentence_with_its_own_count(rate: RateName) -> None:
    said = headline(context(), WORKED_EXAMPLE, stakeholder_type="national_government", rate=rate)
    assert said.sentence.startswith(f"{WORKED_EXAMPLE.counts.count(rate)} of 83 ")


def test_a_region_is_named_above_the_headline() -> None:
    said = headline(context(), WORKED_EXAMPLE, stakeholder_type="national_government", place="Africa")
    assert said.eyebrow == "How far signatories follow up on the COP29 Declaration on Green Digital Action · Africa"
    assert "Last updated 14 November 2026: edition 3, method 1.0" in said.html


def test_invented_numbers_are_marked_in_the_source_line() -> None:
    assert context(is_demonstration=True).source.endswith("Demonstration data – not real reports")
    assert "Demonstration" not in context().source
