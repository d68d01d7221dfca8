"""What paper costs: one page, a report of twenty pages, and five of them at once.

    python -m tests.reports.measure

Makes a site of its own on PostgreSQL and on a port of this machine. Told are seconds by the clock
and of the processor (ours, and of the press with its child), and the memory of the largest
process. WeasyPrint by itself makes the same paper in turns, in this process, so what else the
machine does meets both.
"""

import http.cookiejar
import logging
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from statistics import median

import psycopg

from tests.cluster import postgres
from tests.reports.processes import children

ROUNDS, AT_ONCE, PAGES_ASKED = 3, 5, 40
REQUESTS = 500  # rows of the register that five people print at once: some twenty pages
REGISTER = "/buku-register/permintaan/cetak.pdf"
ROOT = Path(__file__).parents[2]
TICK = os.sysconf("SC_CLK_TCK")
CHAPTERS = (
    "Permintaan layanan", "Kebijakan", "Pemeliharaan", "Pengamanan", "Cadangan", "Server",
    "Ketersediaan", "Jaringan", "SIPP", "Website", "Media sosial", "Kepatuhan", "Kepuasan",
)  # fmt: skip
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
SAID = (
    "Selama bulan ini permintaan diterima, diteliti, dan diselesaikan menurut langkah SOP; yang "
    "melewati batas dijelaskan sebabnya, dan tindak lanjutnya dicatat pada berkasnya sendiri. "
)


def main():
    if os.environ.get("MEASURED_HERE"):
        measure()
        return
    with postgres() as url, tempfile.TemporaryDirectory() as var:
        host = url.removeprefix("postgres:///").rpartition("/")[0]
        with psycopg.connect(host=host, dbname="postgres", autocommit=True) as made:
            made.execute("CREATE DATABASE sopti")
        told = {
            "MEASURED_HERE": "1",
            "SOPTI_VAR": var,
            "SOPTI_SECRET_KEY": "x",
            "DATABASE_URL": url,
        }
        told |= {"SOPTI_RECORD_KEY": "y", "DJANGO_SETTINGS_MODULE": "sopti.settings"}
        command = [sys.executable, "-m", "tests.reports.measure"]
        subprocess.run(command, env=os.environ | told, cwd=ROOT, check=True)


def say(text):
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def measure():
    import django  # noqa: PLC0415 (the settings read the environment first)

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    call_command("collectstatic", interactive=False, verbosity=0)
    person = fill()
    one_page(person)
    twenty_pages()
    five_at_once(person)


def fill():
    """Make a court whose Operator has a register of this month; return him."""
    from django.utils.timezone import localtime  # noqa: PLC0415

    from requests.models import ServiceRequest  # noqa: PLC0415
    from sopti.workflow.models import Case  # noqa: PLC0415
    from tests import make  # noqa: PLC0415

    court = make.court("pa-kota-madiun", name="Pengadilan Agama Kota Madiun", code="PA.Mdn")
    edition, person = make.edition(court), make.user("operator_ti", court=court)
    begun = localtime(timezone=court.tz).replace(day=1, hour=0, minute=0)
    cases = Case.objects.bulk_create(
        Case(
            court=court, edition=edition, procedure_key="permintaan-layanan", year=begun.year,
            number=f"{place}/TI.B/PA.Mdn/{begun.year}", sequence=place, requester=person,
            title=f"Pencetak loket {place} tidak menarik kertas", detail=SAID,
            opened_at=begun + timedelta(minutes=place),
        )
        for place in range(1, REQUESTS + 1)
    )  # fmt: skip
    ServiceRequest.objects.bulk_create(
        ServiceRequest(case=case, category="perangkat", asset_or_place="Ruang PTSP")
        for case in cases
    )
    return person


# ------------------------------------------------------------------------------------- one paper
def one_page(person):
    """Print the blank form through its view; the first time a press must be started."""
    from django.test import Client  # noqa: PLC0415

    from sopti.reports import presses  # noqa: PLC0415

    client = Client(HTTP_HOST="localhost")
    client.force_login(person)

    def form():
        assert client.get("/permintaan/formulir-kosong.pdf")["Content-Type"] == "application/pdf"

    with Largest() as largest:
        first, _ = timed(form)
        clocks, processor = zip(*(timed(form) for _ in range(2 * ROUNDS)), strict=True)
    presses.end_all()
    say(
        f"one page: first {first:.2f} s, then {min(clocks):.2f} to {max(clocks):.2f} s "
        f"(processor {median(processor):.2f} s), {largest.mb:.0f} MB"
    )


def twenty_pages():
    """Have a report made by the door and by WeasyPrint alone, in turns."""

    from sopti.reports import press, presses  # noqa: PLC0415

    html, sheets = report(), ["form.css", "chart.css"]
    presses.stand_ready()
    pages = len(press.lay_out(html, sheets).pages)
    ours, alone = [], []
    for _ in range(ROUNDS):
        with Largest() as largest:
            ours.append(timed(lambda: presses.print_paper(html, sheets, seconds=90).pdf))
        alone.append(timed(lambda: press.lay_out(html, sheets).write_pdf(pdf_variant="pdf/ua-1")))
    presses.end_all()
    (ours_clock, ours_cpu), (alone_clock, alone_cpu) = (
        [median(one) for one in zip(*taken, strict=True)] for taken in (ours, alone)
    )
    say(
        f"{pages} pages: {ours_clock:.2f} s (processor {ours_cpu:.2f} s), {largest.mb:.0f} MB; "
        f"WeasyPrint alone {alone_clock:.2f} s (processor {alone_cpu:.2f} s): "
        f"{ours_clock / alone_clock:.2f} times by the clock, {ours_cpu / alone_cpu:.2f} of it"
    )


