"""What waits goes out over real SMTP: once when all is well, again when it was not; it is never lost."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pydantic import ValidationError

from gda_tracker.domain.mail import MOST_ATTEMPTS, Kind, Letter, Mail, Recipient, Sentence, State
from gda_tracker.domain.permissions import SYSTEM, VISITOR, Actor, NotAllowed, Role
from gda_tracker.i18n import text
from gda_tracker.register import Register, mail
from gda_tracker.register.database import utc_now
from gda_tracker.services import mailing, sending, signing_in, smtp
from gda_tracker.services.outbox import outbox, try_again
from gda_tracker.services.people import Added, add_person, disable_person
from gda_tracker.services.sending import Post, send_now, send_waiting
from gda_tracker.services.smtp import Security, Unmailable, address_of, composed
from gda_tracker.services.submitting import Accepted, submit_report
from gda_tracker.settings import Settings
from gda_tracker.web.post import Postman

from .reports_for_tests import ACT, NOW, TODAY, saved
from .smtp_server import HOME, OK, SENDER, Loopback, body, encrypted, free_port, listening, post_to, to_the_console

PASSWORD = "seven quiet lakes"


def somebody(register: Register, email: str, role: Role = Role.ADMINISTRATOR, *signatories: str) -> str:
    """The id of a person on record."""
    added = add_person(register, SYSTEM, email, email.partition("@")[0].title(), {role}, signatories, PASSWORD)
    assert isinstance(added, Added), added
    return added.person.person_id


def queued(register: Register, email: str, subject: str = "Something happened") -> str:
    """The id of a mail that waits for somebody; who is not on record yet is added."""
    known = register.rows("SELECT person_id FROM person WHERE email = $email", {"email": email})
    person_id = known[0]["person_id"] if known else somebody(register, email)
    letter = Letter(Kind.SUBMITTED, Sentence("{what}", {"what": subject}), ())
    with register.change(SYSTEM) as change:
        change.trail("test.act", subject)
        (mail_id,) = mailing.tell(change, SYSTEM, letter, [Recipient(person_id, email, "Somebody")])
    return mail_id


def states(register: Register, mail_id: str) -> list[tuple[str, int, str | None]]:
    """What became of a mail, attempt by attempt."""
    rows = register.rows(
        "SELECT state, attempt, note FROM mail_state_row WHERE mail_id = $m ORDER BY row_no", {"m": mail_id}
    )
    return [(row["state"], row["attempt"], row["note"]) for row in rows]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look at the outbox happens five hours from now: whatever failed is due again."""
    monkeypatch.setattr(sending, "utc_now", lambda: utc_now() + timedelta(hours=5))


@pytest.fixture
def server() -> Loopback:
    """A mail server on a free port that does not listen yet."""
    return Loopback(free_port())


def test_a_submission_arrives_at_the_reviewer_and_at_the_other_focal_point(tmp_path: Path, server: Loopback) -> None:
    register = Register.create(tmp_path / "register.duckdb", is_demonstration=True)
    with register.change(SYSTEM) as change:
        change.trail("register.fill", "kenya")
        change.insert("cycle_row", {"code": "2026", "cop": "COP31", "place": "Antalya", "opens_on": "2026-06-01",
                                    "due_on": "2026-11-30", "closes_on": "2026-12-31"})  # fmt: skip
        change.insert("signatory_row", {"signatory_id": "kenya", "name": "Kenya", "iso3": "KEN",
                                        "stakeholder_type": "national_government"})  # fmt: skip
    amina_id = somebody(register, "amina@kenya.example", Role.FOCAL_POINT, "kenya")
    somebody(register, "juma@kenya.example", Role.FOCAL_POINT, "kenya")
    somebody(register, "irene@itu.example", Role.REVIEWER)
    amina = Actor(amina_id, "Amina", frozenset({Role.FOCAL_POINT}), frozenset({"kenya"}))
    saved(register, amina, "kenya", ACT)
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)
    with listening(server):
        assert send_waiting(register, post_to(server.port)).states == {State.SENT: 3}
        assert send_waiting(register, post_to(server.port)).tried == 0
    assert server.recipients == ["irene@itu.example", "amina@kenya.example", "juma@kenya.example"]
    assert server.connections == 1
    (_, to_irene), _, (_, to_juma) = server.taken
    assert to_irene["Subject"] == "[Demo] Kenya has reported for COP31"
    assert to_juma["Subject"] == "[Demo] Received: the report of Kenya for COP31"
    assert f"{HOME}/review?find=Kenya" in body(to_irene)
    assert f"{HOME}/my-report?signatory=kenya&cycle=2026" in body(to_juma)
    for _, message in server.taken:
        assert body(message).startswith("*** Demonstration data – not real reports ***")
        assert message["From"] == SENDER
        assert message["Auto-Submitted"] == "auto-generated"
        assert message["Content-Language"] == "en"
        assert message.get_content_type() == "text/plain"
    assert register.trail_break() is None
    register.close()


