"""Every edition to download, how to cite it, and under which licence."""

from gda_tracker.ui.data_page import filters, layout
from gda_tracker.ui.public_page import draw

draw("data", filters, layout)
