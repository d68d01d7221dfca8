"""Rows for every register: one plain function for each, with the day on which it happened."""

from datetime import timedelta
from itertools import count

from maintenance.assets import actions as asset_actions
from maintenance.assets.models import AssetWork
from maintenance.security.applications import actions as applications
from maintenance.upkeep.models import Check
from requests.regulations.models import Regulation
from sopti.backups.models import Backup, Plan, RestoreTest
from tests import make
from tests.maintenance import shelf
from tests.privacy import world
from tests.requests import desk
from website_ops.social.models import Post
from website_ops.stories.models import Story

_numbers = count(1)


def request(office, at=make.MONDAY):
    """A request that is still on its way."""
    return desk.filed(office, at=at)


def finished_request(office, at=make.MONDAY):
    return desk.done(office, at=at)


def disposition(office, at=make.MONDAY):
    case = desk.filed(office, at=at - timedelta(minutes=40))
    office.up_to(case, 2)
    return office.do(case, 2, at=at, values={"sifat": "Segera", "diteruskan": ["Sekretaris"]})


def approval(office, at=make.MONDAY):
    case = desk.filed(office, at=at - timedelta(days=1))
    office.up_to(case, 8)
    return office.do(case, 8, at=at)


def check(office, at=make.MONDAY):
    by = office.people["operator_ti"]
    return Check.objects.create(
        asset=shelf.asset(by), month=at.date().replace(day=1), found="baik", by=by, at=at
    )


def work(office, at=make.MONDAY):
    by = office.people["operator_ti"]
    return AssetWork.objects.create(
        asset=shelf.asset(by), kind="perbaikan", done_on=at.date(), summary="Roda diganti.",
        cost=250_000, worker="CV Maju", condition="baik", by=by, at=at,
    )  # fmt: skip


def asset(office, at=make.MONDAY):
    """A device with a holder, handed over and repaired."""
    by = office.people["operator_ti"]
    made = shelf.asset(by, acquired_on=at.date(), price=15_400_000)
    asset_actions.hand_over(
        made.pk, to_holder=office.clerk, to_room="Ruang Sidang", handed_on=at.date(),
        condition="baik", with_it="", by=by, at=at,
    )  # fmt: skip
    return made


def backup(office, at=make.MONDAY):
    by, number = office.people["operator_ti"], next(_numbers)
    plan = Plan.objects.create(
        court=office.court, section="sipp", name=f"Basis data {number}", every_days=1,
        medium="nas", place="Ruang server", keeper=by, starts_on=at.date(), due_on=at.date(),
    )  # fmt: skip
    made = Backup.objects.create(
        plan=plan, made_at=at, parts=["basis-data"], medium="nas", place="Ruang server",
        size=1_900_000_000, by=by, at=at,
    )  # fmt: skip
    RestoreTest.objects.create(
        backup=made, tested_on=at.date(), where="Komputer uji", outcome="berhasil", minutes=20,
        note="Login berhasil.", by=by, at=at,
    )  # fmt: skip
    return made


def application(office, at=make.MONDAY):
    by = office.people["operator_ti"]
    texts = dict.fromkeys(
        ("purpose", "users", "version", "maker", "runs_on", "address", "note"), ""
    )
    told = {"name": f"Antrean {next(_numbers)}", "owner": by} | texts
    made = applications.add_application(told, by=by, at=at)
    applications.begin_acceptance(made.pk, by=by, at=at)
    return made


def story(office, at=make.MONDAY):
    return Story.objects.create(
        court=office.court, headline="Sidang keliling", state="terbit", begun_at=at,
        published_at=at, address="https://pa.go.id/berita/1", writer=office.clerk,
    )  # fmt: skip


def post(office, at=make.MONDAY):
    return Post.objects.create(
        court=office.court, kind="instagram", title="Zona integritas", text="Ayo!", state="terbit",
        begun_at=at, posted_at=at, address="https://www.instagram.com/p/1", writer=office.clerk,
    )  # fmt: skip


def regulation(office, at=make.MONDAY):
    number = next(_numbers)
    return Regulation.objects.create(
        court=office.court, kind="uu", number=f"Nomor {number}", title="Informasi", year=2024,
        added_at=at,
    )  # fmt: skip


def failure(office, at=make.MONDAY):
    return world.breach(office.people["operator_ti"], at)


ROWS = {
    "permintaan": finished_request,
    "disposisi": disposition,
    "persetujuan": approval,
    "pemeliharaan": check,
    "aset": asset,
    "backup": backup,
    "aplikasi": application,
    "publikasi": story,
    "peraturan": regulation,
    "kegagalan-data": failure,
}
