"""What was taken away leaves no trace for those who may not see it: no file, no notice, no letter. Undo brings all back."""

import re

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import room, text_of

from trialogue.core.files import store
from trialogue.hub.conversations import actions
from trialogue.hub.conversations.models import Conversation
from trialogue.hub.conversations.writing import markdown_for
from trialogue.hub.forum import actions as forum
from trialogue.hub.front.waiting import followed
from trialogue.people.actions.inbox import mark_read
from trialogue.people.notices.models import Letter, Notice
from trialogue.people.persons import Person

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SECRET = "Patient 0417 of site 3"


@pytest.fixture
def here():
    return room()


@pytest.fixture
def joseph():
    return cast.member("Joseph Otieno")


def file_of(person, name="screen.txt"):
    return store(ContentFile(SECRET.encode()), name=name, uploader_id=person.pk, at=cast.AT)


def with_file(here, file=None):
    """A reply of Claire that shows a file."""
    file = file or file_of(here.helper)
    return cast.reply(here.topic, here.helper, f"{SECRET} {markdown_for(file)}"), file


def answers(client, file, *people):
    """What each of them gets at the file's address; None is a guest."""
    found = []
    for person in people:
        client.logout()
        if person is not None:
            client.force_login(person.account)
        found.append(client.get(file.get_absolute_url()).status_code)
    return found


def test_a_removed_posts_file_is_not_there(client, here, joseph):
    post, file = with_file(here)
    assert answers(client, file, None, here.asker, here.helper, joseph) == [200, 200, 200, 200]
    actions.remove_post(post, by=joseph, at=cast.AT)
    assert answers(client, file, None, here.asker, here.helper, joseph) == [404, 404, 404, 200]
    actions.restore_post(post, by=joseph, at=cast.AT)
    assert answers(client, file, None, here.asker, here.helper, joseph) == [200, 200, 200, 200]


def test_who_took_their_own_post_away_still_sees_its_file(client, here):
    post, file = with_file(here)
    actions.remove_post(post, by=here.helper, at=cast.AT)
    assert answers(client, file, None, here.asker, here.helper) == [404, 404, 200]


def test_a_file_in_another_post_stays(client, here, joseph):
    post, file = with_file(here)
    again = cast.reply(here.topic, here.asker, f"You mean this: {markdown_for(file)}")
    actions.remove_post(post, by=joseph, at=cast.AT)
    assert answers(client, file, None, here.asker) == [200, 200]
    actions.remove_post(again, by=joseph, at=cast.AT)
    assert answers(client, file, None, here.asker) == [404, 404]


def test_linking_a_removed_file_does_not_open_it(client, here, joseph):
    post, file = with_file(here)
    actions.remove_post(post, by=joseph, at=cast.AT)
    cast.reply(here.topic, here.asker, f"I kept the address: {markdown_for(file)}")
    assert answers(client, file, None, here.asker) == [404, 404]


def test_a_picture_of_oneself_is_no_file_of_a_post(client, here, joseph):
    """It hangs on the person: a post that shows it takes nothing away with it."""
    picture = store(ContentFile(b"x"), name="me.txt", uploader_id=here.helper.pk, at=cast.AT, audience_id=1)
    post, _file = with_file(here, picture)
    actions.remove_post(post, by=joseph, at=cast.AT)
    assert answers(client, picture, None) == [200]


def test_a_file_of_an_edit_goes_too(client, here, joseph):
    file = file_of(here.helper)
    actions.edit_post(here.answer, source=markdown_for(file), seen_version=1, by=here.helper, at=cast.AT)
    assert answers(client, file, None) == [200]
    actions.remove_post(here.answer, by=joseph, at=cast.AT)
    assert answers(client, file, None) == [404]


def test_a_removed_topics_files_are_not_there(client, here, joseph):
    _post, file = with_file(here)
    forum.remove_topic(here.topic, by=joseph, at=cast.AT)
    assert answers(client, file, None, here.asker, joseph) == [404, 404, 200]
    forum.restore_topic(here.topic, by=joseph, at=cast.AT)
    assert answers(client, file, None, here.asker) == [200, 200]


def seen_by(client, person):
    """Whether inbox, first page and API tell of the post, and the number of unread at the bell."""
    client.force_login(person.account)
    inbox, first, api = (text_of(client.get(address)) for address in ("/inbox/?show=all", "/", "/api/v1/notices"))
    bell = re.search(r'aria-label="(\d+) unread notice', first)
    return [SECRET in inbox, "replied in" in first, "replied in" in api, int(bell[1]) if bell else 0]


@pytest.fixture
def noticed(here, run_jobs):
    """Wanjiru was told of a reply that should not have been."""
    run_jobs()
    Notice.objects.all().delete()
    Person.objects.update(unread=0)
    post = cast.reply(here.topic, here.helper, SECRET)
    run_jobs()
    return post


def test_notices_of_a_removed_post_disappear_and_return(client, here, joseph, noticed, run_jobs):
    assert seen_by(client, here.asker) == [True, True, True, 1]
    actions.remove_post(noticed, by=joseph, at=cast.AT)
    run_jobs()
    assert seen_by(client, here.asker) == [False, False, False, 0]
    actions.restore_post(noticed, by=joseph, at=cast.AT)
    run_jobs()
    assert seen_by(client, here.asker) == [True, True, True, 1]


