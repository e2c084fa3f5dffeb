"""Two focal points, one contributor and one reviewer work at once on one report, over a real file: no word is lost."""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from gda_tracker.domain.permissions import SYSTEM, Actor, NotAllowed, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.report import Entry
from gda_tracker.domain.review import Decision, Verdict
from gda_tracker.domain.statuses import Status
from gda_tracker.facts import cycles
from gda_tracker.register import Register
from gda_tracker.register.altered import altered_decisions
from gda_tracker.register.orphans import orphans
from gda_tracker.services import people
from gda_tracker.services.clearing import Cleared, clear
from gda_tracker.services.lending import Invitee, Lent, Returned, hand_back, lend, take_back
from gda_tracker.services.replying import Replied, reply
from gda_tracker.services.report_view import ReportView, report_of
from gda_tracker.services.reviewing import Decided, ReviewView, decide, entry_for_review, queue
from gda_tracker.services.saving import Conflict, Saved, save_entry
from gda_tracker.services.submitting import Accepted, submit_report
from gda_tracker.services.warnings import accept_warnings, open_warnings

from .reports_for_tests import NOW, TODAY

KENYA = ("kenya", "2026")
ITEMS = ("O1", "O2", "O3", "O4")
STEPS = 80
NOOR = Invitee("noor@kenya.example", "Noor")
CAST = {
    "amina@kenya.example": (Role.FOCAL_POINT, ["kenya"]),
    "baraka@kenya.example": (Role.FOCAL_POINT, ["kenya"]),
    "irene@itu.example": (Role.REVIEWER, []),
}


@dataclass
class Heard:
    """What one person was told: every acknowledged version with its words, the words refused, decisions, replies."""

    saved: dict[str, str] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    conflicts: int = 0
    submitted: int = 0
    decided: list[str] = field(default_factory=list)
    replied: list[str] = field(default_factory=list)
    lent: int = 0
    returned: int = 0


