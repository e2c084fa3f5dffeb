"""A connection to a mail server that its owner knows before a byte has come, so that any of it can be cut off."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from typing import Any


class Begun(smtplib.SMTP):
    """It is told to its owner, and then made; the options are those of `smtplib.SMTP`."""

    def __init__(self, tell: Callable[[smtplib.SMTP], None], host: str, port: int, **options: Any) -> None:
        tell(self)
        super().__init__(host, port, **options)


class BegunEncrypted(Begun, smtplib.SMTP_SSL):
    """The same, encrypted from the first byte on; the options are those of `smtplib.SMTP_SSL`."""
