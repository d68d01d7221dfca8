"""The one door to paper: what it lets in, what it refuses, and what the press never sees."""

import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from weasyprint import HTML

from sopti.core.errors import Refusal
from sopti.reports import press
from sopti.reports.pdf import PaperUnavailable, measured, render_pdf
from tests.reports import reading
from tests.reports.processes import children

SECRET = "RAHASIA7F3A"  # noqa: S105 (bait)
APT_LINE = "apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
PAYLOADS = {
    "img http": '<img src="{web}/a.png">',
    "img file": '<img src="{file}.svg">',
    "css link": '<link rel="stylesheet" href="{web}/b.css">',
    "css import": "<style>@import url({web}/c.css);</style>",
    "css url": '<p style="background: url({web}/d.png)">x</p>',
    "font face": "<style>@font-face {{ font-family: X; src: url({web}/e.otf) }}"
    "p {{ font-family: X }}</style><p>x</p>",
    "link attachment": '<link rel="attachment" href="{file}.txt">',
    "a attachment file": '<a rel="attachment" href="{file}.txt">x</a>',
    "a attachment http": '<a rel="attachment" href="{web}/f">x</a>',
    "object": '<object data="{file}.svg">x</object>',
    "embed": '<embed src="{web}/g.svg">',
    "svg image": '<svg width="9" height="9"><image href="{file}.svg" width="9" height="9"/></svg>',
    "data svg image": '<img src="data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22 '
    "width=%229%22 height=%229%22><image href=%22{web}/h.png%22 "
    'width=%229%22 height=%229%22/></svg>">',
    "redirect": '<img src="{web}/redirect">',
    "ftp": '<img src="ftp://{host}/i.png">',
    "base href": '<base href="{web}/"><img src="j.png">',
    "content url": "<style>p::before {{ content: url({web}/k.png) }}</style><p>x</p>",
    "list style image": "<style>li {{ list-style-image: url({file}.svg) }}</style>"
    "<ul><li>x</li></ul>",
    "target text": "<style>a::after {{ content: target-text(url({web}/l#m)) }}</style>"
    '<a href="{web}/l#m">x</a>',
}


class Canary(ThreadingHTTPServer):
    """A server on this machine that counts every connection made to it."""

    connections = 0

    def verify_request(self, request, client_address):
        self.connections += 1
        return True


