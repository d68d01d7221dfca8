"""The upkeep tables of the website: each step begins with what is recorded, and writes back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from sopti.monitors.models import Monitor, Outage
from sopti.monitors.outages import follow_outages
from sopti.workflow.models import Case
from sopti.workflow.pages.task import told_values
from sopti.workflow.record import verify
from tests.monitors.servers import server
from tests.monitors.test_watching import Clock, finish, own, watcher
from tests.monitors.watch import see
from tests.walk.forms import forms_of
from tests.website_ops import shelf
from tests.workflow.office import Office
from website_ops.renewals.models import Term
from website_ops.sites.models import ContentLook, SiteNote, VisitorMonth

pytestmark = pytest.mark.django_db
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
ROLES = ("operator_ti", "admin_web", "kasubag_ptip", "kasubag_umum", "sekretaris", "ketua")
RENEWED, THIRD = "Sudah diperpanjang", "Melibatkan pihak ketiga"
INCIDENT = {"flow_key": "insiden", "title": "Situs lambat", "detail": "Sejak pembaruan."}


@pytest.fixture
def office():
    return Office(roles=ROLES)


@pytest.fixture
def operator(office):
    return office.people["operator_ti"]


@pytest.fixture
def site(operator):
    return shelf.site(operator, name="Situs pengadilan")


def form_of(office, case, step):
    """The form of a waiting step as its role has it before them."""
    task = office.task(case, step)
    browser = Client()
    browser.force_login(office.people[task.role_id])
    page = browser.get(task.get_absolute_url()).content.decode()
    return browser, task, forms_of(page)[reverse("workflow:complete", args=[task.pk])]


def begins_with(office, case, step):
    _, _, form = form_of(office, case, step)
    return {
        name.removeprefix("f_"): control.value
        for name, control in form.controls.items()
        if name.startswith("f_")
    }


def do(office, case, step, **chosen):
    """Do a step by its page; return the task, or what the page says is wrong."""
    browser, task, form = form_of(office, case, step)
    sent = form.filled(**{f"f_{key}": value for key, value in chosen.items()})
    sent |= {f"f_{key}": value for key, value in chosen.items()} | {"input_confirmed": "on"}
    answer = browser.post(reverse("workflow:complete", args=[task.pk]), sent)
    if answer.status_code != 302:
        return answer.content.decode()
    task.refresh_from_db()
    return task


def open_routine(office):
    by = office.people["operator_ti"]
    return office.open("pengelolaan-website", flow_key="rutin", by=by, requester=by, at=now())


def open_incident(office):
    by = office.people["kasubag_ptip"]
    return office.open("pengelolaan-website", by=by, requester=by, at=now(), **INCIDENT)


def test_the_check_begins_with_monitors_and_freshness_and_stays_as_edited(office, operator, site):
    see(own(office.court, site.address, name="Situs", expected_text=""), "+", start=now())
    shelf.part(site, operator, ago=30, at=now(), name="Berita", unit="Kepaniteraan Hukum")
    shelf.part(site, operator, ago=1, at=now())
    case = open_routine(office)

    begun = begins_with(office, case, 1)
    task = do(office, case, 1, akses="Dibuka dari luar kantor.", keadaan="Baik")

    assert begun["akses"].startswith("Situs: baik sejak ")
    assert begun["isi"].splitlines()[0] == "1 dari 2 bagian perlu diperbarui:"
    assert begun["isi"].splitlines()[1].startswith("- Berita (Kepaniteraan Hukum): terbaru")
    assert dict(told_values(task))["Ketersediaan akses"] == "Dibuka dari luar kantor."
    note = SiteNote.objects.get()
    assert (note.site, note.kind, note.is_good, note.case) == (site, "periksa", True, case)


def test_a_trouble_that_the_check_finds_opens_the_incident_in_one_step(office, site):
    case = open_routine(office)

    raised = "Ada masalah, buka berkas penanganan"
    silent = do(office, case, 1, keadaan=raised, akses="x", isi="y", masalah="")
    do(office, case, 1, keadaan=raised, akses="x", isi="y", masalah="Menu layanan kosong.")

    assert "Tulis masalahnya" in silent
    incident = Case.objects.get(parent=case)
    assert (incident.flow_key, incident.title) == (
        "insiden",
        "Masalah website: Menu layanan kosong.",
    )
    assert incident.subjects.get().label == "Situs pengadilan"
    assert SiteNote.objects.get().is_good is False


def test_the_visitors_of_the_month_are_kept_with_the_site(office, site):
    case = open_routine(office)
    do(office, case, 1, akses="x", isi="y", keadaan="Baik")
    do(office, case, 2)

    handled = "Mencurigakan, sudah ditangani"
    told = {"pengunjung": 5180, "sumber": "Penghitung Joomla", "aktivitas": handled}
    silent = do(office, case, 3, **told, temuan="")
    do(office, case, 3, **told, temuan="Satu alamat mencoba masuk 480 kali.")

    row = VisitorMonth.objects.get()
    last_month = localdate().replace(day=1) - DAY
    assert "Tulis apa yang mencurigakan" in silent
    assert (row.site, row.month, row.visitors) == (site, last_month.replace(day=1), 5180)
    assert (row.is_suspicious, row.case) == (True, case)
    case.refresh_from_db()
    assert case.status == "selesai"


def test_a_renewal_in_the_step_is_a_renewal_in_the_room(office, operator, site):
    service = shelf.service(operator, left=20, at=now(), name="Hosting", site=site)
    until = service.terms.get().until + 365 * DAY
    case = open_incident(office)

    due = begins_with(office, case, 4)["jatuh_tempo"]
    short = do(office, case, 4, hasil=RENEWED, layanan="", sampai="", biaya="")
    told = {"layanan": "Hosting", "sampai": until.isoformat(), "biaya": 4_000_000}
    task = do(office, case, 4, hasil=RENEWED, **told)

    term = Term.objects.open().get()
    assert due.startswith("Hosting (PT Awan Contoh) sampai ")
    assert "Pilih layanan yang diperpanjang." in short
    assert (term.case, term.until, term.cost, Term.objects.count()) == (case, until, 4_000_000, 2)
    assert dict(told_values(task))["Diperpanjang sampai"].endswith(f" {until.year}")


def test_the_incident_goes_from_its_report_to_the_repair(office, site):
    case = open_incident(office)
    do(office, case, 4)
    assert begins_with(office, case, 5)["masalah"] == "Situs lambat\nSejak pembaruan."
    do(office, case, 5, alternatif="Menambah memori\nMemindahkan berkas lama")
    solution = begins_with(office, case, 6)["solusi"]
    do(office, case, 6, solusi="Menambah memori", jalan=THIRD)
    done = {
        "jalan": THIRD,
        "tindakan": begins_with(office, case, 7)["tindakan"],
        "hasil": "Selesai",
    }
    nameless = do(office, case, 7, **done, penyedia="")
    do(office, case, 7, **done, penyedia="PT Awan Contoh", biaya=500_000)

    repair, case = SiteNote.objects.first(), Case.objects.get()
    assert solution == "Menambah memori\nMemindahkan berkas lama"
    assert "Tulis nama penyedia" in nameless
    assert (repair.kind, repair.road, repair.words) == (
        "perbaikan",
        "pihak-ketiga",
        "Menambah memori",
    )
    assert (repair.provider, repair.cost, repair.is_good) == ("PT Awan Contoh", 500_000, True)
    assert (case.status, verify(office.court)) == ("selesai", None)


def test_payakumbuhs_table_carries_what_is_old_from_check_to_renewal():
    office = Office(roles=ROLES, document="as-29", of="pa-payakumbuh")
    operator = office.people["operator_ti"]
    part = shelf.part(shelf.site(operator), operator, ago=30, at=now(), name="Berita")
    case = office.open("pengelolaan-website", by=operator, requester=operator, at=now())

    do(office, case, 1, akses="x", keadaan="Baik", masalah="")
    reported = begins_with(office, case, 2)["belum_baru"]
    do(office, case, 2)
    do(office, case, 3, diminta="Berita", arahan="Perbarui hari ini.")
    wanted = begins_with(office, case, 4)
    do(office, case, 4, diperbarui="Berita", keterangan="Tiga berita ditayangkan.")

    part.refresh_from_db()
    assert reported.startswith("Berita (Kepaniteraan): terbaru")
    assert wanted == {"diperbarui": "Berita", "keterangan": "Perbarui hari ini."}
    assert part.renewed_on == localdate()
    assert ContentLook.objects.get(case=case).renewed_on == localdate()


def test_banjarnegaras_decision_sends_the_check_back_and_then_it_is_analysed():
    office = Office(roles=(*ROLES, "redaktur"), document="as-24", of="pa-banjarnegara")
    admin = office.people["admin_web"]
    site = shelf.site(admin)
    case = office.open("pengelolaan-website", by=admin, requester=admin, at=now())
    office.up_to(case, 4)

    here = "Ada masalah, ditangani di sini"
    safe = {"keamanan": "Bersih", "kapasitas": "58%", "sistem": "Mutakhir"}
    do(office, case, 4, akses="x", isi="y", keadaan=here, masalah="Halaman piket lama.", **safe)
    office.do(case, 5, outcome="kembali", note="Ruang hosting belum dihitung dengan benar.")
    do(office, case, 4, akses="x", isi="y", keadaan=here, masalah="Halaman piket lama.", **safe)
    office.do(case, 5, values={"situasi": "s", "masalah": "Halaman piket lama."})
    begun = begins_with(office, case, 6)

    assert begun["analisis"] == "Halaman piket lama."
    kinds = list(SiteNote.objects.filter(site=site).values_list("kind", flat=True))
    assert sorted(kinds) == ["laporan", "periksa", "periksa"]


def test_a_site_that_goes_down_opens_one_incident_and_its_return_is_noted(office, site):
    clock = Clock()
    watched = seen_until_it_went_down(office.court, clock)
    case = Case.objects.get()
    office.do(case, 4)
    situation = begins_with(office, case, 5)["situasi"]
    with server() as port:
        Monitor.objects.filter(pk=watched.pk).update(target=address(port))
        look(clock, times=3)

    outage = Outage.objects.get()
    assert (case.title, case.flow_key) == ("Situs terganggu", "insiden")
    assert situation.startswith("Gangguan Situs pada 16 November 2026")
    assert (outage.case, outage.ended_at is not None, Case.objects.count()) == (case, True, 1)
    assert case.remarks.get().text.startswith("Situs pulih Senin, 16 November 2026")


def seen_until_it_went_down(court, clock):
    with server() as port:
        watched = own(court, address(port), name="Situs", fails_to_down=2, oks_to_up=1)
        look(clock, times=1)
    look(clock, times=4)
    return watched


def address(port):
    return f"http://127.0.0.1:{port}/"


def look(clock, *, times):
    """Let the real watcher look so many times, a minute apart, and tell of what it found."""
    with watcher(clock) as begun:
        for _ in range(times):
            clock.at += MINUTE
            begun.round()
            finish(begun)
            begun.keep_found()
            follow_outages(at=clock.at)