@pytest.fixture(scope="module")
def on_file(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """A register file with the cycles, Kenya, its two focal points and a reviewer."""
    register = Register.create(tmp_path_factory.mktemp("at-once") / "register.duckdb", is_demonstration=False)
    with register.change(SYSTEM) as change:
        change.trail("cycle.set", "cycles")
        for cycle in cycles():
            change.insert("cycle_row", cycle.model_dump())
        change.trail("signatory.add", "kenya", signatory_id="kenya")
        kenya = {"signatory_id": "kenya", "name": "Kenya", "stakeholder_type": "national_government", "iso3": "KEN"}
        change.insert("signatory_row", kenya)
    for email, (role, signatories) in CAST.items():
        people.add_person(register, SYSTEM, email, email.partition("@")[0], [role], signatories)
    yield register
    register.close()


class Desk:
    """One person at its desk: each step does something that a page would, on what the page showed a moment before."""

    def __init__(self, register: Register, email: str, seed: int) -> None:
        self.register, self.email = register, email
        self.chance, self.heard = random.Random(seed), Heard()

    def who(self) -> Actor:
        """Loaded anew, as in every run."""
        found = people.actor_named(self.register, self.email)
        assert found is not None
        return found

    def write(self) -> None:
        """Save some words on what was shown; somebody else may have been quicker."""
        who = self.who()
        report = report_of(self.register, who, *KENYA, TODAY)
        assert isinstance(report, ReportView), report
        items = [item for item in ITEMS if item in report.items]
        if not items:
            return
        item = self.chance.choice(items)
        stored = report.stored.get(item)
        words = f"{self.email} says {self.chance.random()} about {item}."
        entry = Entry(item=item, claimed=Status.UNDER_WAY, as_of=TODAY, narrative=words)
        answer = save_entry(self.register, who, *KENYA, entry, stored.version_id if stored else None, NOW)
        match answer:
            case Saved(version_id=version_id):
                self.heard.saved[version_id] = words
            case Conflict(current=current):
                assert current is not None
                self.heard.conflicts += 1
                self.heard.refused.append(words)
            case Rejected():
                self.heard.refused.append(words)

    def lend(self) -> None:
        """Lend an item to Noor, or find that it is out."""
        if isinstance(lend(self.register, self.who(), *KENYA, [self.chance.choice(ITEMS)], NOOR, "", TODAY), Lent):
            self.heard.lent += 1

    def take_back(self) -> None:
        """Take all back."""
        answer = take_back(self.register, self.who(), *KENYA)
        assert isinstance(answer, Returned)
        self.heard.returned += len(answer.items)

    def submit(self) -> None:
        """Clear what came back, let stand what is asked, and submit, unless something is out or nothing is written."""
        assert isinstance(clear(self.register, self.who(), *KENYA), Cleared)
        report = report_of(self.register, self.who(), *KENYA, TODAY)
        assert isinstance(report, ReportView), report
        asked = open_warnings(self.register, self.who(), report, TODAY)
        names = [(item, one.remark.rule, one.remark.about) for item, marked in asked.items() for one in marked]
        if names:
            accept_warnings(self.register, self.who(), KENYA, names, "We know.", NOW)
        if isinstance(submit_report(self.register, self.who(), *KENYA, TODAY), Accepted):
            self.heard.submitted += 1

    def reply(self) -> None:
        """Reply to a decision that is shown."""
        report = report_of(self.register, self.who(), *KENYA, TODAY)
        assert isinstance(report, ReportView), report
        for item, stored in report.stored.items():
            if stored.decision:
                words = f"{self.email} replies {self.chance.random()}."
                answer = reply(self.register, self.who(), f"kenya/2026/{item}", stored.version_id, words, NOW)
                assert isinstance(answer, Replied), answer
                self.heard.replied.append(words)
                return

    def hand_back(self) -> None:
        """Hand one lent item back."""
        who = self.who()
        mine = sorted(who.lent_items(*KENYA))
        if mine:
            answer = hand_back(self.register, who, *KENYA, mine[:1])
            self.heard.returned += isinstance(answer, Returned)

    def review(self) -> None:
        """Decide on what the queue shows; a newer answer may have come meanwhile."""
        waiting = queue(self.register, self.who(), TODAY)
        if not waiting:
            return
        entry = entry_for_review(self.register, self.who(), self.chance.choice(waiting).entry_id)
        assert isinstance(entry, ReviewView), entry
        decision = Decision(verdict=Verdict.RETURN, reason=f"Which page? {self.chance.random()}")
        version_id = entry.current.version_id
        if isinstance(decide(self.register, self.who(), entry.entry_id, version_id, decision, NOW), Decided):
            self.heard.decided.append(version_id)


FOCAL = (Desk.write, Desk.write, Desk.write, Desk.lend, Desk.take_back, Desk.submit, Desk.submit, Desk.reply)
CONTRIBUTOR = (Desk.write, Desk.write, Desk.write, Desk.hand_back)
REVIEWER = (Desk.review,)


def at_once(desks: dict[Desk, tuple[Callable[[Desk], None], ...]]) -> list[BaseException]:
    """Everybody takes their steps at the same time; what went wrong, which should be nothing."""
    wrong: list[BaseException] = []
    start = threading.Barrier(len(desks))

    def work(desk: Desk, steps: tuple[Callable[[Desk], None], ...]) -> None:
        start.wait()
        for _ in range(STEPS):
            try:
                desk.chance.choice(steps)(desk)
            except NotAllowed:  # Taken back between two looks: the guard has the word.
                desk.heard.refused.append("")
            except BaseException as error:
                wrong.append(error)
                return

    threads = [threading.Thread(target=work, args=each) for each in desks.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


@pytest.fixture(scope="module")
def desks(on_file: Register) -> tuple[Desk, Desk, Desk, Desk]:
    """Amina, Baraka, Noor, who has O3, and Irene, after they have worked at once."""
    amina, baraka, irene = (Desk(on_file, email, seed) for seed, email in enumerate(CAST))
    assert isinstance(lend(on_file, amina.who(), *KENYA, ["O3"], NOOR, "", TODAY), Lent)
    noor = Desk(on_file, NOOR.email, len(CAST))
    assert at_once({amina: FOCAL, baraka: FOCAL, noor: CONTRIBUTOR, irene: REVIEWER}) == []
    return amina, baraka, noor, irene


def test_four_people_at_once_never_lose_a_word(on_file: Register, desks: tuple[Desk, Desk, Desk, Desk]) -> None:
    everybody = [desk.heard for desk in desks]
    they_met(everybody)
    written = on_file.rows("SELECT * FROM entry_row ORDER BY row_no")
    on_record = {row["version_id"]: row for row in written}
    acknowledged = {version: words for heard in everybody for version, words in heard.saved.items()}
    assert {version: on_record[version]["narrative"] for version in acknowledged} == acknowledged
    drafts = {version for version, row in on_record.items() if not row["is_submitted"]}
    assert drafts == set(acknowledged), "a version that nobody was told of"
    refused = {words for heard in everybody for words in heard.refused if words}
    assert not refused & {row["narrative"] for row in written}, "who was refused has changed something"
    newest: dict[str, str] = {}
    for row in written:
        assert not row["is_submitted"] or row["narrative"] == newest[row["item"]], "a submission changed words"
        newest[row["item"]] = row["narrative"]
    assert on_file.trail_break() is None
    assert orphans(on_file) == {}
    assert altered_decisions(on_file) == ()


def test_no_decision_hangs_in_the_air(on_file: Register, desks: tuple[Desk, Desk, Desk, Desk]) -> None:
    """Each is about a version that was submitted and, when it was decided, the newest submitted one."""
    decided = desks[3].heard.decided
    reviewed = on_file.rows("SELECT version_id, trail_seq FROM review_row ORDER BY row_no")
    submitted = on_file.rows("SELECT entry_id, version_id, trail_seq FROM entry_row WHERE is_submitted ORDER BY row_no")
    assert [row["version_id"] for row in reviewed] == decided
    for review in reviewed:
        on = next(row for row in submitted if row["version_id"] == review["version_id"])
        until_then = [row for row in submitted if row["trail_seq"] < review["trail_seq"]]
        assert [row["version_id"] for row in until_then if row["entry_id"] == on["entry_id"]][-1] == on["version_id"]
    replies = {row["reply"] for row in on_file.rows("SELECT reply FROM reply_row")}
    assert replies == {words for desk in desks for words in desk.heard.replied}


def they_met(everybody: list[Heard]) -> None:
    """Nothing would be shown if nobody had ever been in another's way."""
    assert sum(heard.conflicts for heard in everybody) > 0
    assert all(heard.saved for heard in everybody[:3])
    assert everybody[0].submitted + everybody[1].submitted > 0
    assert everybody[0].lent + everybody[1].lent > 0
    assert everybody[3].decided
