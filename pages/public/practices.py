"""What signatories offered to others."""

from gda_tracker.ui.practices_page import filters, layout
from gda_tracker.ui.public_page import draw

draw("practices", filters, layout)
