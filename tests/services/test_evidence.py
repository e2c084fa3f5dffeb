"""Files of evidence: kept and attached in one act, read by who may, before and after publication."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Final

import pytest

from gda_tracker.domain.permissions import VISITOR, Actor, LentItem, NotAllowed, Role
from gda_tracker.domain.problems import Rejected
from gda_tracker.domain.report import Entry, Evidence
from gda_tracker.domain.statuses import EvidenceKind, EvidenceLevel
from gda_tracker.editions import Edition
from gda_tracker.evidence import Store
from gda_tracker.register import Register, reports
from gda_tracker.services import evidence
from gda_tracker.services.editions import Published, publish_edition
from gda_tracker.services.evidence import OpenFile, StoredFile, add_file, alter_evidence, attach, attach_file, file_for
from gda_tracker.services.evidence_tidying import tidy
from gda_tracker.services.saving import Saved, save_entry
from gda_tracker.services.submitting import Accepted, submit_report
from tests.evidence.files_for_tests import docx, pdf

from .reports_for_tests import ACT, LAW, NOW, TODAY

PDF: Final = pdf()
SHA256: Final = hashlib.sha256(PDF).hexdigest()
O3: Final = ("kenya", "2026", "O3")
PIECE: Final = Evidence(kind=EvidenceKind.PRIMARY_DOCUMENT, title="E-waste Act", locator="Article 4")
LENT: Final = frozenset({LentItem("kenya", "2026", "O3")})
PEOPLE: Final = {
    "nobody": Actor("nobody", "Nobody"),
    "visitor": VISITOR,
    "contributor_of_o3": Actor("noor", "Noor", frozenset({Role.CONTRIBUTOR}), frozenset({"kenya"}), lent=LENT),
    "contributor_of_o1": Actor(
        "nia", "Nia", frozenset({Role.CONTRIBUTOR}), frozenset({"kenya"}),
        lent=frozenset({LentItem("kenya", "2026", "O1")}),
    ),
    "contributor_elsewhere": Actor("ana", "Ana", frozenset({Role.CONTRIBUTOR}), frozenset({"fiji"}), lent=LENT),
    "focal_point": Actor("amina", "Amina", frozenset({Role.FOCAL_POINT}), frozenset({"kenya"})),
    "other_focal_point": Actor("tomasi", "Tomasi", frozenset({Role.FOCAL_POINT}), frozenset({"fiji"})),
    "reviewer": Actor("irene", "Irene", frozenset({Role.REVIEWER})),
    "administrator": Actor("pavel", "Pavel", frozenset({Role.ADMINISTRATOR})),
}  # fmt: skip
ADDS: Final = {"focal_point", "contributor_of_o3"}
READS: Final = {"focal_point", "contributor_of_o3", "reviewer", "administrator"}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence, "utc_now", lambda: NOW)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "evidence"


def lend_to(register: Register, actor: Actor) -> None:
    """What is lent to the actor is on record as lent."""
    with register.change(PEOPLE["focal_point"]) as change:
        change.trail("item.lend", "kenya/2026", signatory_id="kenya")
        for one in actor.lent:
            change.insert(
                "lending_row",
                {
                    "signatory_id": one.signatory_id, "cycle": one.cycle, "item": one.item, "state": "lent",
                    "person_id": actor.person_id, "set_at": NOW, "set_by": "amina",
                },
            )  # fmt: skip


def attached(register: Register, actor: Actor, folder: Path, *, is_public: bool = True) -> Saved:
    """Kenya's answer on O3 with the file."""
    assert isinstance(save_entry(register, actor, "kenya", "2026", ACT, None, NOW), Saved)
    piece = PIECE.model_copy(update={"is_public": is_public})
    saved = attach_file(register, actor, folder, *O3, piece, (PDF, "act.pdf"), NOW)
    assert isinstance(saved, Saved), saved
    return saved


def published(register: Register, actor: Actor, tmp_path: Path) -> Edition:
    """The edition after Kenya submitted."""
    assert isinstance(submit_report(register, actor, "kenya", "2026", TODAY), Accepted)
    pavel = PEOPLE["administrator"]
    made = publish_edition(register, pavel, on=TODAY, folder=tmp_path / "editions")
    assert isinstance(made, Published)
    return Edition.open(made.path)


def reads(register: Register, folder: Path, newest: Edition | None = None) -> set[str]:
    """Who of the people gets the file."""
    return {name for name, who in PEOPLE.items() if file_for(register, who, folder, SHA256, newest) is not None}


def test_a_file_is_kept_and_attached_in_one_act(register: Register, amina: Actor, folder: Path) -> None:
    attached(register, amina, folder)
    entry = reports.newest(register, "kenya", "2026")["O3"].entry
    assert entry.evidence == (LAW, PIECE.model_copy(update={"file_sha256": SHA256}))
    assert entry.evidence_level is EvidenceLevel.PRIMARY_DOCUMENT
    assert Store(folder).read(SHA256) == PDF
    (row,) = register.rows("SELECT sha256, signatory_id, name, media_type, size_bytes, added_by FROM file_row")
    assert row == {
        "sha256": SHA256, "signatory_id": "kenya", "name": "act.pdf", "media_type": "application/pdf",
        "size_bytes": len(PDF), "added_by": "amina",
    }  # fmt: skip
    (trail,) = (record for record in register.trail() if record.action == "file.add")
    assert (trail.subject, trail.signatory_id, trail.actor_id) == (f"kenya/{SHA256}", "kenya", "amina")


