"""The eight objectives side by side, and each in depth."""

from gda_tracker.ui.objectives_page import filters, layout
from gda_tracker.ui.public_page import draw

draw("objectives", filters, layout)
