"""A brief says what its edition says, no more: every number by plain SQL, marks on every page, nothing obeyed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from pathlib import Path

import polars as pl
import pytest
from pypdf import PageObject, PdfReader

from gda_tracker import editions
from gda_tracker.domain.declaration import OBJECTIVE_CODES
from gda_tracker.publishing.asked import Asked
from gda_tracker.publishing.brief import About, about_of, brief_of
from gda_tracker.publishing.brief_paper import Brief, Section, brief_pdf, content, file_name
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services import analysis
from tests.publishing.profiles import write_both
from tests.publishing.two_editions import write_two
from tests.sample_edition import edition_row, write_sample

NARROW = "\u202f"
STEPS = ("responded", "claimed", "evidence_backed", "verified")


def asked(folder: Path, query: Mapping[str, str], number: int | None = None, language: str = "en") -> Asked:
    shelf = Shelf(folder)
    info = shelf.info(number)
    assert info is not None
    return Asked(shelf, info, language, dict(query), analysis)


def brief(what: Asked) -> Brief:
    found = brief_of(what)
    assert found is not None
    return found


def section(found: Brief, heading: str) -> Section:
    return next(one for one in found.sections if one.heading.startswith(heading))


def rows(found: Brief, heading: str) -> tuple[tuple[str, ...], ...]:
    grid = section(found, heading).grid
    assert grid is not None
    return grid.rows


def points(found: Brief, heading: str) -> dict[str, str]:
    return {one.words: one.about for one in section(found, heading).points}


def share(count: int, due: int) -> str:
    """As METHOD.md writes it, made here from two counts; withheld under five."""
    return f"{count} of {due}" if due < 5 else f"{count} of {due} ({round(100 * count / due)}{NARROW}%)"


def part(count: int, due: int) -> str:
    """The same where the column of those due stands beside."""
    return str(count) if due < 5 else f"{count} ({round(100 * count / due)}{NARROW}%)"


def true_share(verified: int, possible: int, due: int) -> str:
    """The bounds of the verified, made here from three counts; withheld under five."""
    if due < 5:
        return "withheld" if due else "–"
    return f"{round(100 * verified / due)}{NARROW}% to {round(100 * possible / due)}{NARROW}%"


def pages(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def widest(page: PageObject) -> float:
    """How far to the right any piece of text reaches, in points, by half an em a letter."""
    ends: list[float] = []

    def visit(text: str, _cm: object, tm: list[float], _font: object, size: float) -> None:
        ends.extend(tm[4] + len(line) * size * 0.45 for line in text.strip("\n").splitlines()[:1] if line.strip())

    page.extract_text(visitor_text=visit)
    return max(ends)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("briefs")
    write_sample(folder)
    return folder


@pytest.fixture
def two(tmp_path: Path) -> Path:
    write_two(tmp_path)
    return tmp_path


@pytest.fixture
def kenya(tmp_path: Path) -> Path:
    write_both(tmp_path)
    return tmp_path


GROUPS: tuple[tuple[dict[str, str], str, str, str], ...] = (
    ({"what": "region", "id": "Africa"}, "itu_region", "Africa", "national_government"),
    ({"what": "region", "by": "ldc", "id": "yes", "who": "academia"}, "ldc", "yes", "academia"),
    ({"what": "council"}, "all", "all", "national_government"),
    ({"what": "cop"}, "all", "all", "national_government"),
    ({"what": "type", "id": "philanthropy"}, "all", "all", "philanthropy"),
)


@pytest.mark.parametrize(("query", "dimension", "member", "kind"), GROUPS)
def test_every_number_of_a_group_by_item_is_the_editions_rate(
    sample: Path, query: dict[str, str], dimension: str, member: str, kind: str
) -> None:
    what = asked(sample, query)
    told = rows(brief(what), "Item by item")
    counted = what.edition.rows(
        "SELECT due, responded, claimed, evidence_backed, verified FROM rate JOIN item ON code = rate.item "
        "WHERE dimension = $d AND member = $m AND stakeholder_type = $k AND additionality = 'any' ORDER BY sort",
        {"d": dimension, "m": member, "k": kind},
    )
    assert len(told) == len(counted) > 7
    for row, (due, responded, claimed, backed, verified) in zip(told, counted, strict=True):
        assert row[2] == str(due)
        assert int(row[3]) + int(row[4]) == due - responded
        assert row[5:] == (part(claimed, due), part(backed, due), part(verified, due))


@pytest.mark.parametrize(("query", "dimension", "member", "kind"), GROUPS)
def test_no_report_and_out_of_date_are_counted_over_the_cells(
    sample: Path, query: dict[str, str], dimension: str, member: str, kind: str
) -> None:
    what = asked(sample, query)
    counted = what.edition.rows(
        "SELECT sum((off_scale = 'no_report' AND off_scale IS NOT NULL)::INT), "
        "sum(coalesce(age_class = 'out_of_date', false)::INT) "
        "FROM cell JOIN signatory ON id = signatory_id JOIN membership USING (signatory_id) JOIN item ON code = item "
        "WHERE is_due AND dimension = $d AND member = $m AND stakeholder_type = $k GROUP BY sort ORDER BY sort",
        {"d": dimension, "m": member, "k": kind},
    )
    assert [(int(row[3]), int(row[4])) for row in rows(brief(what), "Item by item")] == [
        (int(silent or 0), int(old or 0)) for silent, old in counted
    ]


@pytest.mark.parametrize(("query", "dimension", "member", "kind"), GROUPS[:4])
def test_the_funnel_stands_type_by_type_and_the_whole_only_beside_its_parts(
    sample: Path, query: dict[str, str], dimension: str, member: str, kind: str
) -> None:
    what = asked(sample, query)
    counted = what.edition.rows(
        "SELECT endorsed, due, reported, claimed, evidence_backed, verified, possible FROM funnel WHERE item = 'any' "
        "AND additionality = 'any' AND dimension = $d AND member = $m AND endorsed + due > 0",
        {"d": dimension, "m": member},
    )
    told = rows(brief(what), "From due to verified")
    assert told[-1][0] == "All stakeholder types"
    wanted = sorted(
        (str(row[0]), str(row[1]), *(part(n, row[1]) for n in row[2:6]), true_share(row[5], row[6], row[1]))
        for row in counted
    )
    assert sorted(row[1:] for row in told) == wanted
    assert len(told) > 3
    assert sum(int(row[1]) for row in told[:-1]) == int(told[-1][1])


def test_a_type_stands_alone_and_region_by_region(sample: Path) -> None:
    what = asked(sample, {"what": "type", "id": "private_sector"})
    told = rows(brief(what), "From due to verified")
    assert [row[0] for row in told] == ["World", "Africa", "Americas", "Arab States", "Asia-Pacific", "CIS", "Europe"]
    counted = dict(
        what.edition.rows(
            "SELECT member, verified FROM funnel WHERE item = 'any' AND additionality = 'any' "
            "AND dimension = 'itu_region' AND stakeholder_type = 'private_sector'"
        )
    )
    assert {row[0]: int(row[6].split()[0]) for row in told[1:]} == counted


def test_each_objective_is_given_by_type_and_never_pooled(sample: Path) -> None:
    what = asked(sample, {"what": "region", "id": "Europe"})
    told = rows(brief(what), "Verified on each objective")
    assert "All stakeholder types" not in {row[0] for row in told}
    counted = {
        (kind, item): share(verified, due)
        for kind, item, due, verified in what.edition.rows(
            "SELECT stakeholder_type, item, due, verified FROM rate WHERE dimension = 'itu_region' "
            "AND member = 'Europe' AND additionality = 'any'"
        )
    }
    governments = next(row for row in told if row[0] == "National governments")
    assert governments[1:] == tuple(counted["national_government", code] for code in OBJECTIVE_CODES)


def test_who_is_silent_is_named_by_the_alphabet_as_often_as_the_funnel_counts(sample: Path) -> None:
    what = asked(sample, {"what": "region", "id": "Africa"})
    due, reported = what.edition.rows(
        "SELECT due, reported FROM funnel WHERE item = 'any' AND additionality = 'any' AND dimension = 'itu_region' "
        "AND member = 'Africa' AND stakeholder_type = 'national_government'"
    )[0]
    names = points(brief(what), "Suggested asks")["No current report on any item"].removesuffix(".").split("; ")
    assert len(names) == due - reported > 1
    assert names == sorted(names)


def test_a_small_group_has_counts_and_no_shares(two: Path) -> None:
    found = brief(asked(two, {"what": "region", "id": "Africa"}))
    assert rows(found, "From due to verified")[0] == (
        "National governments", "2", "2", "1", "1", "1", "1", "withheld",
    )  # fmt: skip
    assert "%" not in str(content(found, asked(two, {}).context))
    assert "Shares of fewer than five are withheld." in found.sentences[1]


def test_the_sentence_of_a_large_group_has_its_bounds(two: Path) -> None:
    found = brief(asked(two, {"what": "council"}))
    assert found.title == "Brief for the ITU Council"
    assert found.sentences[1] == (
        f"Verified in 2 of 6 (33{NARROW}%); claimed in 2 (33{NARROW}%); 3 have not reported and others left items out, "
        f"so the true share lies between 33{NARROW}% and 100{NARROW}%."
    )
    assert points(found, "Suggested asks")["No current report on any item"] == "Fiji; Nepal; Togo."


def test_the_edition_can_be_chosen(two: Path) -> None:
    assert rows(brief(asked(two, {"what": "council"}, 1)), "From due to verified")[0][1] == "5"
    assert rows(brief(asked(two, {"what": "council"}, 2)), "From due to verified")[0][1] == "6"


def test_a_signatorys_counts_are_the_editions(sample: Path) -> None:
    what = asked(sample, {"what": "signatory", "id": "ken"})
    found = brief(what)
    counted = what.edition.rows(
        "SELECT due, responded, claimed, evidence_backed, verified FROM follow_up "
        "WHERE signatory_id = 'ken' AND additionality = 'any'"
    )[0]
    assert rows(found, "From due to verified")[0][2:] == tuple(map(str, counted))
    cells = what.edition.rows(
        "SELECT as_of FROM cell JOIN item ON code = item WHERE signatory_id = 'ken' ORDER BY sort"
    )
    assert [row[5] for row in rows(found, "Item by item")] == [what.text.date(day) for (day,) in cells]
    for row in rows(found, "Peers"):
        peer = what.edition.rows(
            "SELECT follow_up.due, responded, claimed, evidence_backed, verified FROM follow_up "
            "JOIN signatory ON id = signatory_id WHERE name = $n AND additionality = 'any' "
            "AND stakeholder_type = 'national_government'",
            {"n": row[0]},
        )[0]
        assert row[1:] == tuple(map(str, peer))


def test_a_signatorys_items_stand_in_exactly_one_list(sample: Path) -> None:
    for who in ("ken", "fji", "fra", "tuv"):
        found = brief(asked(sample, {"what": "signatory", "id": who}))
        names = [f"{row[0]} {row[1]}" for row in rows(found, "Item by item")]
        lists = points(found, "Verified, claimed, missing").values()
        told = [name for one in lists if one != "None." for name in one.removesuffix(".").split("; ")]
        assert sorted(told) == sorted(names)


def test_a_signatory_reads_what_is_verified_what_is_missing_and_what_registries_hold(kenya: Path) -> None:
    found = brief(asked(kenya, {"what": "signatory", "id": "kenya"}))
    assert rows(found, "Item by item")[0] == (
        "I", "Digital tools for climate action", "Verified", "In place", "level 3", "1 September 2026",
        "fresh, 2 months",
    )  # fmt: skip
    assert points(found, "Verified, claimed, missing") == {
        "Verified": "I Digital tools for climate action.",
        "Claimed as in place, not verified": "None.",
        "No report": "II Resilient infrastructure.",
        "Not due": "F7 CTCN; C1 Technology Mechanism.",
    }
    registries = rows(found, "Public registries")
    assert registries[0] == ("NDC", "Third NDC, 30 April 2025", "after the endorsement", "NDC registry")
    assert [row[0] for row in registries] == ["NDC", "TNA", "TAP", "CTCN"]
    assert [row[0] for row in rows(found, "Peers")] == ["Benin", "Ghana"]
    assert points(found, "Suggested asks") == {
        "Not reported": "II Resilient infrastructure. Could you report on these, even where nothing has begun? "
        "“Not started” is an answer too."
    }


def test_a_body_that_is_no_country_has_no_registries(kenya: Path) -> None:
    found = brief(asked(kenya, {"what": "signatory", "id": "acme"}))
    assert not [one for one in found.sections if one.heading == "Public registries"]


CELL = {"is_due": True, "off_scale": None, "age_class": "fresh", "age_months": 2, "as_of": date(2026, 9, 1)}
HOSTILE = """#read("/etc/passwd") ] [ *bold* @ref <b>x</b> {{ 1 }}"""


