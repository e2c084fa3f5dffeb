"""One signatory's page: every item, its years, what was said and decided, other editions, whom to compare with."""

import csv
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gda_tracker import editions
from gda_tracker.charts import Chart
from gda_tracker.publishing import book, profile, reported
from gda_tracker.publishing.asked import Asked, Body, Lead
from gda_tracker.publishing.shelf import Shelf
from gda_tracker.services import analysis
from tests.publishing.profiles import write_both


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("profile") / "editions"
    write_both(folder)
    return Shelf(folder)


def asked(shelf: Shelf, signatory_id: str, language: str = "en", **query: str) -> Asked:
    found = book.asked_of(shelf, "signatory", {"id": signatory_id, **query}, language, analysis)
    assert found is not None
    return found


def lead(shelf: Shelf, signatory_id: str = "kenya", language: str = "en", **query: str) -> Lead:
    found = profile.page_lead(asked(shelf, signatory_id, language, **query))
    assert found is not None
    return found


def body(shelf: Shelf, signatory_id: str = "kenya", **query: str) -> Body:
    found = profile.page_body(asked(shelf, signatory_id, **query))
    assert found is not None
    return found


def rows(shelf: Shelf, chart: Chart) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(chart.csv(asked(shelf, "kenya").context))))


def test_the_lead_names_it_and_sums_up_its_due_objectives(shelf: Shelf) -> None:
    found = lead(shelf)
    assert found.title == "Kenya"
    assert found.description == "Verified on 1 of 2 objectives; one has no report."
    assert found.html.count("<h1") == 1
    assert "National government · Africa · endorsed on 16 November 2024 · report for 2026: on time" in found.html
    assert "invented for the demonstration" in found.html
    assert lead(shelf, language="fr").title == "Kénya"


def test_every_item_stands_under_its_kind_with_what_we_and_they_say(shelf: Shelf) -> None:
    items = body(shelf).charts["items"]
    found = [
        (row["item"], row["assessed"], row["claimed"], row["documents"], row["review"]) for row in rows(shelf, items)
    ]
    assert found == [
        ("O1", "Verified", "In place", "3", "lowered on 5 October 2026"),
        ("O2", "No report", "–", "0", ""),
        ("F7", "Not applicable", "–", "0", ""),
        ("C1", "Not due yet", "–", "0", ""),
    ]
    for kind in ("Objectives", "Implementation framework", "Collaboration channels"):
        assert f">{kind}</th>" in items.html
    assert '<a href="#said-o1">3 documents</a>' in items.html


def test_the_years_show_each_answer_as_it_stands_and_silence_in_words(shelf: Shelf) -> None:
    years = body(shelf).charts["years"]
    found = {
        (row["item"], row["cycle"]): (row["status"], row["claimed"], row["is_reviewed"]) for row in rows(shelf, years)
    }
    assert found[("O1", "2025")] == ("Under way", "Under way", "no")
    assert found[("O1", "2026")] == ("In place", "Sustained", "yes")
    assert found[("O2", "2025")] == found[("O2", "2026")] == ("No report", "", "no")
    assert found[("F7", "2026")] == ("Not applicable", "", "no")
    assert len(found) == 8
    assert "claimed: Sustained" in years.html
    assert years.text_alternative == (
        "Items reported: 2025: 1 of 4 items, 2026: 2 of 4 items. One answer has been reviewed."
    )


def test_what_was_said_comes_with_documents_decision_and_reply(shelf: Shelf) -> None:
    said = body(shelf).parts["reports"]
    assert 'id="said-o1"' in said
    assert "It runs &lt;b&gt;everywhere&lt;/b&gt;." in said
    assert '<a href="https://example.org/law" rel="noopener nofollow">Climate law</a>' in said
    assert "art. 4" in said
    assert "a file kept with the report" in said
    assert f'<a href="/evidence/{"ab" * 32}"' in said
    assert "javascript:" not in said
    assert "Review, 5 October 2026: lowered: In place. One region is missing." in said
    assert "Reply, 20 October 2026: It follows in May." in said
    assert "No request." in said
    assert said.index("It runs") < said.index("A first plan.")


def test_a_return_that_was_replied_to_stands_before_the_decision_and_decides_nothing(shelf: Shelf) -> None:
    about = asked(shelf, "kenya")
    found = editions.signatory(about.edition, "kenya")
    assert found is not None
    lowered = found.reviews[0]
    returned = replace(
        lowered, decision="return", decided_status=None, reason="The link is dead.", decided_on=date(2026, 9, 20)
    )
    said = editions.ReplyRow("O1", "2026", "It moved.", date(2026, 9, 21))
    amended = replace(found, reviews=(returned, lowered), replies=(said, *found.replies))
    assert reported.decisions_of(about.text, amended, "O1", "2026") == (
        "Review of an earlier answer, 20 September 2026: returned. The link is dead.",
        "Reply, 21 September 2026: It moved.",
        "Review, 5 October 2026: lowered: In place. One region is missing.",
        "Reply, 20 October 2026: It follows in May.",
    )
    earlier = replace(found, reviews=(replace(lowered, is_superseded=True),), replies=())
    assert reported.decisions_of(about.text, earlier, "O1", "2026") == (
        "Review of an earlier answer, 5 October 2026: lowered: In place. One region is missing.",
    )
    assert reported.newest_decision(about.text, earlier, "O1", "2026") == ""
    assert reported.year_rows(about.text, earlier)[0].answers["2026"].decided_status is None
    waiting = replace(found, reviews=(returned,), replies=(said,))
    assert reported.newest_decision(about.text, waiting, "O1", "2026") == ""
    answer = reported.year_rows(about.text, waiting)[0].answers["2026"]
    assert (answer.is_reviewed, answer.decided_status) == (False, None)


