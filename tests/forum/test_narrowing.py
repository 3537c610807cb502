"""What becomes private leaves the inboxes of those who may no longer see it."""

import pytest
from tests import cast

from trialogue.core.audiences import STAFF, Audience
from trialogue.hub.forum import actions as forum
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