REVIEWED = date(2026, 11, 2)


def _asking(
    folder: Path,
    name: str,
    *,
    replied: bool,
    amended: bool,
    decided_on: date = REVIEWED,
    reporting: Mapping[str, object] | None = None,
) -> Path:
    """Kenya: one item silent, one claimed on a press release, one old, one lowered, one waiting to be opened."""
    items = [f"O{number}" for number in range(1, 6)]
    cells = [
        {"off_scale": "no_report", "age_class": None, "age_months": None, "as_of": None},
        {"claimed": 3, "evidence": 1, "assessed": 2},
        {"claimed": 3, "evidence": 2, "assessed": 3, "age_class": "out_of_date", "age_months": 30},
        {"claimed": 1, "evidence": 3, "assessed": 1},
        {"claimed": 3, "evidence": 2, "assessed": 3},
    ]
    return editions.write(
        folder,
        1,
        {
            "edition": edition_row(1, date(2026, 11, 14)),
            "item": pl.DataFrame(
                [
                    {"code": code, "kind": "objective", "sort": n, "short": f"Item {n}", "title": "-"}
                    for n, code in enumerate(items, 1)
                ]
            ),
            "signatory": pl.DataFrame(
                [
                    {"id": "kenya", "name": name, "stakeholder_type": "national_government", "iso3": "KEN",
                     "itu_region": "Africa"}
                ]
            ),
            "cell": pl.DataFrame(
                [
                    CELL | {"signatory_id": "kenya", "item": code, "cycle": "2026"} | cell
                    for code, cell in zip(items, cells, strict=True)
                ],
                infer_schema_length=None,
            ),
            "entry": pl.DataFrame(
                [
                    {"signatory_id": "kenya", "item": "O4", "cycle": "2026", "claimed": 1,
                     "submitted_on": date(2026, 11, 3) if amended else date(2026, 9, 1)}
                ]
            ),
            "review": pl.DataFrame(
                [
                    {"signatory_id": "kenya", "item": "O4", "cycle": "2026", "decision": "lower", "decided_status": 1,
                     "reason": HOSTILE, "decided_on": decided_on}
                ]
            ),
            "reply": pl.DataFrame(
                [
                    {"signatory_id": "kenya", "item": "O4", "cycle": "2026", "reply": "See page 4.",
                     "replied_on": date(2026, 11, 3) if replied else date(2026, 9, 20)}
                ]
            ),
        }
        | ({"reporting": pl.DataFrame([dict(reporting)])} if reporting else {}),
    )  # fmt: skip


