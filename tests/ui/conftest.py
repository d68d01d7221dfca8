"""The frame is tried on pages of its own: it must not depend on what stands above it."""

import pytest


@pytest.fixture(autouse=True)
def pages_of_our_own(settings):
    settings.ROOT_URLCONF = "tests.ui.urls"
