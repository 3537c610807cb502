"""A whole small community, brought along."""

import json
from datetime import UTC, datetime

import pytest
from django.urls import reverse
from tests import cast
from tests.importing.archive import folder, packed, post, topic

from trialogue.core.activity.models import Event
from trialogue.core.audiences import PUBLIC, STAFF
from trialogue.core.jobs import run_all
from trialogue.hub.conversations.models import Conversation, Follow, ImportKey, Post
from trialogue.hub.forum.models import Category, Solution, Topic
from trialogue.people.notices.models import Notice
from trialogue.people.persons import Identity, Person

pytestmark = pytest.mark.django_db


def counts():
    models = [Person, Identity, Category, Conversation, Topic, Post, Solution, ImportKey, Event, Follow, Notice]
    return {model.__name__: model.objects.count() for model in models}


def test_a_topic_with_its_posts_dates_and_likes(bring, tmp_path):
    likes = [{"id": 2, "count": 3}, {"id": 6, "count": 9}]
    told = bring(
        packed(
            tmp_path / "a.tgz", topic(5, post(1), post(4, "<p>So.</p>", by=9, username="Bob", actions_summary=likes))
        )
    )
    made = Topic.objects.get()
    first, second = Post.objects.order_by("number")
    talk = made.conversation
    assert told.code == 0
    assert (made.title, made.category.name, made.slug) == ("How do I turn it?", "Category 10", "how-do-i-turn-it")
    assert talk.path == made.get_absolute_url() == f"/t/{made.pk}/how-do-i-turn-it/"
    assert talk.started_at == datetime(2015, 3, 1, 9, 59, 59, 500_000, tzinfo=UTC)
    assert talk.last_post_at == second.created_at == datetime(2015, 3, 1, 10, 4, tzinfo=UTC)
    assert (talk.post_count, talk.last_number, talk.last_poster.handle, talk.language) == (2, 4, "Bob", "")
    assert (made.category.topic_count, talk.shelf_id, talk.audience_id) == (1, made.category_id, PUBLIC)
    assert (first.html, first.source_format, second.imported_thanks, second.thanks) == (
        '<p dir="auto">Hello.</p>',
        "html",
        3,
        0,
    )
    assert told.came["posts"] == 2
    assert told.came["likes"] == 3


def test_people_are_unclaimed_keep_their_capitals_and_have_no_address(bring, tmp_path):
    early = post(1, created_at="2014-01-16T20:09:13.000Z", user_title="Engine writer")
    bring(folder(tmp_path / "a", topic(1, early), topic(2, post(1))), source="old")
    ada = Person.objects.get()
    assert (ada.handle, ada.name, ada.says, ada.is_claimed) == ("Ada.L", "Ada Lovelace", "Engine writer", False)
    assert ada.joined_at == datetime(2014, 1, 16, 20, 9, 13, tzinfo=UTC)
    assert [(key.kind, key.value, key.verified_at) for key in ada.identities.all()] == [("discourse:old", "7", None)]
    assert ada.get_absolute_url() == "/people/ada.l/"


def test_a_taken_or_reserved_name_gets_another_handle(bring, tmp_path):
    taken = cast.member("Wanjiru Kamau").handle
    rows = [post(1, by=1, username=taken.upper()), post(2, by=-1, username="system"), post(3, by=3, username="名前")]
    told = bring(folder(tmp_path / "a", topic(1, *rows)))
    assert sorted(Identity.objects.values_list("value", "person__handle")) == [
        ("-1", "system-2"), ("1", f"{taken.upper()}-2"), ("3", "member-3"), ("7", "Ada.L"),
    ]  # fmt: skip
    assert "system is now system-2" in told.text
    assert Person.objects.get(handle="system-2").is_bot


def test_a_second_run_adds_nothing(bring, tmp_path):
    archive = packed(tmp_path / "a.tgz", topic(1, post(1), post(2, '<a href="/t/x/2">there</a>')), topic(2))
    bring(archive)
    before = counts()
    pages = list(Post.objects.order_by("pk").values_list("html", "conversation__version"))
    told = bring(archive)
    assert counts() == before
    assert list(Post.objects.order_by("pk").values_list("html", "conversation__version")) == pages
    assert told.came == {}
    assert told.report["here_already"] == {"topics": 2}
    assert told.code == 0


