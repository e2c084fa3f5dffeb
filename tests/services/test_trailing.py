"""The trail is read by staff alone: found by who, what, about whom and when, taken away, and checked."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from gda_tracker.domain.permissions import Actor, NotAllowed, Role
from gda_tracker.domain.trail import FIRST_HASH, Sought, TrailRecord, hash_of
from gda_tracker.register import Register
from gda_tracker.services.finding_signatories import meant_by
from gda_tracker.services.merging_signatories import Merged, merge_signatories
from gda_tracker.services.people import Added, add_person
from gda_tracker.services.trailing import PER_PAGE, acts_on_record, changes, check_chain, search_trail, trail_csv

NOTE = {"note": "An 100%_sure word"}


def note(register: Register, actor: Actor, signatory_id: str | None = None, times: int = 1) -> None:
    for _ in range(times):
        with register.change(actor) as change:
            change.trail("note.add", "note/1", signatory_id=signatory_id, before={"note": "old", "same": 1},
                         after={**NOTE, "same": 1})  # fmt: skip


def numbers(register: Register, irene: Actor, **sought: object) -> list[int]:
    return [act.seq for act in search_trail(register, irene, replace(Sought(), **sought)).acts]  # type: ignore[arg-type]


def test_acts_are_found_by_who_what_about_whom_and_word(
    register: Register, irene: Actor, pavel: Actor, amina: Actor
) -> None:
    start = check_chain(register, irene).records
    added = add_person(register, pavel, "irene@itu.example", "Irene", [Role.REVIEWER])
    before = check_chain(register, irene).records
    note(register, pavel)
    note(register, amina, "kenya")
    assert numbers(register, irene, who="pavel", action="note.add") == [before + 1]
    assert numbers(register, irene, who="nobody") == []
    assert numbers(register, irene, action="note.add") == [before + 2, before + 1]
    assert numbers(register, irene, signatory="kenya", action="note.add") == [before + 2]
    assert numbers(register, irene, signatory="Keny", action="note.add") == [before + 2]
    assert numbers(register, irene, word="100%_SURE") == [before + 2, before + 1]
    assert numbers(register, irene, word="100%Xsure") == []
    assert before > start
    assert added is not None


def test_an_act_on_an_account_names_the_person_and_is_found_by_it(
    register: Register, irene: Actor, pavel: Actor
) -> None:
    added = add_person(register, pavel, "lupe@fiji.example", "Lupe <Vea>", [Role.CONTRIBUTOR], ["fiji"])
    assert isinstance(added, Added)
    (act,) = search_trail(register, irene, Sought(word="LUPE <v", action="person.add")).acts
    assert (act.subject, act.person, act.person_email) == (added.person.person_id, "Lupe <Vea>", "lupe@fiji.example")
    assert numbers(register, irene, word="lupe@fiji.example", action="person.add") == [act.seq]
    assert numbers(register, irene, word="lup_") == []
    note(register, irene)
    (other,) = search_trail(register, irene, Sought(action="note.add")).acts
    assert (other.person, other.person_email) == ("", "")


def test_the_word_finds_who_acted(register: Register, irene: Actor, pavel: Actor) -> None:
    added = add_person(register, pavel, "lupe@itu.example", "Lupe", [Role.REVIEWER])
    assert isinstance(added, Added)
    lupe = Actor(added.person.person_id, "Lupe", frozenset({Role.REVIEWER}), frozenset(), "lupe@itu.example")
    note(register, lupe)
    note(register, irene)
    (act,) = search_trail(register, irene, Sought(word="lupe", action="note.add")).acts
    assert act.actor == "Lupe"


def test_people_in_before_and_after_stand_with_their_names_while_the_file_keeps_what_was_hashed(
    register: Register, irene: Actor, pavel: Actor
) -> None:
    added = add_person(register, pavel, "lupe@itu.example", "Lupe", [Role.REVIEWER])
    assert isinstance(added, Added)
    one, nobody = added.person.person_id, "p-0000000000000000"
    with register.change(pavel) as change:
        change.trail("note.give", "note/1", before={"officers": [nobody]}, after={"officers": [one]})
    (act,) = search_trail(register, irene, Sought(action="note.give")).acts
    assert act.changes == (("officers", [nobody], [f"Lupe ({one})"]),)
    assert "Lupe (" not in trail_csv(register, irene, Sought(action="note.give")).decode()


def test_the_file_names_people_and_signatories_beside_their_ids(register: Register, irene: Actor, pavel: Actor) -> None:
    added = add_person(register, pavel, "lupe@fiji.example", "Lupe", [Role.CONTRIBUTOR], ["fiji"])
    assert isinstance(added, Added)
    lupe = Actor(added.person.person_id, "Lupe", frozenset({Role.REVIEWER}))
    with register.change(lupe) as change:
        change.trail("note.give", "note/1", signatory_id="fiji")
    data = trail_csv(register, irene, Sought(), acts={"person.add": "Account made"}).decode("utf-8-sig")
    *_, account, note = csv.DictReader(io.StringIO(data))
    assert (account["act"], account["person"], account["person_email"]) == (
        "Account made", "Lupe", "lupe@fiji.example",
    )  # fmt: skip
    assert (note["actor_id"], note["actor"], note["act"], note["signatory"]) == (lupe.person_id, "Lupe", "", "Fiji")


def test_a_merged_signatory_stands_with_its_name(register: Register, irene: Actor) -> None:
    merged = merge_signatories(register, irene, "fiji", "kenya", reason="A trial.", is_one_all_the_same=True)
    assert isinstance(merged, Merged)
    (act,) = search_trail(register, irene, Sought(action="signatory.merge")).acts
    assert act.names["fiji"] == "Fiji"
    note(register, irene, "fiji")
    assert search_trail(register, irene, Sought(action="note.add")).acts[0].signatory == "Fiji"


def test_a_signatory_is_found_as_in_the_register(register: Register, irene: Actor) -> None:
    note(register, irene, "fiji")
    assert meant_by(register, irene, "Фиджи") == ("fiji",)
    assert meant_by(register, irene, " ") == ()
    found = search_trail(register, irene, Sought(action="note.add", signatory="Фиджи", signatories=("fiji",)))
    assert [act.signatory for act in found.acts] == ["Fiji"]
    assert numbers(register, irene, action="note.add", signatory="Фиджи") == []


def test_days_bound_what_is_found(register: Register, irene: Actor) -> None:
    note(register, irene)
    (newest, *_) = search_trail(register, irene, Sought(action="note.add")).acts
    at, moment = newest.recorded_at, timedelta(microseconds=1)
    assert numbers(register, irene, action="note.add", since=at, until=at + moment) == [newest.seq]
    assert numbers(register, irene, action="note.add", until=at) == []
    assert numbers(register, irene, action="note.add", since=at + moment) == []


def test_fifty_a_page_and_a_page_beyond_the_last_is_the_last(register: Register, irene: Actor) -> None:
    note(register, irene, times=PER_PAGE + 1)
    first = search_trail(register, irene, Sought(action="note.add"))
    assert (len(first.acts), first.total, first.pages) == (PER_PAGE, PER_PAGE + 1, 2)
    assert len(search_trail(register, irene, Sought(action="note.add"), 2).acts) == 1
    beyond = search_trail(register, irene, Sought(action="note.add"), 9)
    assert (len(beyond.acts), beyond.total, beyond.number) == (1, PER_PAGE + 1, 2)
    nothing = search_trail(register, irene, Sought(action="note.none"), 9)
    assert (nothing.acts, nothing.total, nothing.number) == ((), 0, 1)


def test_before_and_after_show_what_differs_alone() -> None:
    assert changes('{"a":1,"b":"x"}', '{"a":1,"b":"y","c":[1]}') == (("b", "x", "y"), ("c", None, [1]))
    assert changes(None, None) == ()
    assert changes('{"gone":true}', None) == (("gone", True, None),)


def test_the_file_holds_all_that_the_chain_is_made_of(register: Register, irene: Actor) -> None:
    note(register, irene, "kenya")
    rows = list(csv.DictReader(io.StringIO(trail_csv(register, irene, Sought()).decode("utf-8-sig"))))
    previous = FIRST_HASH
    for row in rows:
        record = TrailRecord(
            int(row["seq"]), datetime.fromisoformat(row["recorded_at"]), row["actor_id"], row["action"],
            row["subject"], row["signatory_id"] or None, row["before"] or None, row["after"] or None,
            row["previous_hash"], row["hash"],
        )  # fmt: skip
        assert (record.previous_hash, record.hash) == (previous, hash_of(record))
        previous = record.hash
    assert previous == register.trail_head()


def test_the_chain_is_said_to_hold_and_where_it_breaks(register: Register, irene: Actor) -> None:
    note(register, irene, times=3)
    assert check_chain(register, irene).broken is None
    register._connection.execute("UPDATE trail SET subject = 'note/2' WHERE seq = 2")
    broken = check_chain(register, irene).broken
    assert broken is not None
    assert (broken.seq, broken.why) == (2, "altered")


def test_kinds_of_acts_are_named(register: Register, irene: Actor) -> None:
    note(register, irene)
    assert "note.add" in acts_on_record(register, irene)


@pytest.mark.parametrize("who", ["visitor", "amina"])
def test_nobody_outside_the_staff_reads_it(register: Register, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        search_trail(register, request.getfixturevalue(who), Sought())
