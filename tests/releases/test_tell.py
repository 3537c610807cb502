"""Telling: everybody who asked gets one notice and one letter, and nobody else gets anything."""

import pytest
from django.conf import settings
from django.core import mail
from tests import cast
from tests.releases.scenes import LATER, Scene, landed

from trialogue.hub.forum import actions as forum
from trialogue.hub.releases import actions
from trialogue.hub.releases.models import Release, Told
from trialogue.hub.tickets import actions as tickets
from trialogue.people.actions.claims import merge
from trialogue.people.actions.joining import set_mail_pace
from trialogue.people.actions.suspending import suspend
from trialogue.people.notices.models import Letter, Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(run_jobs) -> Scene:
    made = landed()
    run_jobs()
    mail.outbox.clear()
    return made


def notices() -> list[tuple[str, str]]:
    """Who was told of a release, and why."""
    found = Notice.objects.filter(verb="release.brings").values_list("person__name", "because")
    return sorted(found)


def letters() -> list[str]:
    return sorted(address for message in told() for address in message.to)


def told() -> list[mail.EmailMessage]:
    """The letters of a release; others may lie beside them."""
    return [message for message in mail.outbox if "OpenCapture 4.2" in message.subject]


def letter_to(address: str) -> mail.EmailMessage:
    (found,) = (message for message in told() if message.to == [address])
    return found


def test_the_asker_and_everybody_with_the_same_get_one_notice_and_one_letter(scene, run_jobs):
    scene.release()
    run_jobs()
    assert notices() == [("Tamar Levi", "same"), ("Wanjiru Kamau", "asked")]
    assert letters() == ["tamar@example.org", "wanjiru@example.org"]
    assert Release.objects.get().told_count == 2


def test_the_letter_has_version_download_and_the_thread(scene, run_jobs):
    release = scene.release()
    run_jobs()
    letter = letter_to("wanjiru@example.org")
    html = letter.alternatives[0][0]
    assert letter.subject == "What you asked for is in OpenCapture 4.2"
    download = f"{settings.BASE_URL}/releases/opencapture/4.2/files/{release.files.get().pk}/opencapture-4.2.tar.gz"
    for text in (letter.body, html):
        assert download in text
        assert f"{settings.BASE_URL}{scene.topic.conversation.path}" in text
        assert "/mail/stop/" in text
    assert "It took 41 days from the question to the release." in html
    assert "<img" not in html


def test_who_has_it_too_reads_so(scene, run_jobs):
    scene.release()
    run_jobs()
    letter = letter_to("tamar@example.org")
    assert letter.subject == "What you need too is in OpenCapture 4.2"
    assert "because you have this too" in letter.body


def test_without_a_file_the_letter_leads_to_the_notes(scene, run_jobs):
    release = scene.draft(with_file=False)
    actions.publish(release, by=scene.shira, at=LATER)
    run_jobs()
    assert all(f"{settings.BASE_URL}/releases/opencapture/4.2/" in message.body for message in told())
    assert len(told()) == 2


def test_it_is_written_in_the_readers_language(scene, run_jobs):
    scene.wanjiru.language = "he"
    scene.wanjiru.save(update_fields=["language"])
    scene.release()
    run_jobs()
    letter = letter_to("wanjiru@example.org")
    assert '<html lang="he" dir="rtl"' in letter.alternatives[0][0]
    assert f"{settings.BASE_URL}/he/releases/opencapture/4.2/files/" in letter.body
    assert f"{settings.BASE_URL}/he{scene.topic.conversation.path}" in letter.body


def test_hostile_titles_stay_words_in_the_letter(run_jobs):
    wanjiru, shira, product = cast.member(), cast.member("Shira Ben-Ami"), cast.product()
    topic = cast.question(wanjiru, title="<script>alert(1)</script> & co\r\nBcc: all@example.org")
    plan = cast.milestone(product, shira)
    cast.landed(cast.carried(topic, shira, product), plan, shira)
    cast.released(plan, shira)
    run_jobs()
    (letter,) = told()
    assert "<script" not in letter.alternatives[0][0]
    assert "<script>alert(1)</script> & co Bcc: all@example.org" in letter.body
    assert letter.to == ["wanjiru@example.org"]


def test_who_is_affected_on_the_ticket_is_told_too(scene, run_jobs):
    joseph = cast.member("Joseph Otieno")
    tickets.affect(scene.ticket, by=joseph, at=cast.AT)
    scene.release()
    run_jobs()
    assert ("Joseph Otieno", "same") in notices()


def test_somebody_with_many_reasons_is_told_once_and_for_the_strongest(scene, run_jobs):
    again = cast.question(scene.tamar, title="Half-known dates once more")
    tickets.link_topic(scene.ticket, again, by=scene.shira, at=cast.AT)
    tickets.affect(scene.ticket, by=scene.tamar, at=cast.AT)
    scene.release()
    run_jobs()
    assert notices() == [("Tamar Levi", "asked"), ("Wanjiru Kamau", "asked")]
    assert letters() == ["tamar@example.org", "wanjiru@example.org"]


