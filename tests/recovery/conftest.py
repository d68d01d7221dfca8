"""A case with a picture, and an empty installation elsewhere."""

import hashlib
import os

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection
from django.utils.timezone import now

from sopti.workflow.models import Attachment
from tests.workflow.office import Office

OTHER = "sopti_restored"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


@pytest.fixture
def case():
    """A case with one step done and a picture of the broken printer."""
    office = Office()
    case = office.open()
    office.do(case)
    content = b"the picture of a printer"
    Attachment.objects.create(
        case=case,
        file=ContentFile(content, "0a1b2c.jpg"),
        name="rusak.jpg",
        content_type="image/jpeg",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_by=case.requester,
        added_at=now(),
    )
    return case


@pytest.fixture
def elsewhere(tmp_path):
    """Surroundings of an empty installation: its own folder, and its own empty database."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SOPTI_")}
    kept |= {"SOPTI_VAR": str(tmp_path / "other"), "SOPTI_SECRET_KEY": settings.SECRET_KEY}
    kept["SOPTI_RECORD_KEY"] = settings.RECORD_KEY
    (tmp_path / "other").mkdir()
    if connection.vendor == "sqlite":
        kept.pop("DATABASE_URL", None)
        yield kept
        return
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {OTHER}")
        cursor.execute(f"CREATE DATABASE {OTHER}")
    yield kept | {"DATABASE_URL": f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{OTHER}"}
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {OTHER} WITH (FORCE)")
