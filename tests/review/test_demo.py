from random import Random

import pytest
from django.utils import timezone
from tests import cast

from trialogue.hub.conversations.review.models import ReviewItem
from trialogue.hub.front.demo.stage import Stage
from trialogue.hub.front.demo.waiting import REPORTED, waiting

pytestmark = pytest.mark.django_db


def test_the_demo_has_something_to_look_at():
    karen, ravi = cast.member("Karen Whitfield"), cast.member("Ravi Kulkarni")
    stage = Stage(now=timezone.now(), random=Random(1), people={"Karen Whitfield": karen})
    stage.categories["using"] = cast.category()
    stage.topics[REPORTED] = cast.question(ravi, title=REPORTED)
    waiting(stage)
    stage.play(lambda _done, _of: None)
    found = ReviewItem.objects.in_order().values_list("post__conversation__title", "why", "post__waits")
    assert list(found) == [(REPORTED, "reported", ""), ("Cheap data entry staff, any volume", "held", "held")]
