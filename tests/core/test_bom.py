"""The bill of materials names all that is installed, with version and licence, and no address."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from sopti.core.bom import OWN_COPIES, bill_of, pins_of

LOCKS = Path(settings.BASE_DIR) / "requirements"


def printed(lock):
    said = StringIO()
    call_command("sbom", "--lock", str(lock), stdout=said)
    return said.getvalue()


@pytest.mark.parametrize("name", ["base.txt", "many.txt"])
def test_every_package_of_the_lock_is_named_with_version_and_licence(name):
    text = printed(LOCKS / name)
    parts = json.loads(text)["components"]

    lines = re.findall(r"^([\w.-]+)==(\S+)(.*)", (LOCKS / name).read_text(), re.MULTILINE)
    always = {(one, version) for one, version, condition in lines if ";" not in condition}
    named = {(part["name"], part["version"]) for part in parts}
    assert len(always) > 50
    assert always - named == set()
    assert named - {line[:2] for line in lines} == {copy[:2] for copy in OWN_COPIES}
    assert [part["name"] for part in parts if not part["licenses"]] == []
    assert all(part["properties"] for part in parts)
    assert "://" not in text


def test_bill_is_the_same_each_time_and_refers_to_what_it_names():
    bill = bill_of(LOCKS / "base.txt")

    assert bill == bill_of(LOCKS / "base.txt")
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    known = {"sopti", *(part["bom-ref"] for part in bill["components"])}
    assert len(known) == len(bill["components"]) + 1
    referred = [ref for one in bill["dependencies"] for ref in [one["ref"], *one["dependsOn"]]]
    assert set(referred) == known
    needs = {one["ref"]: one["dependsOn"] for one in bill["dependencies"]}
    django = next(part["bom-ref"] for part in bill["components"] if part["name"] == "django")
    assert any(ref.startswith("pkg:pypi/asgiref@") for ref in needs[django])


def test_what_is_not_installed_as_locked_makes_no_bill(tmp_path):
    lock = tmp_path / "lock.txt"
    lock.write_text("django==0.1 \\\n    --hash=sha256:ab\n")
    with pytest.raises(CommandError, match=r"django terpasang .+ yang dikunci 0\.1"):
        printed(lock)
    lock.write_text("tidak-ada-paket==1 \\\n    --hash=sha256:ab\n")
    with pytest.raises(CommandError, match="belum terpasang"):
        printed(lock)

    lock.write_text("tidak-ada-paket==1 ; sys_platform == 'win32' \\\n    --hash=sha256:ab\n")
    assert [part["name"] for part in bill_of(lock)["components"]] == [own[0] for own in OWN_COPIES]
    (pin,) = pins_of(lock)
    assert (pin.only_where, pin.hashes) == ("sys_platform == 'win32'", ["ab"])
    with pytest.raises(CommandError, match="tidak ada"):
        printed(tmp_path / "nowhere")


def test_what_lies_in_the_repository_is_what_the_bill_says():
    root = Path(settings.BASE_DIR)

    assert all((root / place).exists() for _, _, _, place in OWN_COPIES)
    bootstrap = next(copy for copy in OWN_COPIES if copy[0] == "bootstrap")
    assert f"Bootstrap  v{bootstrap[1]} " in (root / bootstrap[3]).read_text()[:200]
    vendored = {path.name for path in (root / "static/vendor").iterdir()}
    assert vendored == {Path(copy[3]).parts[2] for copy in OWN_COPIES if "vendor" in copy[3]}