class Answer(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(302 if self.path == "/redirect" else 200)
        self.send_header("Location", "/away")
        self.end_headers()

    def log_message(self, *words):
        pass


@pytest.fixture
def canary():
    server = Canary(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def payload(canary, tmp_path):
    """Return the HTML of a payload, aimed at the canary server and the canary files."""
    (tmp_path / "canary.txt").write_text(SECRET)
    (tmp_path / "canary.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="20">'
        f'<text y="15">{SECRET}</text></svg>'
    )
    host = f"127.0.0.1:{canary.server_port}"
    places = {"web": f"http://{host}", "host": host, "file": (tmp_path / "canary").as_uri()}
    return lambda name: PAYLOADS[name].format(**places)


def leaked(pdf):
    return SECRET in reading.words(pdf) or SECRET.encode() in reading.unpacked(pdf)


def test_there_are_nineteen_payloads_and_without_our_fetcher_they_leak(payload, canary):
    everything = "".join(payload(name) for name in PAYLOADS if name not in {"base href", "ftp"})

    pdf = HTML(string=everything).write_pdf()

    assert len(PAYLOADS) == 19
    assert canary.connections >= 9
    assert leaked(pdf)


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_payload_reaches_neither_server_nor_file(name, payload, canary):
    pdf = press.lay_out(payload(name), ["form.css"]).write_pdf()

    assert canary.connections == 0
    assert not leaked(pdf)


def test_all_payloads_together_reach_nothing_through_the_door(payload, canary, print_html):
    pdf = print_html("".join(payload(name) for name in PAYLOADS))

    assert canary.connections == 0
    assert not leaked(pdf)


def test_text_of_people_is_escaped_and_fetches_nothing(payload, canary, print_html):
    typed = payload("img http") + "<b>tebal</b>"

    pdf = print_html("<p>{{ typed }}</p>", typed=typed)

    assert canary.connections == 0
    assert reading.letters(typed) in reading.letters(reading.words(pdf))


def test_own_faces_are_embedded_and_cut_to_what_is_used(print_html):
    pdf = print_html('<html lang="id"><title>x</title><body class="words">Kop</body></html>')

    names, inside = reading.fonts(pdf)

    assert inside
    assert {name[8:] for name in names} == {"Arimo"}
    assert all(name[7] == "+" for name in names)  # "/ABCDEF+Arimo": a subset
    assert len(pdf) < 40_000


def test_a_missing_library_is_named_with_the_line_that_installs_it(print_html, broken_weasyprint):
    broken_weasyprint("raise OSError(\"cannot load library 'libpango-1.0-0': no such file\")")

    with pytest.raises(PaperUnavailable) as refused:
        print_html("<p>x</p>")

    assert str(refused.value) == (
        "PDF belum dapat dibuat di server ini: pustaka sistem libpango-1.0-0 belum terpasang. "
        f"Pengelola server dapat memasangnya dengan: {APT_LINE}"
    )


def test_a_missing_package_is_named_too(print_html, broken_weasyprint):
    broken_weasyprint("import fontTools_of_nobody")

    with pytest.raises(PaperUnavailable, match="paket Python fontTools_of_nobody belum terpasang"):
        print_html("<p>x</p>")


def test_a_paper_that_computes_too_long_is_stopped(print_html, settings):
    settings.PAPER_SECONDS = 2
    begun, before = time.monotonic(), children()

    with pytest.raises(Refusal, match="terlalu lama disusun"):
        print_html("<table><tr><td colspan=10000000>x</td></tr></table>")

    assert time.monotonic() - begun < 6
    assert children() <= before


def test_a_press_that_hangs_is_killed(print_html, settings, broken_weasyprint):
    broken_weasyprint("import time; time.sleep(60)")
    settings.PAPER_SECONDS = 1
    before = children()

    with pytest.raises(Refusal, match="terlalu lama disusun"):
        print_html("<p>x</p>")

    assert children() <= before


def test_a_press_that_takes_all_memory_is_stopped(print_html, broken_weasyprint):
    broken_weasyprint("hoard = bytearray(3_000_000_000)")

    with pytest.raises(Refusal, match="terlalu lama disusun"):
        print_html("<p>x</p>")


def test_a_paper_of_too_many_rows_is_refused_before_anything_runs(print_html, broken_weasyprint):
    broken_weasyprint("raise OSError('the press ran')")

    with pytest.raises(Refusal, match="terlalu besar"):
        print_html("<table>" + "<tr><td>x</td></tr>" * 3001 + "</table>")


def test_what_the_press_cannot_lay_out_is_a_sentence_and_a_line_in_the_log(print_html, caplog):
    with pytest.raises(Refusal, match="tidak dapat disusun"):
        print_html("<div>" * 5000)

    assert "RecursionError" in caplog.text


def test_the_press_knows_none_of_our_keys(print_html, broken_weasyprint, tmp_path, monkeypatch):
    monkeypatch.setenv("SOPTI_RECORD_KEY", SECRET)
    seen = tmp_path / "seen"
    broken_weasyprint(
        f"import os; open({str(seen)!r}, 'w').write(repr(dict(os.environ))); raise OSError"
    )

    with pytest.raises(PaperUnavailable):
        print_html("<p>x</p>")

    assert SECRET not in seen.read_text()
    assert set(eval(seen.read_text())) <= {  # noqa: S307 (written by this test)
        "PATH", "LANG", "LC_CTYPE", "TMPDIR", "XDG_CACHE_HOME", "PYTHONPATH",
    }  # fmt: skip


def test_the_press_opens_no_connection_even_beside_its_fetcher(settings):
    code = "from sopti.reports import press; press.shut_doors(); import socket; socket.socket()"

    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stderr.strip().endswith("PermissionError: socket.__new__")


def test_the_press_says_where_things_fall_and_prints_nothing(print_html, tmp_path):
    lines = '<div id="one" class="h"></div><div id="two" class="h next"></div>'
    rules = ".h { height: 40px } .next { break-before: page }"
    print_html(f'<html lang="id"><title>x</title><body>{lines}</body></html>')

    places = measured("sheet.html", {}, sheets=("drawn/rules.css",), drawn={"rules.css": rules})

    assert {name: (place.page, round(place.height)) for name, place in places.items()} == {
        "one": (0, 40),
        "two": (1, 40),
    }


def test_a_paper_shows_what_was_drawn_for_it_and_for_no_other(print_html):
    shown = '<p><img src="app:drawn/a.svg" alt="gambar"></p><p>x</p>'
    text = '<text y="15">TERGAMBAR</text>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">{text}</svg>'

    bare = print_html(f'<html lang="id"><title>x</title><body>{shown}</body></html>')
    drawn = render_pdf("sheet.html", {}, drawn={"a.svg": svg})

    assert "TERGAMBAR" in reading.words(drawn)
    assert "TERGAMBAR" not in reading.words(bare)
