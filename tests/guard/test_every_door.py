"""Everything a member can write is looked at, by the API as by the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import cast
from tests.conversations.rooms import text_of
from tests.guard.samples import BIRTH, SSN, TOKEN
from tests.releases.scenes import landed

from trialogue.core.activity import origin
from trialogue.core.errors import NeedsLook
from trialogue.core.guarding import Reviewed, look_over
from trialogue.core.guarding.models import Sighting
from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.models import Post
from trialogue.hub.releases.models import Told

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
JSON = "application/json"


@pytest.fixture
def here():
    """Noa may do all of it; each door needs something that is there."""
    noa, shira = cast.member("Noa Peled"), cast.member("Shira Ben-Ami")
    product = cast.product()
    topic = cast.question(noa)
    cast.reply(topic, shira)
    plan = cast.milestone(product, shira)
    cast.landed(cast.carried(topic, shira, product), plan, shira)
    return {"noa": noa, "topic": topic, "ticket": cast.ticket(product, noa), "plan": plan}


def doors(here):
    """Each call that writes, with a body that would be taken; the text goes where it says {}."""
    topic, talk_id = here["topic"], here["topic"].conversation_id
    first = Post.objects.get(conversation_id=talk_id, number=1)
    shelf = topic.category.slug
    number = here["ticket"].number
    return {
        "reply": ("post", f"/conversations/{talk_id}/posts", {"source": "{}"}),
        "edit": ("patch", f"/posts/{first.pk}", {"source": "{}", "seen_version": first.version}),
        "topic": ("post", "/topics", {"category": shelf, "title": "Dates", "source": "{}"}),
        "topic title": ("post", "/topics", {"category": shelf, "title": "{}", "source": "Dates"}),
        "retitle": ("patch", f"/topics/{topic.pk}", {"category": shelf, "title": "{}"}),
        "ticket": ("post", "/tickets", {"title": "Dates", "source": "{}"}),
        "ticket title": ("patch", f"/tickets/{number}", {"title": "{}"}),
        "carried": ("post", f"/topics/{topic.pk}/tickets", {"post": first.pk, "title": "Dates", "source": "{}"}),
        "split": (
            "post",
            f"/topics/{topic.pk}/split",
            {"numbers": [2], "title": "{}", "category": shelf},
        ),
        "moved": ("post", f"/tickets/{number}/moves", {"to": "doing", "reason": "{}"}),
        "plan": ("post", "/milestones", {"version": "9.1", "goal": "{}"}),
        "plan changed": ("patch", f"/milestones/{here['plan'].slug}", {"description": "{}"}),
        "about": ("patch", "/me", {"about": "{}"}),
        "says": ("patch", "/me", {"says": "{}"}),
        "skills": ("patch", "/me", {"skills": ["{}"]}),
    }


DOORS = [
    "reply", "edit", "topic", "topic title", "retitle", "split", "ticket", "ticket title", "carried", "moved", "plan",
    "plan changed", "about", "says", "skills",
]  # fmt: skip


def filled(body, text):
    return {
        name: [text] if value == ["{}"] else text if value == "{}" else value for name, value in body.items()
    }  # fmt: skip


def calls(client, here, door, text, **more):
    method, path, body = doors(here)[door]
    client.force_login(here["noa"].account)
    return getattr(client, method)(f"/api/v1{path}", {**filled(body, text), **more}, content_type=JSON)


@pytest.mark.parametrize("door", DOORS)
def test_a_secret_passes_no_door(client, here, door):
    answer = calls(client, here, door, f"use {TOKEN}", reviewed=True)
    assert answer.status_code == 422
    assert [one["kind"] for one in answer.json()["noticed"]] == ["code_host_token"]
    assert TOKEN not in answer.content.decode()


@pytest.mark.parametrize("door", DOORS)
def test_a_patient_needs_a_second_yes(client, here, door):
    answer = calls(client, here, door, f"SSN {SSN}")
    assert (answer.status_code, answer["Content-Type"]) == (409, "application/problem+json")
    assert answer.json()["title"] == "needs a look"
    assert [one["kind"] for one in answer.json()["noticed"]] == ["us_ssn"]
    assert SSN not in answer.content.decode()
    assert calls(client, here, door, f"SSN {SSN}", reviewed=True, false_alarm=True).status_code == 200
    assert list(Sighting.objects.order_by("pk").values_list("outcome", flat=True)) == [
        "asked",
        "false_alarm",
        "overruled",
    ]


def test_the_notes_of_a_release_and_its_files(client, here):
    client.force_login(here["noa"].account)
    made = client.post("/api/v1/releases", {"milestone": here["plan"].slug}, content_type=JSON).json()
    path = f"/api/v1/releases/{made['id']}"
    body = {"summary": "Dates", "notes": f"SSN {SSN}", "seen_revision": 1}
    assert client.patch(path, body, content_type=JSON).status_code == 409
    assert client.patch(path, {**body, "reviewed": True}, content_type=JSON).status_code == 200
    table = SimpleUploadedFile("people.csv", b"dob;site\n1954-03-12;4\n")
    assert client.post(f"{path}/files", {"file": table}).status_code == 409
    table.seek(0)
    assert client.post(f"{path}/files", {"file": table, "reviewed": "true"}).status_code == 200
    secret = SimpleUploadedFile("run.log", f"token {TOKEN}".encode())
    assert client.post(f"{path}/files", {"file": secret, "reviewed": "true"}).status_code == 422


def test_the_answer_to_a_release(client, run_jobs):
    scene = landed()
    scene.release()
    run_jobs()
    told = Told.objects.get(person=scene.wanjiru)
    client.force_login(scene.wanjiru.account)
    path = f"/api/v1/me/told/{told.pk}/answer"
    assert client.put(path, {"helped": True, "words": BIRTH}, content_type=JSON).status_code == 409
    assert "I looked" in text_of(client.post(f"/told/{told.pk}/", {"helped": "yes", "words": BIRTH}))
    assert client.put(path, {"helped": True, "words": BIRTH, "reviewed": True}, content_type=JSON).status_code == 200


def test_what_an_archive_brings_and_a_job_carries_is_not_written_now(here):
    for way in ("import", "job"):
        with origin(way):
            talk.write_post(here["topic"].conversation, source=f"use {TOKEN}", by=here["noa"], at=cast.AT)
    assert Sighting.objects.count() == 0


def test_a_call_with_a_key_is_counted_too(client, here):
    client.force_login(here["noa"].account)
    path = f"/api/v1/conversations/{here['topic'].conversation_id}/posts"
    client.post(path, {"source": f"SSN {SSN}"}, content_type=JSON, headers={"Idempotency-Key": "a"})
    assert Sighting.objects.get().outcome == "asked"


def test_a_form_that_passes_two_doors_is_asked_twice_and_no_more(here):
    def both(reviewed):
        for place, text in (("topic", f"SSN {SSN}"), ("poll", BIRTH)):
            look_over(place, by_id=here["noa"].pk, at=cast.AT, reviewed=reviewed, source=text)

    said = Reviewed()
    for _ in range(2):
        with pytest.raises(NeedsLook) as asked:
            both(said)
        said = Reviewed(frozenset(asked.value.marks))
    both(said)
