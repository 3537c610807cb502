"""A role for one category or product holds for what is said there, and nowhere else."""

import pytest
from django.urls import reverse
from tests import cast
from tests.conversations.rooms import sends, text_of

from trialogue.core.errors import NotAllowed
from trialogue.hub.conversations import actions as talk
from trialogue.hub.conversations.models import Post
from trialogue.hub.forum import actions as forum
from trialogue.hub.forum.models import CategoryKind
from trialogue.hub.products import actions as products
from trialogue.people.actions.roles import grant
from trialogue.people.audiences import Role, Scope

pytestmark = pytest.mark.django_db


def holding(role, scope, scope_id, name="Tamar Levi"):
    person = cast.member(name)
    grant(person, role=role, scope=scope, scope_id=scope_id, by=None, at=cast.AT)
    return person


@pytest.fixture
def shelf():
    return cast.category("Designing forms")


@pytest.fixture
def answer(shelf):
    return cast.reply(cast.question(cast.member(), on=shelf), cast.member("Claire Fontaine"))


def test_who_moderates_the_category_takes_posts_away_and_brings_them_back(client, shelf, answer):
    tamar = holding(Role.MODERATOR, Scope.CATEGORY, shelf.pk)
    away, back = (reverse(name, args=[answer.conversation_id, 2]) for name in ("post-remove", "post-restore"))
    sends(client, tamar, away, reason="Names a patient")
    assert not Post.objects.visible_to(None).filter(pk=answer.pk).exists()
    assert "Names a patient" in text_of(client.get(answer.conversation.path))
    sends(client, tamar, back)
    assert Post.objects.visible_to(None).filter(pk=answer.pk).exists()
    talk.edit_post(answer, source="Use a **partial** date.", seen_version=1, by=tamar, at=cast.AT)


def test_and_writes_where_it_is_closed(shelf, answer):
    tamar = holding(Role.MODERATOR, Scope.CATEGORY, shelf.pk)
    topic = answer.conversation.topic
    forum.close(topic, by=tamar, at=cast.AT)
    topic.conversation.refresh_from_db()
    assert cast.reply(topic, tamar, "It goes on elsewhere.").number == 3


def test_nothing_of_it_holds_elsewhere(shelf, answer):
    tamar = holding(Role.MODERATOR, Scope.CATEGORY, shelf.pk)
    other = cast.reply(cast.question(answer.author, on=cast.category("Data export")), tamar)
    theirs = other.conversation.posts.get(number=1)
    of_ticket = cast.ticket(cast.product(), answer.author).conversation.posts.get()
    of_ticket.conversation.shelf_id = shelf.pk
    for post in (theirs, of_ticket):
        with pytest.raises(NotAllowed):
            talk.edit_post(post, source="Mine", seen_version=1, by=tamar, at=cast.AT)


def test_who_manages_a_product_moderates_its_tickets(answer):
    product = cast.product()
    tamar = holding(Role.MANAGER, Scope.PRODUCT, product.pk)
    said = cast.ticket(product, answer.author).conversation.posts.get()
    talk.edit_post(said, source="Mended", seen_version=1, by=tamar, at=cast.AT)
    with pytest.raises(NotAllowed):
        talk.edit_post(answer, source="Mended", seen_version=1, by=tamar, at=cast.AT)


def test_who_maintains_a_product_plans_it_and_no_other(client):
    mine, other = cast.product(), cast.product("Other")
    tamar = holding(Role.MAINTAINER, Scope.PRODUCT, mine.pk)
    cast.milestone(mine, tamar)
    products.add_component(mine, name="Editor", by=tamar, at=cast.AT)
    with pytest.raises(NotAllowed):
        cast.milestone(other, tamar)


def test_who_moderates_announcements_announces_there(shelf):
    news = cast.category("News", kind=CategoryKind.ANNOUNCEMENTS)
    tamar = holding(Role.MODERATOR, Scope.CATEGORY, news.pk)
    assert cast.question(tamar, on=news, kind="announcement").kind == "announcement"
    with pytest.raises(NotAllowed):
        cast.question(tamar, on=shelf, kind="announcement")
