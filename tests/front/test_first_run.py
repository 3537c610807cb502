"""The first run: from an empty site to a community's own in three steps."""

import pytest
from django.core.management import call_command
from tests import cast

from trialogue.core import site
from trialogue.hub.forum.models import Category
from trialogue.hub.products.models import Product
from trialogue.people.persons import Person

pytestmark = pytest.mark.django_db

NAME = {"name": "OpenCapture", "tagline": "In the open.", "hue": "166", "chroma": "0.09", "paper": "96", "radius": "1"}


@pytest.fixture
def first(signed_in):
    """The manager of a site nobody has set up."""
    return signed_in(cast.member("Noa Peled"))


def test_three_steps_and_the_doors_are_open(first, client):
    assert first.get("/").headers["Location"] == "/manage/first-run/"
    assert first.post("/manage/first-run/?step=1", NAME).headers["Location"] == "/manage/first-run/?step=2"
    speaks = {"languages": ["en", "he"], "product": "OpenCapture"}
    assert first.post("/manage/first-run/?step=2", speaks).headers["Location"] == "/manage/first-run/?step=3"
    assert first.post("/manage/first-run/?step=3", {"shelves": ["questions", "ideas"]}).headers["Location"] == "/"
    site.forget()
    assert site.current().set_up_at is not None
    assert first.get("/").status_code == 200
    assert Product.objects.get().is_default
    names = {category.slug: set(category.names) for category in Category.objects.all()}
    assert names == {"questions": {"en", "he"}, "ideas": {"en", "he"}}


def test_the_site_is_set_up_before_the_manager_says_what_brings_them_here(client):
    call_command("admin", "create", name="Noa Peled", email="noa@example.org")
    client.force_login(Person.objects.get().account)
    assert client.get("/start/").headers["Location"] == "/manage/first-run/"
    client.post("/manage/first-run/?step=3", {"shelves": []})
    site.forget()
    assert client.get("/start/").headers["Location"] == "/start/voices/"


def test_wrong_input_stays_at_the_step_and_keeps_what_was_typed(first):
    page = first.post("/manage/first-run/?step=1", {**NAME, "name": ""}).content.decode()
    assert "Step 1 of 3" in page
    assert "In the open." in page
    page = first.post("/manage/first-run/?step=2", {"languages": ["he"], "product": "OpenCapture"}).content.decode()
    assert "Step 2 of 3" in page
    assert 'value="OpenCapture"' in page
    assert not Product.objects.exists()


def test_gone_through_twice_nothing_is_there_twice(first):
    for _time in range(2):
        first.post("/manage/first-run/?step=3", {"shelves": ["questions"]})
    assert Category.objects.count() == 1


def test_a_product_that_is_there_is_not_asked_for(first):
    cast.product()
    assert 'name="product"' not in first.get("/manage/first-run/?step=2").content.decode()


def test_a_strange_step_is_the_first(first):
    assert "Step 1 of 3" in first.get("/manage/first-run/?step=x").content.decode()


def test_without_any_shelf_the_doors_open_too(first):
    assert first.post("/manage/first-run/?step=3", {}).headers["Location"] == "/"
