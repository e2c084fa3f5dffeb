"""What a signatory is called in addresses and files."""

from __future__ import annotations

import unicodedata


def slug(name: str) -> str:
    """Lower-case ASCII letters and digits with hyphens between: `Côte d'Ivoire` gives `cote-d-ivoire`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(letter if letter.isalnum() else " " for letter in plain).split())
