"""Now, as the register's times are written: UTC, without a zone."""

from ..register.database import utc_now

__all__ = ["utc_now"]
