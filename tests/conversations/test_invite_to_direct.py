"""Inviting to a direct conversation, leaving it, calling it something."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import sends, text_of

from trialogue.core.errors import Conflict, NotAllowed, Refused
from trialogue.core.files import StoredFile, store
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.direct.models import Direct
from trialogue.hub.conversations.direct.reading import list_of
from trialogue.hub.conversations.models import Follow, Post
from trialogue.hub.conversations.purging import purge
from trialogue.people.actions.aside import block
from trialogue.people.audiences import AudienceMember
from trialogue.people.notices.models import Notice
from trialogue.people.persons import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def direct():
    noa, wanjiru = cast.member("Noa Peled"), cast.member("Wanjiru Kamau")
    made = actions.begin_direct([wanjiru], source="Before anybody came.", by=noa, at=cast.AT)
    file = store(ContentFile(b"the plan"), name="plan.txt", uploader_id=noa.pk, at=cast.AT)
    actions.write_post(made.conversation, source=f"[plan](/files/{file.pk}/plan.txt)", by=noa, at=cast.AT)
    return made


@pytest.fixture
def noa(direct):
    return Person.objects.get(name="Noa Peled")


@pytest.fixture
def claire():
    return cast.member("Claire Fontaine")


def numbers(direct, person):
    posts = Post.objects.visible_to(person).filter(conversation=direct.conversation)
    return list(posts.order_by("number").values_list("number", flat=True))


def invited(direct, person, by, **more):
    actions.invite_to_direct(direct, person, by=by, at=cast.AT, **more)
    return actions.write_post(direct.conversation, source="Now we are three.", by=by, at=cast.AT)


def test_a_newcomer_reads_what_is_written_from_then_on(client, direct, noa, claire, run_jobs):
    answer = sends(client, noa, reverse("message-invite", args=[direct.pk]), people="@claire", reads="since")
    assert answer["Location"] == direct.conversation.path
    direct.refresh_from_db()
    actions.write_post(direct.conversation, source="Now we are three.", by=noa, at=cast.AT)
    run_jobs()
    assert numbers(direct, claire) == [3]
    assert StoredFile.objects.visible_to(claire).count() == 0
    assert numbers(direct, Person.objects.get(name="Wanjiru Kamau")) == [1, 2, 3]
    client.force_login(claire.account)
    page = text_of(client.get(direct.conversation.path))
    assert "Now we are three." in page
    assert "Before anybody came." not in page
    assert 'invited <a href="/people/claire/">' in page
    assert [notice.verb for notice in Notice.objects.filter(person=claire).order_by("pk")] == [
        "direct.joined", "direct.written",
    ]  # fmt: skip


def test_or_everything_the_inviter_reads(direct, noa, claire):
    invited(direct, claire, noa, from_the_start=True)
    assert numbers(direct, claire) == [1, 2, 3]
    assert StoredFile.objects.visible_to(claire).count() == 1


def test_a_newcomer_opens_no_more_than_they_read_themselves(direct, noa, claire):
    invited(direct, claire, noa)
    tamar = cast.member("Tamar Levi")
    invited(direct, tamar, claire, from_the_start=True)
    assert numbers(direct, tamar) == [3, 4]


def test_since_when_somebody_takes_part_stays(direct, noa, claire):
    first = AudienceMember.objects.get(audience=direct.conversation.audience_id, person=noa).at
    actions.invite_to_direct(direct, claire, by=noa, at=cast.AT.replace(year=2027))
    assert AudienceMember.objects.get(audience=direct.conversation.audience_id, person=noa).at == first


def test_who_cannot_be_invited(client, direct, noa, claire):
    with pytest.raises(Conflict):
        actions.invite_to_direct(direct, Person.objects.get(name="Wanjiru Kamau"), by=noa, at=cast.AT)
    block(noa, by=claire, at=cast.AT)
    answer = sends(client, noa, reverse("message-invite", args=[direct.pk]), people="@claire", reads="all")
    assert answer.status_code == 400
    assert "Claire Fontaine takes no messages." in text_of(answer)
    with pytest.raises(NotAllowed):
        actions.invite_to_direct(direct, cast.member("Tamar Levi"), by=claire, at=cast.AT)


def test_ten_people_at_most(direct, noa):
    for n in range(8):
        actions.invite_to_direct(direct, cast.member(f"Somebody {n}"), by=noa, at=cast.AT)
    with pytest.raises(Refused, match="Ten people"):
        actions.invite_to_direct(direct, cast.member("One Too Many"), by=noa, at=cast.AT)


def test_who_leaves_reads_nothing_any_more_and_their_words_stay(client, direct, noa, claire, run_jobs):
    invited(direct, claire, noa)
    run_jobs()
    actions.write_post(direct.conversation, source="Mine stays.", by=claire, at=cast.AT)
    actions.save_draft(key=f"reply:{direct.pk}", fields={"source": "begun"}, by=claire, at=cast.AT)
    assert sends(client, claire, reverse("message-leave", args=[direct.pk]))["Location"] == "/messages/"
    run_jobs()
    assert numbers(direct, claire) == []
    assert client.get(direct.conversation.path).status_code == 404
    assert not Follow.objects.filter(person=claire).exists()
    assert not claire.drafts.exists()
    claire.refresh_from_db()
    assert claire.unread == 0
    client.force_login(noa.account)
    page = text_of(client.get(direct.conversation.path))
    assert "Mine stays." in page
    assert "<b><bdi>Claire Fontaine</bdi></b> left." in page


def test_when_everybody_has_left_it_is_destroyed(direct, noa):
    for person in Person.objects.filter(audience_memberships__audience=direct.conversation.audience_id):
        actions.leave_direct(direct, by=person, at=cast.AT)
    assert Post.objects.exclude(source="").count() == 2
    purge(at=cast.AT.replace(month=11))
    assert Post.objects.exclude(source="").count() == 0
    assert Direct.objects.get().conversation.title == "A removed topic"


def test_alone_one_writes_to_nobody(direct, noa):
    actions.leave_direct(direct, by=Person.objects.get(name="Wanjiru Kamau"), at=cast.AT)
    with pytest.raises(Refused, match="Everybody else has left"):
        actions.write_post(direct.conversation, source="Hello?", by=noa, at=cast.AT)


def test_a_subject_is_given_and_taken(client, direct, noa):
    door = reverse("message-subject", args=[direct.pk])
    sends(client, noa, door, subject="  The   meeting ")
    assert '<h1 dir="auto">The meeting</h1>' in text_of(client.get(direct.conversation.path))
    sends(client, noa, door, subject="")
    assert '<h1 dir="auto">Wanjiru Kamau</h1>' in text_of(client.get(direct.conversation.path))
    direct.refresh_from_db()
    assert direct.conversation.title == "Noa Peled, Wanjiru Kamau"


def test_what_waits_comes_first_then_the_newest(direct, noa, client):
    wanjiru = Person.objects.get(name="Wanjiru Kamau")
    actions.mark_read(direct.conversation, number=2, by=wanjiru, at=cast.AT)
    later = cast.AT.replace(month=10)
    mine = actions.begin_direct([noa], source="Mine, newer.", by=wanjiru, at=later)
    waits = actions.begin_direct([wanjiru], source="Read me.", subject="Waits", by=noa, at=cast.AT)
    rows, older = list_of(wanjiru)
    assert [(row.url, row.unread) for row in rows] == [
        (f"/messages/{waits.pk}/#post-1", True),
        (f"/messages/{mine.pk}/#post-1", False),
        (f"/messages/{direct.pk}/#post-2", False),
    ]
    assert older == ""
    assert (rows[0].said_by, rows[0].excerpt, rows[0].subject) == ("Noa Peled", "Read me.", "Waits")
    assert rows[1].said_by == "You"


def test_the_list_is_searched_by_person(client, direct, noa, claire):
    actions.begin_direct([claire], source="Bonjour.", by=noa, at=cast.AT)
    client.force_login(noa.account)
    page = text_of(client.get("/messages/?with=clai"))
    assert "Bonjour." in page
    assert "Wanjiru" not in page
    assert "Nobody of that name" in text_of(client.get("/messages/?with=zzz"))


def test_pages_of_the_list_go_on_where_the_last_ended(noa, monkeypatch, direct):
    monkeypatch.setattr("trialogue.hub.conversations.direct.reading.PAGE", 2)
    for day in range(1, 5):
        person = cast.member(f"Somebody {day}")
        by, to = (noa, person) if day % 2 else (person, noa)
        actions.begin_direct([to], source=f"Day {day}", by=by, at=cast.AT.replace(day=day))
    seen, before = [], ""
    while True:
        rows, before = list_of(noa, before=before)
        seen += [row.excerpt for row in rows]
        if not before:
            break
    assert seen == ["Day 4", "Day 2", "Day 3", "plan", "Day 1"]


def test_only_who_takes_part_finds_it(direct, noa, client, run_jobs):
    run_jobs()
    client.force_login(noa.account)
    assert f"/messages/{direct.pk}/" in text_of(client.get("/search/?q=anybody came"))
    client.force_login(cast.member("Joseph Otieno").account)
    assert f"/messages/{direct.pk}/" not in text_of(client.get("/search/?q=anybody came"))


def test_the_author_destroys_their_own_words_and_nobody_elses(client, direct, noa):
    wanjiru = Person.objects.get(name="Wanjiru Kamau")
    theirs = actions.write_post(direct.conversation, source="Wanjiru's.", by=wanjiru, at=cast.AT)
    for act in (actions.redact, actions.remove_post):
        with pytest.raises(NotAllowed):
            act(theirs, by=noa, at=cast.AT, reason="A manager, but not here.")
    actions.redact(theirs, by=wanjiru, at=cast.AT, reason="Too private")
    client.force_login(noa.account)
    page = text_of(client.get(direct.conversation.path))
    assert "Destroyed by who wrote it: <bdi>Too private</bdi>" in page
