"""Encrypted copies: nothing readable reaches their folder, and only the key opens them."""

import os
import subprocess
from pathlib import Path

import pytest

from sopti.core.errors import Refusal
from sopti.recovery import actions, packing
from sopti.recovery.manifest import Contents, Manifest, first_wrong, read_manifest, why_damaged
from tests.recovery.elsewhere import manage
from tests.recovery.test_backup import NIGHT

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

PICTURE = b"the picture of a printer"


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def new_age_key(path):
    run("age-keygen", "-o", str(path))
    return path, run("age-keygen", "-y", str(path)).strip()


@pytest.fixture
def age_key(settings, tmp_path):
    """A key of age in a file, for whose holder the copies are."""
    path, settings.BACKUP_AGE_RECIPIENT = new_age_key(tmp_path / "cadangan.key")
    return path


@pytest.fixture
def gpg_key(settings, tmp_path, monkeypatch):
    """A ring with the public key alone, as on a court's server, and the secret key in a file."""
    path, maker, ring = (tmp_path / name for name in ("gpg.key", "maker", "ring"))
    for home in (maker, ring):
        home.mkdir(mode=0o700)
    gpg = ["gpg", "--batch", "--quiet", "--homedir", str(maker)]
    run(*gpg, "--passphrase", "", "--quick-gen-key", "cadangan@pa-contoh", "ed25519", "cert,sign")
    mark = run(*gpg, "--list-keys", "--with-colons").partition("fpr:::::::::")[2].partition(":")[0]
    run(*gpg, "--passphrase", "", "--quick-add-key", mark, "cv25519", "encr")
    path.write_text(run(*gpg, "--armor", "--export-secret-keys"))
    public = run(*gpg, "--armor", "--export")
    (tmp_path / "public.asc").write_text(public)
    run(
        "gpg",
        "--batch",
        "--quiet",
        "--homedir",
        str(ring),
        "--import",
        str(tmp_path / "public.asc"),
    )
    monkeypatch.setenv("GNUPGHOME", str(ring))
    settings.BACKUP_GPG_RECIPIENT = "cadangan@pa-contoh"
    yield path
    for home in (maker, ring):
        subprocess.run(["gpgconf", "--homedir", str(home), "--kill", "all"], check=False)


def unreadable(copy):
    """Assert that the folder holds a manifest and one file that tells nothing."""
    manifest = read_manifest(copy)
    assert {path.name for path in copy.iterdir()} == {"manifest.json", manifest.packed.name}
    content = (copy / manifest.packed.name).read_bytes()
    assert PICTURE not in content
    assert b"workflow_event" not in content
    assert why_damaged(manifest, copy) is None
    return manifest


@pytest.mark.django_db(transaction=True)
def test_encrypted_copy_comes_back_with_its_key(case, elsewhere, age_key, tmp_path):
    copy = actions.back_up(tmp_path / "copies", at=NIGHT)

    manifest = unreadable(copy)
    assert [path.name for path in tmp_path.glob("cadangan*")] == ["cadangan.key"]
    came = manage(elsewhere, "restore", copy, "--key", age_key)
    assert (came.returncode, came.stderr) == (0, "")
    there = Path(elsewhere["SOPTI_VAR"])
    kept = case.attachments.get()
    assert (there / "files" / kept.file.name).read_bytes() == PICTURE
    assert list(there.glob("cadangan*")) == []
    proven = manage(elsewhere, "verify", copy, "--key", age_key)
    assert (proven.returncode, proven.stdout) == (0, "Utuh.\n")
    assert set(manifest.files) == {manifest.database, f"files/{kept.file.name}"}


@pytest.mark.django_db(transaction=True)
def test_copy_is_opened_by_no_other_key_and_not_when_it_was_cut(case, age_key, tmp_path):
    copy = actions.back_up(tmp_path / "copies", at=NIGHT)
    manifest = read_manifest(copy)

    refused("Sebutkan berkas kuncinya", copy, manifest, None)
    refused("tidak ada", copy, manifest, tmp_path / "nowhere")
    other, _ = new_age_key(tmp_path / "other.key")
    refused("Kunci ini tidak membuka cadangan itu", copy, manifest, other)

    packed = copy / manifest.packed.name
    os.truncate(packed, packed.stat().st_size - 100_000)
    assert "tidak lagi sama" in why_damaged(manifest, copy)
    refused("rusak", copy, manifest, age_key)  # also whoever made the manifest fit


def refused(words, copy, manifest, key):
    with pytest.raises(Refusal, match=words), packing.opened(copy, manifest, key):
        pytest.fail("It was opened.")


@pytest.mark.django_db(transaction=True)
def test_copy_for_gnupg_is_opened_by_its_key(case, gpg_key, tmp_path):
    copy = actions.back_up(tmp_path / "copies", at=NIGHT)

    manifest = unreadable(copy)
    refused("Kunci ini tidak membuka cadangan itu", copy, manifest, None)
    with packing.opened(copy, manifest, gpg_key) as folder:
        assert first_wrong(manifest, folder) is None


@pytest.mark.django_db(transaction=True)
def test_nothing_is_left_where_nobody_can_be_encrypted_for(case, settings, tmp_path):
    settings.BACKUP_AGE_RECIPIENT = "age1mistyped"

    with pytest.raises(Refusal, match="Periksa penerimanya"):
        actions.back_up(tmp_path / "copies", at=NIGHT)

    assert list((tmp_path / "copies").glob("sopti-*")) == []
    assert list(tmp_path.glob("cadangan*")) == []


def test_file_that_the_manifest_does_not_name_is_refused(age_key, tmp_path):
    """A copy that somebody made for our public key must not write where it likes."""
    (tmp_path / "part").write_bytes(b"x")
    for strange in ("../outside", "/etc/outside", "files/unknown"):
        target = tmp_path / "sopti.tar.age"
        packed, files = packing.pack(
            target,
            [("known", tmp_path / "part"), (strange, tmp_path / "part")],
            packing.recipient(),
        )
        manifest = manifest_of(packed, {"known": files["known"]})
        refused("tidak ada di daftarnya", tmp_path, manifest, age_key)


def manifest_of(packed, files):
    nothing = Contents(rows={}, heads={})
    return Manifest(made_at=NIGHT, engine="sqlite", record_key="", database="known",
                    contents=nothing, files=files, packed=packed)  # fmt: skip
