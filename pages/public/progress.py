"""Rates over editions, what moved and why, endorsements over time."""

from gda_tracker.ui.progress_page import filters, layout
from gda_tracker.ui.public_page import draw

draw("progress", filters, layout)
