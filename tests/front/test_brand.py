"""A community changes its colours without touching the style sheet."""

from decimal import Decimal

import pytest

from trialogue.core import site

pytestmark = pytest.mark.django_db


def test_the_brand_is_a_style_sheet_kept_for_good_under_its_version(client):
    site.change(hue=32, chroma=Decimal("0.13"), paper=250, radius=Decimal("0.4"))
    version = site.current().brand_version
    answer = client.get(f"/brand.css?v={version}")
    assert answer.content.decode() == (
        "@layer tokens { :root { --brand-hue: 32; --brand-chroma: 0.13; --brand-paper: 250; --brand-radius: 0.4; } }\n"
    )
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert not answer.cookies


def test_another_version_is_kept_for_a_minute(client):
    assert client.get("/brand.css?v=0")["Cache-Control"] == "public, max-age=60"
