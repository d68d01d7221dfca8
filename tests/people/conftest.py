"""An administrator who is logged in."""

import pytest

from tests import make


@pytest.fixture
def admin(client):
    admin = make.user("admin", full_name="Galih Prakoso")
    client.force_login(admin)
    return admin
