"""When an NDC is dated against an endorsement, and what an unknown record never says."""

from datetime import date

from gda_tracker.domain.registries import RegistryRecord, Tally, Timing, timing

ENDORSED_ON = date(2024, 11, 16)


def test_the_day_after_is_after_and_the_day_itself_is_not() -> None:
    assert timing(date(2024, 11, 17), ENDORSED_ON) == Timing.AFTER
    assert timing(date(2024, 11, 16), ENDORSED_ON) == Timing.NOT_AFTER
    assert timing(date(2024, 11, 15), ENDORSED_ON) == Timing.NOT_AFTER


def test_without_both_dates_it_is_unknown() -> None:
    assert timing(None, ENDORSED_ON) == Timing.UNKNOWN
    assert timing(date(2024, 11, 17), None) == Timing.UNKNOWN


def test_a_new_ndc_counts_where_the_one_in_force_is_not_known() -> None:
    assert RegistryRecord(new_ndc_on=date(2024, 12, 19)).timing(ENDORSED_ON) == Timing.AFTER
    both = RegistryRecord(ndc_on=date(2025, 11, 5), new_ndc_on=date(2025, 2, 1))
    assert both.last_ndc_on == date(2025, 11, 5)


def test_what_is_unknown_shows_neither_yes_nor_no() -> None:
    record = RegistryRecord(has_tna_report=True, has_tap=False)
    assert (record.shows("F5"), record.shows("F6"), record.shows("F7")) == (True, False, None)
    assert RegistryRecord(assistances=0).shows("F7") is False
    assert record.shows("F8") is None


def test_a_share_of_fewer_than_five_is_withheld() -> None:
    assert Tally(2, 1, 1).share(2) is None
    assert Tally(2, 2, 1).share(2) == 0.4
