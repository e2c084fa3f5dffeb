"""The overview: the state of follow-up in one minute."""

from gda_tracker.ui.overview_page import filters, layout
from gda_tracker.ui.public_page import draw

draw("", filters, layout)
