"""Planning versions."""

from datetime import date

import pytest
from tests import cast

from trialogue.hub.products.models import Milestone

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    return cast.product()


@pytest.fixture
def shira():
    return cast.member("Shira Ben-Ami")


def sent(product, **more):
    return {"product": product.pk, "version": "4.3", "goal": "Sites see what is late", "horizon": "now", **more}


def browser(client, person):
    client.force_login(person.account)
    return client


def test_a_maintainer_plans_one(client, shira, product):
    answer = browser(client, shira).post("/roadmap/new/", sent(product, due_date="2027-01-20"))
    assert answer["Location"] == "/roadmap/4-3/"
    made = Milestone.objects.get()
    assert (made.version.name, made.goal, made.horizon, made.due_date) == (
        "4.3",
        "Sites see what is late",
        "now",
        date(2027, 1, 20),
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"version": ""}, "required"),
        ({"version": "x" * 50}, "at most 40"),
        ({"start_date": "2027-02-01", "due_date": "2027-01-01"}, "The end lies before the start."),
        ({"due_date": "soon"}, "valid date"),
        ({"horizon": "never"}, "valid choice"),
    ],
)
def test_wrong_plans_are_said_and_kept(client, shira, product, more, said):
    answer = browser(client, shira).post("/roadmap/new/", sent(product, **more))
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert "Sites see what is late" in answer.content.decode()
    assert not Milestone.objects.exists()


def test_a_version_is_planned_once(client, shira, product):
    cast.milestone(product, shira, "4.3")
    assert "planned or released already" in browser(client, shira).post("/roadmap/new/", sent(product)).content.decode()
    assert Milestone.objects.count() == 1


def test_others_may_not(client, product, shira):
    cast.milestone(product, shira, "4.3")
    assert client.get("/roadmap/new/")["Location"].startswith("/accounts/")
    tamar = browser(client, cast.member("Tamar Levi"))
    assert tamar.get("/roadmap/new/").status_code == 403
    assert tamar.post("/roadmap/4-3/edit/", {"horizon": "now"}).status_code == 403


def test_what_is_out_is_history(client, shira, product):
    cast.released(cast.milestone(product, shira, "4.3"), shira)
    answer = browser(client, shira).post("/roadmap/4-3/edit/", {"horizon": "later", "goal": "Else"})
    assert "its plan is history" in answer.content.decode()