def report():
    """Return a report like that of a month: chapters of words, a table and a chart."""
    from django.template.loader import render_to_string  # noqa: PLC0415

    from sopti.ui.charts import Chart, Series  # noqa: PLC0415

    parts = []
    for number, title in enumerate(CHAPTERS, start=1):
        values = tuple(float(10 + (number * place) % 17) for place in range(12))
        chart = Chart(kind="columns", title=f"{title} tiap bulan", names=MONTHS,
                      series=(Series(label="Selesai", values=values),))  # fmt: skip
        rows = "".join(
            f"<tr><td>{row}</td><td>{row}/TI.B/PA.Mdn/2026</td><td>Pencetak loket {row} tidak "
            f"menarik kertas</td><td>Operator</td><td>{row * 7 % 90} menit</td></tr>"
            for row in range(1, 23)
        )
        head = "".join(f"<th>{one}</th>" for one in ("No.", "Nomor", "Perihal", "Oleh", "Lama"))
        drawn = render_to_string("ui/chart_paper.html", {"chart": chart})
        parts.append(
            f"<h2>{number}. {title}</h2><p>{SAID * 4}</p><table><thead><tr>{head}</tr></thead>"
            f"<tbody>{rows}</tbody></table>{drawn}<p>{SAID * 3}</p>"
        )
    title = "<title>Laporan bulanan</title>"
    return f'<html lang="id"><head>{title}</head><body><main>{"".join(parts)}</main></body></html>'


# ---------------------------------------------------------------------------------- five at once
def five_at_once(person):
    """Print five registers through a web server of two workers, and open pages meanwhile."""
    from django.conf import settings  # noqa: PLC0415

    from sopti.core.management.commands.serve import web_command  # noqa: PLC0415

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(web_command("127.0.0.1", port), cwd=settings.BASE_DIR)
    try:
        browse(logged_in(f"http://127.0.0.1:{port}", person.username))
    finally:
        server.terminate()
        server.wait()


def browse(browser):
    for _ in range(10):
        opened(browser, "/")
    alone, beside = [opened(browser, "/")[0] for _ in range(PAGES_ASKED)], []
    with ThreadPoolExecutor(AT_ONCE) as people:
        begun = time.perf_counter()
        asked = [people.submit(opened, browser, REGISTER) for _ in range(AT_ONCE)]
        while not all(one.done() for one in asked):
            beside.append(opened(browser, "/")[0])
        took = time.perf_counter() - begun
    printed = sum(one.result()[1].startswith(b"%PDF") for one in asked)
    say(f"Beranda alone: {spread(alone)}")
    say(f"Beranda while {AT_ONCE} people print a register: {spread(beside)}")
    say(f"printed {printed} in {took:.1f} s, the others were asked to try again")


def spread(taken):
    found = sorted(taken)
    return (
        f"half below {1000 * median(found):.0f} ms, most below "
        f"{1000 * found[int(len(found) * 0.95)]:.0f} ms, longest {1000 * found[-1]:.0f} ms "
        f"({len(found)} pages)"
    )


def logged_in(site, name):
    from tests.make import PASSWORD  # noqa: PLC0415

    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    browser = urllib.request.build_opener(jar)
    browser.site = site
    for _ in range(150):
        try:
            page = browser.open(f"{site}/masuk/", timeout=30).read().decode()
            break
        except OSError:
            time.sleep(0.2)
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    sent = {"login": name, "password": PASSWORD, "csrfmiddlewaretoken": token}
    said = urllib.parse.urlencode(sent).encode()
    assert "Keluar" in browser.open(f"{site}/masuk/", said, timeout=30).read().decode()
    return browser


def opened(browser, path):
    """Return how long it took and what came; of a refusal, its page."""
    begun = time.perf_counter()
    try:
        body = browser.open(f"{browser.site}{path}", timeout=120).read()
    except urllib.error.HTTPError as refusal:
        body = refusal.read()
    return time.perf_counter() - begun, body


# -------------------------------------------------------------------------------------- measuring
def timed(make):
    """Return seconds by the clock and of the processor, ours and of the presses."""
    clock, processor = time.perf_counter(), processor_seconds()
    make()
    return time.perf_counter() - clock, processor_seconds() - processor


def processor_seconds():
    """Return what this process used, its presses, and their children that have ended."""
    ended = os.times()
    used = time.process_time() + ended.children_user + ended.children_system
    for child in children():
        told = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
        used += sum(map(int, told[11:15])) / TICK
    return used


class Largest(threading.Thread):
    """Watches the presses and their children: how much memory the largest of them ever held."""

    mb = 0.0

    def __enter__(self):
        self.ends = threading.Event()
        self.start()
        return self

    def __exit__(self, *_):
        self.ends.set()
        self.join()

    def run(self):
        while not self.ends.wait(0.01):
            for press in children():
                found = Path(f"/proc/{press}/task/{press}/children")
                with suppress(OSError):
                    for one in (press, *found.read_text().split()):
                        told = Path(f"/proc/{one}/status").read_text()
                        held = told.partition("VmHWM:")[2].split()  # an ended one has none
                        self.mb = max(self.mb, int(held[0]) / 1024 if held else 0)


if __name__ == "__main__":
    main()
