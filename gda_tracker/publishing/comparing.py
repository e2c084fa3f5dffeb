"""What is set side by side: read from the address, chosen by search, suggested, or shown by example."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from .. import editions
from ..charts import words
from ..domain.declaration import StakeholderType
from ..editions import ComparedSignatory, SignatoryRow
from ..editions.search import Selection, search
from ..i18n import Text, alphabetical
from .asked import Asked
from .choice_labels import EVERYWHERE
from .choices import choices_of
from .view import usual_type

MOST: Final = 4
LEAST: Final = 2
HITS: Final = 8
FEW: Final = 4
_LONGEST: Final = 2000
_MOST_READ: Final = 24
_MOST_NAMED: Final = 6
_NAMED_LETTERS: Final = 40


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that can stand in a column: how an address names it, how people do, and a quiet word beside."""

    code: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The columns, in alphabetical order, and what the address asks for in vain, in sentences."""

    what: str
    columns: tuple[Candidate, ...]
    notes: tuple[str, ...]
    signatories: tuple[ComparedSignatory, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the columns."""
        return tuple(column.code for column in self.columns)

    @property
    def is_enough(self) -> bool:
        """True when there is something to compare."""
        return len(self.columns) >= LEAST


def chosen_of(asked: Asked) -> Chosen:
    """The first four known of what the address names; the rest is told in sentences."""
    t, what = asked.text, asked.word("what", "signatories")
    named = _named(asked.query.get("with", ""))
    bodies: tuple[ComparedSignatory, ...] = ()
    if what == "signatories":
        bodies = editions.compared(asked.edition, named)
        known = {body.id: _of_body(t, body) for body in bodies}
        found = {name: known[name] for name in named if name in known}
    else:
        found = _groups(asked, what, named)
    unique = list(dict.fromkeys(found.values()))
    kept = sorted(unique[:MOST], key=lambda one: (alphabetical(one.label), one.code))
    codes = [one.code for one in kept]
    notes = _notes(t, [name for name in named if name not in found], unique[MOST:])
    if what == "regions" and asked.query.get("who") == "all":
        notes += (
            t(
                "A figure over all stakeholder types stands only beside its parts, so {group} are compared.",
                group=words.type_in_sentence(t, who_of(asked)),
            ),
        )
    return Chosen(what, tuple(kept), notes, tuple(body for body in bodies if body.id in codes))


def who_of(asked: Asked) -> str:
    """The stakeholder type that regions are compared for."""
    who = asked.word("who")
    return usual_type(asked.edition) if who in {"", "all"} else who


def _named(word: str) -> list[str]:
    """What stands between the commas, each once."""
    parts = (part.strip() for part in word[:_LONGEST].split(","))
    return list(dict.fromkeys(part for part in parts if part))[:_MOST_READ]


def _of_body(t: Text, body: ComparedSignatory) -> Candidate:
    return Candidate(body.id, body.names.in_language(t.language), _kind_and_place(t, body))


def _kind_and_place(t: Text, body: ComparedSignatory | SignatoryRow) -> str:
    kind = words.one_of_type(t, body.stakeholder_type)
    return f"{kind} · {words.member_label(t, 'itu_region', body.itu_region)}" if body.itu_region else kind


def _groups(asked: Asked, what: str, named: Sequence[str]) -> dict[str, Candidate]:
    """Members of the grouping or stakeholder types by what the address calls them: code, or label in any language."""
    choices, there = choices_of(asked.edition, asked.analysis), {one.code: one for one in groups(asked, what)}
    key = "where" if what == "regions" else "who"
    found = {}
    for name in named:
        code = choices.code(key, name, {"by": asked.word("by")})
        if code in there:
            found[name] = there[code]
    return found


