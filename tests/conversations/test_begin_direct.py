"""Direct conversations begin, are answered, and nobody else reads them."""

from types import SimpleNamespace

import pytest
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import sends, text_of

from trialogue.core.activity.models import Event
from trialogue.core.errors import Refused
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.direct.models import Direct
from trialogue.hub.conversations.models import Conversation, Post
from trialogue.people.actions.aside import block, choose_writers, unblock
from trialogue.people.actions.suspending import suspend
from trialogue.people.notices.models import Letter, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """Noa and Wanjiru, who have not written to each other yet."""
    return SimpleNamespace(noa=cast.member("Noa Peled"), wanjiru=cast.member("Wanjiru Kamau"))


def begun(by, *others, **more):
    more.setdefault("source", "Can we talk on Thursday?")
    return actions.begin_direct(others, by=by, at=cast.AT, **more)


def test_one_writes_to_somebody_from_their_profile(client, two):
    client.force_login(two.noa.account)
    profile = text_of(client.get(two.wanjiru.get_absolute_url()))
    assert 'href="/messages/new/?to=wanjiru"' in profile
    assert 'value="@wanjiru"' in text_of(client.get("/messages/new/?to=wanjiru"))
    answer = sends(client, two.noa, reverse("message-new"), people="@wanjiru", subject="The call", source="Thursday?")
    direct = Direct.objects.get()
    assert answer["Location"] == f"/messages/{direct.pk}/"
    page = text_of(client.get(answer["Location"]))
    assert '<h1 dir="auto">The call</h1>' in page
    assert "Thursday?</p>" in page


def test_who_it_is_written_to_is_told_with_its_words_and_answers(client, two, run_jobs):
    direct = begun(two.noa, two.wanjiru)
    run_jobs()
    notice = Notice.objects.get()
    assert (notice.person, notice.verb, notice.because, notice.url) == (
        two.wanjiru, "direct.written", "direct", direct.conversation.path,
    )  # fmt: skip
    assert notice.words["excerpt"] == "Can we talk on Thursday?"
    assert Letter.objects.get().sent_at is not None
    client.force_login(two.wanjiru.account)
    inbox = text_of(client.get("/inbox/"))
    assert "Messages to you" in inbox
    assert "<bdi>Noa Peled</bdi></b> wrote to you." in inbox
    answer = sends(client, two.wanjiru, reverse("reply", args=[direct.pk]), source="Thursday is fine.")
    assert answer["Location"] == f"/messages/{direct.pk}/#post-2"
    run_jobs()
    assert Notice.objects.filter(person=two.noa).count() == 1
    assert two.noa.notices.get().words["excerpt"] == "Thursday is fine."


def test_a_page_read_clears_its_notices(client, two, run_jobs):
    direct = begun(two.noa, two.wanjiru)
    run_jobs()
    two.wanjiru.refresh_from_db()
    assert two.wanjiru.unread == 1
    client.force_login(two.wanjiru.account)
    client.get(direct.conversation.path)
    two.wanjiru.refresh_from_db()
    assert two.wanjiru.unread == 0


def test_nobody_else_reads_it(client, two):
    joseph, ethan = cast.member("Joseph Otieno"), cast.member("Ethan Brooks")
    direct = begun(two.wanjiru, cast.member("Tamar Levi"))
    doors = ["", "1/", "invite/", "subject/", "leave/", "report/"]
    for stranger in (two.noa, joseph, ethan):
        client.force_login(stranger.account)
        assert {client.get(f"/messages/{direct.pk}/{door}").status_code for door in doors} == {404}
        assert client.get(f"/api/v1/conversations/{direct.pk}/posts").status_code == 404
        assert sends(client, stranger, reverse("reply", args=[direct.pk]), source="Hello").status_code == 404
    client.logout()
    assert client.get(direct.conversation.path).status_code == 302


def test_the_log_knows_that_it_began_and_nothing_else(client, two):
    begun(two.wanjiru, cast.member("Tamar Levi"), subject="Salaries", source="Secret words")
    event = Event.objects.get(verb="direct.begun")
    assert event.words == {"actor": "Wanjiru Kamau"}
    client.force_login(two.noa.account)
    log = text_of(client.get("/manage/audit/?verb=direct."))
    assert "began a direct conversation." in log
    assert "Salaries" not in log


