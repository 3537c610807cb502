"""A prepared query gives what its queryset gives, and is compiled once."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.db.models.sql.compiler import SQLCompiler
from tests import cast

from trialogue.core.prepared import Prepared
from trialogue.hub.conversations.models import Conversation, Post
from trialogue.hub.forum.models import Topic

pytestmark = pytest.mark.django_db

topics_since = Prepared(
    lambda viewer, since, pks, newest=False: (
        Topic.objects.visible_to(viewer)
        .select_related("category", "conversation__starter", "product_version")
        .filter(conversation__started_at__gte=since, pk__in=pks)
        .order_by("-pk" if newest else "pk")
    )
)


@pytest.fixture
def compiled(monkeypatch):
    """How often Django compiled a query since."""
    calls: list[object] = []
    compiling = SQLCompiler.as_sql
    monkeypatch.setattr(SQLCompiler, "as_sql", lambda self, *a, **k: calls.append(self) or compiling(self, *a, **k))
    return calls


@pytest.fixture
def topics():
    wanjiru = cast.member()
    return [cast.question(wanjiru, title=f"Question {n}", at=cast.AT + timedelta(days=n)) for n in range(5)]


def test_rows_are_those_of_the_queryset(topics):
    found = topics_since(topics[0].asker, since=cast.AT + timedelta(days=2), pks=[topic.pk for topic in topics])

    assert [(topic.title, topic.category.name, topic.asker) for topic in found] == [
        (topic.title, topic.category.name, topic.asker) for topic in topics[2:]
    ]
    assert found[0].conversation.started_at == cast.AT + timedelta(days=2)


def test_it_is_compiled_once_whatever_the_values(topics, compiled):
    wanjiru = topics[0].asker
    topics_since(wanjiru, since=cast.AT, pks=[1, 2, 3])
    del compiled[:]

    found = topics_since(wanjiru, since=cast.AT + timedelta(days=4), pks=[topic.pk for topic in topics[1:]])

    assert ([topic.title for topic in found], compiled) == (["Question 4"], [])


def test_relations_come_along(topics, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert topics_since(None, since=cast.AT, pks=[topics[0].pk])[0].conversation.starter.name == "Wanjiru Kamau"


def test_flags_are_another_form(topics):
    pks = [topic.pk for topic in topics]
    assert [topic.pk for topic in topics_since(None, since=cast.AT, pks=pks, newest=True)] == pks[::-1]


def test_each_viewer_sees_their_own(topics):
    Conversation.objects.filter(pk=topics[1].conversation_id).update(audience_id=2)
    pks = [topic.pk for topic in topics]

    assert [topic.pk for topic in topics_since(None, since=cast.AT, pks=pks)] == [pks[0], *pks[2:]]
    assert [topic.pk for topic in topics_since(topics[0].asker, since=cast.AT, pks=pks)] == pks


def test_no_keys_at_all_find_nothing(topics):
    assert topics_since(None, since=cast.AT, pks=[]) == []


def test_values_come_as_tuples(topics):
    numbers = Prepared(lambda _viewer, talk: Post.objects.filter(conversation=talk).values_list("number", F("pk") + 0))
    post = topics[0].conversation.posts.get()

    assert numbers(None, talk=post.conversation_id) == [(1, post.pk)]


def test_a_value_that_the_query_changes_is_refused(topics):
    begins = Prepared(lambda _viewer, text: Conversation.objects.filter(title__startswith=text))

    with pytest.raises(TypeError, match="text"):
        begins(None, text="Question")


def test_a_number_wider_than_any_column_is_in_no_row(topics):
    wide = 10**22
    by_number = Prepared(lambda viewer, pk: Topic.objects.visible_to(viewer).filter(pk=pk))
    assert [by_number(reader, pk=topics[0].pk) for reader in (None, topics[0].asker)] == [[topics[0]]] * 2
    assert [by_number(reader, pk=wide) for reader in (None, topics[0].asker)] == [[], []]