def groups(asked: Asked, what: str, dimension: str = "") -> tuple[Candidate, ...]:
    """Every group that can be chosen, in alphabetical order; pooled ones are none."""
    t, choices = asked.text, choices_of(asked.edition, asked.analysis)
    if what == "regions":
        dimension = dimension or choices.dimension(asked.query)
        codes: Sequence[str] = [code for code in choices.members(dimension) if code != EVERYWHERE]
        all_of_them = [Candidate(code, words.member_label(t, dimension, code)) for code in codes]
    else:
        there = set(editions.stakeholder_types(asked.edition))
        all_of_them = [Candidate(kind.value, words.type_label(t, kind)) for kind in StakeholderType if kind in there]
    return tuple(sorted(all_of_them, key=lambda one: alphabetical(one.label)))


def _notes(t: Text, unknown: Sequence[str], dropped: Sequence[Candidate]) -> tuple[str, ...]:
    notes = []
    if unknown:
        named = ", ".join(f"“{name[:_NAMED_LETTERS]}”" for name in unknown[:_MOST_NAMED])
        notes.append(t("This edition does not know {names}.", names=named))
    if dropped:
        names = ", ".join(one.label for one in dropped[:_MOST_NAMED])
        notes.append(t("At most four stand side by side, so these are left out: {names}.", names=names))
    return tuple(notes)


def hits(asked: Asked, chosen: Chosen) -> tuple[Candidate, ...]:
    """Up to eight signatories whose name holds the search, without those that stand there already."""
    wanted = asked.word("search")
    if chosen.what != "signatories" or not wanted.strip():
        return ()
    return _found(asked, chosen, Selection(words=wanted, language=asked.language))


def suggestions(asked: Asked, chosen: Chosen) -> tuple[Candidate, ...]:
    """Signatories of the same type and region as the first one, fewer once two stand there; else the other groups."""
    if chosen.what != "signatories":
        return tuple(one for one in groups(asked, chosen.what) if one not in chosen.columns)
    if not chosen.signatories:
        return ()
    first, most = chosen.signatories[0], FEW if chosen.is_enough else HITS
    place = ("itu_region", first.itu_region) if first.itu_region else ("all", "all")
    return _found(asked, chosen, Selection("", first.stakeholder_type, *place, language=asked.language))[:most]


def _found(asked: Asked, chosen: Chosen, selection: Selection) -> tuple[Candidate, ...]:
    t, found = asked.text, search(asked.edition, selection).part(0, HITS + MOST)
    others = [row for row in found if row.id not in chosen.codes]
    return tuple(Candidate(row.id, row.names.in_language(t.language), _kind_and_place(t, row)) for row in others[:HITS])


@dataclass(frozen=True, slots=True)
class Example:
    """A comparison that is ready to open."""

    title: str
    names: str
    link: str


def examples(asked: Asked) -> tuple[Example, ...]:
    """Two governments, four regions, four stakeholder types: the first in alphabetical order, so always the same."""
    t = asked.text
    ready = (
        (t("Two signatories"), "signatories", _two_signatories(asked)),
        (t("Regions"), "regions", groups(asked, "regions", "itu_region")[:MOST]),
        (t("Stakeholder types"), "types", groups(asked, "types")[:MOST]),
    )
    return tuple(
        Example(title, ", ".join(one.label for one in found), address_of(asked, what, [one.code for one in found]))
        for title, what, found in ready
        if len(found) >= LEAST
    )


def _two_signatories(asked: Asked) -> tuple[Candidate, ...]:
    """The first government of each of two regions, else the first two signatories of any kind."""
    nobody, government = Chosen("signatories", (), ()), StakeholderType.NATIONAL_GOVERNMENT.value
    firsts = [
        _found(asked, nobody, Selection("", government, "itu_region", region.code, language=asked.language))[:1]
        for region in groups(asked, "regions", "itu_region")
    ]
    found = tuple(sorted([one for first in firsts for one in first][:LEAST], key=lambda one: alphabetical(one.label)))
    return found if len(found) == LEAST else _found(asked, nobody, Selection(language=asked.language))[:LEAST]


def address_of(asked: Asked, what: str, codes: Sequence[str]) -> str:
    """The address of a comparison."""
    pairs = [("what", what), ("with", ",".join(codes)), ("edition", str(asked.info.number))]
    return f"/compare?{urlencode(pairs)}"
