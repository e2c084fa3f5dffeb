"""Amina comes in with her password, and nobody else does."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher

from gda_tracker.domain.permissions import SYSTEM, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.register import Register
from gda_tracker.services import passwords
from gda_tracker.services.people import Added, add_person, disable_person, invite_again
from gda_tracker.services.signing_in import (
    Attempt,
    SignedIn,
    accept_invitation,
    actor_of,
    change_password,
    invited,
    sign_in,
    sign_out,
)
from gda_tracker.services.slowdown import Slowdown, address_key

EMAIL = "amina@kenya.example"
PASSWORD = "long rains in April"
NOW = datetime(2026, 11, 22, 9, 0)


@pytest.fixture
def waiting() -> Slowdown:
    return Slowdown()


@pytest.fixture
def known(register: Register) -> Register:
    added = add_person(register, SYSTEM, EMAIL, "Amina", [Role.FOCAL_POINT], ["kenya"], password=PASSWORD)
    assert isinstance(added, Added)
    return register


def knock(
    register: Register,
    waiting: Slowdown,
    password: str = PASSWORD,
    *,
    email: str = EMAIL,
    now: datetime = NOW,
    address: str = "192.0.2.1",
    device: str | None = None,
) -> SignedIn | Rejected:
    return sign_in(register, Attempt(email, password, address, device), waiting, hours=12, now=now)


def entered(answer: SignedIn | Rejected) -> SignedIn:
    assert isinstance(answer, SignedIn), answer
    return answer


def rule(answer: object) -> str:
    assert isinstance(answer, Rejected), answer
    return answer.problems[0].rule


def actions(register: Register) -> list[str]:
    return [record.action for record in register.trail()]


def invitation(register: Register, email: str = "tomasi@fiji.example") -> str:
    added = add_person(register, SYSTEM, email, "Tomasi", [Role.FOCAL_POINT], ["fiji"])
    assert isinstance(added, Added)
    assert added.invitation_token
    return added.invitation_token


def test_amina_signs_in_and_is_known_with_her_roles(known: Register, waiting: Slowdown) -> None:
    signed_in = entered(knock(known, waiting, email="  Amina@Kenya.example "))
    actor = actor_of(known, signed_in.token, NOW)
    assert actor is not None
    assert (actor.name, actor.roles, actor.signatories) == ("Amina", {Role.FOCAL_POINT}, {"kenya"})
    assert actions(known)[-1] == "session.start"


def test_every_failure_gets_the_same_answer(known: Register, waiting: Slowdown) -> None:
    invitation(known)  # Tomasi has no password yet.
    answers = [
        knock(known, waiting, "wrong password"),
        knock(known, waiting, email="nobody@nowhere.example"),
        knock(known, waiting, email="tomasi@fiji.example"),
        knock(known, waiting, email="no address"),
        knock(known, waiting, ""),
        knock(known, waiting, "x" * 100_000),
    ]
    assert {rule(answer) for answer in answers} == {"sign-in-wrong"}
    assert len({answer.problems[0].sentence() for answer in answers if isinstance(answer, Rejected)}) == 1
    assert actions(known).count("sign_in.fail") == 6


def test_an_unknown_account_costs_as_much_work_as_a_known_one(
    known: Register, waiting: Slowdown, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            verified.append(str(hash).split("$")[3])
            return super().verify(hash, password)

    monkeypatch.setattr(passwords, "HASHER", Counting(time_cost=1, memory_cost=8, parallelism=1))
    knock(known, waiting, "wrong password")
    knock(known, waiting, "wrong password", email="nobody@nowhere.example")
    assert verified == ["m=8,t=1,p=1", "m=8,t=1,p=1"]


def test_the_register_keeps_no_token_and_no_password(known: Register, waiting: Slowdown) -> None:
    signed_in = entered(knock(known, waiting))
    stored = str(known.rows("SELECT * FROM session_row")) + str(known.rows("SELECT * FROM password_row"))
    stored += str(list(known.trail()))
    assert signed_in.token not in stored
    assert PASSWORD not in stored
    assert EMAIL not in str(list(known.trail()))
    assert signed_in.token not in repr(signed_in)
    assert PASSWORD not in repr(Attempt(EMAIL, PASSWORD, "192.0.2.1"))


def test_a_session_ends_after_its_hours(known: Register, waiting: Slowdown) -> None:
    token = entered(knock(known, waiting)).token
    assert actor_of(known, token, NOW + timedelta(hours=11, minutes=59)) is not None
    assert actor_of(known, token, NOW + timedelta(hours=12)) is None


def test_signing_out_ends_the_session_and_leaves_its_trail(known: Register, waiting: Slowdown) -> None:
    first, second = (entered(sign_in_now(known, waiting)).token for _ in range(2))
    sign_out(known, first)
    assert actor_of(known, first) is None
    assert actor_of(known, second) is not None
    assert actions(known)[-1] == "session.end"
    before = len(actions(known))
    sign_out(known, first)
    sign_out(known, None)
    assert len(actions(known)) == before


def sign_in_now(register: Register, waiting: Slowdown) -> SignedIn | Rejected:
    return sign_in(register, Attempt(EMAIL, PASSWORD, "192.0.2.1"), waiting, hours=12)


@pytest.mark.parametrize("token", [None, "", "made-up", "x" * 5000])
def test_a_made_up_session_is_nobody(known: Register, token: str | None) -> None:
    assert actor_of(known, token) is None


def test_disabling_ends_all_sessions_at_once_and_keeps_the_person_out(known: Register, waiting: Slowdown) -> None:
    tokens = [entered(sign_in_now(known, waiting)).token for _ in range(2)]
    disable_person(known, SYSTEM, EMAIL)
    assert [actor_of(known, token) for token in tokens] == [None, None]
    assert rule(sign_in_now(known, waiting)) == "sign-in-wrong"


def test_failures_slow_an_account_down_and_time_alone_lets_it_in_again(known: Register, waiting: Slowdown) -> None:
    for _ in range(5):
        assert rule(knock(known, waiting, "wrong password")) == "sign-in-wrong"
    refused = knock(known, waiting)
    assert isinstance(refused, Rejected)
    assert refused.problems[0].sentence() == "Too many attempts. Try again in 2 seconds."
    assert isinstance(knock(known, waiting, now=NOW + timedelta(seconds=2)), SignedIn)


def test_each_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour(known: Register, waiting: Slowdown) -> None:
    now, waits = NOW, []
    for n in range(15):
        assert rule(knock(known, waiting, "wrong password", now=now, address=f"192.0.2.{n}")) == "sign-in-wrong"
        if n >= 4:
            refused = knock(known, waiting, now=now, address="198.51.100.1")
            assert isinstance(refused, Rejected)
            waits.append(refused.problems[0].values["seconds"])
            now += timedelta(seconds=float(str(waits[-1])))
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]


def test_an_unknown_account_slows_down_alike(known: Register, waiting: Slowdown) -> None:
    rules = [rule(knock(known, waiting, email="nobody@nowhere.example")) for _ in range(6)]
    assert rules == ["sign-in-wrong"] * 5 + ["sign-in-wait"]


def test_waits_outlive_a_restart(known: Register, waiting: Slowdown) -> None:
    for _ in range(5):
        knock(known, waiting, "wrong password")
    assert rule(knock(known, Slowdown())) == "sign-in-wait"


def test_somebody_who_keeps_guessing_cannot_keep_amina_out_of_her_own_browser(
    known: Register, waiting: Slowdown
) -> None:
    device = entered(knock(known, waiting)).device
    later = NOW + timedelta(minutes=1)
    for n in range(5):
        knock(known, waiting, "a guess", now=later, address=f"198.51.100.{n}")
    assert rule(knock(known, waiting, now=later)) == "sign-in-wait"
    assert isinstance(knock(known, waiting, now=later, device=device), SignedIn)


def test_a_device_is_slowed_down_by_its_own_failures(known: Register, waiting: Slowdown) -> None:
    device = entered(knock(known, waiting)).device
    for _ in range(5):
        assert rule(knock(known, waiting, "wrong password", device=device)) == "sign-in-wrong"
    assert rule(knock(known, waiting, device=device)) == "sign-in-wait"


def test_another_persons_device_opens_no_short_cut(known: Register, waiting: Slowdown) -> None:
    tomasi = accept_invitation(known, invitation(known), "coral reef at low tide", hours=12, now=None)
    device = entered(tomasi).device
    for _ in range(5):
        knock(known, waiting, "wrong password")
    assert rule(knock(known, waiting, device=device)) == "sign-in-wait"


def test_one_address_that_tries_many_accounts_is_slowed_down(known: Register, waiting: Slowdown) -> None:
    for n in range(20):
        assert rule(knock(known, waiting, email=f"guess{n}@kenya.example")) == "sign-in-wrong"
    assert rule(knock(known, waiting)) == "sign-in-wait"
    assert isinstance(knock(known, waiting, address="203.0.113.9"), SignedIn)


def test_one_ipv6_customer_is_one_address() -> None:
    assert address_key("2001:db8:1:2::1") == address_key("2001:db8:1:2:ffff::9") == "address:2001:db8:1:2::"
    assert address_key("192.0.2.1") != address_key("192.0.2.2")
    assert address_key("testclient") == "address:testclient"


def test_a_hash_with_old_parameters_is_renewed_at_sign_in(
    known: Register, waiting: Slowdown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=2, memory_cost=16, parallelism=1))
    entered(knock(known, waiting))
    (row,) = known.rows("SELECT password_hash FROM password")
    assert "m=16,t=2,p=1" in row["password_hash"]
    assert actions(known)[-2:] == ["password.rehash", "session.start"]
    entered(knock(known, waiting))
    assert actions(known).count("password.rehash") == 1


def test_a_third_hash_at_once_waits_and_is_refused_when_the_wait_is_long(
    known: Register, waiting: Slowdown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "_PATIENCE_SECONDS", 0.01)
    with passwords.slot(), passwords.slot():
        assert rule(knock(known, waiting)) == "sign-in-busy"
    assert isinstance(knock(known, waiting), SignedIn)


def test_an_invitation_sets_the_password_once(register: Register, waiting: Slowdown) -> None:
    token = invitation(register)
    person = invited(register, token)
    assert person is not None
    assert person.email == "tomasi@fiji.example"
    signed_in = entered(accept_invitation(register, token, "coral reef at low tide", hours=12))
    assert signed_in.actor.signatories == {"fiji"}
    assert invited(register, token) is None
    assert rule(accept_invitation(register, token, "another password", hours=12)) == "invitation-dead"
    assert isinstance(knock(register, waiting, "coral reef at low tide", email="tomasi@fiji.example"), SignedIn)
    assert "invitation.accept" in actions(register)


def test_an_invitation_lasts_seven_days(register: Register) -> None:
    token = invitation(register)
    (row,) = register.rows("SELECT expires_at FROM invitation")
    assert invited(register, token, row["expires_at"] - timedelta(seconds=1)) is not None
    assert invited(register, token, row["expires_at"]) is None
    made = register.rows("SELECT recorded_at FROM trail ORDER BY seq DESC LIMIT 1")[0]["recorded_at"]
    assert row["expires_at"] - made == timedelta(days=7)


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("short", "password-short"),
        ("x" * 129, "password-long"),
        ("aaaaaaaaaaaaaa", "password-weak"),
        ("Tomasi@fiji.example", "password-weak"),
    ],
)
def test_a_poor_password_is_refused_and_the_link_still_works(register: Register, password: str, why: str) -> None:
    token = invitation(register)
    assert rule(accept_invitation(register, token, password, hours=12)) == why
    assert invited(register, token) is not None


def test_a_new_link_kills_the_old_one_and_ends_sessions_when_used(known: Register, waiting: Slowdown) -> None:
    session = entered(sign_in_now(known, waiting)).token
    links = [invite_again(known, SYSTEM, EMAIL) for _ in range(2)]
    old, new = (link.invitation_token for link in links if isinstance(link, Added))
    assert old
    assert new
    assert invited(known, old) is None
    assert actor_of(known, session) is not None
    entered(accept_invitation(known, new, "short rains in October", hours=12))
    assert actor_of(known, session) is None


def test_changing_the_password_ends_the_other_sessions_alone(known: Register, waiting: Slowdown) -> None:
    mine, other = (entered(sign_in_now(known, waiting)).token for _ in range(2))
    attempt = Attempt(EMAIL, PASSWORD, "192.0.2.1")
    changed = change_password(known, attempt, mine, "short rains in October", waiting)
    assert not isinstance(changed, Rejected)
    assert actor_of(known, mine) is not None
    assert actor_of(known, other) is None
    assert rule(sign_in_now(known, waiting)) == "sign-in-wrong"
    assert "password.change" in actions(known)


def test_changing_the_password_needs_the_present_one_and_a_session(known: Register, waiting: Slowdown) -> None:
    mine = entered(sign_in_now(known, waiting)).token
    wrong = Attempt(EMAIL, "a guess", "192.0.2.1")
    rules = [rule(change_password(known, wrong, mine, "short rains in October", waiting)) for _ in range(6)]
    assert rules == ["password-present-wrong"] * 5 + ["sign-in-wait"]
    right = Attempt(EMAIL, PASSWORD, "192.0.2.1")
    assert rule(change_password(known, right, "made-up", "short rains in October", waiting)) == "sign-in-wrong"
    assert rule(change_password(known, right, mine, "short", waiting)) == "password-short"
    assert "password.change" not in actions(known)
