"""Two workers at once, and one that is killed in the middle."""

import os
import signal
import subprocess
import sys
import time
import zipfile
from datetime import timedelta

import pytest
from django.conf import settings as ours
from django.db import connection
from django.utils.timezone import now

from sopti.reports.evidence import claiming, making
from sopti.reports.evidence.archive import ZIP
from sopti.reports.models import Bundle
from tests.reports.evidence.shelf import AT, Shelf, make_all
from tests.workflow.office import is_sqlite
from tests.workflow.racing import race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_databases]
WORKERS = 4


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.BUNDLE_DIR = tmp_path / "bundles"


def test_of_many_workers_at_once_one_makes_the_bundle(monkeypatch):
    monkeypatch.setattr(making, "SLICE_SECONDS", 0)
    shelf = Shelf(2)
    bundle = shelf.ask()

    said = race(WORKERS, lambda _: making.make_some(AT))
    bundle.refresh_from_db()

    assert sorted(said) == [*[""] * (WORKERS - 1), f"evidence bundle {bundle.pk}: 1 of 2 cases"]
    assert (bundle.done, bundle.lengths["entries"], bundle.claim) == (1, 2, "")


def test_a_claim_is_won_once_and_again_when_its_worker_is_believed_dead():
    shelf = Shelf(1)
    bundle = shelf.ask()

    first = race(WORKERS, lambda _: claiming.claim(at=AT))
    meanwhile = claiming.claim(at=AT + claiming.LEASE)
    later = race(WORKERS, lambda _: claiming.claim(at=AT + claiming.LEASE + timedelta(seconds=1)))

    assert [one for one in first if one] == [bundle]
    assert meanwhile is None
    assert [one.lost for one in later if one] == [1]


def test_a_worker_that_is_killed_loses_no_case_that_was_within(tmp_path):
    if not is_sqlite():
        pytest.skip("once is enough: the files are the same")
    shelf = Shelf(2)
    bundle = shelf.ask(at=now())
    kill_at_the_first_case()
    bundle.refresh_from_db()
    whole, done = bundle.lengths["zip"], bundle.done
    before = (bundle.folder / ZIP).read_bytes()[:whole]

    at_once = claiming.claim(at=now())
    make_all(bundle, at=now() + 2 * claiming.LEASE)

    assert (at_once, done) == (None, 1)
    assert (bundle.state, bundle.done) == ("siap", 2)
    assert (bundle.folder / ZIP).read_bytes()[:whole] == before
    assert_every_entry_is_there_once(bundle, cases=2)


def assert_every_entry_is_there_once(bundle, *, cases):
    with zipfile.ZipFile(bundle.folder / ZIP) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert len(names) == len(set(names))
    assert sum(name.endswith("Berkas lengkap.pdf") for name in names) == cases


def kill_at_the_first_case():
    worker = started_worker()
    try:
        wait_for(lambda: Bundle.objects.get().done)
    finally:
        os.kill(worker.pid, signal.SIGKILL)
        worker.wait()


def started_worker():
    """Start a real worker of the test's own data that does nothing but bundles."""
    program = (
        "import django; django.setup()\n"
        "from django.utils.timezone import now\n"
        "from sopti.reports.evidence.making import make_some\n"
        "make_some(now())\n"
    )
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "sopti.settings",
        "DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "SOPTI_BUNDLES": str(ours.BUNDLE_DIR),
    }
    return subprocess.Popen(
        [sys.executable, "-c", program], cwd=ours.BASE_DIR, env=environment
    )  # fmt: skip


def wait_for(condition, seconds=60):
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends, "The worker did nothing."
        time.sleep(0.02)
