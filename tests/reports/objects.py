"""A case of Madiun's service-request table with finished work in it, for the papers to show."""

from datetime import UTC, datetime

from sopti.people.enums import Zone
from sopti.sop.models import Edition
from sopti.workflow.enums import EventKind, TaskStatus
from sopti.workflow.models import Attachment, Case, Event, Question, RecordHead, Task
from tests import make

MAC = "9f3a61c07b2e44d8" * 4
PRINTED = datetime(2026, 10, 20, 2, 44, tzinfo=UTC)


def at(day, hour, minute=0):
    """A moment of October 2026 by the clock of Madiun."""
    return datetime(2026, 10, day, hour - 7, minute, tzinfo=UTC)


def court(**words):
    given = {
        "name": "Pengadilan Agama Kota Madiun",
        "zone": Zone.WIB,
        "town": "Madiun",
        "letterhead": [
            "MAHKAMAH AGUNG REPUBLIK INDONESIA",
            "PENGADILAN AGAMA KOTA MADIUN",
            "KESEKRETARIATAN",
        ],
        "address": ["Jl. Ring Road No. 1 Kota Madiun"],
    }
    return make.court(**(given | words))


def official(where, name="Bagus Prasetyo, S.Kom.", role="kasubag_ptip", **words):
    words.setdefault("nip", "198507162010011018")
    return make.user(role, court=where, full_name=name, **words)


def clerk(where, **words):
    words.setdefault("full_name", "Nur Laila Hidayati, S.H.I.")
    words.setdefault("unit", "Kepaniteraan Gugatan")
    return make.user(court=where, **words)


def case(requester, number=147, **words):
    where = requester.court
    edition = Edition.objects.filter(document__court=where).first() or make.edition(where)
    given = {
        "procedure_key": "permintaan-layanan",
        "number": f"{number}/TI.B/PA.Mdn/2026",
        "year": 2026,
        "sequence": number,
        "title": "Pencetak loket PTSP 2 tidak menarik kertas",
        "detail": "Sejak pukul 09.10 pencetak berbunyi dan berhenti.",
        "opened_at": at(12, 9, 42),
        "requester": requester,
        "filed_by": requester,
    }
    return Case.objects.create(court=where, edition=edition, **(given | words))


def task(of, by, step=3, **words):
    """A finished step, as the views fetch it."""
    given = {
        "role": make.role(of.procedure.step(step).role),
        "status": TaskStatus.DONE,
        "opened_at": at(15, 8, 5),
        "started_at": at(15, 9, 20),
        "started_by": by,
        "finished_at": at(15, 9, 34),
        "finished_by": by,
        "capacity": "Kasubag PTIP",
        "waiting_minutes": 75,
        "work_minutes": 14,
        "within_norm": True,
    }
    made = Task.objects.create(case=of, step=step, **(given | words))
    return Task.objects.for_pages().get(pk=made.pk)


def open_task(of, step=3, **words):
    unfinished = dict.fromkeys(
        ("started_at", "started_by", "finished_at", "finished_by", "waiting_minutes",
         "work_minutes", "within_norm")
    )  # fmt: skip
    return task(of, None, step, status=TaskStatus.OPEN, capacity="", **(unfinished | words))


def attachment(of, by, name="layar.png"):
    return Attachment.objects.create(
        case=of.case, task=of, file="x", name=name, content_type="image/png", size=1_234_567,
        sha256="c0ffee12" * 8, added_by=by, added_at=at(15, 9, 30),
    )  # fmt: skip


def question(of, by, to):
    return Question.objects.create(
        task=of, asked_by=by, asked_at=at(15, 9, 22), text="Nomor inventaris pencetaknya berapa?",
        answered_by=to, answered_at=at(15, 9, 28), answer="3.10.02.03.003 / NUP 14",
    )  # fmt: skip


def event(of, sequence, summary, by=None):
    RecordHead.objects.update_or_create(court=of.court, defaults={"sequence": sequence, "mac": MAC})
    return Event.objects.create(
        court=of.court, sequence=sequence, kind=EventKind.COMPLETED, at=at(15, 9, 34), by=by,
        case=of, summary=summary, text="{}", mac=MAC,
    )  # fmt: skip


def full_case(steps=(1, 2, 3), **words):
    """A case of which some steps are done, with a file, a question and lines of the record."""
    where = court()
    requester, by = clerk(where), official(where)
    found = case(requester, **words)
    for step in steps:
        done = task(found, by, step, result=f"Hasil langkah {step}.")
        attachment(done, by, f"foto-{step}.png")
        question(done, by, requester)
        event(found, 1000 + step, f"Langkah {step} selesai oleh {by}.")
    return Case.objects.for_pages().get(pk=found.pk)