def test_several_things_of_one_person_come_in_one_letter(scene, run_jobs):
    other = cast.question(scene.wanjiru, title="Sort the listing by date")
    cast.landed(cast.carried(other, scene.shira, scene.product), scene.plan, scene.shira)
    scene.release()
    run_jobs()
    letter = letter_to("wanjiru@example.org")
    assert letter.subject == "2 things you asked for are in OpenCapture 4.2"
    assert "Sort the listing by date" in letter.body
    assert "The form refuses a half-known date" in letter.body
    assert Told.objects.filter(person=scene.wanjiru).count() == 2


def test_a_private_ticket_tells_nobody_who_cannot_see_it(scene, run_jobs):
    tickets.narrow(scene.ticket, by=scene.shira, at=cast.AT)
    scene.release()
    run_jobs()
    assert notices() == []
    assert letters() == []
    assert not Told.objects.exists()
    assert Release.objects.get().told_count == 0


def test_the_reporter_of_a_private_ticket_is_told_alone(scene, run_jobs):
    karen, outsider = cast.member("Karen Whitfield"), cast.member("Ravi Kulkarni")
    hidden = cast.ticket(scene.product, karen, title="A hole in the export", kind="security")
    tickets.affect(hidden, by=outsider, at=cast.AT)
    cast.landed(hidden, scene.plan, scene.shira)
    scene.release()
    run_jobs()
    assert ("Karen Whitfield", "asked") in notices()
    assert "Ravi Kulkarni" not in [name for name, _why in notices()]
    assert [message.to for message in told() if f"#{hidden.number}" in message.body] == [["karen@example.org"]]
    assert not any("A hole in the export" in message.body for message in mail.outbox)


def test_imported_people_are_not_told(scene, run_jobs):
    gerd = cast.unclaimed()
    old = cast.question(gerd, title="Asked in the old forum")
    tickets.link_topic(scene.ticket, old, by=scene.shira, at=cast.AT)
    scene.release()
    run_jobs()
    assert notices() == [("Tamar Levi", "same"), ("Wanjiru Kamau", "asked")]
    assert not Told.objects.filter(person=gerd).exists()


def test_whom_an_imported_person_was_merged_into_is_told_once(scene, run_jobs):
    gerd, noa = cast.unclaimed(), cast.member("Noa Peled")
    old = cast.question(gerd, title="Asked in the old forum")
    tickets.link_topic(scene.ticket, old, by=scene.shira, at=cast.AT)
    merge(gerd, into=scene.tamar, by=noa, at=cast.AT)
    scene.release()
    run_jobs()
    assert notices() == [("Tamar Levi", "asked"), ("Wanjiru Kamau", "asked")]
    assert letters() == ["tamar@example.org", "wanjiru@example.org"]


def test_who_is_kept_out_is_not_told(scene, run_jobs):
    suspend(scene.tamar, by=cast.member("Noa Peled"), at=cast.AT, reason="Named a patient, twice.")
    scene.release()
    run_jobs()
    assert notices() == [("Wanjiru Kamau", "asked")]
    assert letters() == ["wanjiru@example.org"]


def test_who_is_kept_out_between_notice_and_mail_gets_no_mail(scene, run_jobs):
    from trialogue.core.activity.models import Event
    from trialogue.hub.releases.telling import tell_who_asked

    scene.release()
    tell_who_asked(Event.objects.get(verb="release.published"))
    suspend(scene.tamar, by=cast.member("Noa Peled"), at=cast.AT, reason="Named a patient, twice.")
    run_jobs()
    assert letters() == ["wanjiru@example.org"]
    assert Letter.objects.get(person=scene.tamar).dropped == "left"


def test_who_wants_no_mail_gets_the_notice_only(scene, run_jobs):
    set_mail_pace(scene.tamar, pace="never", by=scene.tamar, at=cast.AT)
    scene.release()
    run_jobs()
    assert notices() == [("Tamar Levi", "same"), ("Wanjiru Kamau", "asked")]
    assert letters() == ["wanjiru@example.org"]


def test_who_took_it_back_is_not_told(scene, run_jobs):
    forum.withdraw_same(scene.topic, by=scene.tamar, at=cast.AT)
    scene.release()
    run_jobs()
    assert notices() == [("Wanjiru Kamau", "asked")]


def test_nobody_is_told_of_their_own_act(scene, run_jobs):
    tickets.affect(scene.ticket, by=scene.shira, at=cast.AT)
    scene.release()
    run_jobs()
    assert "Shira Ben-Ami" not in [name for name, _why in notices()]
    assert Release.objects.get().told_count == 2


def test_what_did_not_land_tells_nobody(scene, run_jobs):
    ravi = cast.member("Ravi Kulkarni")
    late = cast.carried(cast.question(ravi, title="Read hospital records"), scene.shira, scene.product)
    tickets.plan(late, milestone=scene.plan, by=scene.shira, at=cast.AT)
    scene.release()
    run_jobs()
    assert "Ravi Kulkarni" not in [name for name, _why in notices()]
