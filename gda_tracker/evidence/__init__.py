"""Evidence as it lies and as it is found: stored files, their kinds, and links that are opened."""

from .kinds import LARGEST_BYTES, FileKind, kind_of, look_at
from .store import Damaged, Store

__all__ = ["LARGEST_BYTES", "Damaged", "FileKind", "Store", "kind_of", "look_at"]
