"""What a page says whose address names nothing: the sentence, and the way to choose."""

from __future__ import annotations

from ..i18n import Text


def no_such(t: Text, path: str, asked: str) -> tuple[str, str, str]:
    """Sentence, address and words of the way on; `asked` is the id in the address, empty where there is none."""
    if path == "country":
        sentence = (
            t("There is no country of this code.") if asked else t("Choose a country to see what it claims and shows.")
        )
        return sentence, "/framework#chart-countries", t("Choose a country")
    if path == "signatory":
        sentence = (
            t("This edition holds no such signatory.") if asked else t("Choose a signatory to see what it reports.")
        )
        return sentence, "/signatories", t("Find a signatory")
    return t("This edition has nothing at this address."), "/signatories", t("Find a signatory")