def test_each_rule_asks_for_its_own_items(tmp_path: Path) -> None:
    _asking(tmp_path, "Kenya", replied=False, amended=False)
    asks = points(brief(asked(tmp_path, {"what": "signatory", "id": "kenya"})), "Suggested asks")
    assert {words: about.split(". ")[0] for words, about in asks.items()} == {
        "Not reported": "I Item 1",
        "Claimed without a primary document": "II Item 2",
        "Out of date": "III Item 3",
        "Open question": "IV Item 4",
        "Our own turn": "V Item 5",
    }
    assert asks["Open question"].endswith(
        f"Could you reply to our review of 2 November 2026, or amend the answer? “{HOSTILE}”"
    )


def test_a_question_whose_window_has_closed_is_not_asked_for_a_reply(tmp_path: Path) -> None:
    _asking(tmp_path, "Kenya", replied=False, amended=False, decided_on=date(2026, 10, 5))
    asks = points(brief(asked(tmp_path, {"what": "signatory", "id": "kenya"})), "Suggested asks")
    assert asks["Open question"] == (
        "IV Item 4. Could you amend the answer? The window for a reply to our review of 5 October 2026 closed on "
        f"2 November 2026. “{HOSTILE}”"
    )


def first_ask(folder: Path, who: str, number: int | None = None) -> tuple[str, str]:
    asks = points(brief(asked(folder, {"what": "signatory", "id": who}, number)), "Suggested asks")
    return next(iter(asks.items()))


