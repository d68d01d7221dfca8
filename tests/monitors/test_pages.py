"""The pages of the monitors: who sees them, what they say, and who may set them up."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import now

from sopti.monitors.charts import NOTHING
from sopti.monitors.enums import Section, State
from sopti.monitors.models import Monitor, Pulse
from sopti.monitors.pages import section_rows, uptime
from sopti.workflow.models import Event
from tests import make
from tests.monitors.watch import monitor, see

pytestmark = pytest.mark.django_db

GIVEN = {
    "name": "SIPP lokal",
    "section": "sipp",
    "target": "http://192.168.1.5/sipp/",
    "expected_status": 200,
    "expected_text": "SIPP",
    "days": 14,
    "interval": 5,
    "timeout": 10,
    "fails_to_down": 3,
    "oks_to_up": 2,
}


@pytest.fixture
def court():
    return make.court()


@pytest.fixture
def operator(court, client):
    person = make.user("operator_ti", court=court)
    client.force_login(person)
    return person


def page(client, person, address="/pemantauan/"):
    client.force_login(person)
    return client.get(address)


def post(client, name, watched, **given):
    return client.post(reverse(f"monitors:{name}", args=[watched.pk]), given, follow=True)


# ------------------------------------------------------------------------------------------ seeing
@pytest.mark.parametrize(
    ("role", "sees", "adds"),
    [
        ("operator_ti", True, True),
        ("admin_web", True, True),
        ("kasubag_ptip", True, False),
        ("ketua", True, False),
        ("admin", True, False),
        (None, False, False),
    ],
)
def test_who_sees_the_monitors_and_who_adds_one(client, court, role, sees, adds):
    watched = monitor(court)
    person = make.user(*filter(None, [role]), court=court)

    answers = [page(client, person, at) for at in ("/pemantauan/", watched.get_absolute_url())]
    choose = page(client, person, "/pemantauan/baru/")

    assert [answer.status_code for answer in answers] == [200 if sees else 403] * 2
    assert choose.status_code == (200 if adds else 403)
    assert ("Tambah pemantau" in answers[0].content.decode()) == adds
    home = page(client, person, "/").content.decode()
    assert (f'href="{reverse("monitors:monitors")}"' in home) == sees


def test_monitor_of_another_court_does_not_exist(client, operator):
    foreign = monitor(make.court(), name="Rahasia orang lain")

    answers = [
        client.get(foreign.get_absolute_url()),
        client.get(reverse("monitors:edit", args=[foreign.pk])),
        *(client.post(reverse(f"monitors:{name}", args=[foreign.pk]))
          for name in ("edit", "pause", "resume", "check", "permit")),
    ]  # fmt: skip

    assert [answer.status_code for answer in answers] == [404] * 7
    assert "Rahasia" not in client.get("/pemantauan/").content.decode()
    assert Monitor.objects.get().is_active


@pytest.mark.parametrize("address", ["/pemantauan/", "{}"])
def test_pages_ask_no_more_for_three_monitors_than_for_one(
    client, operator, court, address, django_assert_max_num_queries
):
    def look(watched):
        with django_assert_max_num_queries(12) as asked:
            client.get(address.format(watched.get_absolute_url()))
        return len(asked)

    first = monitor(court)
    see(first, "+---++---", start=now() - timedelta(minutes=20))
    client.get("/pemantauan/")  # the first page of a session writes it down
    one = look(first)
    for _ in range(2):
        see(monitor(court), "+---", start=now() - timedelta(minutes=20))
    see(first, "++---", start=now() - timedelta(minutes=8))

    assert look(first) == one


def test_list_says_first_what_is_wrong(client, operator, court):
    see(monitor(court, name="Situs"), "+", start=now())
    see(monitor(court, name="Router"), "+---", start=now() - timedelta(minutes=5))
    monitor(court, name="Lama", is_active=False)

    html = client.get("/pemantauan/").content.decode()

    assert "1 dari 2 terganggu: Router." in html
    assert html.count("Tidak menjawab.") == 1


def test_list_says_when_nobody_looks_any_longer(client, operator, court):
    watched = monitor(court, since=now() - timedelta(minutes=4))
    fresh = client.get("/pemantauan/").content.decode()
    Pulse.objects.filter(pk=watched.pk).update(next_due_at=now() - timedelta(minutes=6))

    stale = client.get("/pemantauan/").content.decode()

    assert "Pemeriksaan tidak berjalan" not in fresh
    assert "Pemeriksaan tidak berjalan sejak" in stale


def test_room_shows_its_own_section_alone(operator, court):
    mine, _ = monitor(court, section="sipp"), monitor(court, section="website")

    page = section_rows(operator, Section.SIPP, now=now())
    html = render_to_string("monitors/_table.html", page)

    assert [row.monitor for row in page["rows"]] == [mine]
    assert html.count("<tr") == 2


def test_empty_list_says_what_to_do(client, operator):
    html = client.get("/pemantauan/").content.decode()

    assert "Belum ada yang dipantau" in html
    assert "/pemantauan/baru/" in html


@pytest.mark.parametrize(
    ("oks", "checks", "said"),
    [
        (0, 0, NOTHING),
        (3, 3, "100%"),
        (99_999, 100_000, "99,99%"),
        (1, 3, "33,33%"),
        (0, 2, "0,00%"),
    ],
)
def test_uptime_is_never_rounded_up_to_all(oks, checks, said):
    assert uptime(oks, checks) == said


# --------------------------------------------------------------------------------------- setting up
def test_operator_adds_a_monitor_that_is_due_at_once(client, operator, court):
    answer = client.post("/pemantauan/baru/http/", GIVEN, follow=True)

    added = Monitor.objects.get()
    assert answer.redirect_chain[-1][0] == added.get_absolute_url()
    assert (added.court, added.kind, added.section) == (court, "http", "sipp")
    assert (added.may_touch_private, added.may_touch_loopback) == (False, False)
    assert added.pulse.next_due_at <= now()
    assert Event.objects.get().summary == (
        f"{operator} menambah pemantau SIPP lokal (http://192.168.1.5/sipp/)."
    )
    assert added.history.get().history_user == operator


@pytest.mark.parametrize(
    ("kind", "target", "said"),
    [
        ("http", "ftp://pa.go.id/", "Alamat dimulai dengan https:// atau http://."),
        ("http", "https://ali:rahasia@pa.go.id/", "Hapus nama pengguna dan kata sandi"),
        ("http", "https://pa.go.id:99999/", "Nama host itu tidak dikenali"),
        ("http", "https:///x", "Nama host itu tidak dikenali"),
        ("http", "http://169.254.169.254/latest/", "tidak pernah boleh dipantau"),
        ("http", "http://[::ffff:169.254.169.254]/", "tidak pernah boleh dipantau"),
        ("tcp", "192.168.1.5", "Tulis host dan port"),
        ("tcp", "192.168.1.5:0", "Tulis host dan port"),
        ("ping", "https://pa.go.id", "Tulis nama host saja"),
        ("ping", "-f", "Nama host itu tidak dikenali"),
        ("tls", "pa go id", "Tulis alamatnya lengkap, tanpa spasi."),
    ],
)
def test_address_that_cannot_be_watched_is_refused_in_words(client, operator, kind, target, said):
    answer = client.post(f"/pemantauan/baru/{kind}/", GIVEN | {"target": target})

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Monitor.objects.exists()


def test_name_of_another_monitor_is_refused(client, operator, court):
    monitor(court, name="sipp LOKAL")

    answer = client.post("/pemantauan/baru/http/", GIVEN)

    assert "Nama SIPP lokal sudah dipakai pemantau lain." in answer.content.decode()


def test_only_the_administrator_opens_the_inner_network(client, operator, court):
    watched = monitor(court, target="http://192.168.1.5/")

    refused = post(client, "permit", watched, may_touch_private="on")
    client.force_login(make.user("admin", court=court))
    post(client, "permit", watched, may_touch_private="on")

    assert "Izin ke jaringan dalam diberikan oleh Pengelola SOPTI" in refused.content.decode()
    changed = Monitor.objects.get()
    assert (changed.may_touch_private, changed.may_touch_loopback) == (True, False)
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("target", "stays"), [("http://192.168.1.5/lain", True), ("http://127.0.0.1/", False)]
)
def test_permission_holds_for_its_host_alone(client, operator, court, target, stays):
    watched = monitor(court, target="http://192.168.1.5/", may_touch_private=True)

    client.post(reverse("monitors:edit", args=[watched.pk]), GIVEN | {"target": target})

    changed = Monitor.objects.get()
    assert changed.target == target
    assert changed.may_touch_private == stays


def test_permission_falls_when_another_register_is_asked(client, operator, court):
    watched = monitor(
        court, kind="domain", target="pa.go.id", whois_server="whois.id", may_touch_private=True
    )
    address, given = reverse("monitors:edit", args=[watched.pk]), GIVEN | {"target": "pa.go.id"}

    wrong = client.post(address, given | {"whois_server": "http://x"})
    client.post(address, given | {"whois_server": "10.0.0.1:22"})

    assert "Tulis server WHOIS seperti whois.id" in wrong.content.decode()
    changed = Monitor.objects.get()
    assert (changed.whois_server, changed.may_touch_private) == ("10.0.0.1:22", False)


def test_paused_monitor_is_not_due_and_ends_its_outage(client, operator, court):
    watched = monitor(court)
    see(watched, "---", start=now() - timedelta(minutes=5))

    post(client, "pause", watched)
    again = post(client, "pause", watched)

    pulse = Pulse.objects.get()
    assert (pulse.state, pulse.next_due_at, pulse.streak) == (State.PAUSED, None, 0)
    assert watched.outages.get().was_paused
    assert "sudah dijeda" in again.content.decode()
    assert Event.objects.count() == 1


def test_resumed_monitor_begins_without_a_verdict(client, operator, court):
    watched = monitor(court, is_active=False)

    post(client, "resume", watched)

    pulse = Pulse.objects.get()
    assert pulse.state == State.UNKNOWN
    assert pulse.next_due_at <= now()


def test_check_now_only_asks_the_watcher(client, operator, court):
    watched = monitor(court, since=now() + timedelta(hours=1))

    answer = post(client, "check", watched)

    pulse = Pulse.objects.get()
    assert pulse.next_due_at == pulse.asked_at <= now()
    assert "hx-get" in answer.content.decode()
    assert not watched.readings.exists()


def test_sample_is_never_checked_until_its_address_is_changed(client, operator, court):
    watched = monitor(court, is_sample=True)

    edit = reverse("monitors:edit", args=[watched.pk])
    Pulse.objects.update(next_due_at=None)

    refused = post(client, "check", watched)
    client.post(edit, GIVEN | {"target": watched.target})
    still = Monitor.objects.select_related("pulse").get()
    client.post(edit, GIVEN)

    assert "tidak pernah menghubungi siapa pun" in refused.content.decode()
    assert (still.name, still.is_sample, still.pulse.next_due_at) == ("SIPP lokal", True, None)
    assert not Monitor.objects.get().is_sample
