"""The implementation framework: claims beside public registries."""

from gda_tracker.ui.framework_page import filters, layout
from gda_tracker.ui.public_page import draw

draw("framework", filters, layout)
