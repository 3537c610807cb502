"""A manager arranges the forum."""

import pytest
from tests import cast

from trialogue.core.activity.models import Event
from trialogue.core.audiences import PUBLIC, STAFF
from trialogue.hub.forum.models import Category

pytestmark = pytest.mark.django_db

FORM = {
    "name_en": "Data entry",
    "about_en": "Forms and visits.",
    "name_he": "הזנת נתונים",
    "about_he": "",
    "slug": "",
    "kind": "questions",
    "audience": "public",
    "people": "",
    "hue": "32",
    "order": "3",
    "template": "",
}


def test_a_category_has_names_in_the_languages_of_the_site(as_noa):
    assert as_noa.post("/manage/categories/new/", FORM).headers["Location"] == "/manage/categories/"
    made = Category.objects.get(slug="data-entry")
    assert made.names == {"en": "Data entry", "he": "הזנת נתונים"}
    assert made.descriptions == {"en": "Forms and visits."}
    assert (made.kind, made.hue, made.order, made.audience_id) == ("questions", 32, 3, PUBLIC)


def test_wrong_input_keeps_what_was_typed(as_noa):
    page = as_noa.post(
        "/manage/categories/new/", {**FORM, "name_en": "", "about_en": "Typed with care"}
    ).content.decode()
    assert "Give it a name of at most 60 letters." in page
    assert "Typed with care" in page
    assert not Category.objects.exists()


def test_an_address_that_is_taken_is_named(as_noa):
    cast.category("Data entry")
    page = as_noa.post("/manage/categories/new/", FORM).content.decode()
    assert "There is a category at this address." in page
    assert Category.objects.count() == 1


@pytest.mark.parametrize("slug", ["new", "ask"])
def test_an_address_of_a_page_is_refused(as_noa, slug):
    for form in ({"slug": slug}, {"name_en": slug.title()}):
        page = as_noa.post("/manage/categories/new/", {**FORM, **form}).content.decode()
        assert f"A page of the site stands at the address “{slug}”." in page
    assert not Category.objects.exists()


def test_invited_people_see_it_and_nobody_else(as_noa, signed_in, client):
    karen, wanjiru = cast.member("Karen Whitfield"), cast.member()
    as_noa.post("/manage/categories/new/", {**FORM, "audience": "invited", "people": "@Karen, "})
    made = Category.objects.get()
    assert made.audience.kind == "invited"
    karen.forget_standing()
    assert made.audience_id in karen.audience_ids()
    assert made.audience_id not in wanjiru.audience_ids()
    assert "Data entry" in as_noa.get("/manage/categories/").content.decode()
    assert "@karen" in as_noa.get("/manage/categories/data-entry/").content.decode()
    added = Event.objects.get(verb="category.added")
    assert added.audience_id == STAFF


def test_an_unknown_handle_is_named_and_nobody_is_invited(as_noa):
    page = as_noa.post(
        "/manage/categories/new/", {**FORM, "audience": "invited", "people": "nobody-here"}
    ).content.decode()
    assert "Nobody has the handle nobody-here." in page
    assert not Category.objects.exists()


def test_narrowing_takes_the_topics_along(as_noa):
    shelf = cast.category("Data entry", slug="data-entry")
    topic = cast.question(cast.member(), on=shelf)
    as_noa.post("/manage/categories/data-entry/", {**FORM, "audience": "staff"})
    topic.conversation.refresh_from_db()
    assert topic.conversation.audience_id == STAFF


def test_somebody_not_invited_any_more_is_out(as_noa):
    karen = cast.member("Karen Whitfield")
    as_noa.post("/manage/categories/new/", {**FORM, "audience": "invited", "people": "karen"})
    as_noa.post("/manage/categories/data-entry/", {**FORM, "audience": "invited", "people": ""})
    made = Category.objects.get()
    assert made.audience_id not in cast.Person.objects.get(pk=karen.pk).audience_ids()
    assert Event.objects.filter(verb="category.invited").count() == 2


def test_a_retired_category_opens_again(as_noa):
    cast.category("Data entry", slug="data-entry")
    as_noa.post("/manage/categories/data-entry/", {**FORM, "retired": "on"})
    assert Category.objects.get().retired_at is not None
    as_noa.post("/manage/categories/data-entry/", FORM)
    assert Category.objects.get().retired_at is None


def test_saved_without_a_change_nothing_is_told(as_noa):
    as_noa.post("/manage/categories/new/", FORM)
    as_noa.post("/manage/categories/data-entry/", FORM)
    assert not Event.objects.filter(verb="category.edited").exists()
