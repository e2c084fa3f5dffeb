"""Two to four signatories, regions or stakeholder types side by side."""

from gda_tracker.ui.compare_page import filters, layout
from gda_tracker.ui.public_page import draw

draw("compare", filters, layout)
