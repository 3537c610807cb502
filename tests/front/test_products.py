"""A manager names the products, their parts, and looks at what is planned."""

import pytest
from tests import cast

from trialogue.core.activity.models import Event
from trialogue.core.errors import Refused
from trialogue.hub.products.actions import version_named
from trialogue.hub.products.models import Component, Product

pytestmark = pytest.mark.django_db


def test_the_first_product_is_the_default_one(as_noa):
    form = {"name": "OpenCapture", "summary": "Data capture.", "docs_url": "docs.example.org", "demo_url": ""}
    assert as_noa.post("/manage/products/new/", form).headers["Location"] == "/manage/products/"
    made = Product.objects.get()
    assert (made.is_default, made.docs_url) == (True, "https://docs.example.org")


def test_a_name_without_latin_letters_is_refused_and_kept(as_noa):
    page = as_noa.post("/manage/products/new/", {"name": "שלום", "summary": "Typed with care"}).content.decode()
    assert "with at least one latin letter" in page
    assert "Typed with care" in page


def test_an_address_of_a_page_is_refused_and_kept(as_noa):
    page = as_noa.post("/manage/products/new/", {"name": "New", "summary": "Typed with care"}).content.decode()
    assert "A page of the site stands at the address “new”." in page
    assert "Typed with care" in page
    assert not Product.objects.exists()


@pytest.mark.parametrize("version", ["new", "Latest"])
def test_a_version_is_no_address_of_a_page(noa, version):
    with pytest.raises(Refused):
        version_named(cast.product(), version)


def test_a_changed_product_keeps_its_address(as_noa):
    cast.product()
    as_noa.post(
        "/manage/products/opencapture/", {"name": "Open Capture", "summary": "New.", "docs_url": "", "demo_url": ""}
    )
    assert Product.objects.get(slug="opencapture").name == "Open Capture"
    assert Event.objects.get(verb="product.edited").old["name"] == "OpenCapture"


def test_a_part_has_somebody_who_looks_after_it(as_noa):
    cast.product()
    cast.member("Shira Ben-Ami")
    form = {"part-name": "Export", "part-owner": "@shira"}
    assert (
        as_noa.post("/manage/products/opencapture/parts/", form).headers["Location"] == "/manage/products/opencapture/"
    )
    assert Component.objects.get().owner.handle == "shira"
    as_noa.post("/manage/products/opencapture/parts/export/", {"name": "Exports", "owner": ""})
    part = Component.objects.get()
    assert (part.name, part.slug, part.owner) == ("Exports", "export", None)
    assert Event.objects.get(verb="component.edited").old == {"name": "Export", "owner": "shira"}


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"part-name": "Export", "part-owner": "nobody"}, "No member has this handle."),
        ({"part-name": "", "part-owner": ""}, "Write the name of the part."),
    ],
)
def test_wrong_input_is_said_beside_it(as_noa, form, said):
    cast.product()
    page = as_noa.post("/manage/products/opencapture/parts/", form).content.decode()
    assert said in page
    assert not Component.objects.exists()


def test_two_parts_of_one_name(as_noa):
    cast.product()
    for _time in range(2):
        page = as_noa.post("/manage/products/opencapture/parts/", {"part-name": "Export", "part-owner": ""})
    assert "Write a name that no other part has." in page.content.decode()


def test_what_is_planned_leads_to_the_roadmaps_own_forms(as_noa, noa):
    assert "First, a product" in as_noa.get("/manage/milestones/").content.decode()
    product = cast.product()
    assert "Plan the first" in as_noa.get("/manage/milestones/").content.decode()
    cast.milestone(product, noa, goal="Partial dates")
    page = as_noa.get("/manage/milestones/").content.decode()
    assert "Partial dates" in page
    assert "/roadmap/4-2/edit/" in page
