"""Every recorded signatory: search, table, pages."""

from gda_tracker.ui.directory_page import filters, layout
from gda_tracker.ui.public_page import draw

draw("signatories", filters, layout)
