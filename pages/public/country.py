"""One country, signatory or not."""

from gda_tracker.ui.country_page import filters, layout
from gda_tracker.ui.public_page import draw

draw("country", filters, layout)
