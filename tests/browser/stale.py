"""Let an administrator's proofs of who they are be an hour old. Runs within the site."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session

from sopti.people.models import User
from sopti.ui.fresh import BEGAN, STEPS

WHO = "admin.banjarnegara"


def tell() -> None:
    mine = str(User.objects.get(username=WHO).pk)
    for row in Session.objects.all():
        told = row.get_decoded()
        if told.get(SESSION_KEY) == mine and BEGAN in told:
            told[BEGAN] -= 3600
            told[STEPS] = [step | {"at": step["at"] - 3600} for step in told.get(STEPS, [])]
            row.session_data = Session.get_session_store_class()().encode(told)
            row.save()