def test_without_a_title_the_file_is_called_by_its_name(register: Register, amina: Actor, folder: Path) -> None:
    saved = attach_file(register, amina, folder, *O3, replace_title(""), (PDF, "../Act.PDF"), NOW)
    assert isinstance(saved, Saved)
    assert [piece.title for piece in reports.newest(register, "kenya", "2026")["O3"].entry.evidence] == ["Act.pdf"]


def replace_title(title: str) -> Evidence:
    return PIECE.model_copy(update={"title": title})


def test_the_same_file_twice_attaches_once(register: Register, amina: Actor, folder: Path) -> None:
    first = attached(register, amina, folder)
    before = register.trail_head()
    again = attach_file(register, amina, folder, *O3, replace_title("Again"), (PDF, "other name.pdf"), NOW)
    assert isinstance(again, Saved)
    assert again.version_id == first.version_id
    assert register.trail_head() == before


def test_the_same_content_of_two_signatories_is_kept_once_and_known_for_both(
    register: Register, amina: Actor, tomasi: Actor, folder: Path
) -> None:
    for actor, signatory_id, name in ((amina, "kenya", "a.pdf"), (tomasi, "fiji", "b.pdf")):
        stored = add_file(register, actor, folder, signatory_id, "2026", PDF, name)
        assert isinstance(stored, StoredFile)
        assert stored.name == name
    assert list(Store(folder).all()) == [SHA256]
    found = file_for(register, tomasi, folder, SHA256, None)
    assert found is not None
    assert found.name == "b.pdf"


def test_what_is_refused_leaves_nothing(register: Register, amina: Actor, folder: Path) -> None:
    before = register.trail_head()
    macros = docx({"word/vbaProject.bin": b"x"})
    refused = attach_file(register, amina, folder, *O3, PIECE, (macros, "act.docx"), NOW)
    assert isinstance(refused, Rejected)
    assert [problem.rule for problem in refused.problems] == ["file-macros"]
    assert register.trail_head() == before
    assert not folder.exists()


@pytest.mark.parametrize(
    ("signatory_id", "cycle", "rule"), [("kenya", "1999", "cycle-unknown"), ("kenya", "2024", "cycle-closed")]
)
def test_a_file_is_for_an_open_report(
    register: Register, amina: Actor, folder: Path, signatory_id: str, cycle: str, rule: str
) -> None:
    refused = add_file(register, amina, folder, signatory_id, cycle, PDF, "act.pdf")
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule in (rule, "cycle-unknown")
    assert not folder.exists()


def test_a_full_disk_is_said_and_nothing_is_recorded(
    register: Register, amina: Actor, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_store: Store, _data: bytes) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Store, "add", full)
    refused = add_file(register, amina, folder, "kenya", "2026", PDF, "act.pdf")
    assert isinstance(refused, Rejected)
    assert refused.problems[0].rule == "file-not-kept"
    assert register.rows("SELECT * FROM file_row") == []


@pytest.mark.parametrize("name", PEOPLE)
def test_who_may_attach(register: Register, folder: Path, name: str) -> None:
    if name in ADDS:
        lend_to(register, PEOPLE[name])
        saved = attach_file(register, PEOPLE[name], folder, *O3, PIECE, (PDF, "act.pdf"), NOW)
        assert isinstance(saved, Saved)
        return
    before = register.trail_head()
    with pytest.raises(NotAllowed):
        attach_file(register, PEOPLE[name], folder, *O3, PIECE, (PDF, "act.pdf"), NOW)
    with pytest.raises(NotAllowed):
        attach(register, PEOPLE[name], *O3, LAW, NOW)
    with pytest.raises(NotAllowed):
        alter_evidence(register, PEOPLE[name], *O3, LAW, None, NOW)
    assert register.trail_head() == before
    assert not folder.exists()


@pytest.mark.parametrize("is_public", [True, False])
def test_before_publication_a_file_is_for_its_own_people_and_staff(
    register: Register, amina: Actor, folder: Path, is_public: bool
) -> None:
    attached(register, amina, folder, is_public=is_public)
    assert reads(register, folder) == READS
    assert isinstance(submit_report(register, amina, "kenya", "2026", TODAY), Accepted)
    assert reads(register, folder) == READS


def test_after_publication_everybody_reads_what_was_marked_public(
    register: Register, amina: Actor, folder: Path, tmp_path: Path
) -> None:
    attached(register, amina, folder)
    with published(register, amina, tmp_path) as newest:
        assert reads(register, folder, newest) == set(PEOPLE)
        found = file_for(register, VISITOR, folder, SHA256, newest)
    assert found == OpenFile(Store(folder).verified(SHA256) or Path(), "act.pdf", "application/pdf", is_public=True)


