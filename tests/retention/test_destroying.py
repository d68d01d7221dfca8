"""What is destroyed is what was approved: in portions, through kills, beside copies, on paper."""

import shutil

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from sopti.core.storing import files_stay
from sopti.notifications.models import Message
from sopti.recovery import actions as recovery
from sopti.recovery.proving import faults
from sopti.retention import actions, destroying
from sopti.retention.destroying import carry_on
from sopti.retention.enums import DestructionStatus
from sopti.retention.models import Destruction, DestructionLine
from sopti.retention.paper import record_sheet
from sopti.workflow import retained as files
from sopti.workflow.enums import EventKind
from sopti.workflow.models import Attachment, Event
from sopti.workflow.record import verify
from sopti.workflow.registry import Unfinished
from tests import make
from tests.retention.world import (
    NOW,
    TERMS,
    YEAR,
    approve,
    attached,
    closed_case,
    entry,
    message,
    office,
    on_disk,
    people_of,
    proposed,
    work_to_the_end,
)
from tests.workflow.racing import race

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


def due_files(count=3):
    """Return an approved proposal of so many files of one closed case, and its court."""
    made, admin, sekretaris = office()
    actions.set_terms(made.court.pk, TERMS, by=admin, at=NOW)
    case = closed_case(made, ago=3 * YEAR)
    for number in range(count):
        attached(case, f"surat{number}.pdf", ago=3 * YEAR)
    return approve(proposed(made.court), sekretaris), made, case


def test_only_what_was_due_and_approved_goes_and_three_rounds_more_change_nothing():
    proposal, made, case = due_files(2)
    recent = attached(closed_case(made, ago=YEAR), "baru.pdf", ago=YEAR)
    running = attached(made.open(), "berjalan.pdf", ago=3 * YEAR)
    late = attached(case, "pindaian.pdf", ago=YEAR)  # laid into the old case afterwards
    after = attached(closed_case(made, ago=3 * YEAR), "menyusul.pdf", ago=3 * YEAR - YEAR)

    work_to_the_end()
    for _ in range(3):
        assert carry_on(NOW) == ""

    stay = [recent, running, late, after]
    gone = Attachment.objects.filter(case=case).exclude(pk=late.pk)
    assert [(one.file.name, one.destroyed_under) for one in gone] == [("", proposal.number)] * 2
    assert [on_disk(one) for one in stay] == [True] * 4
    assert Attachment.objects.filter(destroyed_at=None).count() == 4
    told = Event.objects.get(kind=EventKind.DESTROYED)
    assert f'"destroyed":[["lampiran",2,{sum(one.size for one in gone)}]]' in told.text
    assert (verify(made.court), list(faults())) == (None, [])


def test_never_more_goes_than_was_counted_even_if_rows_slip_in():
    proposal, _, case = due_files(2)
    attached(case, "terselip.pdf", ago=3 * YEAR)

    work_to_the_end()

    line = DestructionLine.objects.get(proposal=proposal, key="lampiran")
    assert (line.count, line.done_count) == (2, 2)
    assert Attachment.objects.filter(destroyed_at=None).count() == 1


def test_what_was_read_only_after_the_proposal_is_not_taken_along():
    court = make.court()
    admin, sekretaris = people_of(court)
    unread = message(admin, ago=4 * YEAR, read=False)  # the older row would be the first to go
    message(admin, ago=3 * YEAR)
    made = approve(proposed(court), sekretaris)
    Message.objects.filter(pk=unread.pk).update(read_at=NOW)

    work_to_the_end()

    assert Message.objects.filter(pk=unread.pk).exists()
    assert Destruction.objects.get(pk=made.pk).lines.get().done_count == 1


def test_case_that_runs_again_keeps_its_files():
    proposal, _, case = due_files(2)
    type(case).objects.filter(pk=case.pk).update(status="berjalan", closed_at=None)

    work_to_the_end()

    assert [on_disk(one) for one in Attachment.objects.all()] == [True, True]
    assert Destruction.objects.get(pk=proposal.pk).lines.get(key="lampiran").done_count == 0


