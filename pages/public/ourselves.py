"""How the secretariat does its own work, as the edition tells it."""

from gda_tracker.ui.ourselves_page import filters, layout
from gda_tracker.ui.public_page import draw

draw("ourselves", filters, layout)
