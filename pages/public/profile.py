"""One signatory: endorsement, item by item, reports, registries."""

from gda_tracker.ui.profile_page import filters, layout
from gda_tracker.ui.public_page import draw

draw("signatory", filters, layout)
