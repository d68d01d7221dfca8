"""The month that passes: what stands in the courts before it, and what their people do."""

from datetime import date, datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

from django.core.management import call_command

from maintenance.security.watch import actions as watch
from maintenance.sipp import actions as sipp
from maintenance.upkeep import actions as upkeep
from maintenance.upkeep.actions import Answer
from maintenance.upkeep.lists import load_lists
from requests import demo
from sopti.core.periods import month_of
from sopti.people.load import load_people
from sopti.people.models import User
from sopti.sop.models import Edition
from sopti.workflow.models import Case
from tests.backups import keep
from tests.maintenance import racks
from tests.maintenance import shelf as assets
from tests.walk.walker import Walker
from tests.website_ops import shelf

JAKARTA = ZoneInfo("Asia/Jakarta")
BEGINS, ENDS = date(2026, 10, 31), date(2026, 12, 4)
ROUNDS = (9, 14)  # o'clock in Jakarta
WORKING_ON, INCIDENTS_ON = date(2026, 11, 2), date(2026, 11, 17)
NOVEMBER = month_of(WORKING_ON)
DILIGENT = ("pa-kota-madiun", "pa-ternate")
LAZY = ("pa-payakumbuh",)


def o_clock(day, hour=9):
    return datetime(day.year, day.month, day.day, hour, tzinfo=JAKARTA)


def routine():
    """What the SOP files say opens every month: (court, document, procedure, flow)."""
    return {
        (edition.document.court.key, edition.document.key, procedure.key, flow.key)
        for edition in Edition.objects.in_force().select_related("document__court")
        for procedure in edition.sop.procedures
        for flow in procedure.flows
        if flow.every == "month"
    }


class Month:
    """The courts, what was set up in them before, and what happened to it."""

    def __init__(self, clock):
        self.clock = clock
        self.clock.move_to(o_clock(BEGINS), tick=False)
        load_people(o_clock(BEGINS))
        call_command("load_sops", stdout=StringIO())
        demo.put_editions_in_force(at=o_clock(BEGINS))
        self.operator = User.objects.get(username="operator.madiun")
        self.set_up(o_clock(BEGINS))

    def set_up(self, at):
        """Put into Madiun's rooms what this month has something to say about."""
        self.hosting = shelf.service(self.operator, left=60, at=at, name="Hosting")
        site = shelf.site(self.operator)
        self.part = shelf.part(site, self.operator, ago=1, at=at, name="Berita", every_days=14)
        self.plan = keep.plan(self.operator, at, name="Basis data SIPP", every_days=7)
        self.server = racks.server(self.operator, name="Server SIPP")
        load_lists()
        self.devices = [
            assets.asset(self.operator, kind=assets.kind("Switch"), name=f"Switch {name}")
            for name in "ABC"
        ]

    def passes(self):
        day = BEGINS
        while day <= ENDS:
            for hour in ROUNDS:
                self.clock.move_to(o_clock(day, hour), tick=False)
                call_command("worker", "--once")
                self.work(day, hour)
            day += timedelta(days=1)

    def work(self, day, hour):
        if hour != ROUNDS[0]:
            return
        if day == INCIDENTS_ON:
            self.incidents(o_clock(day, hour))
        if day == date(2026, 11, 3):
            self.asked = Walker("pa-kota-madiun", "as-32", "permintaan-layanan", "").open()
            self.finish(self.asked)
        if day == WORKING_ON:
            self.look(o_clock(day, hour))
            self.check_devices(o_clock(day, hour))
            self.do_routine()

    def do_routine(self):
        """Do what the calendar opened in the courts that work."""
        for court, document, procedure, flow in sorted(routine()):
            if court in DILIGENT:
                walker = Walker(court, document, procedure, flow)
                walker.case = case_of(court, procedure, flow, "2026-11")
                self.finish(walker)

    def look(self, at):
        """Note what the routine of security and SIPP begins with."""
        seen = {"what": "Perangkat asing di Wi-Fi", "where": "Lobi", "seen_at": at,
                "severity": "sedang", "action": ""}  # fmt: skip
        self.threat = watch.note_threat(seen, by=self.operator, at=at)
        look = {"access": "lambat", "seconds": 4.5, "online": 31, "room": "PTSP", "note": ""}
        sipp.note_check(look, by=self.operator, at=at)

    def incidents(self, at):
        """Turn the warning into an incident that is mended, tell of SIPP, and publish a story."""
        mended = Walker("pa-kota-madiun", "as-32", "jaringan-internet", "insiden")
        mended.case = watch.raise_threat(self.threat.pk, by=self.operator, at=at)
        self.finish(mended)
        self.mended = mended.case
        told = {"reporter": "Panitera", "channel": "telepon", "reach": "sebagian",
                "what": "SIPP tidak dapat dibuka."}  # fmt: skip
        self.complaint = sipp.complain(told, by=self.operator, at=at)
        story = Walker("pa-kota-madiun", "as-32", "peliputan-website", "").open()
        self.finish(story)
        self.story = story.case

    def check_devices(self, at):
        """Look at two of the three devices; what is wrong with one is handed on to the desk."""
        good, bad, _ = self.devices
        words = {"month": date(2026, 11, 1), "seen": "", "by": self.operator, "at": at}
        upkeep.answer(good.pk, Answer("baik"), **words)
        fault = Answer("bermasalah", ["Lampu indikator normal"], "Lampu merah terus.")
        found = upkeep.answer(bad.pk, fault, **words)
        upkeep.hand_on(found.pk, road="permintaan", by=self.operator, at=at)

    def finish(self, walker):
        for stage in walker.stages:
            assert set(walker.waiting()) == set(stage)
            walker.stage(stage)


def case_of(court, procedure, flow, period):
    return Case.objects.get(court__key=court, procedure_key=procedure, flow_key=flow, period=period)
