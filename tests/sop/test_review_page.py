"""The review of an SOP shows what was noted for its next edition, beside the procedure."""

import pytest
from django.urls import reverse

from sopti.figures.actions import note_for_revision
from tests import make

pytestmark = pytest.mark.django_db


def test_notes_of_the_document_stand_at_their_procedure(client):
    ketua = make.user("ketua")
    edition, other = make.edition(ketua.court), make.edition(make.court())
    told = {"procedure": "permintaan-layanan", "step": 8, "at": make.MONDAY}
    note_for_revision(edition.document, text="Perlu 30 menit, bukan 10.", by=ketua, **told)
    theirs = make.user("ketua", court=other.document.court)
    note_for_revision(other.document, text="Milik pengadilan lain.", by=theirs, **told)
    client.force_login(ketua)

    html = client.get(reverse("sop:review", args=["as-32"])).content.decode()

    part = html.split('id="permintaan-layanan"')[1].split("</section>")[0]
    assert "Perlu 30 menit, bukan 10." in part
    assert html.count("Perlu 30 menit, bukan 10.") == 1
    assert "Milik pengadilan lain." not in html
