"""A court with old and newer data: messages, entries, and files of closed cases on a disk."""

import hashlib
from datetime import timedelta
from pathlib import Path

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.files.base import ContentFile

from sopti.notifications.models import Message
from sopti.retention import actions
from sopti.retention.destroying import carry_on
from sopti.retention.enums import DestructionStatus
from sopti.retention.models import Destruction
from sopti.workflow.models import Attachment, Case
from tests import make
from tests.workflow.office import Office

NOW = make.MONDAY
YEAR = timedelta(days=366)
TERMS = {"lampiran": 24, "pesan": 24, "jejak-masuk": 12}


def message(to, *, ago, read=True, **words):
    at = NOW - ago
    words.setdefault("subject", "Berkas selesai")
    return Message.objects.create(
        to=to, queued_at=at, link="/", read_at=at if read else None, **words
    )


def entry(person, *, ago):
    key = f"{person.pk}-{UserSession.objects.count()}"
    return UserSession.objects.create(
        user=person, ip="192.0.2.1", user_agent="Peramban", session_key=key,
        created_at=NOW - ago, last_seen_at=NOW - ago,
    )  # fmt: skip


def closed_case(office, *, ago):
    case = office.open()
    Case.objects.filter(pk=case.pk).update(status="selesai", closed_at=NOW - ago)
    return Case.objects.get(pk=case.pk)


def attached(case, name="surat.pdf", *, ago, kind="application/pdf"):
    content = f"isi {name} {case.pk}".encode()
    return Attachment.objects.create(
        case=case, file=ContentFile(content, name), name=name, content_type=kind,
        size=len(content), sha256=hashlib.sha256(content).hexdigest(), added_by=case.requester,
        added_at=NOW - ago,
    )  # fmt: skip


def on_disk(attachment):
    return Path(settings.MEDIA_ROOT, attachment.file.name).is_file()


def people_of(court):
    return make.user("admin", court=court), make.user("sekretaris", court=court)


def proposed(court, *, at=NOW):
    return actions.propose(court.pk, at=at)


def approve(proposal, by, *, at=NOW):
    return actions.decide(proposal.pk, DestructionStatus.APPROVED, reason="", by=by, at=at)


def work_to_the_end(*, at=NOW, most=20):
    """Run the worker's rounds until nothing is approved any more; return how many there were."""
    for number in range(1, most + 1):
        carry_on(at)
        if not Destruction.objects.filter(status=DestructionStatus.APPROVED).exists():
            return number
    return most


def office():
    """A court with its SOP in force, an administrator, and a Sekretaris."""
    made = Office(roles=("operator_ti", "kasubag_ptip", "kabag", "sekretaris", "ketua", "admin"))
    return made, made.people["admin"], made.people["sekretaris"]
