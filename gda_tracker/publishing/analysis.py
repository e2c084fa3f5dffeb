"""What public pages need computed from editions when asked: an interface, so that publishing computes no rate itself.

`gda_tracker.services.analysis` implements it with the method; web and ui hand that module in.
"""

from __future__ import annotations

from typing import Protocol


class Analysis(Protocol):
    """Functions over editions; each is public, as the editions are."""
