"""The demonstration's courts at work: their people and SOPs, and no case yet."""

from io import StringIO

from django.core.management import call_command
from django.utils.timezone import now

from requests import demo
from sopti.people.load import load_people


def load_courts():
    load_people(now())
    call_command("load_sops", stdout=StringIO())
    demo.put_editions_in_force(at=now())
