"""The helper that reads along asks what a reviewer would, quotes what it read, and is silent about a good answer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gda_tracker.domain.reading_along import Severity, Surroundings, read_along
from gda_tracker.domain.report import Entry, Evidence, IndicatorValue, Measure
from gda_tracker.domain.statuses import EvidenceKind, OffScale, Status
from gda_tracker.facts import indicators

TODAY = date(2026, 11, 22)
LAW = Evidence(
    kind=EvidenceKind.PRIMARY_DOCUMENT, title="Act", url="https://a.example/act", locator="4", dated_on=date(2026, 3, 3)
)
GOOD = Entry(
    item="O3",
    claimed=Status.IN_PLACE,
    as_of=date(2026, 9, 12),
    narrative="Parliament adopted the e-waste act on 3 March 2026; the regulator has registered 41 producers.",
    evidence=(LAW,),
)
PLANNED = Entry(
    item="O3",
    claimed=Status.PLANNED,
    as_of=date(2026, 9, 12),
    narrative="The cabinet decided on 4 May 2026 that the Ministry of Environment will table an e-waste bill in 2027.",
)


def asked(entry: Entry = GOOD, beside: Surroundings | None = None, **changes: object) -> list[str]:
    """The rules that a reviewer would name about the answer, changed like this."""
    changed = entry.model_copy(update=changes)
    return [one.rule for one in read_along(changed, beside or Surroundings(TODAY, indicators()))]


def sentence(entry: Entry = GOOD, **changes: object) -> str:
    """The one thing that is asked, in English."""
    (remark,) = read_along(entry.model_copy(update=changes), Surroundings(TODAY, indicators()))
    return remark.problem.sentence()


def test_a_good_answer_is_left_in_peace() -> None:
    assert asked() == []
    assert asked(PLANNED) == []


def test_answers_off_the_scale_are_not_read() -> None:
    assert asked(Entry(item="O3", off_scale=OffScale.NO_UPDATE, narrative="We will.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "The ministry plans to table a bill, and aims to collect e-waste in 2026.",
        "The ministry will table a bill in 2026.",
        "Le ministère prévoit de déposer un projet de loi en 2026.",
        "Le gouvernement va élaborer une loi sur les déchets en 2026.",
    ],
)
def test_an_intention_is_no_act_in_english_and_french(text: str) -> None:
    assert "intention-without-act" in asked(narrative=text)
    assert "intention-without-act" in asked(narrative=text, claimed=Status.UNDER_WAY)
    assert "intention-without-act" not in asked(narrative=text, claimed=Status.PLANNED)


def test_it_quotes_the_words_and_says_what_the_status_asks_for() -> None:
    said = sentence(narrative="The ministry plans to table a bill in 2026.")
    assert said.startswith("You write “plans to”, which is an intention; no sentence says what was done.")


def test_political_will_is_no_intention() -> None:
    assert asked(narrative="The will of parliament is clear: the act of 2026 obliges 41 producers.") == []


def test_what_is_still_to_come_is_a_note_beside_an_act() -> None:
    text = "The act was adopted in March 2026 and obliges 41 producers; collection will follow."
    (remark,) = read_along(GOOD.model_copy(update={"narrative": text}), Surroundings(TODAY))
    assert (remark.rule, remark.severity) == ("intention-beside-act", Severity.NOTE)


@pytest.mark.parametrize(
    "text",
    [
        "A budget of 4 million was allocated in 2026 and two workshops were held.",
        "The working group met in 2026.",
        "Un budget de 4 millions a été alloué en 2026 et trois ateliers ont été organisés par le ministère.",
    ],
)
def test_money_and_meetings_alone_put_nothing_in_place(text: str) -> None:
    assert asked(narrative=text) == ["input-without-output"]
    assert "input-without-output" not in asked(narrative=text, claimed=Status.UNDER_WAY)


def test_money_that_bought_something_is_not_asked_about() -> None:
    assert asked(narrative="A budget of 4 million was spent in 2026: 300 sites were installed and operate.") == []


def test_an_output_without_a_figure_asks_how_many() -> None:
    assert sentence(narrative="The regulator registered the producers in March 2026.").startswith(
        "A reviewer will ask: how many? You write “registered” without a figure."
    )
    figure = IndicatorValue(name="Producers", unit="producers", value=41, year=2026)
    assert asked(narrative="The regulator registered the producers in March 2026.", indicators=(figure,)) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The bill is drafted for the Ministry of Environment.", "target-date-missing"),
        ("A bill is to come by 2027.", "owner-missing"),
        ("The Ministry of Environment wants e-waste collected in 2027.", "decision-missing"),
    ],
)
def test_planned_asks_for_decision_owner_and_date(text: str, rule: str) -> None:
    assert asked(PLANNED, narrative=text) == [rule]


def test_a_measure_answers_for_owner_and_date() -> None:
    measure = Measure(title="Bill", owner="Parliament", ends_on=date(2027, 6, 30))
    assert asked(PLANNED, narrative="It was decided to table a bill.", measures=(measure,)) == []


def test_under_way_asks_since_when() -> None:
    assert asked(claimed=Status.UNDER_WAY, narrative="The regulator has registered 41 producers.", evidence=()) == [
        "date-missing"
    ]


def test_a_text_in_another_language_is_not_judged_by_what_it_does_not_say() -> None:
    spanish = "El ministerio va a presentar un proyecto de ley y los talleres se han organizado con el sector."
    assert asked(PLANNED, narrative=spanish) == []
    assert asked(PLANNED, narrative="电子废物法案已提交议会。") == []


def test_a_status_that_falls_needs_a_word() -> None:
    beside = Surroundings(TODAY, last=GOOD.model_copy(update={"claimed": Status.SUSTAINED, "narrative": "Before."}))
    (remark,) = read_along(GOOD, beside)
    assert (remark.rule, remark.problem.column) == ("status-fell-without-a-word", "claimed")
    reason = "The act is in force for 41 producers; we corrected the status because collection stopped in 2026."
    assert asked(GOOD, beside, narrative=reason) == []


def test_the_same_words_as_last_time_are_told() -> None:
    last = GOOD.model_copy(update={"as_of": date(2025, 9, 1)})
    assert asked(GOOD, Surroundings(TODAY, last=last)) == ["same-as-last-time"]
    lower = last.model_copy(update={"claimed": Status.PLANNED})
    assert asked(GOOD, Surroundings(TODAY, last=lower)) == ["same-text-other-status"]
    assert asked(GOOD, Surroundings(TODAY, others_say_the_same=True)) == ["same-words"]


def test_what_ends_before_it_begins_is_quoted() -> None:
    said = sentence(narrative="The scheme was completed in 2024. It was launched in May 2025 and covers 40 cities.")
    assert said == "It ends before it begins: “completed in 2024” and “launched in May 2025”. Put the years in order."


def test_a_year_ahead_is_a_note_unless_it_is_a_target() -> None:
    assert asked(narrative="The act obliges 41 producers and applies to all in 2028.") == ["future-date"]
    assert asked(narrative="The act obliges 41 producers, all of them by 2030.") == []


def test_a_measure_cannot_be_in_place_before_it_starts() -> None:
    later = Measure(title="Collection", starts_on=date(2026, 10, 1))
    assert asked(measures=(later,)) == ["measure-not-begun"]
    assert asked(measures=(later,), claimed=Status.UNDER_WAY) == []


@pytest.mark.parametrize(
    ("as_of", "rules"),
    [
        (None, ["facts-undated"]),
        (date(2025, 11, 22), ["evidence-after-facts"]),
        (date(2025, 10, 1), ["facts-ageing", "evidence-after-facts"]),
        (date(2024, 10, 1), ["facts-out-of-date", "evidence-after-facts"]),
    ],
)
def test_old_facts_are_told(as_of: date | None, rules: list[str]) -> None:
    assert asked(as_of=as_of) == rules


@pytest.mark.parametrize(
    ("figure", "rule"),
    [
        (IndicatorValue(code="O3-PUE", value=0.4, year=2025), "figure-implausible"),
        (IndicatorValue(code="O3-EWASTE", value=170, year=2025), "figure-implausible"),
        (IndicatorValue(name="Homes", unit="% of homes", value=101, year=2025), "figure-implausible"),
        (
            IndicatorValue(name="Sites", unit="sites", value=40000, year=2025, baseline_value=40, baseline_year=2024),
            "figure-leap",
        ),
    ],
)
def test_figures_that_cannot_be_are_asked_about(figure: IndicatorValue, rule: str) -> None:
    (remark,) = read_along(GOOD.model_copy(update={"indicators": (figure,)}), Surroundings(TODAY, indicators()))
    assert (remark.rule, remark.problem.row) == (rule, 1)


def test_evidence_is_asked_for_and_compared_with_the_facts() -> None:
    assert asked(evidence=()) == ["claim-without-evidence"]
    assert asked(evidence=(LAW.model_copy(update={"dated_on": date(2024, 1, 1)}),)) == ["evidence-old"]
    assert asked(claimed=Status.SUSTAINED) == ["sustained-too-young"]


def test_an_ndc_older_than_the_endorsement_is_asked_about() -> None:
    ndc = GOOD.model_copy(update={"item": "F8"})
    endorsed = date(2024, 11, 16)
    assert asked(ndc, Surroundings(TODAY, newest_ndc_on=date(2020, 12, 28), endorsed_on=endorsed)) == ["ndc-older"]
    assert asked(ndc, Surroundings(TODAY, newest_ndc_on=date(2025, 4, 30), endorsed_on=endorsed)) == []


def test_the_fingerprint_holds_until_the_words_change() -> None:
    text = "The working group met in 2026."
    first, again = (read_along(GOOD.model_copy(update={"narrative": text}), Surroundings(TODAY))[0] for _ in range(2))
    other = read_along(GOOD.model_copy(update={"narrative": f"{text} Twice."}), Surroundings(TODAY + timedelta(1)))[0]
    assert first == again
    assert first.about != other.about
