"""A provider that is set up, and a cache that knows nothing of another one."""

import pytest
from django.core.cache import cache

from tests.sso.provider import CLIENT, SECRET, fake_provider


@pytest.fixture
def idp(settings):
    with fake_provider() as provider:
        settings.OIDC_ISSUER = provider.issuer
        settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
        settings.OIDC_LABEL = "SSO Contoh"
        cache.clear()
        yield provider
