"""Every row of a file against the rules and against what the court has already."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Count

from maintenance.assets import rules
from maintenance.assets.imports import values
from maintenance.assets.imports.columns import COLUMNS, LABELS
from maintenance.assets.models import Asset, AssetKind
from sopti.people.models import User

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from maintenance.assets.models import AssetImport

NEW, UPDATE, SAME, SKIP, WRONG = "baru", "diperbarui", "sama", "dilewati", "salah"
TAKERS: dict[str, Callable[[Any], Any]] = {
    "nup": values.nup,
    "kind": values.text(60),
    "name": values.text(120),
    "maker": values.text(60),
    "model": values.text(80),
    "serial": values.text(80),
    "specification": values.text(1000),
    "room": values.text(80),
    "unit": values.text(120),
    "holder": values.text(150),
    "condition": values.condition,
    "acquired_on": values.day,
    "price": values.rupiah,
    "warranty_until": values.day,
    "seats": values.seats,
    "expires_on": values.day,
    "note": values.text(1000),
    "retired_on": values.day,
    "retired_reason": values.text(300),
}
OF_LICENCE = ("seats", "expires_on")


@dataclass
class CheckedRow:
    """One row: what it would do, or why it cannot be taken."""

    number: int
    told: dict[str, Any] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    state: str = WRONG
    changes: list[str] = field(default_factory=list)  # heads of what would change
    existing: Asset | None = None

    @property
    def name(self) -> str:
        return str(self.told.get("name") or (self.existing.name if self.existing else ""))

    @property
    def nup(self) -> str:
        return str(self.told.get("nup", ""))


@dataclass(frozen=True)
class Checked:
    rows: list[CheckedRow]

    @property
    def counts(self) -> Counter[str]:
        return Counter(row.state for row in self.rows)

    @property
    def wrong(self) -> list[CheckedRow]:
        return [row for row in self.rows if row.state == WRONG]

    @property
    def writes(self) -> int:
        return self.counts[NEW] + self.counts[UPDATE]


def checked(kept: AssetImport, *, by: User, today: date) -> Checked:
    """Return every row of the import, checked. Reads, and changes nothing; five queries."""
    known = _Known(by, today, updates=kept.updates)
    return Checked([known.check(row) for row in kept.rows])


class _Known:
    """What the court has: kinds, people, assets; and what the rows above said."""

    def __init__(self, by: User, today: date, *, updates: bool) -> None:
        self.by, self.today, self.updates = by, today, updates
        self.kinds = {kind.name.casefold(): kind for kind in AssetKind.objects.visible_to(by)}
        self.people = _people_by_word(by)
        here = Asset.objects.filter(court=by.court_id).select_related("kind", "holder", "licence")
        with_users = here.annotate(users=Count("licence__used"))
        self.assets = {asset.nup: asset for asset in with_users}
        self.seen: dict[str, int] = {}

    def check(self, kept: dict[str, Any]) -> CheckedRow:
        row = CheckedRow(kept["number"])
        for key in kept["formulas"]:
            self._wrong(row, key, "berisi rumus; salin sebagai nilai (tempel khusus, nilai)")
        for column in COLUMNS:  # PostgreSQL keeps no order of keys
            if column.key in kept["cells"]:
                self._take(row, column.key, kept["cells"][column.key])
        row.existing = self.assets.get(row.nup)
        self._look_up(row)
        self._needed(row, kept)
        self._twice(row)
        self._licence(row)
        self._retired(row)
        row.state = WRONG if row.wrong else self._state(row)
        return row

    def _take(self, row: CheckedRow, key: str, value: Any) -> None:
        try:
            row.told[key] = TAKERS[key](value)
        except values.WrongCellError as reason:
            self._wrong(row, key, str(reason))

    def _look_up(self, row: CheckedRow) -> None:
        """Put the kind and the person in the place of their words."""
        if word := row.told.pop("kind", None):
            kind = self.kinds.get(word.casefold())
            if kind is None:
                self._wrong(row, "kind", f"“{word}” tidak dikenal; lihat halaman Jenis aset")
            else:
                row.told["kind"] = kind
        if word := row.told.pop("holder", None):
            found = self.people.get(_folded(word), [])
            if reason := _why_not_hold(found, word, row.existing):
                self._wrong(row, "holder", reason)
            else:
                row.told["holder"] = found[0]

    def _needed(self, row: CheckedRow, kept: dict[str, Any]) -> None:
        said = {*kept["cells"], *kept["formulas"]}
        for column in COLUMNS:
            if column.is_needed and column.key not in said and row.existing is None:
                self._wrong(row, column.key, "masih kosong")

    def _twice(self, row: CheckedRow) -> None:
        if not row.nup:
            return
        if row.nup in self.seen:
            self._wrong(row, "nup", f"{row.nup} sudah ada di baris {self.seen[row.nup]}")
        self.seen.setdefault(row.nup, row.number)

    def _licence(self, row: CheckedRow) -> None:
        kind = row.told.get("kind") or (row.existing.kind if row.existing else None)
        if kind is None:
            return
        asset, seats = row.existing, row.told.get("seats")
        if asset and (reason := rules.why_not_change_kind(asset, kind)) is not None:
            row.wrong.append(reason)
        if not kind.is_licence and any(name in row.told for name in OF_LICENCE):
            self._wrong(row, "seats", f"harus kosong, karena {kind} bukan perangkat lunak")
        if kind.is_licence and not seats and getattr(asset, "licence", None) is None:
            self._wrong(row, "seats", "masih kosong; tulis berapa lisensi yang dimiliki")
        users = asset.users if asset else 0  # type: ignore[attr-defined]  # annotated above
        if seats and seats < users:
            self._wrong(row, "seats", f"kurang dari {users} pemakainya sekarang")

    def _retired(self, row: CheckedRow) -> None:
        on, reason = row.told.get("retired_on"), row.told.get("retired_reason")
        if bool(on) != bool(reason):
            self._wrong(row, "retired_on", "dan alasannya harus diisi keduanya, atau kosong")
        if on and on > self.today:
            self._wrong(row, "retired_on", "belum tiba")
        was = row.existing.retired_on if row.existing else None
        if on and on != was and not self.by.role_keys & rules.RETIRERS:
            self._wrong(row, "retired_on", "hanya dimuat oleh Kasubag PTIP")
        changed = row.existing is not None and self._changes(row)
        if was and self.updates and changed:
            row.wrong.append(f"NUP {row.nup} sudah dihentikan dari pemakaian; tidak diubah lagi.")

    def _state(self, row: CheckedRow) -> str:
        if row.existing is None:
            return NEW
        if not self.updates:
            return SKIP
        row.changes = [LABELS[key] for key in self._changes(row)]
        return UPDATE if row.changes else SAME

    def _changes(self, row: CheckedRow) -> list[str]:
        """Return what the row says otherwise; an empty cell says nothing."""
        return [key for key, value in row.told.items() if value != _now(row.existing, key)]

    @staticmethod
    def _wrong(row: CheckedRow, key: str, reason: str) -> None:
        row.wrong.append(f"{LABELS[key]}: {reason}.")


def _now(asset: Asset | None, key: str) -> Any:
    if key in OF_LICENCE:
        return getattr(getattr(asset, "licence", None), key, None)
    return getattr(asset, key)


def _people_by_word(by: User) -> dict[str, list[User]]:
    """Return the court's people by name, NIP and account; who left only by what they hold."""
    found: dict[str, list[User]] = {}
    for person in User.objects.visible_to(by):
        for word in {person.full_name, person.nip, person.username} - {""}:
            found.setdefault(_folded(word), []).append(person)
    return found


def _why_not_hold(found: list[User], word: str, asset: Asset | None) -> str | None:
    if not found:
        return f"“{word}” tidak ditemukan; tulis nama lengkap atau NIP"
    if len(found) > 1:
        return f"“{word}” nama {len(found)} orang; tulis NIP atau nama penggunanya"
    holds_it = asset is not None and asset.holder_id == found[0].pk
    return None if found[0].is_active or holds_it else f"“{word}” tidak bertugas lagi"


def _folded(word: str) -> str:
    return "".join(letter for letter in word.casefold() if letter.isalnum())
