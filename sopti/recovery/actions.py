"""Making a copy of the whole installation, keeping the newest ones, and bringing one back."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from sopti.core.errors import Refusal, refuse_if
from sopti.core.storing import STAYS, files_stay
from sopti.recovery import databases, packing, rules
from sopti.recovery.copies import HALF, PREFIX, alone, copies_in, flush
from sopti.recovery.manifest import (
    FILES,
    Manifest,
    first_wrong,
    kept_file,
    print_of_key,
    read_manifest,
    why_damaged,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime

    from sopti.recovery.manifest import Kept

LEAST_KEPT = 1
PACKED = "sopti.tar"  # and the name of the program that opens it
MADE_AGAIN = {"thumbnails", STAYS}  # what is made anew when it is missing


def back_up(folder: Path, *, at: datetime, keep: int | None = None) -> Path:
    """Write a copy of database and files below `folder`, and return where it lies.

    Safe while people work: the database is copied as it stood at one moment, and until the files
    are copied too, none is removed, so whatever it names is there. Of finished copies the newest
    `keep` stay; None keeps all. Two at once are refused. The keys are not in it: who has both can
    write the record anew.
    """
    with _alone(folder):
        _sweep(folder)
        place = folder / f"{PREFIX}{at.astimezone(UTC):%Y%m%d-%H%M%S}"
        refuse_if(f"{place} sudah ada." if place.exists() else None)
        with _half_of(place) as half, files_stay(Path(settings.MEDIA_ROOT)):
            _copy(half, at=at)
            half.rename(place)
            flush(folder)
        if keep is not None:
            _let_go(folder, keep=max(keep, LEAST_KEPT))
    return place


@contextmanager
def _half_of(place: Path) -> Iterator[Path]:
    """Give a folder to fill, which is gone again where that fails."""
    half = place.with_name(place.name + HALF)
    half.mkdir(mode=0o700)
    try:
        yield half
    except OSError as error:
        raise Refusal(f"Cadangan tidak selesai dibuat: {error.strerror}.") from error
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _copy(half: Path, *, at: datetime) -> None:
    """Database first, then files: what the database names was there before it was copied."""
    engine, to = databases.engine(), packing.recipient()
    name, packed = databases.NAMES[engine], None
    if to is None:
        contents = databases.dump(half / name)
        files = _copy_open(half, name)
    else:
        with _workplace() as place:
            contents = databases.dump(place / name)
            parts = [(name, place / name), *_sources()]
            packed, files = packing.pack(half / f"{PACKED}.{to.program}", parts, to)
        flush(half / packed.name)
    manifest = Manifest(
        made_at=at,
        engine=engine,
        record_key=print_of_key(),
        database=name,
        contents=contents,
        files=files,
        packed=packed,
    )
    manifest.write(half)
    flush(half / "manifest.json")


def _copy_open(half: Path, database: str) -> dict[str, Kept]:
    flush(half / database)
    files = {database: kept_file(half / database)}
    for name, source in _sources():
        if _copy_file(source, half / name):
            files[name] = kept_file(half / name)
    return files


@contextmanager
def _workplace() -> Iterator[Path]:
    """Give a folder beside the data for what may not reach the folder of the copies readable."""
    place = Path(settings.VAR_DIR) / "cadangan.kerja"
    with _alone(Path(settings.VAR_DIR)):
        shutil.rmtree(place, ignore_errors=True)  # of a backup that was killed
        place.mkdir(mode=0o700)
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)


def _sources() -> Iterator[tuple[str, Path]]:
    """Yield every file that is kept, after its name below the copy."""
    root = Path(settings.MEDIA_ROOT)
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(root).parts
        if path.is_file() and not path.is_symlink() and inside[0] not in MADE_AGAIN:
            yield f"{FILES}/{path.relative_to(root).as_posix()}", path


def _copy_file(source: Path, target: Path) -> bool:
    """Copy one file; False where it was removed while the copy was being made."""
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        shutil.copy2(source, target)
    except FileNotFoundError:
        return False
    flush(target)
    return True


def _alone(folder: Path) -> AbstractContextManager[None]:
    busy = f"Cadangan lain sedang dibuat di {folder}. Tunggu sampai selesai."
    return alone(folder / ".sopti.lock", busy=busy)


def _sweep(folder: Path) -> None:
    """Remove what a killed backup left."""
    for half in folder.glob(f"{PREFIX}*{HALF}"):
        shutil.rmtree(half)


def _let_go(folder: Path, *, keep: int) -> None:
    for old in copies_in(folder)[:-keep]:
        shutil.rmtree(old)


# ----------------------------------------------------------------------------------- bringing back
def restore(copy: Path, *, key: Path | None = None) -> Manifest:
    """Bring database and files back into an empty installation, and say what came.

    Everything is read and compared before the first byte is written. Refused where anything is
    there already, where the copy is damaged, of another kind of database or sealed by another key,
    or encrypted for another key than the one in the file `key`.
    """
    manifest = read_manifest(copy)
    refuse_if(rules.why_not_restore(manifest))
    _refuse_damaged(why_damaged(manifest, copy))
    with packing.opened(copy, manifest, key) as folder:
        if manifest.packed:
            _refuse_damaged(first_wrong(manifest, folder))
        for name in manifest.files:
            if name != manifest.database:
                _bring(folder / name, Path(settings.MEDIA_ROOT) / Path(name).relative_to(FILES))
        databases.load(folder / manifest.database)
    found = databases.contents()
    if found != manifest.contents:
        raise Refusal("Data yang dipulihkan tidak sama dengan cadangannya. Jangan nyalakan situs.")
    return manifest


def _refuse_damaged(wrong: str | None) -> None:
    refuse_if(f"Cadangan ini rusak: {wrong} Pakai cadangan lain." if wrong else None)


def _bring(source: Path, target: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copy2(source, target)
    flush(target)
