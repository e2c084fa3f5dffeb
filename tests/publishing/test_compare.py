"""Two to four side by side: exact numbers, alphabetical, nobody ranked, and nothing in the address is obeyed."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from gda_tracker.charts import Chart
from gda_tracker.publishing import book
from gda_tracker.publishing.asked import Asked, Body
from gda_tracker.publishing.comparing import chosen_of, examples, hits, suggestions
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services import analysis
from tests.publishing.side_by_side import write_side_by_side


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder: Path = tmp_path_factory.mktemp("editions")
    write_side_by_side(folder, is_demonstration=True)
    return Shelf(folder)


def asked(shelf: Shelf, **query: str) -> Asked:
    found = book.asked_of(shelf, "compare", {key.rstrip("_"): word for key, word in query.items()}, "en", analysis)
    assert found is not None
    return found


def body(shelf: Shelf, **query: str) -> Body:
    found = book.body("compare", asked(shelf, **query))
    assert found is not None
    return found


def items(shelf: Shelf, **query: str) -> Chart:
    return body(shelf, **query).charts["items"]


def rows(chart: Chart, item: str) -> list[dict[str, object]]:
    names = [column.name for column in chart.table.columns]
    found = [dict(zip(names, row, strict=True)) for row in chart.table.rows]
    return [row for row in found if row["item"] == item]


def test_signatories_stand_alphabetically_with_what_we_say_and_what_they_say(shelf: Shelf) -> None:
    chart = items(shelf, with_="kenya,fiji,ghana")
    assert [row["signatory"] for row in rows(chart, "O1")] == ["Fiji", "Ghana", "Kenya"]
    assert [row["assessed"] for row in rows(chart, "O1")] == ["Claimed", "Claimed", "Verified"]
    assert [row["claimed"] for row in rows(chart, "O1")] == ["In place", "In place", "Sustained"]
    assert [row["evidence"] for row in rows(chart, "O1")] == [1, 1, 4]
    assert [row["assessed"] for row in rows(chart, "O2")] == ["Stopped", "No report", "No report"]
    assert chart.text_alternative == (
        "Fiji, Ghana, Kenya: side by side on 18 items. "
        "Objectives verified, of those due: Fiji: 0 of 8; Ghana: 0 of 8; Kenya: 1 of 8."
    )


def test_the_picture_says_the_same_as_the_table(shelf: Shelf) -> None:
    chart = items(shelf, with_="kenya,fiji")
    assert chart.sketch is not None
    drawing = chart.sketch()
    assert [cell.text for cell in drawing.rows[0].cells] == ["Claimed", "Verified"]
    assert drawing.columns == ("Fiji", "Kenya")
    assert "16 November 2024" in chart.html
    assert chart.html.count("gda-pill verified") == 1
    assert list(chart.figure().data[0].z[0]) == [None, 5]
    assert "Demonstration data" in chart.source


def test_who_is_not_due_is_said_and_what_does_not_apply_too(shelf: Shelf) -> None:
    chart = items(shelf, with_="austria,kenya,bad")
    assert [row["assessed"] for row in rows(chart, "O1")] == ["Under way", "not due yet", "Verified"]
    assert [row["assessed"] for row in rows(chart, "F5")] == ["does not apply", "does not apply", "No report"]


def test_items_on_which_nobody_is_due_are_left_out_with_a_sentence(shelf: Shelf) -> None:
    found = body(shelf, with_="austria,bad")
    assert not rows(found.charts["items"], "F8")
    assert "Nobody compared here is due on 4 items, which are left out: TNA, TAP, CTCN, NDC." in found.parts["hidden"]
    assert body(shelf, with_="kenya,fiji").parts["hidden"] == ""


def test_regions_carry_counts_shares_bounds_and_grade(shelf: Shelf) -> None:
    chart = items(shelf, what="regions", with_="Asia-Pacific,Africa")
    africa, asia = rows(chart, "O1")
    assert (africa["group"], asia["group"]) == ("Africa", "Asia-Pacific")
    assert [africa[name] for name in ("due", "responded", "claimed", "verified")] == [6, 2, 2, 1]
    assert [africa[name] for name in ("verified_share", "claimed_share", "ceiling_share")] == [1 / 6, 2 / 6, 1.0]
    assert africa["coverage_grade"] == "D"
    assert "1 of 6 (17\u202f%)" in chart.html


def test_shares_of_fewer_than_five_are_withheld_and_their_counts_are_not(shelf: Shelf) -> None:
    chart = items(shelf, what="regions", with_="Asia-Pacific,Africa")
    asia = rows(chart, "O1")[1]
    assert [asia[name] for name in ("due", "claimed", "verified", "verified_share", "ceiling_share")] == [
        2, 1, 0, None, None,
    ]  # fmt: skip
    assert "0 of 2" in chart.html
    assert "share withheld: fewer than five are due" in chart.html
    assert chart.sketch is not None
    drawn = chart.sketch().rows
    assert (drawn[0].verified, drawn[0].claimed, drawn[0].ceiling) == (16.7, 33.3, 100.0)
    assert (drawn[1].verified, drawn[1].value) == (None, "0 of 2")


def test_another_rate_is_written_out_and_the_number_leads_to_its_passport(shelf: Shelf) -> None:
    chart = items(shelf, what="regions", with_="Africa,Asia-Pacific", show="responded")
    assert "2 of 6 (33\u202f%)" in chart.html
    assert chart.subtitle == "Reported, of national governments due; in alphabetical order"
    query = parse_qs(urlsplit(chart.about).query)
    assert (query["item"], query["by"], query["where"], query["edition"]) == (["O1"], ["itu_region"], ["Africa"], ["1"])


def test_stakeholder_types_stand_beside_each_other_never_pooled(shelf: Shelf) -> None:
    chart = items(shelf, what="types", with_="private_sector,national_government,all")
    government, firm = rows(chart, "O1")
    assert (government["group"], government["due"], government["verified"]) == ("National governments", 8, 1)
    assert (firm["group"], firm["due"], firm["claimed"]) == ("Private sector", 1, 0)
    pooled = body(shelf, what="regions", with_="Africa,Asia-Pacific", who="all")
    assert "so national governments are compared" in pooled.parts["notes"]
    assert rows(pooled.charts["items"], "O1")[0]["due"] == 6


def test_more_than_four_and_the_unknown_are_told(shelf: Shelf) -> None:
    found = chosen_of(asked(shelf, with_="kenya,kenya,atlantis,fiji,ghana,mali,togo,niger"))
    assert found.codes == ("fiji", "ghana", "kenya", "mali")
    assert found.notes == (
        "This edition does not know “atlantis”.",
        "At most four stand side by side, so these are left out: Togo, Niger.",
    )


def test_groups_are_known_by_code_and_by_label_in_any_language(shelf: Shelf) -> None:
    assert chosen_of(asked(shelf, what="regions", with_="Afrique,Asia-Pacific")).codes == ("Africa", "Asia-Pacific")
    assert chosen_of(asked(shelf, what="types", with_="Private sector,academia")).codes == ("private_sector",)
    assert chosen_of(asked(shelf, what="regions", by="ldc", with_="yes,no")).codes == ("yes", "no")


@pytest.mark.parametrize(
    "word", ["<script>alert(1)</script>", "' OR 1=1 --", "%", "a" * 5000, ",,,", "\x00", "🙂", "../../etc/passwd"]
)
@pytest.mark.parametrize("what", ["signatories", "regions", "types", "<b>"])
def test_what_stands_in_an_address_is_never_obeyed(shelf: Shelf, what: str, word: str) -> None:
    found = body(shelf, what=what, with_=f"{word},kenya", search=word, by=word, who=word, show=word)
    assert "<script>" not in "".join(found.parts.values())
    assert not found.charts


def test_a_hostile_name_is_shown_and_not_run(shelf: Shelf) -> None:
    chart = items(shelf, with_="bad,kenya")
    assert "<b>Bad" not in chart.html
    assert "&lt;b&gt;Bad &amp; Co&lt;/b&gt;" in chart.html


def test_search_gives_at_most_eight_that_do_not_stand_there_yet(shelf: Shelf) -> None:
    what = asked(shelf, with_="kenya,fiji", search="n")
    assert [one.label for one in hits(what, chosen_of(what))] == ["Nepal", "Niger"]
    nobody = asked(shelf, with_="kenya")
    assert hits(nobody, chosen_of(nobody)) == ()


def test_who_is_of_the_same_type_and_region_is_suggested(shelf: Shelf) -> None:
    what = asked(shelf, with_="kenya")
    assert [one.code for one in suggestions(what, chosen_of(what))] == ["ghana", "mali", "niger", "togo", "zambia"]
    regions = asked(shelf, what="regions", with_="Africa")
    assert [one.code for one in suggestions(regions, chosen_of(regions))] == ["Asia-Pacific", "Europe"]


def test_the_empty_page_says_how_to_choose_and_has_three_examples_that_open(shelf: Shelf) -> None:
    found = body(shelf)
    assert not found.charts
    assert "Find two to four signatories by name" in found.parts["choose"]
    ready = examples(asked(shelf))
    assert [example.names for example in ready] == [
        "Fiji, Ghana",
        "Africa, Asia-Pacific, Europe",
        "International organisations, National governments, Private sector",
    ]
    for example in ready:
        query = {key: words[0] for key, words in parse_qs(urlsplit(example.link).query).items()}
        opened = book.asked_of(shelf, "compare", query, "en", analysis)
        assert opened is not None
        assert book.body("compare", opened).charts["items"].table.rows  # type: ignore[union-attr]


def test_one_alone_is_said_to_be_alone(shelf: Shelf) -> None:
    assert "Kenya stands alone so far" in body(shelf, with_="kenya").parts["choose"]


def test_the_heading_names_who_is_compared(shelf: Shelf) -> None:
    lead = book.lead("compare", asked(shelf, with_="kenya,fiji,mali"))
    assert lead is not None
    assert lead.title == "Fiji, Kenya and Mali, side by side"
    assert lead.html.count("<h1") == 1
    assert lead.filters == (("Compare", "Signatories"), ("Find a signatory", ""), ("Edition", "1"))


def test_names_too_long_for_a_heading_are_counted(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gda_tracker.publishing.compare._LONGEST_TITLE", 20)
    lead = book.lead("compare", asked(shelf, with_="kenya,fiji,mali,togo"))
    assert lead is not None
    assert lead.title == "4 signatories, side by side"
