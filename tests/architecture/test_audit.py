"""The audit of our packages sees what it is there to see."""

from importlib.metadata import PathDistribution

import pytest

from tests import audit

GOOD = "django==5.2.19 \\\n    --hash=sha256:aa\n"


def test_a_good_list_is_let_through():
    assert audit.faults_of("base", GOOD) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("django==5.2.19\n", "base: django has no hash"),
        (GOOD + "# from https://example.org/simple\n", "base: line names an address: # from https"),
        (GOOD + "requests==2.32 \\\n    --hash=sha256:aa\n", "base: requests is forbidden"),
        ("", "base: no pins at all"),
    ],
)
def test_a_bad_list_is_told(text, fault):
    assert [told for told in audit.faults_of("base", text) if told.startswith(fault)]


def test_a_package_that_installs_the_library_is_seen(tmp_path):
    (tmp_path / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: x\nLicense-Expression: AGPL-3.0-only\n"
        'Requires-Dist: Requests>=2 ; extra != "x"\nRequires-Dist: httpx ; extra == "web"\n'
    )
    found = PathDistribution(tmp_path)

    assert audit.wants_of(found) == {"requests"}
    assert not audit.FREE.search(audit.licence_of(found))


def test_licences_a_court_may_use_are_known(monkeypatch):
    monkeypatch.setattr(audit, "READ_BY_US", {})

    assert "base: pysqlite3 has the licence nobody knows" in audit.judged("base")[0]
