"""Looking at real servers on loopback: what is right, what is wrong, and how it is said."""

from datetime import UTC, datetime, timedelta

import pytest

from sopti.core import reach
from sopti.monitors.enums import Kind
from tests.monitors.servers import (
    Authority,
    chatty,
    closed_port,
    monitor,
    seen,
    server,
    silent,
    whois,
)

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def port():
    with server() as found:
        yield found


def page(port, path="/", **words):
    return seen(monitor(target=f"http://127.0.0.1:{port}{path}", **words), at=NOW)


# ------------------------------------------------------------------------------------------- pages
@pytest.mark.parametrize(
    ("path", "words", "ok", "said"),
    [
        ("/", {}, True, "Menjawab 200."),
        ("/", {"expected_text": "Pengadilan"}, True, "Menjawab 200 dengan teks yang dicari."),
        ("/", {"expected_text": "SIPP"}, False, "Menjawab 200, tetapi teks “SIPP” tidak ada."),
        ("/rusak", {}, False, "Menjawab 502, bukan 200."),
        ("/rusak", {"expected_status": 502}, True, "Menjawab 502."),
        ("/pindah", {"expected_text": "Pengadilan"}, True, "Menjawab 200 dengan teks yang dicari."),
        ("/putar", {}, False, "Halaman 127.0.0.1 dialihkan terus-menerus."),
        ("/keluar", {}, False, "Dialihkan ke host lain, 127.0.0.2; tidak diikuti."),
        ("/keluar", {"expected_status": 302}, True, "Menjawab 302."),
        ("/metadata", {}, False, "Dialihkan ke host lain, 169.254.169.254; tidak diikuti."),
        ("/padat", {"expected_text": "Contoh"}, True, "Menjawab 200 dengan teks yang dicari."),
        ("/bom", {}, True, "Menjawab 200."),
        ("/besar", {"expected_text": "Contoh"}, True, "Menjawab 200 dengan teks yang dicari."),
        ("/besar", {"expected_text": "SIPP"}, False, "Menjawab 200, tetapi teks “SIPP” tidak ada."),
        ("/diam", {"timeout": 1}, False, "Tidak menjawab dalam 1 detik."),
        ("/bukan-http", {}, False, "Jawaban 127.0.0.1 tidak dapat dibaca sebagai halaman web."),
        ("/putus", {}, False, "Jawaban 127.0.0.1 tidak dapat dibaca sebagai halaman web."),
    ],
)
def test_page(port, path, words, ok, said):
    found = page(port, path, **words)

    assert (found.ok, found.detail) == (ok, said)


def test_good_page_says_how_long_it_took(port):
    assert 0 <= page(port).ms < 2000
    assert page(port, "/diam", timeout=1).ms is None


def test_closed_port_is_said_to_refuse():
    port = closed_port()

    assert page(port).detail == f"127.0.0.1 menolak sambungan pada port {port}."
    assert page(port).ok is False


def test_page_by_name_is_asked_for_by_its_name_at_the_address_that_was_judged():
    asked = []

    async def listen(reader, writer):
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
        writer.close()

    with server(listen) as port:
        found = seen(monitor(target=f"http://localhost:{port}/a?b=c"), at=NOW)

    assert found.ok
    assert asked[0].startswith(b"GET /a?b=c HTTP/1.1\r\n")
    assert f"Host: localhost:{port}\r\n".encode() in asked[0]


def test_page_on_the_new_kind_of_address():
    with server(host="::1") as port:
        assert seen(monitor(target=f"http://[::1]:{port}/"), at=NOW).ok


# ------------------------------------------------------------------------------- ports and pings
def test_port_that_accepts_and_one_that_does_not():
    with server(silent) as port:
        good = seen(monitor(Kind.TCP, f"127.0.0.1:{port}"), at=NOW)
    bad = seen(monitor(Kind.TCP, f"127.0.0.1:{port}"), at=NOW)

    assert (good.ok, good.detail) == (True, f"Menerima sambungan pada port {port}.")
    assert (bad.ok, bad.detail) == (False, f"127.0.0.1 menolak sambungan pada port {port}.")


@pytest.mark.parametrize("target", ["127.0.0.1", "::1"])
def test_ping_is_answered_or_said_to_be_impossible_here(target):
    found = seen(monitor(Kind.PING, target), at=NOW)

    said = {True: "Menjawab ping.", None: "Ping tidak dapat dijalankan di mesin SOPTI."}
    assert found.detail.startswith(said[found.ok])


