"""A copy as one encrypted file: its parts in a tar, streamed through age or GnuPG.

Nothing readable reaches the folder of the copies. The programs come with the system, and only the
recipient's public key is needed here: who steals this machine cannot open the copies with it.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, NamedTuple

from django.conf import settings

from sopti.core.errors import Refusal, refuse_if
from sopti.recovery.manifest import PIECE, Kept, Packed, kept_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sopti.recovery.manifest import Manifest

AGE: Literal["age"] = "age"
GPG: Literal["gpg"] = "gpg"
PACKAGES = {AGE: "age", GPG: "gnupg"}
UNSEALED = "Cadangan tidak dapat disandikan. Periksa penerimanya di SOPTI_BACKUP_…_RECIPIENT."
NOT_OPENED = "Kunci ini tidak membuka cadangan itu, atau cadangannya rusak."
GPG_QUIETLY = ["--batch", "--no-tty", "--quiet"]


class Recipient(NamedTuple):
    """For whom copies are encrypted, and by which program."""

    program: Literal["age", "gpg"]
    key: str


def recipient() -> Recipient | None:
    """Return for whom copies are encrypted here; None when they are not."""
    if settings.BACKUP_AGE_RECIPIENT:
        return Recipient(AGE, settings.BACKUP_AGE_RECIPIENT)
    return Recipient(GPG, settings.BACKUP_GPG_RECIPIENT) if settings.BACKUP_GPG_RECIPIENT else None


# ---------------------------------------------------------------------------------------- packing
def pack(
    target: Path, parts: Iterable[tuple[str, Path]], to: Recipient
) -> tuple[Packed, dict[str, Kept]]:
    """Encrypt the parts into one file, and return its fingerprint and theirs before that.

    A part that is gone meanwhile is left out.
    """
    files: dict[str, Kept] = {}
    with target.open("wb") as file, _piped(_encrypting(to), UNSEALED, stdout=file) as process:
        assert process.stdin  # noqa: S101 (asked for as a pipe)
        with tarfile.open(fileobj=process.stdin, mode="w|") as tar:
            for name, path in parts:
                if kept := _add(tar, name, path):
                    files[name] = kept
        process.stdin.close()
    return Packed(name=target.name, program=to.program, **kept_file(target).model_dump()), files


def _add(tar: tarfile.TarFile, name: str, path: Path) -> Kept | None:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return None
    with file:
        told = tarfile.TarInfo(name)
        told.size = path.stat().st_size
        seen = _Seen(file)
        tar.addfile(told, seen)  # type: ignore[arg-type]  # it only reads
    return Kept(size=told.size, sha256=seen.sha256.hexdigest())


class _Seen:
    """A file whose fingerprint is taken while it is read."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.sha256 = file, hashlib.sha256()

    def read(self, size: int) -> bytes:
        piece = self._file.read(size)
        self.sha256.update(piece)
        return piece


def _encrypting(to: Recipient) -> list[str]:
    if to.program == AGE:
        return [AGE, "--encrypt", "--recipient", to.key]
    trust = ["--trust-model", "always", "--compress-algo", "none"]
    return [GPG, *GPG_QUIETLY, *trust, "--recipient", to.key, "--encrypt"]


# -------------------------------------------------------------------------------------- unpacking
@contextmanager
def opened(copy: Path, manifest: Manifest, key: Path | None) -> Iterator[Path]:
    """Give the folder in which the copy's parts lie readable: its own, or one that goes again."""
    if manifest.packed is None:
        yield copy
        return
    with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix="cadangan-terbuka-") as folder:
        _unpack(copy / manifest.packed.name, manifest, key, Path(folder))
        yield Path(folder)


def _unpack(packed: Path, manifest: Manifest, key: Path | None, folder: Path) -> None:
    """Write what the manifest names into the folder. Refused: anything else, links, other sizes."""
    assert manifest.packed  # noqa: S101 (the caller looked)
    refuse_if(_why_no_key(manifest.packed, key))
    cut = False
    with (
        tempfile.TemporaryDirectory(prefix="sopti-gpg-") as home,
        packed.open("rb") as file,
        _piped(_decrypting(manifest.packed, key, home), NOT_OPENED, stdin=file) as process,
    ):
        assert process.stdout  # noqa: S101 (asked for as a pipe)
        try:
            with tarfile.open(fileobj=process.stdout, mode="r|") as tar:
                for member in tar:
                    _take(tar, member, manifest, folder)
        except tarfile.ReadError:
            cut = True
        while process.stdout.read(PIECE):  # to its end, where it says whether all was genuine
            pass
    refuse_if("Cadangan ini rusak: isinya terputus." if cut else None)


def _take(tar: tarfile.TarFile, member: tarfile.TarInfo, manifest: Manifest, folder: Path) -> None:
    kept, content = manifest.files.get(member.name), tar.extractfile(member)
    if kept is None or content is None or not member.isreg() or member.size != kept.size:
        raise Refusal(
            f"Cadangan ini tidak dapat dipercaya: “{member.name}” tidak ada di daftarnya."
        )
    target = folder / member.name  # the manifest was read, so the name stays below
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with target.open("xb") as file:
        shutil.copyfileobj(content, file)


def _why_no_key(packed: Packed, key: Path | None) -> str | None:
    if key is None and packed.program == AGE:
        return "Cadangan ini tersandi. Sebutkan berkas kuncinya: --key BERKAS"
    return f"Berkas kunci {key} tidak ada." if key and not key.is_file() else None


def _decrypting(packed: Packed, key: Path | None, home: str) -> list[str]:
    """Return what decrypts. A key of GnuPG's goes into a ring of its own, gone afterwards."""
    if packed.program == AGE:
        return [AGE, "--decrypt", "--identity", str(key)]
    if key is None:
        return [GPG, *GPG_QUIETLY, "--decrypt"]
    ring = [GPG, "--homedir", home, *GPG_QUIETLY]
    with _piped([*ring, "--import", str(key)], NOT_OPENED):
        pass
    return [*ring, "--decrypt"]


# --------------------------------------------------------------------------------------- programs
@contextmanager
def _piped(
    command: list[str],
    sentence: str,
    *,
    stdin: IO[bytes] | None = None,
    stdout: IO[bytes] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program beside us; refuse with that sentence and its own words when it fails."""
    refuse_if(_why_lacking(command[0]))
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603 (a program of the system's, its arguments ours)
            command, stdin=stdin or subprocess.PIPE, stdout=stdout or subprocess.PIPE, stderr=said
        )
        try:
            with suppress(BrokenPipeError):  # it ended before it had read all: it says why
                yield process
        finally:
            _end(process)
        if process.returncode:
            said.seek(0)
            raise Refusal(f"{sentence} ({_first_line(said.read())})")


def _end(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(BrokenPipeError):
                pipe.close()
    process.wait()


def _why_lacking(program: str) -> str | None:
    if shutil.which(program):
        return None
    line = f"sudo apt-get install -y --no-install-recommends {PACKAGES[program]}"
    return f"Program {program} belum ada di mesin ini. Pasang dengan: {line}"


def _first_line(said: bytes) -> str:
    lines = [line for line in said.decode("utf-8", "replace").splitlines() if line.strip()]
    return lines[0].strip() if lines else "tanpa keterangan"