def test_much_goes_in_portions_and_each_round_says_that_more_waits(monkeypatch):
    monkeypatch.setattr(destroying, "PORTION", 2)
    court = make.court()
    admin, sekretaris = people_of(court)
    for _ in range(5):
        message(admin, ago=3 * YEAR)
    entry(admin, ago=2 * YEAR)
    approve(proposed(court), sekretaris)
    old = Message.objects.filter(to=admin)

    left, more = [], []
    for _ in range(5):
        more.append(isinstance(carry_on(NOW), Unfinished))
        left.append(old.filter(subject="Berkas selesai").count())

    assert left == [3, 1, 0, 0, 0]
    assert more == [True, True, True, True, False]
    assert Destruction.objects.get().status == DestructionStatus.DONE


# -------------------------------------------------------------------------------------- kills
class KilledError(Exception):
    """The worker is gone in the middle of its work."""


def killed_in(monkeypatch, module, name, *, before):
    """Let the worker die just before or just after it called the function; once."""
    real = getattr(module, name)

    def dies(*args, **words):
        monkeypatch.setattr(module, name, real)
        if not before:
            real(*args, **words)
        raise KilledError

    monkeypatch.setattr(module, name, dies)
    with pytest.raises(KilledError):
        carry_on(NOW)


@pytest.mark.parametrize("before", [True, False], ids=["row without file", "file without row"])
def test_kill_between_row_and_file_loses_no_file_and_leaves_none(monkeypatch, before):
    proposal, _, _ = due_files(2)

    killed_in(monkeypatch, files, "forget_files", before=before)

    marked = Attachment.objects.filter(destroyed_under=proposal.number)
    assert [on_disk(one) for one in marked] == [before, before]
    assert list(faults()) == []
    work_to_the_end()
    assert [one.file.name for one in Attachment.objects.all()] == ["", ""]
    assert list(files.Path(files.settings.MEDIA_ROOT).glob("attachments/*")) == []
    line = DestructionLine.objects.get(proposal=proposal, key="lampiran")
    assert (line.count, line.done_count) == (2, 2)
    assert Event.objects.filter(kind=EventKind.DESTROYED).count() == 1


def test_kill_before_the_end_was_written_writes_it_once(monkeypatch):
    due_files(1)
    carry_on(NOW)

    killed_in(monkeypatch, destroying, "record", before=True)

    assert Destruction.objects.get().status == DestructionStatus.APPROVED
    work_to_the_end()
    assert Event.objects.filter(kind=EventKind.DESTROYED).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.both_databases
def test_three_workers_at_once_destroy_and_count_everything_once(monkeypatch):
    monkeypatch.setattr(destroying, "PORTION", 2)
    court = make.court()
    admin, sekretaris = people_of(court)
    for _ in range(9):
        message(admin, ago=3 * YEAR)
    approve(proposed(court), sekretaris)

    answers = race(3, lambda _: work_to_the_end())

    assert [one for one in answers if isinstance(one, Exception)] == []
    line = DestructionLine.objects.get()
    assert (line.count, line.done_count) == (9, 9)
    assert Message.objects.filter(subject="Berkas selesai").count() == 0
    assert Event.objects.filter(kind=EventKind.DESTROYED).count() == 1
    assert verify(court) is None


# --------------------------------------------------------------------------- copies and losses
def test_no_file_goes_while_a_copy_is_made(settings):
    proposal, _, _ = due_files(1)
    with files_stay(settings.MEDIA_ROOT):  # each holder opens the lock anew, as other programs do
        rounds = [carry_on(NOW) for _ in range(3)]
        kept = on_disk(Attachment.objects.get())
    work_to_the_end()

    assert (kept, [isinstance(one, Unfinished) for one in rounds]) == (True, [True, False, False])
    assert Attachment.objects.get().file.name == ""
    assert Destruction.objects.get(pk=proposal.pk).status == DestructionStatus.DONE


@pytest.mark.django_db(transaction=True)
def test_copy_holds_the_files_that_stay_and_nothing_of_ours(settings, tmp_path):
    _, made, _ = due_files(1)
    stays = attached(closed_case(made, ago=YEAR), "baru.pdf", ago=YEAR)
    work_to_the_end()

    copy = recovery.back_up(tmp_path / "copies", at=NOW)

    names = [path.name for path in (copy / "files").rglob("*") if path.is_file()]
    assert names == [files.Path(stays.file.name).name]


