"""One set of rules for answers; the gauge and the validation are one function."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gda_tracker.domain.checks import completeness, problems_of
from gda_tracker.domain.declaration import ITEM_CODES, Item
from gda_tracker.domain.evidence import link_problem
from gda_tracker.domain.report import Entry, Evidence, ReasonCode
from gda_tracker.domain.statuses import Additionality, EvidenceKind, OffScale, Status
from gda_tracker.facts import indicators, items

TODAY = date(2026, 11, 22)
GOOD = Entry(item="O3", claimed=Status.UNDER_WAY, narrative="The regulator registered 41 producers.")
LAW = Evidence(kind=EvidenceKind.PRIMARY_DOCUMENT, title="E-waste Act", url="https://gazette.example/act", locator="4")


def rules(**changes: object) -> list[str]:
    """The rules that the good answer breaks once it is changed like this."""
    entry = Entry.model_validate({**dict(GOOD), **changes})
    return [problem.rule for problem in problems_of(entry, items(), items(), indicators(), TODAY)]


def test_a_good_answer_has_no_problem() -> None:
    assert rules(as_of=TODAY, elements=("O3.5",), evidence=(LAW,)) == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"item": "O9"}, "item-unknown"),
        ({"as_of": TODAY + timedelta(days=1)}, "as-of-in-future"),
        ({"as_of": date(1999, 12, 31)}, "as-of-too-early"),
        ({"narrative": None}, "narrative-missing"),
        ({"narrative": "x" * 5001}, "text-too-long"),
        ({"narrative": "paid\x07 out"}, "control-character"),
        ({"narrative": "paid \u202e out"}, "control-character"),
        ({"off_scale": OffScale.BLOCKED, "reason": "x"}, "status-twice"),
        ({"claimed": None}, "status-missing"),
        ({"claimed": None, "off_scale": OffScale.NO_UPDATE}, "reason-code-missing"),
        ({"claimed": None, "off_scale": OffScale.NO_UPDATE, "reason_code": ReasonCode.OTHER}, "reason-missing"),
        ({"claimed": None, "off_scale": OffScale.NOT_APPLICABLE}, "reason-missing"),
        ({"claimed": None, "off_scale": OffScale.BLOCKED}, "reason-missing"),
        ({"claimed": None, "off_scale": OffScale.NO_REPORT}, "status-derived"),
        ({"elements": ("O3.9",)}, "element-unknown"),
        ({"elements": ("O1.1",)}, "element-elsewhere"),
        ({"evidence": (LAW.model_copy(update={"title": ""}),)}, "evidence-untitled"),
        ({"evidence": (LAW.model_copy(update={"url": None}),)}, "evidence-without-link"),
        ({"evidence": (LAW.model_copy(update={"dated_on": TODAY + timedelta(days=1)}),)}, "evidence-in-future"),
        ({"evidence": (LAW,) * 51}, "evidence-too-much"),
    ],
)
def test_a_bad_answer_breaks_its_rule(changes: dict[str, object], rule: str) -> None:
    assert rules(**changes) == [rule]


def test_an_item_that_is_not_asked_is_refused() -> None:
    asked = {code: item for code, item in items().items() if code != "F8"}
    (problem,) = problems_of(Entry(item="F8", claimed=Status.NOT_STARTED), asked, items(), indicators(), TODAY)
    assert (problem.rule, problem.item) == ("item-not-asked", "F8")


@pytest.mark.parametrize(
    "url",
    [
        "https://itu.int",
        "http://a.example:8080/x?y=1#z",
        "https://пример.example/отчёт",
        "HTTPS://[2001:db8::1]/x",
        "https://a.example/" + "x" * 1900,
    ],
)
def test_an_address_that_anybody_can_open_is_a_link(url: str) -> None:
    assert link_problem(url) is None


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("ftp://a.example/x", "link-unreadable"),
        ("javascript:alert(1)", "link-unreadable"),
        ("https://", "link-unreadable"),
        ("https:///x", "link-unreadable"),
        ("https://a.example/x y", "link-unreadable"),
        ("//a.example/x", "link-unreadable"),
        ("https://a.example\\x", "link-unreadable"),
        ("https://..", "link-unreadable"),
        ("https://a.example:99999/x", "link-unreadable"),
        ("https://[bad/x", "link-unreadable"),
        ("https://user:s3cret@a.example/x", "link-credentials"),
        ("https://user@a.example/x", "link-credentials"),
        ("https://a.example/" + "x" * 2000, "link-too-long"),
    ],
)
def test_anything_else_is_no_link(url: str, rule: str) -> None:
    problem = link_problem(url)
    assert problem is not None
    assert problem.rule == rule
    assert "s3cret" not in problem.sentence() + (problem.value or "")


def test_two_answers_on_one_item_are_one_too_many() -> None:
    gauge = completeness([GOOD, GOOD], items(), items(), indicators(), TODAY)
    assert [problem.rule for problem in gauge.problems] == ["item-twice"]
    assert (gauge.answered, gauge.to_mend, gauge.total) == (1, 1, 18)


texts = st.one_of(st.none(), st.text(max_size=40))
entries = st.builds(
    Entry,
    item=st.sampled_from([*ITEM_CODES, "X9"]),
    claimed=st.one_of(st.none(), st.sampled_from(Status)),
    off_scale=st.one_of(st.none(), st.sampled_from(OffScale)),
    reason_code=st.one_of(st.none(), st.sampled_from(ReasonCode)),
    reason=texts,
    as_of=st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2030, 1, 1))),
    narrative=texts,
    elements=st.lists(st.sampled_from(["O1.1", "O3.5", "Z"]), max_size=2).map(tuple),
    additionality=st.sampled_from(Additionality),
    evidence=st.lists(
        st.builds(Evidence, kind=st.sampled_from(EvidenceKind), title=st.text(max_size=5), url=texts), max_size=2
    ).map(tuple),
)


@given(answers=st.lists(entries, max_size=6), codes=st.sets(st.sampled_from(ITEM_CODES), min_size=1))
def test_the_gauge_is_the_validation(answers: list[Entry], codes: set[str]) -> None:
    """METHOD.md, law 7: to mend is exactly what has problems, answered is exactly what was said and is asked."""
    asked: dict[str, Item] = {code: item for code, item in items().items() if code in codes}
    gauge = completeness(answers, asked, items(), indicators(), TODAY)
    singly = [problem for entry in answers for problem in problems_of(entry, asked, items(), indicators(), TODAY)]
    twice = {entry.item for entry in answers if [other.item for other in answers].count(entry.item) > 1}
    assert len(gauge.problems) == len(singly) + len(twice)
    assert gauge.to_mend == len({problem.item or problem.value for problem in singly} | twice)
    assert gauge.answered == len({entry.item for entry in answers if entry.is_answered} & codes) <= gauge.total
    assert gauge.can_be_submitted == (gauge.answered > 0 and gauge.to_mend == 0)
