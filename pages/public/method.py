"""How it is measured, and what other cut-offs would change."""

from gda_tracker.ui.method_page import filters, layout
from gda_tracker.ui.public_page import draw

draw("method", filters, layout)
