"""Rooms say what they know; an SOP that names anything else does not start."""

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured

from sopti.sop import registry
from sopti.sop.registry import Section
from tests.sop.files import PROCEDURE, write_document


@pytest.fixture(autouse=True)
def no_other_sections(monkeypatch):
    monkeypatch.setattr(registry, "_SECTIONS", {})


def errors():
    return [error.msg for error in run_checks() if error.id == "sop.E001"]


def test_unregistered_section_is_an_error(settings, tmp_path):
    text = PROCEDURE.replace('code = "UJI.A"', 'code = "UJI.A"\nsection = "dapur"')
    write_document(tmp_path, files={"a-layanan.toml": text})
    settings.SOP_DIR = tmp_path

    assert errors() == ["uji/a-layanan.toml names dapur, which nobody registered"]


def test_unregistered_deed_is_an_error_until_its_room_registers_it(settings, tmp_path):
    text = PROCEDURE.replace('code = "UJI.A"', 'code = "UJI.A"\nsection = "dapur"')
    text = text.replace('output = "Surat"', 'does = ["memasak"]')
    write_document(tmp_path, files={"a-layanan.toml": text})
    settings.SOP_DIR = tmp_path
    registry.register(Section("dapur"))

    before = errors()
    registry._SECTIONS.clear()  # noqa: SLF001 (the room, built anew)
    registry.register(Section("dapur", deeds=("memasak",)))

    assert before == ["uji/a-layanan.toml names memasak, which nobody registered"]
    assert errors() == []


def test_same_registration_twice_is_harmless_and_two_different_ones_are_not():
    registry.register(Section("dapur"))
    registry.register(Section("dapur"))

    with pytest.raises(ImproperlyConfigured, match="dapur"):
        registry.register(Section("dapur", deeds=("memasak",)))

    assert registry.section("dapur") == Section("dapur")


def test_empty_section_is_the_engine_alone():
    assert registry.section("") == Section("")
    assert registry.section("dapur") is None