def test_after_publication_what_was_not_marked_stays_private(
    register: Register, amina: Actor, folder: Path, tmp_path: Path
) -> None:
    attached(register, amina, folder, is_public=False)
    with published(register, amina, tmp_path) as newest:
        assert reads(register, folder, newest) == READS


def test_who_lists_a_file_of_others_by_its_hash_neither_reads_nor_publishes_it(
    register: Register, amina: Actor, tomasi: Actor, folder: Path, tmp_path: Path
) -> None:
    attached(register, amina, folder, is_public=False)
    stolen = ACT.model_copy(update={"evidence": (PIECE.model_copy(update={"file_sha256": SHA256}),)})
    save_entry(register, tomasi, "fiji", "2026", stolen, None, NOW)
    submit_report(register, tomasi, "fiji", "2026", TODAY)
    with published(register, amina, tmp_path) as newest:
        assert reads(register, folder, newest) == READS


def test_a_replica_gives_the_published_files_that_lie_beside_its_editions(
    register: Register, amina: Actor, folder: Path, tmp_path: Path
) -> None:
    attached(register, amina, folder)
    other = Store(folder).add(docx())
    with published(register, amina, tmp_path) as newest:
        found = file_for(None, VISITOR, folder, SHA256, newest)
        assert found is not None
        assert (found.name, found.media_type) == (f"evidence-{SHA256[:12]}.pdf", "application/pdf")
        assert file_for(None, VISITOR, folder, other, newest) is None
        assert file_for(None, VISITOR, tmp_path / "none", SHA256, newest) is None


@pytest.mark.parametrize("sha256", ["", "0" * 64, "../../register.duckdb", SHA256.upper(), SHA256 + "\n"])
def test_there_is_no_file_of_another_name(register: Register, pavel: Actor, folder: Path, sha256: str) -> None:
    Store(folder).add(PDF)
    assert file_for(register, pavel, folder, sha256, None) is None


def test_a_piece_is_altered_in_its_place_and_taken_away(register: Register, amina: Actor, folder: Path) -> None:
    assert isinstance(save_entry(register, amina, "kenya", "2026", ACT, None, NOW), Saved)
    with_page = LAW.model_copy(update={"locator": "Article 5"})
    assert isinstance(alter_evidence(register, amina, *O3, LAW, with_page, NOW), Saved)
    assert reports.newest(register, "kenya", "2026")["O3"].entry.evidence == (with_page,)
    gone = alter_evidence(register, amina, *O3, LAW, None, NOW)
    assert isinstance(gone, Rejected)
    assert gone.problems[0].rule == "evidence-gone"
    assert isinstance(alter_evidence(register, amina, *O3, with_page, None, NOW), Saved)
    assert reports.newest(register, "kenya", "2026")["O3"].entry == ACT.model_copy(update={"evidence": ()})


def test_attaching_keeps_what_a_colleague_wrote_meanwhile(
    register: Register, amina: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A colleague saves between the reading and the saving: the piece joins the colleague's words."""
    theirs = ACT.model_copy(update={"narrative": "Theirs.", "evidence": ()})
    newest, turns = reports.newest, []

    def and_then_a_colleague_saves(*args: object) -> object:
        stored = newest(*args)  # type: ignore[arg-type]
        if not turns:
            turns.append(1)
            assert isinstance(save_entry(register, amina, "kenya", "2026", theirs, None, NOW), Saved)
        return stored

    monkeypatch.setattr(evidence.reports, "newest", and_then_a_colleague_saves)
    assert isinstance(attach(register, amina, *O3, LAW, NOW), Saved)
    monkeypatch.undo()
    entry = reports.newest(register, "kenya", "2026")["O3"].entry
    assert (entry.narrative, entry.evidence) == ("Theirs.", (LAW,))


def test_what_lies_behind_the_evidence_is_told_to_who_may_read_it(
    register: Register, amina: Actor, folder: Path
) -> None:
    attached(register, amina, folder)
    pieces = reports.newest(register, "kenya", "2026")["O3"].entry.evidence
    for name, who in PEOPLE.items():
        if name in READS:
            behind = evidence.looked_up(register, who, *O3, pieces)
            assert [file.name for file in behind.files.values()] == ["act.pdf"]
            assert behind.links == {}
        else:
            with pytest.raises(NotAllowed):
                evidence.looked_up(register, who, *O3, pieces)


def test_at_the_start_leftovers_go_and_registered_files_stay(register: Register, amina: Actor, folder: Path) -> None:
    attached(register, amina, folder)
    path = Store(folder).verified(SHA256)
    assert path is not None
    (path.parent / "aa.part").write_bytes(b"%PD")
    assert tidy(register, folder) == 1
    assert Store(folder).read(SHA256) == PDF
    assert tidy(register, folder / "none") == 0


def test_an_answer_that_is_not_there_yet_begins_with_its_evidence(register: Register, amina: Actor) -> None:
    assert isinstance(attach(register, amina, "kenya", "2026", "O1", LAW, datetime(2026, 11, 22, 10)), Saved)
    assert reports.newest(register, "kenya", "2026")["O1"].entry == Entry(item="O1", evidence=(LAW,))