def test_missing_file_without_a_destruction_is_still_a_loss(settings):
    _, made, _ = due_files(1)
    lost = attached(closed_case(made, ago=YEAR), "hilang.pdf", ago=YEAR)
    work_to_the_end()
    assert list(faults()) == []

    shutil.rmtree(files.Path(settings.MEDIA_ROOT) / "attachments")

    assert list(faults()) == [f"workflow.Attachment: {lost.file.name} tidak ada."]


def test_destruction_that_nobody_approved_is_a_loss_whatever_the_row_says():
    _, made, _ = due_files(1)
    work_to_the_end()
    lost = attached(closed_case(made, ago=YEAR), "hilang.pdf", ago=YEAR)

    Attachment.objects.filter(pk=lost.pk).update(file="", destroyed_at=NOW, destroyed_under="9/X")

    assert list(faults()) == [
        "workflow.Attachment: isi dimusnahkan menurut 9/X, tetapi catatan tidak mengenalnya."
    ]


def test_database_takes_no_file_away_without_saying_why():
    _, made, _ = due_files(1)
    kept = attached(closed_case(made, ago=YEAR), ago=YEAR)

    for told in ({"file": ""}, {"destroyed_at": NOW}, {"destroyed_under": "1"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Attachment.objects.filter(pk=kept.pk).update(**told)


# ------------------------------------------------------------------------- what people read
def test_case_says_what_was_destroyed_and_the_file_answers_that_it_is_gone(client):
    proposal, made, case = due_files(1)
    picture = attached(case, "foto.jpg", ago=3 * YEAR, kind="image/jpeg")
    Attachment.objects.filter(pk=picture.pk).update(
        destroyed_at=NOW, destroyed_under=proposal.number
    )
    work_to_the_end()
    said = (
        f"Isi berkas dimusnahkan pada 16 November 2026 berdasarkan berita acara {proposal.number}."
    )
    one = Attachment.objects.get(name="surat0.pdf")
    addresses = [
        reverse("workflow:attachment", args=[one.pk]),
        reverse("workflow:attachment", args=[picture.pk]) + "?unduh",
        reverse("workflow:thumbnail", args=[picture.pk]),
    ]
    client.force_login(made.clerk)
    page = client.get(case.get_absolute_url()).text
    answers = [client.get(address) for address in addresses]
    client.force_login(make.user("sekretaris"))
    elsewhere = client.get(addresses[0]).status_code

    assert (page.count(said), addresses[0] in page) == (2, False)
    assert [(answer.status_code, said in answer.text) for answer in answers] == [(410, True)] * 3
    assert elsewhere == 404


def test_small_pictures_go_with_their_picture(settings):
    _, _, _ = due_files(1)
    name = Attachment.objects.get().file.name
    small = settings.MEDIA_ROOT / files.thumbnails.names_of(name)[0]
    small.parent.mkdir()
    small.write_bytes(b"small")

    work_to_the_end()

    assert not small.exists()


def test_paper_says_what_went_by_which_term_and_by_whose_approval(client):
    proposal, made, _ = due_files(2)
    address = reverse("retention:record_paper", args=[proposal.pk])
    client.force_login(made.people["sekretaris"])
    early = client.get(address).status_code
    work_to_the_end()

    sheet = record_sheet(Destruction.objects.for_pages().get(pk=proposal.pk), at=NOW)

    assert early == 409
    size = sum(Attachment.objects.values_list("size", flat=True))
    assert sheet.rows == [
        (
            "1",
            "Isi lampiran berkas selesai",
            "2 tahun",
            "14 November 2023",
            "2",
            "2",
            f"{size} byte",
        )
    ]
    assert proposal.number in sheet.opening
    assert (sheet.sign.title, sheet.sign.name) == ("Sekretaris", "sekretaris satu")
    assert [fact.text for fact in sheet.facts][1:3] == [
        "admin satu", "sekretaris satu, Sekretaris"]  # fmt: skip
