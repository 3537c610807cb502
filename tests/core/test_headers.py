"""Headers on every answer; the policy itself is proved in tests/safety."""

import pytest

pytestmark = pytest.mark.django_db
STAYS = "Strict-Transport-Security"


def test_over_tls_browsers_are_told_to_stay_there(client, settings):
    settings.SECURE_HSTS_SECONDS = 31_536_000
    assert client.get("/healthz", secure=True)[STAYS] == "max-age=31536000"
    assert not client.get("/healthz").has_header(STAYS)


def test_a_site_without_tls_promises_none(client, settings):
    settings.SECURE_HSTS_SECONDS = 0
    assert not client.get("/healthz", secure=True).has_header(STAYS)