def test_a_server_that_is_down_keeps_mail_waiting_and_gets_it_once_later(
    register: Register, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = queued(register, "a@itu.example"), queued(register, "b@itu.example")
    said: list[str] = []
    carried = send_waiting(register, post_to(server.port, said))
    assert (carried.states, carried.is_reached) == ({State.FAILED: 2}, False)
    assert states(register, first) == [("failed", 1, "server: connection refused")]
    assert said == ["mail server 127.0.0.1 cannot be used (connection refused); 2 mails wait"]
    with listening(server):
        assert send_waiting(register, post_to(server.port)).tried == 0, "it waits a minute first"
        monkeypatch.setattr(sending, "utc_now", lambda: utc_now() + timedelta(seconds=61))
        assert send_waiting(register, post_to(server.port)).states == {State.SENT: 2}
        assert send_waiting(register, post_to(server.port)).tried == 0
    assert server.recipients == ["a@itu.example", "b@itu.example"]
    assert states(register, second) == [("failed", 1, "server: connection refused"), ("sent", 2, None)]


def test_what_waited_when_the_server_stopped_is_sent_after_its_start(tmp_path: Path, server: Loopback) -> None:
    path = tmp_path / "register.duckdb"
    register = Register.create(path, is_demonstration=False)
    mail_id = queued(register, "a@itu.example")
    register.close()
    register = Register.open(path)
    with listening(server):
        postman = Postman(register, post_to(server.port), look_seconds=0.01)
        postman.start()
        wait_until(lambda: states(register, mail_id) == [("sent", 1, None)])
        postman.stop()
    assert server.recipients == ["a@itu.example"]
    register.close()


def wait_until(holds: object, seconds: float = 20) -> None:
    """Until it holds; fails when it does not within that time."""
    waiter = threading.Event()
    for _ in range(int(seconds / 0.02)):
        if holds():  # type: ignore[operator]
            return
        waiter.wait(0.02)
    raise AssertionError("It did not come to hold.")


def test_a_mail_that_was_taken_but_not_recorded_goes_again_under_the_same_id(
    register: Register, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail_id = queued(register, "a@itu.example")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with listening(server):
        with monkeypatch.context() as moment:
            moment.setattr(mail, "add_state", killed)
            with pytest.raises(KeyboardInterrupt):
                send_waiting(register, post_to(server.port))
        assert states(register, mail_id) == []
        send_waiting(register, post_to(server.port))
    one, two = (message for _, message in server.taken)
    assert one["Message-ID"] == two["Message-ID"] == f"<{mail_id}@itu.example>"
    assert one.as_bytes() == two.as_bytes()
    assert states(register, mail_id) == [("sent", 1, None)]


@pytest.mark.usefixtures("later")
def test_a_mail_that_is_put_off_is_tried_again_and_the_others_go(register: Register, server: Loopback) -> None:
    slow, other = queued(register, "slow@itu.example"), queued(register, "b@itu.example")
    server.on_recipient = lambda address: "451 4.7.1 slow@itu.example: greylisted" if address.startswith("slow") else OK
    with listening(server):
        assert send_waiting(register, post_to(server.port)).states == {State.FAILED: 1, State.SENT: 1}
        assert states(register, slow) == [("failed", 1, "451 4.7.1")], (
            "the words, which may name somebody, are left out"
        )
        server.on_recipient = lambda address: OK
        assert send_waiting(register, post_to(server.port)).states == {State.SENT: 1}
    assert server.recipients == ["b@itu.example", "slow@itu.example"]
    assert states(register, slow)[1:] == [("sent", 2, None)]
    assert states(register, other) == [("sent", 1, None)]


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("when", ["on_recipient", "on_data"])
def test_a_mail_that_is_refused_is_given_up_and_said(register: Register, server: Loopback, when: str) -> None:
    gone, other = queued(register, "gone@itu.example", "Too late"), queued(register, "b@itu.example")
    setattr(server, when, lambda address: "550 5.1.1 no such user" if address.startswith("gone") else OK)
    said: list[str] = []
    with listening(server):
        assert send_waiting(register, post_to(server.port, said)).states == {State.GIVEN_UP: 1, State.SENT: 1}
        assert send_waiting(register, post_to(server.port)).tried == 0
    assert states(register, gone) == [("given_up", 1, "550 5.1.1")]
    assert states(register, other) == [("sent", 1, None)]
    assert said[0] == f"mail {gone} given_up (550 5.1.1): to @itu.example: Too late"
    found = outbox(register, SYSTEM, text, HOME)
    assert (found.waiting, found.given_up) == ((), ((gone, "gone@itu.example", "550 5.1.1"),))
    assert found.finished == {"given_up": 1, "sent": 1}


@pytest.mark.usefixtures("later")
def test_after_so_many_attempts_it_is_given_up(register: Register, server: Loopback) -> None:
    mail_id = queued(register, "a@itu.example")
    with register.change(SYSTEM) as change:
        change.trail("mail.record", "outbox")
        mail.add_state(change, mail_id, State.FAILED, MOST_ATTEMPTS - 1, "451")
    assert send_waiting(register, post_to(server.port)).states == {State.GIVEN_UP: 1}
    assert states(register, mail_id)[-1] == ("given_up", MOST_ATTEMPTS, "server: connection refused")


@pytest.mark.usefixtures("later")
@pytest.mark.parametrize("reply", ["550 5.7.1 relaying denied", "530 Authentication required", "554 5.7.0 not now"])
def test_a_refusal_of_the_installation_gives_no_mail_up(register: Register, server: Loopback, reply: str) -> None:
    mail_id = queued(register, "a@itu.example")
    server.on_recipient = lambda address: reply
    with listening(server):
        assert send_waiting(register, post_to(server.port)).states == {State.FAILED: 1}
        server.on_recipient = lambda address: OK
        assert send_waiting(register, post_to(server.port)).states == {State.SENT: 1}
    assert [state for state, _, _ in states(register, mail_id)] == ["failed", "sent"]


def test_a_sender_that_is_no_address_gives_no_mail_up(register: Register, server: Loopback) -> None:
    mail_id = queued(register, "a@itu.example")
    with listening(server):
        assert not send_waiting(register, replace_sender(post_to(server.port), "ITU, Geneva <nobody>")).is_reached
    assert states(register, mail_id) == [("failed", 1, "server: GDA_MAIL_FROM")]


def replace_sender(post: Post, sender: str) -> Post:
    """The same post in another name."""
    assert post.server is not None
    return replace(post, server=replace(post.server, sender=sender))


def test_what_was_given_up_waits_again_when_an_administrator_says_so(
    register: Register, server: Loopback, pavel: Actor, irene: Actor
) -> None:
    mail_id = queued(register, "gone@itu.example")
    server.on_recipient = lambda address: "550 5.1.1 no such user"
    with listening(server):
        send_waiting(register, post_to(server.port))
        with pytest.raises(NotAllowed):
            try_again(register, irene)
        assert send_waiting(register, post_to(server.port)).tried == 0
        assert (try_again(register, pavel), try_again(register, pavel)) == (1, 0)
        server.on_recipient = lambda address: OK
        assert send_waiting(register, post_to(server.port)).states == {State.SENT: 1}
    assert states(register, mail_id) == [("given_up", 1, "550 5.1.1"), ("again", 0, None), ("sent", 1, None)]
    assert outbox(register, SYSTEM, text, HOME).finished == {"sent": 1}


def test_a_server_that_closes_ends_the_batch_and_what_was_not_tried_is_untouched(
    register: Register, server: Loopback
) -> None:
    first, second = queued(register, "a@itu.example"), queued(register, "b@itu.example")
    server.on_data = lambda address: "421 4.3.2 shutting down"
    with listening(server):
        assert send_waiting(register, post_to(server.port)).states == {State.FAILED: 1}
    assert states(register, first) == [("failed", 1, "421 4.3.2")]
    assert states(register, second) == []


def test_a_server_that_says_nothing_is_left_after_its_time(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    mail_id = queued(register, "a@itu.example")
    monkeypatch.setattr(smtp, "STEP_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as mute:
        carried = send_waiting(register, post_to(mute.getsockname()[1]))
    assert (carried.is_reached, states(register, mail_id)) == (False, [("failed", 1, "server: timeout")])


def test_a_server_that_drips_is_cut_off(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each line comes in time, the greeting never ends: the conversation as a whole is bounded, too."""
    mail_id = queued(register, "a@itu.example")
    monkeypatch.setattr(smtp, "BATCH_SECONDS", 0.3)
    cut_off = threading.Event()

    def drip(listener: socket.socket) -> None:
        connection, _ = listener.accept()
        with connection:
            for _ in range(1000):
                try:
                    connection.sendall(b"220-please wait\r\n")
                except OSError:
                    cut_off.set()
                    return
                time.sleep(0.02)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        dripping = threading.Thread(target=drip, args=[listener], daemon=True)
        dripping.start()
        assert not send_waiting(register, post_to(listener.getsockname()[1])).is_reached
        dripping.join()
    assert cut_off.is_set()
    assert states(register, mail_id)[0][0] == "failed"


def test_no_more_than_so_many_leave_within_an_hour(
    register: Register, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        queued(register, f"p{number}@itu.example")
    with listening(server):
        assert send_waiting(register, post_to(server.port, hourly=3)).states == {State.SENT: 3}
        assert send_waiting(register, post_to(server.port, hourly=3)).tried == 0
        monkeypatch.setattr(sending, "utc_now", lambda: utc_now() + timedelta(minutes=61))
        assert send_waiting(register, post_to(server.port, hourly=3)).states == {State.SENT: 2}
    assert server.recipients == [f"p{number}@itu.example" for number in range(5)]


def test_without_a_server_a_line_is_printed_without_the_person(register: Register, server: Loopback) -> None:
    mail_id = queued(register, "very.private@itu.example")
    said: list[str] = []
    assert send_waiting(register, to_the_console(said)).states == {State.PRINTED: 1}
    assert said == [f"mail {mail_id} printed, no mail server is set: to @itu.example: Something happened"]
    with listening(server):
        assert send_waiting(register, post_to(server.port)).tried == 0, "what was printed is not sent months later"
    assert states(register, mail_id) == [("printed", 1, None)]


def test_an_invitation_brings_a_link_that_works_and_that_is_kept_nowhere(
    register: Register, server: Loopback, pavel: Actor
) -> None:
    add_person(register, pavel, "nia@kenya.example", "Nia", {Role.FOCAL_POINT}, {"kenya"})
    with listening(server):
        send_waiting(register, post_to(server.port))
    link = next(line for line in body(server.taken[0][1]).splitlines() if "/invitation/" in line)
    token = link.removeprefix(f"{HOME}/invitation/")
    assert len(token) == 43
    for table in ("trail", "mail_row", "mail_state_row", "invitation_row"):
        assert token not in str(register.rows(f"SELECT * FROM {table}"))
    person = signing_in.invited(register, token)
    assert person is not None
    assert person.email == "nia@kenya.example"


def test_an_invitation_that_was_used_or_whose_account_was_closed_is_not_sent(
    register: Register, server: Loopback, pavel: Actor
) -> None:
    nia = add_person(register, pavel, "nia@kenya.example", "Nia", {Role.FOCAL_POINT}, {"kenya"})
    add_person(register, pavel, "joe@kenya.example", "Joe", {Role.FOCAL_POINT}, {"kenya"})
    assert isinstance(nia, Added)
    signing_in.accept_invitation(register, str(nia.invitation_token), PASSWORD, hours=1)
    disable_person(register, pavel, "joe@kenya.example")
    with listening(server):
        assert send_waiting(register, post_to(server.port)).states == {State.NOT_NEEDED: 2}
    assert server.taken == []


def test_a_mail_that_cannot_be_read_does_not_hold_up_the_next(register: Register, server: Loopback) -> None:
    person_id = somebody(register, "a@itu.example")
    with register.change(SYSTEM) as change:
        change.trail("test.act", "x")
        row = {"mail_id": "m-x", "kind": "gossip", "person_id": person_id, "recipient": "a@itu.example"}
        row |= {"language": "en", "subject": "?", "body": "?", "queued_at": change.now}
        change.insert("mail_row", row)
    queued(register, "a@itu.example")
    assert [subject for _, subject in outbox(register, SYSTEM, text, HOME).waiting] == ["?", "Something happened"]
    with listening(server):
        assert send_waiting(register, post_to(server.port)).states == {State.GIVEN_UP: 1, State.SENT: 1}
    assert states(register, "m-x") == [("given_up", 1, "unreadable")]


def letter(subject: str = "Kenya", recipient: str = "a@itu.example", told: str = "Hello\n") -> Mail:
    return Mail("m-1", Kind.SUBMITTED, recipient, "en", subject, told, NOW)


@pytest.mark.parametrize(
    "recipient",
    ["a@itu.example\r\nBcc: all@press.example", "a@itu.example\nSubject: x", "a@itu.example, b@press.example",
     "<a@itu.example>", "a", "", "a@b@itu.example", "a b@itu.example", "a@itu.example\x00"],
)  # fmt: skip
def test_an_address_that_is_none_or_two_is_refused(recipient: str) -> None:
    with pytest.raises(Unmailable):
        composed(letter(recipient=recipient), address_of(SENDER))


@pytest.mark.parametrize("subject", ["Kenya\r\nBcc: all@press.example", "Kenya\nX: y", "Kenya\rX: y"])
def test_a_subject_that_would_break_a_header_is_refused(subject: str) -> None:
    with pytest.raises(Unmailable):
        composed(letter(subject), address_of(SENDER))


def test_a_hostile_name_arrives_as_a_name(register: Register, server: Loopback) -> None:
    name = "Kenya\r\nBcc: all@press.example\r\n\r\n.\r\nMAIL FROM:<x@y.example> =?utf-8?q?=0d=0aBcc?= 🌍"
    mail_id = queued(register, "a@itu.example", name)
    with listening(server):
        send_waiting(register, post_to(server.port))
    ((address, message),) = server.taken
    assert address == "a@itu.example"
    assert message["Bcc"] is None
    assert message["Subject"].startswith("Kenya Bcc: all@press.example . MAIL FROM:<x@y.example>")
    assert states(register, mail_id) == [("sent", 1, None)]


def test_lines_that_mean_something_to_smtp_arrive_as_written(server: Loopback, register: Register) -> None:
    told = "one\n.\n..two\nFrom me\n" + "long " * 400 + "\nété 中文 🌍\n"
    with listening(server), smtp.Conversation(post_to(server.port).server) as conversation:  # type: ignore[arg-type]
        assert conversation.send(letter(told=told)) is None
    assert body(server.taken[0][1]) == told


def test_an_address_in_another_script_goes_where_the_server_takes_it(register: Register, server: Loopback) -> None:
    mail_id = queued(register, "амина@кения.example")
    with listening(server, enable_SMTPUTF8=False):
        assert send_waiting(register, post_to(server.port)).states == {State.GIVEN_UP: 1}
    again = queued(register, "амина@кения.example")
    with listening(server, enable_SMTPUTF8=True):
        assert send_waiting(register, post_to(server.port)).states == {State.SENT: 1}
    assert server.recipients == ["амина@кения.example"]
    assert (states(register, mail_id), states(register, again)) == (
        [("given_up", 1, "SMTPUTF8")],
        [("sent", 1, None)],
    )


def certificate(folder: Path) -> ssl.SSLContext:
    """A certificate for 127.0.0.1 by itself, as `ca.pem` and as a server's context."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "ca.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "ca.pem", folder / "key.pem")
    return context


def test_starttls_with_a_password_and_a_certificate_that_is_trusted(
    register: Register, server: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    how = encrypted(server, certificate(tmp_path), "s3cret")
    strict = {"security": Security.STARTTLS, "user": "tracker"}
    mail_id = queued(register, "a@itu.example")
    monkeypatch.setattr(sending, "utc_now", lambda: utc_now() + timedelta(hours=5))
    with listening(server, **how):
        send_waiting(register, post_to(server.port, **strict, password="s3cret"))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        send_waiting(register, post_to(server.port, **strict, password="wrong"))
        send_waiting(register, post_to(server.port, **strict, password="s3cret"))
    assert states(register, mail_id) == [
        ("failed", 1, "server: certificate"),
        ("failed", 2, "server: 535 5.7.8"),
        ("sent", 3, None),
    ]


def test_tls_from_the_first_byte(
    register: Register, server: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    queued(register, "a@itu.example")
    context = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    with listening(server, ssl_context=context):
        assert send_waiting(register, post_to(server.port, security=Security.TLS)).states == {State.SENT: 1}
    assert server.recipients == ["a@itu.example"]


def test_nothing_goes_in_the_clear_when_it_was_to_be_encrypted(register: Register, server: Loopback) -> None:
    mail_id = queued(register, "a@itu.example")
    with listening(server):
        assert not send_waiting(register, post_to(server.port, security=Security.STARTTLS)).is_reached
    assert server.taken == []
    assert states(register, mail_id) == [("failed", 1, "server: no STARTTLS or no sign-in offered")]


def test_a_password_is_shown_nowhere() -> None:
    found = Settings(smtp_host="mail.itu.int", smtp_user="tracker", smtp_password="s3cret", mail_from="t@itu.int")
    assert "s3cret" not in repr(found)
    assert "s3cret" not in repr(sending.post_of(**found.post, words=text, say=print))
    assert found.post["password"] == "s3cret"


@pytest.mark.parametrize(
    "wrong",
    [
        {"smtp_security": "none", "smtp_user": "tracker", "mail_from": "t@itu.int"},
        {"mail_from": "tracker"},
        {"mail_from": "a@itu.int, b@itu.int"},
        {"mail_from": "ITU, Geneva <a@itu.int>"},
        {"mail_from": "ITU <a@itu.int"},
        {"mail_from": "Tracker\r\nBcc: x@y.int <a@itu.int>"},
        {},
        {"smtp_security": "sometimes", "mail_from": "t@itu.int"},
        {"mail_hourly": 0, "mail_from": "t@itu.int"},
    ],
)
def test_settings_that_would_leak_or_cannot_work_are_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        Settings(smtp_host="mail.itu.int", **wrong)  # type: ignore[arg-type]


def test_the_outbox_is_the_administrators(register: Register, irene: Actor, amina: Actor, pavel: Actor) -> None:
    queued(register, "a@itu.example")
    said: list[str] = []
    before = register.trail_head()
    for actor in (irene, amina, VISITOR):
        with pytest.raises(NotAllowed):
            outbox(register, actor, text, HOME)
        with pytest.raises(NotAllowed):
            send_now(register, actor, to_the_console(said))
    assert (said, register.trail_head()) == ([], before)
    assert [one.recipient for one, _ in outbox(register, pavel, text, HOME).waiting] == ["a@itu.example"]
    assert send_now(register, pavel, to_the_console(said)).states == {State.PRINTED: 1}


def test_sending_now_goes_on_until_nothing_is_due(
    register: Register, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "BATCH", 2)
    for number in range(5):
        queued(register, f"p{number}@itu.example")
    with listening(server):
        assert send_now(register, SYSTEM, post_to(server.port)).states == {State.SENT: 5}
    assert server.connections == 3


def test_every_state_has_its_trail_without_an_address(register: Register, server: Loopback) -> None:
    mail_id = queued(register, "very.private@itu.example")
    with listening(server):
        send_waiting(register, post_to(server.port))
    newest = list(register.trail())[-1]
    assert (newest.actor_id, newest.action) == ("post", "mail.record")
    assert newest.after_json == f'{{"mails":{{"{mail_id}":{{"attempt":1,"state":"sent"}}}},"note":null}}'
    assert not any("very.private" in str(one.after_json) + one.subject for one in register.trail())
    assert register.trail_break() is None


def test_the_postman_outlives_what_nobody_foresaw(
    register: Register, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail_id = queued(register, "a@itu.example")
    said: list[str] = []
    broken = iter([RuntimeError("once")])
    real = sending.send_waiting

    def shaky(*given: object) -> object:
        for error in broken:
            raise error
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("gda_tracker.web.post.send_waiting", shaky)
    monkeypatch.setattr("gda_tracker.web.post.REST_SECONDS", 0.01)
    with listening(server):
        postman = Postman(register, post_to(server.port, said), look_seconds=0.01)
        postman.start()
        wait_until(lambda: bool(states(register, mail_id)))
        postman.stop()
    assert said[0] == "sending mail stopped short (RuntimeError) and is tried again"
    assert states(register, mail_id) == [("sent", 1, None)]


def test_one_post_is_used_by_two_at_once_without_sending_twice(register: Register, server: Loopback) -> None:
    for number in range(6):
        queued(register, f"p{number}@itu.example")
    with listening(server):
        post: Post = post_to(server.port)
        both = [threading.Thread(target=send_waiting, args=[register, post]) for _ in range(2)]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()
    assert sorted(server.recipients) == [f"p{number}@itu.example" for number in range(6)]
