"""Which sentences the code speaks: what the catalogues must hold, no more and no less."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, Final

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from . import CATALOGUES, LANGUAGES

ROOT: Final = Path(__file__).resolve().parent.parent.parent
KEYWORDS: Final = {"t": None, "message": None, "n": (1, 2), "plural": (1, 2)}
"""`t("…")`, `t.n("one", "many", count)`, and the markers `message("…")`, `plural("one", "many")` where the language or
the count is not known yet."""
_PLACES: Final = ("gda_tracker", "pages")
_METHODS: Final = [("**.py", "python"), ("**/templates/**.j2", "jinja2"), ("**/templates/**.html", "jinja2")]
_OPTIONS: Final = {"**": {"encoding": "utf-8", "silent": "false"}}


def spoken() -> Catalog:
    """Every message in the code, with the places that say it."""
    catalogue = Catalog(charset="utf-8")
    for place in _PLACES:
        found = extract_from_dir(str(ROOT / place), _METHODS, _OPTIONS, keywords=dict(KEYWORDS))
        for file, _line, message, _comments, _context in found:
            if message:
                catalogue.add(message, locations=[(f"{place}/{file}", 0)])
    for message in _of_the_declaration():
        catalogue.add(message, locations=[("data/declaration.yaml", 0)])
    for message in _of_the_indicators():
        catalogue.add(message, locations=[("data/indicators.csv", 0)])
    return catalogue


def _of_the_declaration() -> list[str]:
    """Titles, short names and elements of the eighteen items: they come from the data, yet people read them."""
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "data" / "declaration.yaml").read_text(encoding="utf-8"))
    rows = [row for key in ("objectives", "framework_actions", "collaboration") for row in loaded[key]]
    elements = [element for row in rows for element in row.get("elements", ())]
    return [row[key] for row in (*rows, *elements) for key in ("short", "title", "label") if key in row]


def _of_the_indicators() -> list[str]:
    """Names, units and definitions of the catalogue; the names of standards stay as they are."""
    with (ROOT / "data" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        return [row[key] for row in csv.DictReader(file) for key in ("name", "unit", "definition")]


def held(language: str) -> Catalog:
    """What a language's catalogue holds."""
    path = CATALOGUES / f"{language}.po"
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update() -> dict[str, int]:
    """Write each catalogue anew: new messages in, orphans out, translations kept. Gives what lacks a translation.

    English is the language of the code, so its catalogue follows by itself.
    """
    missing = {}
    for language in LANGUAGES:
        old, new = held(language), Catalog(locale=language, charset="utf-8", fuzzy=False)
        for message in spoken():
            if not message.id:
                continue
            known = old.get(message.id)
            if known is not None and isinstance(known.id, str) is not isinstance(message.id, str):
                known = None  # What has become a plural, or is none any more, is to be translated anew.
            string = message.id if language == "en" else (known.string if known else "")
            new.add(message.id, string, locations=sorted(set(message.locations)))
        with (CATALOGUES / f"{language}.po").open("wb") as file:
            write_po(file, new, sort_output=True, omit_header=False, width=110, include_lineno=False)
        missing[language] = sum(1 for message in new if message.id and not _is_translated(message.string))
    return missing


def _is_translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(string) if isinstance(string, str) else all(string or ("",))


if __name__ == "__main__":
    for language, count in update().items():
        print(f"{language}: {count} messages without a translation")