def test_a_dry_run_tells_and_writes_nothing(bring, tmp_path):
    archive = packed(tmp_path / "a.tgz", topic(1, post(1), post(2)))
    before = counts()
    told = bring(archive, dry_run=True)
    assert counts() == before
    wet = bring(archive)
    assert told.came == wet.came
    assert "Would come" in told.text


def test_events_tell_of_it_and_notify_nobody(bring, tmp_path):
    wanjiru = cast.member("Wanjiru Kamau")
    before = Event.objects.count()
    rows = [post(1), post(2, f"<p>@{wanjiru.handle}</p>"), post(3, "", post_type=3, action_code="closed.enabled")]
    bring(folder(tmp_path / "a", topic(1, *rows)))
    run_all()
    told = list(Event.objects.order_by("pk")[before:].values_list("verb", "origin", "words__actor"))
    assert told == [
        ("category.added", "import", ""),
        ("topic.opened", "import", "Ada Lovelace"),
        ("post.written", "import", "Ada Lovelace"),
    ]
    opened = Event.objects.get(verb="topic.opened", origin="import")
    assert opened.words["topic"] == {"label": "How do I turn it?", "url": Topic.objects.get().get_absolute_url()}
    assert opened.conversation_id == Topic.objects.get().conversation_id
    assert not Notice.objects.exists()
    assert not Follow.objects.exists()


def test_names_and_kinds_of_categories_come_from_a_file(bring, tmp_path):
    names = tmp_path / "names.json"
    names.write_text(
        json.dumps({"10": {"name": "Support", "kind": "questions"}, "6": "Announcements"}), encoding="utf-8"
    )
    bring(folder(tmp_path / "a", topic(1), topic(2, category_id=6), topic(3, category_id=99)), categories=names)
    assert list(Category.objects.order_by("slug").values_list("slug", "kind", "topic_count")) == [
        ("announcements", "discussion", 1), ("category-99", "discussion", 1), ("support", "questions", 1),
    ]  # fmt: skip
    assert Topic.objects.get(category__slug="support").is_question


def test_two_accepted_answers_both_count(bring, tmp_path):
    rows = [post(1), post(2, accepted_answer=True), post(3, accepted_answer=True, by=9, username="Bob")]
    told = bring(
        folder(tmp_path / "a", topic(1, *rows, accepted_answer={"post_number": 2}), topic(2, accepted_answer=None))
    )
    solved = Topic.objects.get(solved=True)
    assert solved.is_question
    assert list(solved.solutions.order_by("pk").values_list("post__number", "imported", "by")) == [
        (2, True, None),
        (3, True, None),
    ]
    assert Topic.objects.get(solved=False).is_question
    assert told.came["accepted answers"] == 2


def test_an_unlisted_topic_is_for_staff(bring, tmp_path):
    told = bring(folder(tmp_path / "a", topic(1, visible=False)))
    assert Topic.objects.get().conversation.audience_id == Post.objects.get().audience_id == STAFF
    assert not Topic.objects.visible_to(None).exists()
    assert told.lost["unlisted topics (here only staff sees them)"] == 1


def test_two_sources_do_not_mix(bring, tmp_path):
    archive = folder(tmp_path / "a", topic(1))
    bring(archive, source="one")
    bring(archive, source="two")
    assert Topic.objects.count() == 2
    assert sorted(Person.objects.values_list("handle", flat=True)) == ["Ada.L", "Ada.L-2"]


def test_who_edits_an_imported_post_gets_markdown(bring, client, tmp_path):
    code = '<pre><code class="lang-cpp">int a;</code></pre>'
    bring(folder(tmp_path / "a", topic(1, post(1, f"<p>So <em>nice</em>.</p>{code}"))))
    client.force_login(cast.member("Joseph Otieno").account)
    said = Post.objects.get()
    page = client.get(reverse("post-edit", args=[said.conversation_id, 1]))
    assert "So *nice*.\n\n```cpp\nint a;\n```</textarea>" in page.content.decode()
