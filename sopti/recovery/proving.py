"""Proving that nothing is lost: each file that a row names is there and is what it was."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.db.models import FileField

from sopti.people.models import Court
from sopti.recovery.manifest import kept_file
from sopti.workflow import guards
from sopti.workflow.record import verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

FINGERPRINT = "sha256"


def faults() -> Iterator[str]:
    """Yield what is wrong: a file that is gone or was changed, a broken record. Reads all of it."""
    for model, field in file_fields():
        yield from _wrong_files(model, field)
    for court in Court.objects.order_by("key"):
        if broken := verify(court):
            yield f"Catatan rusak: {broken}"
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
    has_print = any(one.name == FINGERPRINT for one in model._meta.get_fields())  # noqa: SLF001
    wanted = [field, FINGERPRINT] if has_print else [field]
    for name, *sha256 in rows.values_list(*wanted).iterator(chunk_size=2000):
        if wrong := _why_wrong(name, *sha256):
            yield f"{model._meta.label}: {name} {wrong}"  # noqa: SLF001


def _why_wrong(name: str, sha256: Any = "") -> str | None:
    path = Path(settings.MEDIA_ROOT) / name
    if not path.is_file():
        return "tidak ada."
    return "isinya berubah." if sha256 and kept_file(path).sha256 != sha256 else None
