"""How one is mailed: the setting, and the link in every letter that stops mail."""

import pytest
from django.core import mail, signing
from tests import cast

from trialogue.core.activity.models import Event
from trialogue.core.errors import NotAllowed, Refused
from trialogue.people.actions.joining import set_mail_pace
from trialogue.people.notices.post_office import STOP_SALT
from trialogue.people.persons import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def wanjiru() -> Person:
    return cast.member("Wanjiru Kamau")


def pace(person: Person) -> str:
    person.refresh_from_db()
    return person.mail_pace


def link(person: Person) -> str:
    return f"/mail/stop/{signing.dumps(person.pk, salt=STOP_SALT)}/"


def test_chosen_in_the_settings(client, wanjiru):
    client.force_login(wanjiru.account)
    assert 'value="at_once" required id="id_mail_pace_0" checked' in client.get("/settings/notices/").content.decode()
    answer = client.post("/settings/notices/", {"mail_pace": "never"}, follow=True)
    assert "Kept. It holds from now on." in answer.content.decode()
    assert pace(wanjiru) == "never"
    assert "No mail is sent to you." in client.get("/inbox/").content.decode()


@pytest.mark.parametrize("wrong", ["", "daily", "<script>"])
def test_what_is_no_pace_is_told(client, wanjiru, wrong):
    client.force_login(wanjiru.account)
    answer = client.post("/settings/notices/", {"mail_pace": wrong})
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in answer.content.decode()
    assert pace(wanjiru) == "at_once"
    with pytest.raises(Refused):
        set_mail_pace(wanjiru, pace=wrong, by=wanjiru, at=cast.AT)


def test_nobody_sets_it_for_another(wanjiru):
    with pytest.raises(NotAllowed):
        set_mail_pace(wanjiru, pace="never", by=cast.member("Tamar Levi"), at=cast.AT)


def test_looking_at_the_link_changes_nothing(client, wanjiru):
    answer = client.get(link(wanjiru))
    assert "Stop all mail to you?" in answer.content.decode()
    assert not answer.cookies
    assert "csrf" not in answer.content.decode()
    assert pace(wanjiru) == "at_once"


def test_a_mail_program_stops_it_without_cookies_or_sign_in(wanjiru):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    for _again in range(2):
        answer = strict.post(link(wanjiru), {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
    assert pace(wanjiru) == "never"
    assert Event.objects.filter(verb="person.mail_pace_set").count() == 1


def test_the_page_speaks_the_readers_language(client, wanjiru):
    wanjiru.language = "he"
    wanjiru.save(update_fields=["language"])
    assert '<html lang="he" dir="rtl"' in client.get(link(wanjiru)).content.decode()


@pytest.mark.parametrize(("value", "salt"), [(1, "another"), (10**9, STOP_SALT)])
def test_a_made_up_link_is_404(client, wanjiru, value, salt):
    for token in (signing.dumps(value, salt=salt), "x", "Ng:1:broken"):
        assert client.get(f"/mail/stop/{token}/").status_code == 404
        assert client.post(f"/mail/stop/{token}/").status_code == 404
    assert pace(wanjiru) == "at_once"


def test_after_it_no_letter_goes_but_the_notice_stands(client, wanjiru, run_jobs):
    topic = cast.question(wanjiru)
    client.post(link(wanjiru))
    cast.reply(topic, cast.member("Tamar Levi"))
    run_jobs()
    assert mail.outbox == []
    assert wanjiru.notices.count() == 1


def test_letters_that_wait_are_dropped(client, wanjiru, run_jobs):
    from trialogue.hub.conversations.reactions import tell_of_reply
    from trialogue.people.notices.models import Letter

    topic = cast.question(wanjiru)
    cast.reply(topic, cast.member("Tamar Levi"))
    tell_of_reply(Event.objects.get(verb="post.written"))
    client.post(link(wanjiru))
    run_jobs()
    assert mail.outbox == []
    assert Letter.objects.get().dropped == "wants no mail"
