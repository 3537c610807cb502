"""How the database is asked for what a reader may see: so that it begins at the right end however much there is."""

import pytest
from django.db import connection
from tests import cast

from trialogue.hub.conversations.models import Conversation, Post
from trialogue.hub.forum.models import Topic
from trialogue.hub.releases.models import Release, Told
from trialogue.hub.tickets.models import Origin, Ticket

pytestmark = pytest.mark.django_db
VISIBLE = [Conversation, Post, Topic, Ticket, Release, Told, Origin]


@pytest.mark.parametrize("model", VISIBLE, ids=lambda model: model.__name__)
def test_what_is_taken_away_is_asked_by_the_column_that_joins(model):
    """Asked by the removal's own id, PostgreSQL believes that every row has one, and plans for a single row."""
    sql = str(model.objects.visible_to(None).query)
    assert '"conversations_removal"."id" IS NULL' not in sql
    assert "IS NULL" in sql


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the words are SQLite's")
def test_lists_of_topics_go_by_the_index():
    plan = Topic.objects.visible_to(None).newest_reply_first()[:30].explain()
    assert "USING INDEX conversatio_kind_" in plan
    assert "TEMP B-TREE FOR ORDER BY" not in plan


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the words are SQLite's")
def test_the_tickets_of_a_topic_are_found_from_the_topic():
    plan = Origin.objects.leading_to(cast.member()).filter(topic__in=[1, 2, 3]).explain()
    assert "LIST SUBQUERY" not in plan
    assert "tickets_origin_topic_id" in plan