def test_the_first_ask_is_the_report_that_did_not_come_with_its_day(two: Path, sample: Path) -> None:
    late = ("Report for COP31", "Could you report for COP31? The report was due on 9 October 2026.")
    assert first_ask(two, "nepal") == late
    silent = asked(sample, {}).edition.rows(
        "SELECT signatory_id FROM reporting WHERE received_on IS NULL AND due_on = '2026-10-09' ORDER BY ALL LIMIT 3"
    )
    assert [first_ask(sample, who) for (who,) in silent] == [late, late, late]


def test_a_cycle_that_has_closed_is_not_asked_for_again(two: Path) -> None:
    assert first_ask(two, "nepal", 1) == (
        "Report for COP30",
        "No report for COP30 came: it was due on 10 October 2025, and the cycle closed on 31 December 2025. Could you "
        "report in the next one?",
    )


@pytest.mark.parametrize("day", [date(2026, 12, 4), date(2026, 11, 14)])
def test_up_to_its_own_due_day_a_report_is_asked_for_by_that_day(tmp_path: Path, day: date) -> None:
    row = {"signatory_id": "kenya", "cycle": "2026", "light": "due", "received_on": None, "due_on": day}
    _asking(tmp_path, "Kenya", replied=True, amended=False, reporting=row)
    asked_by = f"Could you report for COP31 by {day.day} {day:%B %Y}?"
    assert first_ask(tmp_path, "kenya") == ("Report for COP31", asked_by)