def test_endorsement_registries_and_practice_stand_beside_it(shelf: Shelf) -> None:
    parts = body(shelf).parts
    assert "by note verbale" in parts["endorsements"]
    assert "We will act." in parts["endorsements"]
    assert "Third NDC" in parts["registries"]
    assert parts["registries"].count("unknown") == 3
    assert "Flood alerts" in parts["practices"]
    assert not body(shelf, "acme").parts["registries"]


def test_an_old_edition_shows_its_own_data(shelf: Shelf) -> None:
    old = body(shelf, edition="1")
    assert rows(shelf, old.charts["items"])[0]["assessed"] == "Claimed"
    assert "It runs" not in old.parts["reports"]
    assert {row["cycle"] for row in rows(shelf, old.charts["years"])} == {"2025"}
    assert (
        lead(shelf, edition="1").description
        == "Verified on 0 of 2 objectives; one is claimed and not verified; one has no report."
    )


def test_the_editions_before_and_after_are_linked_where_they_know_it(shelf: Shelf) -> None:
    ways = lead(shelf, edition="1").below
    assert "This is edition 1; the newest is edition 2." in ways
    assert 'href="/signatory?id=kenya&amp;edition=2" rel="next"' in ways
    assert 'href="/signatory?id=kenya&amp;edition=1" rel="prev"' in lead(shelf).below
    assert 'rel="prev"' not in lead(shelf, "benin").below


def test_print_comparison_and_country_page_are_linked(shelf: Shelf) -> None:
    ways = lead(shelf).below
    assert 'href="/summary/kenya?edition=2&amp;lang=en"' in ways
    assert 'href="/compare?what=signatories&amp;with=kenya&amp;edition=2"' in ways
    assert 'href="/country?iso3=KEN&amp;edition=2"' in ways
    assert "/country" not in lead(shelf, "acme").below


def test_peers_are_of_the_same_type_and_region_and_next_in_the_alphabet(shelf: Shelf) -> None:
    assert re.findall(r">(\w+)</a>", body(shelf, "ghana").parts["peers"]) == ["Kenya", "Benin"]
    assert "with=kenya%2Cbenin" in body(shelf).parts["peers"]
    assert not body(shelf, "acme").parts["peers"].strip()


def test_whoever_never_reported_has_no_years_and_a_sentence(shelf: Shelf) -> None:
    found = body(shelf, "fiji")
    assert set(found.charts) == {"items"}
    assert "Silence is not counted as zero." in found.parts["reports"]
    assert lead(shelf, "fiji").description == "No report is due from it yet."


@pytest.mark.parametrize("signatory_id", ["atlantis", "", "' OR 1=1 --"])
def test_an_unknown_signatory_has_no_page(shelf: Shelf, signatory_id: str) -> None:
    assert profile.page_lead(asked(shelf, signatory_id)) is None
    assert profile.page_body(asked(shelf, signatory_id)) is None


def test_every_chart_carries_the_source_and_the_mark(shelf: Shelf) -> None:
    for chart in body(shelf).charts.values():
        assert chart.source.endswith("Demonstration data – not real reports")
        assert rows(shelf, chart)[0]["demonstration"]
        assert chart.sketch is not None
        assert chart.sketch()


def test_the_shelf_is_the_one_it_was_asked_on(tmp_path: Path) -> None:
    assert book.asked_of(Shelf(tmp_path / "none"), "signatory", {"id": "kenya"}, "en", analysis) is None


def test_what_was_given_stands_with_its_entry_and_is_escaped(shelf: Shelf) -> None:
    part = body(shelf).parts["reports"]
    first = part[: part.index("<h3>2025")]
    assert "Masts &lt;b&gt;" in first
    assert "1 January 2026 to 31 December 2027" in first
    assert 'data-label="Budget">KES</td><td class="gda-given-figure">1,200,000</td>' in first
    assert '20 <span class="gda-quiet">2024</span>' in first
    assert '1,400 masts <span class="gda-quiet">2026</span>' in first
    assert "Nakuru &lt;i&gt;" in first
    assert "13 Climate action" in first
    assert "Masts" not in part[part.index("<h3>2025") :]


def test_what_the_statement_names_stands_beside_it_with_who_confirmed_it(shelf: Shelf) -> None:
    parts = body(shelf).parts
    assert parts["endorsements"].count("names it clearly") == 2
    assert "confirmed by its focal point on 1 March 2026" in parts["reports"]
    assert "confirmed by the secretariat" not in parts["reports"]
    assert "confirmed by the secretariat on 1 March 2026" in parts["endorsements"]


def test_an_edition_without_any_of_it_shows_none_of_its_headings(shelf: Shelf) -> None:
    parts = body(shelf, edition="1").parts
    assert "gda-given" not in parts["reports"]
    assert "gda-named" not in parts["endorsements"]
