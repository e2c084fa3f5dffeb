"""What staff type: each verb does its work and says so in one line, or says in a sentence why not."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from typer.testing import CliRunner, Result

from gda_tracker.cli import app, imports
from gda_tracker.domain.permissions import Actor
from gda_tracker.evidence import Store
from gda_tracker.register import Register
from gda_tracker.services import passwords, signing_in
from gda_tracker.services.editions import list_editions
from gda_tracker.settings import settings

from .services.reports_for_tests import filled

TODAY = date(2026, 11, 22)
LIST = """Name,Type,Country,Date of endorsement
Kenya,National government,Kenya,2024-11-16
Fiji,Government,FJ,2024-11-17
Fibre Forum,Private sector,Belgium,2025-01-20
"""
UNDER_WAY = {"C7": "Under way", "D7": date(2026, 9, 1), "E7": "41 producers are registered."}
Gda = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("GDA_HOME", str(tmp_path / "home"))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(passwords, "HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    monkeypatch.setattr(imports, "today", lambda: TODAY)
    settings.cache_clear()
    yield tmp_path / "home"
    settings.cache_clear()


@pytest.fixture
def gda(home: Path) -> Gda:
    def run(*words: object) -> Result:
        return CliRunner().invoke(app, [str(word) for word in words])

    return run


@pytest.fixture
def listed(gda: Gda, tmp_path: Path) -> Path:
    """A real register with Kenya, Fiji and the Fibre Forum in it; the path of the list."""
    file = tmp_path / "list.csv"
    file.write_text(LIST)
    assert gda("init").exit_code == 0
    assert gda("import-signatories", file).exit_code == 0
    return file


def the_register(home: Path) -> Register:
    return Register.open(home / "register.duckdb")


def trail(home: Path) -> list[tuple[str, str]]:
    register = the_register(home)
    found = [(record.actor_id, record.action) for record in register.trail()]
    register.close()
    return found


def refused(result: Result, sentence: str) -> None:
    assert result.exit_code == 1, result.output
    assert sentence in result.stderr
    assert "Traceback" not in result.output
    assert "unforeseen" not in result.output


def invitation_of(result: Result) -> str:
    assert result.exit_code == 0, result.output
    said, link, warning = result.stdout.splitlines()
    assert said.startswith("Invited ")
    assert link.startswith("http://localhost:8501/invitation/")
    assert warning.startswith("It opens on this machine alone: GDA_PUBLIC_URL is not set")
    return link.rsplit("/", 1)[1]


def test_init_makes_an_empty_real_register_with_its_cycles(gda: Gda, home: Path) -> None:
    result = gda("init")
    assert result.stdout == f"Created an empty register at {home / 'register.duckdb'}.\n"
    register = the_register(home)
    assert not register.is_demonstration
    assert [row["code"] for row in register.rows("SELECT code FROM cycle ORDER BY code")] == ["2025", "2026", "2027"]
    assert register.rows("SELECT * FROM signatory") == []
    register.close()
    assert trail(home) == [("system", "register.create"), ("system", "cycle.set")]


def test_init_and_demo_overwrite_nothing(gda: Gda, home: Path) -> None:
    gda("init")
    before = (home / "register.duckdb").read_bytes()
    refused(gda("init"), f"There is data at {home / 'register.duckdb'} already; nothing was changed.")
    refused(gda("demo", "--signatories", 20), "There is data at")
    assert gda("demo", "--if-missing").exit_code == 0
    assert (home / "register.duckdb").read_bytes() == before


def test_a_folder_with_editions_alone_stays_a_public_copy(gda: Gda, home: Path) -> None:
    (home / "editions").mkdir(parents=True)
    (home / "editions" / "0001.duckdb").write_bytes(b"an edition")
    assert gda("demo", "--if-missing").exit_code == 0
    refused(gda("init"), "There is data at")
    assert not (home / "register.duckdb").exists()


def test_demo_makes_a_marked_register_with_editions_and_accounts(gda: Gda, home: Path) -> None:
    result = gda("demo", "--signatories", 40, "--cycles", 2, "--seed", 7)
    assert result.exit_code == 0, result.output
    path = home / "register.duckdb"
    assert result.stdout == f"Created a demonstration register at {path}: 40 signatories, 2 cycles.\n"
    assert [info.number for info in list_editions(home / "editions")] == [2, 1]
    assert all(info.is_demonstration for info in list_editions(home / "editions"))
    assert sorted(file.name for file in home.iterdir()) == ["editions", "imports", "register.duckdb"]
    assert gda("check").exit_code == 0
    said = gda("welcome", "--port", 9000).stdout
    assert "http://localhost:9000" in said
    assert "green-digital-action" in said
    for email in ("amina@kenya.example", "irene@itu.example", "pavel@itu.example", "tomasi@fiji.example"):
        assert email in said


def test_a_demonstration_that_was_cut_off_leaves_no_register(
    gda: Gda, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut_off(path: Path, editions_folder: Path, **_: object) -> None:
        path.write_bytes(b"half a register")
        editions_folder.mkdir()
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("gda_tracker.services.demonstration.create", cut_off)
        result = gda("demo", "--signatories", 20)
    assert result.exit_code == 130
    assert not (home / "register.duckdb").exists()
    assert not (home / "editions").exists()
    assert gda("demo", "--signatories", 20, "--if-missing").exit_code == 0
    assert (home / "register.duckdb").exists()


def test_a_dry_run_shows_the_columns_and_changes_nothing(gda: Gda, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST + "Atlantis,National government,Atlantis,2024-11-16\n")
    gda("init")
    before = trail(home)
    result = gda("import-signatories", file, "--dry-run")
    assert result.exit_code == 0, result.output
    assert "Date of endorsement" in result.stdout
    assert "endorsed_on" in result.stdout
    assert "Atlantis" in result.stdout
    assert "Dry run of list.csv, nothing was changed: 3 new, 0 the same," in result.stdout
    assert "1 refused." in result.stdout
    assert trail(home) == before


def test_importing_adds_signatories_once_and_leaves_its_trail(gda: Gda, home: Path, listed: Path) -> None:
    register = the_register(home)
    names = [row["name"] for row in register.rows("SELECT name FROM signatory ORDER BY name")]
    register.close()
    assert names == ["Fibre Forum", "Fiji", "Kenya"]
    assert trail(home)[-1] == ("system", "signatory.import")
    before = trail(home)
    again = gda("import-signatories", listed)
    assert "0 new, 3 the same" in again.stdout
    assert trail(home) == before


def test_a_list_that_is_none_gets_a_sentence(gda: Gda, home: Path, tmp_path: Path) -> None:
    gda("init")
    before = trail(home)
    (tmp_path / "letter.xlsx").write_bytes(b"%PDF-1.7 a letter")
    (tmp_path / "columns.csv").write_text("colour,size\nred,3\n")
    for name in ("letter.xlsx", "columns.csv"):
        result = gda("import-signatories", tmp_path / name)
        refused(result, ".")
    refused(gda("import-signatories", tmp_path / "missing.csv"), "No such file or directory")
    assert trail(home) == before


def test_a_report_is_checked_and_submitted(gda: Gda, home: Path, listed: Path, tmp_path: Path, amina: Actor) -> None:
    file = workbook(home, tmp_path, amina, UNDER_WAY)
    words = ("import-report", file, "--signatory", "kenya", "--cycle", "2026")
    assert gda(*words).stdout == "Submitted one entry of Kenya for 2026.\n"
    assert trail(home)[-1] == ("system", "report.submit")
    before = trail(home)
    assert gda(*words).stdout == "Kenya had submitted this report for 2026 already; nothing was changed.\n"
    assert trail(home) == before


def test_a_report_that_came_in_earlier_keeps_its_day(
    gda: Gda, home: Path, listed: Path, tmp_path: Path, amina: Actor
) -> None:
    file = workbook(home, tmp_path, amina, UNDER_WAY)
    words = ("import-report", file, "--signatory", "kenya", "--cycle", "2026", "--received")
    refused(gda(*words, "2999-01-01"), "A report cannot have been received in the future.")
    assert gda(*words, "2026-10-02").exit_code == 0
    register = the_register(home)
    (row,) = register.rows("SELECT submitted_at FROM submission_row")
    register.close()
    assert row["submitted_at"].date() == date(2026, 10, 2)


def test_every_problem_of_a_report_is_said_and_nothing_is_kept(
    gda: Gda, home: Path, listed: Path, tmp_path: Path, amina: Actor
) -> None:
    file = workbook(home, tmp_path, amina, {**UNDER_WAY, "C8": "Nearly done", "D7": date(2031, 1, 1)})
    before = trail(home)
    result = gda("import-report", file, "--signatory", "kenya", "--cycle", "2026")
    assert result.exit_code == 1
    assert "row 7" in result.stderr
    assert "row 8" in result.stderr
    assert trail(home) == before


def test_a_report_for_nobody_is_refused(gda: Gda, home: Path, listed: Path, tmp_path: Path, amina: Actor) -> None:
    file = workbook(home, tmp_path, amina, UNDER_WAY)
    refused(gda("import-report", file, "--signatory", "atlantis", "--cycle", "2026"), "atlantis")
    refused(gda("import-report", file, "--signatory", "kenya", "--cycle", "1999"), "1999")
    refused(
        gda("import-report", file, "--signatory", "fiji", "--cycle", "2026"),
        "This is the workbook of Kenya; this report is",
    )


def workbook(home: Path, folder: Path, actor: Actor, cells: dict[str, object]) -> Path:
    register = the_register(home)
    file = folder / "kenya.xlsx"
    file.write_bytes(filled(register, actor, "kenya", cells))
    register.close()
    return file


def test_publishing_makes_an_edition_and_checking_finds_all_in_order(gda: Gda, home: Path, listed: Path) -> None:
    path = home / "editions" / "0001.duckdb"
    assert gda("publish", "--on", TODAY).stdout == f"Published edition 1 of 22 November 2026: {path}.\n"
    assert trail(home)[-1] == ("system", "edition.publish")
    shown = gda("editions").stdout
    assert "0001.duckdb" in shown
    assert shown.endswith(f"One edition in {home / 'editions'}.\n")
    count = len(trail(home))
    assert gda("check").stdout == f"All holds. Trail records: {count}; published editions: 1; evidence files: 0.\n"


def test_what_cannot_be_published_is_said(gda: Gda, home: Path) -> None:
    gda("init")
    refused(gda("publish"), "There is no signatory yet.")
    refused(gda("publish", "--on", "2999-01-01"), "An edition cannot be dated in the future.")
    assert gda("publish", "--on", "tomorrow").exit_code == 2
    assert gda("editions").stdout == f"0 editions in {home / 'editions'}.\n"


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [
        (lambda path: path.unlink(), "Edition 1 is missing: there is no file 0001.duckdb."),
        (lambda path: path.write_bytes(path.read_bytes()[:-5000]), "Edition 1 is not what was published"),
        (lambda path: path.write_bytes(b"nothing"), "Edition 1 is not what was published"),
    ],
)
def test_check_names_the_edition_that_is_not_what_was_published(
    gda: Gda, home: Path, listed: Path, damage: Callable[[Path], object], sentence: str
) -> None:
    gda("publish", "--on", TODAY)
    damage(home / "editions" / "0001.duckdb")
    refused(gda("check"), sentence)


def test_editions_lists_what_it_can_read_and_names_the_rest(gda: Gda, home: Path, listed: Path) -> None:
    gda("publish", "--on", TODAY)
    (home / "editions" / "0002.duckdb").write_bytes(b"nothing")
    result = gda("editions")
    assert "0001.duckdb" in result.stdout
    refused(result, "0002.duckdb")


def test_check_says_where_the_trail_breaks(gda: Gda, home: Path, listed: Path) -> None:
    register = the_register(home)
    register.cursor().execute("UPDATE trail SET subject = 'nothing' WHERE seq = 2")
    register.close()
    refused(gda("check"), "The trail breaks at record 2: the record was altered.")


def test_check_finds_an_edition_of_another_register(gda: Gda, home: Path, listed: Path) -> None:
    gda("publish", "--on", TODAY)
    register = the_register(home)
    register.cursor().execute("UPDATE trail SET hash = repeat('0', 64) WHERE seq = 3")
    register.close()
    refused(gda("check"), "Edition 1 was made from a trail that this register does not hold (0001.duckdb).")


def test_a_person_is_added_listed_and_disabled(gda: Gda, home: Path, listed: Path) -> None:
    words = ("people", "add", "amina@kenya.example", "--name", "Amina", "--role", "focal_point", "--signatory", "kenya")
    token = invitation_of(gda(*words))
    register = the_register(home)
    person = signing_in.invited(register, token)
    register.close()
    assert person is not None
    assert person.name == "Amina"
    shown = gda("people", "list").stdout
    assert "amina@kenya.example" in shown
    assert "Focal point" in shown
    assert "kenya" in shown
    assert "invited" in shown
    assert shown.endswith("One person.\n")
    disabled = gda("people", "disable", "Amina@kenya.example")
    assert disabled.stdout == "Disabled amina@kenya.example; every session has ended.\n"
    assert "disabled" in gda("people", "list").stdout
    assert [action for _, action in trail(home)][-2:] == ["person.add", "person.disable"]


def test_a_new_link_replaces_the_old_one(gda: Gda, home: Path, listed: Path) -> None:
    old = invitation_of(gda("people", "add", "irene@itu.example", "--name", "Irene", "--role", "reviewer"))
    new = invitation_of(gda("people", "invite", "irene@itu.example"))
    register = the_register(home)
    assert signing_in.invited(register, old) is None
    assert signing_in.invited(register, new) is not None
    register.close()


def test_a_link_that_begins_with_the_own_address_is_given_without_a_warning(
    gda: Gda, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GDA_PUBLIC_URL", "https://gda.example")
    settings.cache_clear()
    said = gda("people", "add", "irene@itu.example", "--name", "Irene", "--role", "reviewer").stdout.splitlines()
    assert len(said) == 2
    assert said[1].startswith("https://gda.example/invitation/")


def test_a_person_that_cannot_be_added_is_refused_with_every_reason(gda: Gda, home: Path, listed: Path) -> None:
    before = trail(home)
    result = gda("people", "add", "nowhere", "--name", "A", "--role", "focal_point", "--signatory", "atlantis")
    refused(result, "nowhere is no e-mail address.\nThere is no signatory atlantis.")
    assert gda("people", "add", "a@b.example", "--name", "A", "--role", "king").exit_code == 2
    refused(gda("people", "disable", "a@b.example"), "There is no active account for a@b.example.")
    refused(gda("people", "invite", "a@b.example"), "There is no active account for a@b.example.")
    assert trail(home) == before


def test_in_the_name_of_a_person_that_persons_roles_decide(gda: Gda, home: Path, listed: Path, tmp_path: Path) -> None:
    gda("people", "add", "irene@itu.example", "--name", "Irene", "--role", "reviewer")
    gda("people", "add", "pavel@itu.example", "--name", "Pavel", "--role", "administrator")
    before = trail(home)
    no = "That person's roles do not permit this; nothing was changed."
    for words in (
        ("publish", "--on", TODAY),
        ("people", "list"),
        ("people", "disable", "pavel@itu.example"),
        ("people", "add", "x@itu.example", "--name", "X", "--role", "administrator"),
        ("import-report", listed, "--signatory", "kenya", "--cycle", "2026"),
    ):
        refused(gda(*words, "--as", "irene@itu.example"), no)
    refused(gda("publish", "--as", "nobody@itu.example"), "There is no active account for nobody@itu.example.")
    assert trail(home) == before
    assert gda("publish", "--on", TODAY, "--as", "pavel@itu.example").exit_code == 0
    who, action = trail(home)[-1]
    assert (action, who.startswith("p-")) == ("edition.publish", True)


def test_without_a_register_every_verb_says_how_to_make_one(gda: Gda, home: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(LIST)
    for words in (
        ("import-signatories", file),
        ("import-report", file, "--signatory", "kenya", "--cycle", "2026"),
        ("publish",),
        ("check",),
        ("people", "list"),
        ("people", "disable", "a@b.example"),
    ):
        refused(gda(*words), "There is no register at")
    assert not home.exists()


def test_while_the_server_holds_the_register_the_verbs_say_so(gda: Gda, home: Path, listed: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from gda_tracker.register import Register; "
        "register = Register.open(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    server = subprocess.Popen(
        [sys.executable, "-c", code, str(home / "register.duckdb")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        assert server.stdout.readline() == "held\n"
        for words in (("publish",), ("check",), ("people", "list"), ("import-signatories", listed)):
            refused(gda(*words), "The running server holds the register at")
        assert gda("editions").exit_code == 0
    finally:
        server.communicate("")


def test_a_register_of_a_newer_version_is_named_as_such(gda: Gda, home: Path, listed: Path) -> None:
    register = the_register(home)
    register.cursor().execute("INSERT INTO migration VALUES (99, '0099_later.sql', NULL)")
    register.close()
    refused(gda("check"), "This register was written by a newer version of the tracker")


def test_the_module_runs_and_helps(home: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "gda_tracker", "--help"], capture_output=True, text=True, check=True)
    for word in ("init", "demo", "import-signatories", "import-report", "publish", "editions", "check", "people"):
        assert word in done.stdout
    failed = subprocess.run([sys.executable, "-m", "gda_tracker", "check"], capture_output=True, text=True, check=False)
    assert failed.returncode == 1
    assert failed.stderr.startswith("There is no register at ")
    assert len(failed.stderr.splitlines()) == 1


def test_help_loads_no_database_and_no_chart(home: Path) -> None:
    code = (
        "import sys; import gda_tracker.cli; "
        "print(sorted({'duckdb', 'polars', 'plotly', 'streamlit', 'pyarrow', 'openpyxl'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_check_tells_by_its_exit_code_that_an_evidence_file_is_orphaned(gda: Gda, home: Path) -> None:
    assert gda("init").exit_code == 0
    orphan = Store(home / "evidence").add(b"nobody names this")
    told = gda("check")
    assert told.exit_code != 0
    assert orphan in told.output
