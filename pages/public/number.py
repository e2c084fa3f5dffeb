"""About one number: what it counts, how it comes about, and every row behind it."""

from gda_tracker.ui.number_page import filters, layout
from gda_tracker.ui.public_page import draw

draw("number", filters, layout)
