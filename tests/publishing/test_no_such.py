"""An address without a body leads to where one is chosen."""

from gda_tracker.i18n import text
from gda_tracker.publishing.no_such import no_such


def test_a_country_is_chosen_on_the_framework_and_a_signatory_in_the_directory() -> None:
    t = text("en")
    assert no_such(t, "country", "")[1:] == ("/framework#chart-countries", "Choose a country")
    assert no_such(t, "country", "XXX")[0] == "There is no country of this code."
    assert no_such(t, "signatory", "")[0] == "Choose a signatory to see what it reports."
    assert no_such(t, "signatory", "x")[1:] == ("/signatories", "Find a signatory")
