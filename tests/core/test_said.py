"""Words of choices: those that Django says, from a table made once."""

from requests.models import Handling, ServiceRequest
from sopti.workflow.enums import CaseStatus
from sopti.workflow.models import Case


def test_each_choice_is_said_by_its_word():
    said = {status: Case(status=status).get_status_display() for status in CaseStatus}

    assert said == {status: status.label for status in CaseStatus}


def test_what_is_no_choice_is_said_as_it_is():
    assert Case(status="entah").get_status_display() == "entah"
    assert Handling(priority=None).get_priority_display() is None
    assert ServiceRequest(urgency="").get_urgency_display() == ""
