"""Proving that nothing is lost: each file that a row names is there and is what it was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db.models import FileField

from sopti.people.models import Court
from sopti.recovery.manifest import kept_file
from sopti.workflow import guards
from sopti.workflow.enums import EventKind
from sopti.workflow.models import Attachment, Event
from sopti.workflow.record import verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

FINGERPRINT, DESTROYED = "sha256", "destroyed_at"


def faults() -> Iterator[str]:
    """Yield what is wrong: a file that is gone or was changed, a broken record. Reads all of it."""
    for model, field in file_fields():
        yield from _wrong_files(model, field)
    for court in Court.objects.order_by("key"):
        if broken := verify(court):
            yield f"Catatan rusak: {broken}"
        yield from _destroyed_without_approval(court)
    yield from guards.faults()


def file_fields() -> list[tuple[type[Model], str]]:
    """Return every column of the house that names a file; those of the history name the same."""
    return [
        (model, field.name)
        for model in apps.get_models()
        if not hasattr(model, "history_id")
        for field in model._meta.get_fields()  # noqa: SLF001 (Django's documented way)
        if isinstance(field, FileField)
    ]


def _wrong_files(model: type[Model], field: str) -> Iterator[str]:
    rows = model._default_manager.exclude(**{field: ""}).order_by("pk")  # noqa: SLF001 (any model)
    columns = {one.name for one in model._meta.get_fields()}  # noqa: SLF001
    wanted = [field, FINGERPRINT] if FINGERPRINT in columns else [field]
    if DESTROYED in columns:  # its file may be gone: whether it had to go, the record says
        rows = rows.filter(**{DESTROYED: None})
    for name, *sha256 in rows.values_list(*wanted).iterator(chunk_size=2000):
        if wrong := _why_wrong(name, *sha256):
            yield f"{model._meta.label}: {name} {wrong}"  # noqa: SLF001


def _why_wrong(name: str, sha256: Any = "") -> str | None:
    path = Path(settings.MEDIA_ROOT) / name
    if not path.is_file():
        return "tidak ada."
    return "isinya berubah." if sha256 and kept_file(path).sha256 != sha256 else None


def _destroyed_without_approval(court: Court) -> Iterator[str]:
    """Yield the numbers under which files are said to be destroyed, but the record knows none."""
    gone = Attachment.objects.filter(case__court=court).exclude(destroyed_at=None).order_by()
    approved = Event.objects.filter(court=court, kind=EventKind.DESTRUCTION_APPROVED)
    for number in gone.values_list("destroyed_under", flat=True).distinct():
        said = f'"destruction":{json.dumps(number, ensure_ascii=False)}'
        if not approved.filter(text__contains=said).exists():
            label = Attachment._meta.label  # noqa: SLF001
            yield f"{label}: isi dimusnahkan menurut {number}, tetapi catatan tidak mengenalnya."