# ------------------------------------------------------------------------------------ certificates
@pytest.fixture
def authority(tmp_path, monkeypatch):
    made = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(made.file))
    reach.trusted.cache_clear()
    yield made
    reach.trusted.cache_clear()


@pytest.mark.parametrize(
    ("days", "names", "ok", "said"),
    [
        (40, "DNS:localhost", True, "Sertifikat berlaku"),
        (10, "DNS:localhost", False, "Sertifikat berlaku"),
        (-1, "DNS:localhost", False, "Sertifikat localhost sudah kedaluwarsa."),
        (40, "DNS:pa-lain.go.id", False, "Sertifikat yang ditunjukkan bukan untuk localhost."),
    ],
)
def test_certificate(authority, days, names, ok, said):
    with server(tls=authority.context(days=days, names=names)) as port:
        found = seen(monitor(Kind.TLS, f"localhost:{port}", days=14), at=datetime.now(UTC))
        visit = seen(monitor(target=f"https://localhost:{port}/"), at=NOW)

    assert found.ok is ok
    assert found.detail.startswith(said)
    assert visit.ok is (said == "Sertifikat berlaku")
    assert visit.ok or visit.detail == said


def test_certificate_that_nobody_known_signed(tmp_path):
    with server(tls=Authority(tmp_path).context(days=40)) as port:
        found = seen(monitor(Kind.TLS, f"localhost:{port}"), at=NOW)

    assert (found.ok, found.detail) == (
        False,
        "Sertifikat localhost tidak diterbitkan oleh lembaga yang dikenal.",
    )


def test_server_without_tls_is_a_finding():
    with server(chatty) as port:
        found = seen(monitor(Kind.TLS, f"localhost:{port}"), at=NOW)

    assert found.ok is False
    assert found.detail in {
        "Sambungan aman (TLS) dengan localhost tidak dapat dibuat.",
        "Sambungan dengan localhost diputus.",
    }


# ------------------------------------------------------------------------------ domains and dates
@pytest.mark.parametrize(
    ("domain", "days", "ok", "said"),
    [
        ("pa-contoh.go.id", 14, True, "Domain terdaftar 19 hari lagi, sampai 6 Desember 2026."),
        ("pa-contoh.go.id", 30, False, "Domain terdaftar 19 hari lagi, sampai 6 Desember 2026."),
        ("pa-lain.go.id", 30, None, "tidak menyebut kapan pa-lain.go.id habis."),
    ],
)
def test_domain(domain, days, ok, said):
    with server(whois) as port:
        asked = monitor(Kind.DOMAIN, domain, days=days, whois_server=f"127.0.0.1:{port}")
        found = seen(asked, at=NOW)

    assert found.ok is ok
    assert found.detail.endswith(said)


def test_register_that_is_away_says_nothing_of_the_domain():
    asked = monitor(Kind.DOMAIN, "pa-contoh.go.id", whois_server=f"127.0.0.1:{closed_port()}")

    assert seen(asked, at=NOW).ok is None


@pytest.mark.parametrize(
    ("path", "after", "days", "ok", "said"),
    [
        ("/umpan", "", 7, True, "Isi terbaru bertanggal 12 November 2026, 4 hari lalu."),
        ("/umpan", "", 3, False, "Isi terbaru bertanggal 12 November 2026, 4 hari lalu."),
        ("/atom", "", 7, True, "Isi terbaru bertanggal 14 November 2026, 1 hari lalu."),
        ("/", "Diperbarui:", 7, True, "Isi terbaru bertanggal 9 November 2026, 7 hari lalu."),
        ("/", "", 6, False, "Isi terbaru bertanggal 9 November 2026, 7 hari lalu."),
        ("/", "Terbit:", 7, None, "Tidak ada tanggal yang dikenali di halaman itu."),
        ("/rusak", "", 7, False, "Menjawab 502, bukan 200."),
    ],
)
def test_freshness(port, path, after, days, ok, said):
    watched = monitor(Kind.FRESHNESS, f"http://127.0.0.1:{port}{path}", date_after=after, days=days)

    found = seen(watched, at=NOW)

    assert (found.ok, found.detail) == (ok, said)


def test_future_date_is_not_news(port):
    watched = monitor(Kind.FRESHNESS, f"http://127.0.0.1:{port}/umpan", days=400)

    found = seen(watched, at=NOW - timedelta(days=7))

    assert "2 November 2026" in found.detail
