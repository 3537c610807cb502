"""A form sent twice is done once; its key opens nothing else."""

import pytest
from tests import cast

from trialogue.hub.conversations.models import Post

pytestmark = pytest.mark.django_db


def test_a_key_counts_for_its_form_alone(client):
    wanjiru = cast.member()
    first, second = cast.question(wanjiru), cast.question(wanjiru, title="Another thing")
    client.force_login(wanjiru.account)
    for topic in (first, second, first, second):
        answer = client.post(f"/c/{topic.conversation_id}/reply/", {"form_key": "one", "source": "Thank you"})
        assert answer["Location"].startswith(topic.conversation.path)
    assert Post.objects.filter(number=2).count() == 2
    assert Post.objects.count() == 4