def test_a_direct_post_has_verbs_of_its_own(two):
    direct = begun(two.noa, two.wanjiru)
    post = actions.write_post(direct.conversation, source="Yes.", by=two.wanjiru, at=cast.AT)
    actions.react(post, kind="thanks", by=two.noa, at=cast.AT)
    verbs = set(Event.objects.filter(conversation_id=direct.pk).values_list("verb", flat=True))
    assert verbs == {"direct.begun", "direct.written", "direct.reacted"}


def test_what_is_wrong_comes_back_with_what_was_typed(client, two):
    door = reverse("message-new")
    cases = [
        ({"people": "@nobody-here", "source": "Hi"}, "There is nobody called @nobody-here here."),
        ({"people": "", "source": "Hi"}, "Name somebody you want to write to."),
        ({"people": "@noa", "source": "Hi"}, "Name somebody you want to write to."),
        ({"people": "@wanjiru", "source": " "}, "Write something first."),
        ({"people": "@wanjiru", "source": "Hi", "subject": "s" * 201}, "Keep the subject under 200 letters"),
    ]
    for fields, said in cases:
        answer = sends(client, two.noa, door, **fields)
        assert answer.status_code == 400
        assert said in text_of(answer)
        assert fields["people"] in text_of(answer)
    assert Conversation.objects.count() == 0


def test_ten_people_at_most(two):
    others = [cast.member(f"Somebody {n}") for n in range(10)]
    with pytest.raises(Refused, match="Ten people"):
        begun(two.noa, *others)
    assert begun(two.noa, *others[:9]).conversation.last_number == 1


def test_who_takes_no_messages_answers_alike_whatever_the_reason(two):
    away = cast.member("Claire Fontaine")
    suspend(away, by=two.noa, at=cast.AT, reason="Spam")
    tamar, karen = cast.member("Tamar Levi"), cast.member("Karen Whitfield")
    block(two.wanjiru, by=tamar, at=cast.AT)
    choose_writers(karen, who="nobody", by=karen)
    for person in (tamar, karen, away, cast.unclaimed()):
        with pytest.raises(Refused) as said:
            begun(two.wanjiru, person)
        assert said.value.message == f"{person.name} takes no messages."
    assert Post.objects.count() == 0


def test_who_is_blocked_does_not_go_on_in_a_conversation_of_two(client, two):
    direct = begun(two.noa, two.wanjiru)
    block(two.wanjiru, by=two.noa, at=cast.AT)
    answer = sends(client, two.wanjiru, reverse("reply", args=[direct.pk]), source="Still there?")
    assert answer.status_code == 400
    assert "Noa Peled takes no messages." in text_of(answer)
    assert "Still there?" in text_of(answer)
    answer = sends(client, two.noa, reverse("reply", args=[direct.pk]), source="Hello")
    assert "You blocked Wanjiru Kamau." in text_of(answer)
    unblock(two.wanjiru, by=two.noa)
    assert sends(client, two.wanjiru, reverse("reply", args=[direct.pk]), source="Hi").status_code == 302


def test_known_are_those_one_has_talked_with(two):
    choose_writers(two.noa, who="known", by=two.noa)
    with pytest.raises(Refused):
        begun(two.wanjiru, two.noa)
    cast.reply(cast.question(two.wanjiru), two.noa)
    assert begun(two.wanjiru, two.noa)


def test_whom_one_has_written_to_may_answer(two):
    choose_writers(two.noa, who="known", by=two.noa)
    direct = begun(two.noa, two.wanjiru)
    assert actions.write_post(direct.conversation, source="Yes.", by=two.wanjiru, at=cast.AT).number == 2


def test_who_lets_nobody_write_cannot_write(two):
    choose_writers(two.noa, who="nobody", by=two.noa)
    with pytest.raises(Refused, match="You let nobody write to you"):
        begun(two.noa, two.wanjiru)
