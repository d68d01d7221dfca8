"""What all tests of the periodic reports share."""

import pytest

from tests.reports.periodic import sample
from tests.reports.periodic.desk import Desk


@pytest.fixture(autouse=True)
def small_chapters(monkeypatch, settings, tmp_path):
    """Three chapters that ask no database, and a store of one test."""
    settings.MEDIA_ROOT = tmp_path / "files"
    sample.register(monkeypatch, **sample.SMALL)


@pytest.fixture
def desk(db):
    return Desk()
