"""The rooms of the house: each section that they register is used by an SOP, and the reverse."""

from django.conf import settings

from sopti.sop import registry
from sopti.sop.files import folders_in, read_document


def test_every_section_has_its_sop_and_every_sop_its_section():
    used = {
        procedure.section
        for folder in folders_in([settings.SOP_DIR])
        for procedure in read_document(folder).procedures.values()
    }

    assert set(registry.section_keys()) == used
