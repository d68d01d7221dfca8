"""Where a request stands, said to who asked: what it waits for, from whom, until when."""

import pytest
from django.utils.timezone import now

from tests.workflow.office import Office

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (1, "Menunggu penerimaan Operator/ Admin, "),
        (2, "Menunggu disposisi Ketua, "),
        (6, "Menunggu penentuan prioritas Kasub Bag Kepeg dan TI, "),
        (8, "Menunggu persetujuan Sekretaris, "),
        (9, "Menunggu penanganan Operator/ Admin, "),
    ],
)
def test_requester_reads_what_is_waited_for_on_both_pages(client, step, words):
    office = Office()
    case = office.open()
    office.up_to(case, step)
    client.force_login(office.clerk)

    home = client.get("/").content.decode()
    page = client.get(case.get_absolute_url()).content.decode()

    assert words in home
    assert words in page


def test_limit_of_days_to_come_is_named(client):
    office = Office()
    office.open(at=now())
    client.force_login(office.clerk)

    assert "Menunggu penerimaan Operator/ Admin, paling lambat" in client.get("/").content.decode()
