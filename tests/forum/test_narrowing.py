"""What becomes private leaves the inboxes of those who may no longer see it."""

import pytest
from tests import cast

from trialogue.core.audiences import STAFF, Audience
from trialogue.hub.conversations import actions as talk
from trialogue.hub.forum import actions as forum
from trialogue.hub.tickets import actions as tickets
from trialogue.people.notices.models import Notice

pytestmark = pytest.mark.django_db


def test_a_notice_goes_with_its_topic(run_jobs):
    wanjiru, noa = cast.member(), cast.member("Noa Peled")
    topic = cast.question(wanjiru)
    cast.reply(topic, noa)
    run_jobs()
    assert Notice.objects.visible_to(wanjiru).count() == 1
    forum.edit_category(topic.category, audience=Audience.objects.get(pk=STAFF), by=noa, at=cast.AT)
    assert Notice.objects.visible_to(wanjiru).count() == 0


def test_the_bell_counts_what_is_seen(run_jobs):
    wanjiru, joseph = cast.member(), cast.member("Joseph Otieno")
    topic = cast.question(wanjiru)
    cast.reply(topic, joseph)
    run_jobs()
    staff = cast.category("Staff room", audience=Audience.objects.get(pk=STAFF))
    open_again = topic.category
    for shelf, unread in ((staff, 0), (open_again, 2)):  # the reply, and that it was moved
        forum.move_topic(topic, shelf, by=joseph, at=cast.AT)
        run_jobs()
        wanjiru.refresh_from_db()
        assert wanjiru.unread == unread


def test_the_bell_counts_no_ticket_that_became_private(run_jobs):
    """Tamar follows a ticket and is told of a reply; then only the maintainers, its reporter and the invited see it."""
    tamar, shira = cast.member("Tamar Levi"), cast.member("Shira Ben-Ami")
    ticket = cast.ticket(cast.product(), cast.member())
    talk.follow(ticket.conversation, level="watching", by=tamar, at=cast.AT)
    talk.write_post(ticket.conversation, source="Steps", by=shira, at=cast.AT)
    run_jobs()
    tamar.refresh_from_db()
    assert tamar.unread == 1
    tickets.narrow(ticket, by=shira, at=cast.AT)
    run_jobs()
    tamar.refresh_from_db()
    assert tamar.unread == 0