def test_notices_of_a_removed_topic_disappear_and_return(client, here, joseph, noticed, run_jobs):
    forum.remove_topic(here.topic, by=joseph, at=cast.AT)
    run_jobs()
    assert seen_by(client, here.asker) == [False, False, False, 0]
    forum.restore_topic(here.topic, by=joseph, at=cast.AT)
    run_jobs()
    assert seen_by(client, here.asker) == [True, True, True, 1]


def test_the_notice_of_an_accepted_answer_goes_with_the_answer(client, here, joseph, run_jobs):
    forum.accept(here.topic, here.answer, by=here.asker, at=cast.AT)
    run_jobs()
    assert Notice.objects.visible_to(here.helper).filter(person=here.helper).count() == 1
    actions.remove_post(here.answer, by=joseph, at=cast.AT)
    assert Notice.objects.visible_to(here.helper).filter(person=here.helper).count() == 0


def test_what_is_hidden_is_not_marked_read(here, joseph, noticed, run_jobs):
    actions.remove_post(noticed, by=joseph, at=cast.AT)
    assert mark_read(here.asker, at=cast.AT) == 0
    actions.restore_post(noticed, by=joseph, at=cast.AT)
    run_jobs()
    here.asker.refresh_from_db()
    assert here.asker.unread == 1


def test_a_job_that_comes_late_counts_nothing(here, joseph, run_jobs):
    run_jobs()
    before = Person.objects.get(pk=here.asker.pk).unread
    late = cast.reply(here.topic, here.helper, SECRET)
    actions.remove_post(late, by=joseph, at=cast.AT)
    run_jobs()
    assert Person.objects.get(pk=here.asker.pk).unread == before


def letters_out(run_jobs):
    run_jobs()
    return [letter.to for letter in mail.outbox if SECRET in letter.body]


def test_a_waiting_letter_is_dropped_and_goes_out_after_undo(here, joseph, run_jobs):
    late = cast.reply(here.topic, here.helper, SECRET)
    actions.remove_post(late, by=joseph, at=cast.AT)
    assert letters_out(run_jobs) == []
    assert Letter.objects.get(post_id=late.pk).dropped == "taken away"
    actions.restore_post(late, by=joseph, at=cast.AT)
    assert letters_out(run_jobs) == [["wanjiru@example.org"]]
    assert letters_out(run_jobs) == [["wanjiru@example.org"]]


def test_a_waiting_letter_of_a_removed_topic_is_dropped_and_goes_out_after_undo(here, joseph, run_jobs):
    cast.reply(here.topic, here.helper, SECRET)
    forum.remove_topic(here.topic, by=joseph, at=cast.AT)
    assert letters_out(run_jobs) == []
    forum.restore_topic(here.topic, by=joseph, at=cast.AT)
    assert letters_out(run_jobs) == [["wanjiru@example.org"]]


def test_the_last_post_is_the_last_that_is_there(client, here, joseph):
    later = cast.reply(here.topic, here.asker, SECRET, at=cast.AT.replace(day=4))
    actions.remove_post(later, by=joseph, at=cast.AT)
    talk = Conversation.objects.get(pk=here.talk.pk)
    assert (talk.last_number, talk.last_post_at, talk.last_poster) == (2, cast.AT, here.helper)
    actions.restore_post(later, by=joseph, at=cast.AT)
    talk.refresh_from_db()
    assert (talk.last_number, talk.last_poster) == (3, here.asker)


def test_a_removed_posts_number_is_not_given_again(here, joseph):
    later = cast.reply(here.topic, here.asker)
    actions.remove_post(later, by=joseph, at=cast.AT)
    assert cast.reply(here.topic, here.asker).number == 4


def test_unread_does_not_count_what_is_not_there(client, here, joseph):
    """Wanjiru read to number 2; of 3, 4 and 5 the middle one is taken away, then the last."""
    client.force_login(here.asker.account)
    client.get(here.talk.path)
    three, four, five = (cast.reply(here.topic, here.helper, f"Reply {n}") for n in (3, 4, 5))
    assert unread_of(here.asker) == [3]
    actions.remove_post(four, by=joseph, at=cast.AT)
    assert unread_of(here.asker) == [2]
    actions.remove_post(five, by=joseph, at=cast.AT)
    assert unread_of(here.asker) == [1]
    actions.restore_post(five, by=joseph, at=cast.AT)
    actions.remove_post(three, by=joseph, at=cast.AT)
    assert client.get(followed(here.asker)[0].url).status_code == 302
    actions.restore_post(three, by=joseph, at=cast.AT)
    actions.remove_post(five, by=joseph, at=cast.AT)
    actions.remove_post(three, by=joseph, at=cast.AT)
    assert unread_of(here.asker) == []
    assert "data-unread" not in text_of(client.get(reverse("forum")))


def unread_of(person):
    return [row.n for row in followed(person)]