def test_who_has_reported_is_not_asked_to_report(two: Path) -> None:
    for who in ("kenya", "austria", "chile"):
        asks = points(brief(asked(two, {"what": "signatory", "id": who})), "Suggested asks")
        assert not [words for words in asks if words.startswith("Report for")]


@pytest.mark.parametrize(("replied", "amended"), [(True, False), (False, True)])
def test_a_question_is_closed_by_a_reply_or_a_new_answer(tmp_path: Path, replied: bool, amended: bool) -> None:
    _asking(tmp_path, "Kenya", replied=replied, amended=amended)
    assert "Open question" not in points(brief(asked(tmp_path, {"what": "signatory", "id": "kenya"})), "Suggested asks")


def test_every_page_has_edition_day_method_and_the_demonstration_mark(sample: Path) -> None:
    for query in ({"what": "signatory", "id": "ken"}, {"what": "region", "id": "Africa"}, {"what": "council"}):
        what = asked(sample, query)
        found = brief(what)
        pdf = brief_pdf(found, what.context)
        told = pages(pdf)
        assert 1 <= len(told) <= 3
        for number, page in enumerate(told, start=1):
            assert "Edition 1, data as of 14 November 2026, method 1.0" in page
            assert "Demonstration data – not real reports" in page
            assert f"{number} of {len(told)}" in page
        root = PdfReader(BytesIO(pdf)).root_object
        assert "/StructTreeRoot" in root
        assert root["/Lang"] == "en"
        assert file_name(found, what.context).endswith("-edition-1-demonstration.pdf")


def test_paper_and_page_say_the_same_words(sample: Path) -> None:
    what = asked(sample, {"what": "region", "id": "Africa"})
    found = brief(what)
    told = "".join(pages(brief_pdf(found, what.context))).replace(" ", "")
    for row in rows(found, "Item by item"):
        assert "".join(row).replace(" ", "").replace(NARROW, "") in told.replace(NARROW, "")


def test_a_file_of_real_reports_has_no_mark(two: Path) -> None:
    what = asked(two, {"what": "signatory", "id": "kenya"}, 2)
    assert file_name(brief(what), what.context) == "brief-kenya-edition-2.pdf"
    assert "Demonstration" not in pages(brief_pdf(brief(what), what.context))[0]


def withdraw(folder: Path, *numbers: int) -> None:
    words = "Two reports were counted twice. " + HOSTILE
    for number in numbers:
        editions.write_notice(folder, editions.EditionNotice(number, True, words, date(2026, 11, 20)))


@pytest.mark.parametrize("query", [{"what": "signatory", "id": "kenya"}, {"what": "council"}])
def test_a_brief_of_a_withdrawn_edition_says_why_and_which_one_is_in_force(two: Path, query: dict[str, str]) -> None:
    withdraw(two, 2)
    what = asked(two, query, 2)
    found = brief(what)
    assert found.notice == (
        "Edition 2 was withdrawn on 20 November 2026. Do not use its figures as current.",
        f"Two reports were counted twice. {HOSTILE}",
        "Edition 1 of 15 January 2026 is in force.",
    )
    first = pages(brief_pdf(found, what.context))[0]
    for words in found.notice:
        assert words in first
    assert brief(asked(two, query, 1)).notice == ()


def test_where_every_edition_was_withdrawn_none_is_said_to_be_in_force(two: Path) -> None:
    withdraw(two, 1, 2)
    assert brief(asked(two, {"what": "council"}, 2)).notice[2] == "No other edition is in force."


def test_a_notice_that_cannot_be_read_is_said_so(two: Path) -> None:
    (two / "0002.notice.json").write_text("{", encoding="utf-8")
    assert "cannot be read" in brief(asked(two, {"what": "council"}, 2)).notice[1]


def test_long_and_hostile_names_are_printed_within_the_page(tmp_path: Path) -> None:
    long = "The United Cooperative Federation of " + "Interinstitutionaldevelopment" * 4 + f" Organisations {HOSTILE}"
    _asking(tmp_path, long, replied=False, amended=False)
    what = asked(tmp_path, {"what": "signatory", "id": "kenya"})
    pdf = brief_pdf(brief(what), what.context)
    assert len(pages(pdf)) <= 3
    for page in PdfReader(BytesIO(pdf)).pages:
        assert widest(page) < 595
    assert '#read("/etc/passwd")' in pages(pdf)[0]


def test_what_nobody_knows_is_no_brief(two: Path) -> None:
    for query in (
        {"what": "signatory", "id": "atlantis"},
        {"what": "region", "id": "Atlantis"},
        {"what": "region", "id": "all"},
        {"what": "type", "id": "all"},
        {"what": "signatory"},
    ):
        assert brief_of(asked(two, query)) is None


def test_an_unknown_word_is_about_a_signatory() -> None:
    assert about_of({"what": "'; DROP"}) is About.SIGNATORY
    assert re.fullmatch(r"[a-z]+", about_of({"what": "cop"}).value)


def test_a_brief_for_a_cop_is_named_after_it(two: Path) -> None:
    found = brief(asked(two, {"what": "cop", "id": "2026"}))
    assert found.title.startswith("Brief for COP31")
    assert found.name == "cop31"


def test_a_brief_for_a_cop_says_what_moved_since_the_last_one(two: Path) -> None:
    since = brief(asked(two, {"what": "cop", "id": "2026"})).sections[0]
    assert since.heading == "Since COP30, Belém"
    assert since.sentences == ("Reports for COP31 were due by 9 October 2026.",)
    assert since.grid is not None
    assert since.grid.rows == (("National governments", "1", "2", "2", "1"),)
    assert "edition 1 of 15 January 2026" in since.notes[0]
    first = brief(asked(two, {"what": "cop", "id": "2025"})).sections[0]
    assert first.sentences[1] == "No COP before it has a reporting cycle that has closed."
    assert brief(asked(two, {"what": "council"})).sections[0].heading == "From due to verified"


def test_reports_are_due_until_their_day_and_were_due_after_it(two: Path) -> None:
    for cycle, number, said in (
        ("2026", 1, "Reports for COP31 are due by 9 October 2026."),
        ("2026", 2, "Reports for COP31 were due by 9 October 2026."),
        ("2027", 2, "Reports for COP32 are due by 8 October 2027."),
    ):
        assert brief(asked(two, {"what": "cop", "id": cycle}, number)).sections[0].sentences[0] == said


def test_every_item_of_a_group_stands_in_one_list_and_all_of_them_are_not_named(sample: Path) -> None:
    found = brief(asked(sample, {"what": "council"}))
    assert points(found, "Verified, claimed, missing") == {
        "Verified for at least one": "Each of the 18 items.",
        "Claimed by some, verified for nobody": "None.",
        "Claimed by nobody": "None.",
    }
    few = brief(asked(sample, {"what": "region", "by": "ldc", "id": "yes", "who": "academia"}))
    names = [f"{row[0]} {row[1]}" for row in rows(few, "Item by item")]
    lists = points(few, "Verified, claimed, missing").values()
    told = [name for one in lists if one != "None." for name in one.removesuffix(".").split("; ")]
    assert "Each of" not in str(list(lists))
    assert sorted(told) == sorted(names)
