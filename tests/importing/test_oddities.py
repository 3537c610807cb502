"""What years of a forum leave in its archive."""

from datetime import UTC, datetime

import pytest
from tests.importing.archive import folder, post, topic

from trialogue.core.markup import text_of
from trialogue.hub.conversations.models import Post
from trialogue.hub.forum.models import Topic

pytestmark = pytest.mark.django_db


@pytest.fixture
def come(bring, tmp_path):
    """Brings one topic of these posts; returns its posts by number and what was told."""

    def run(*posts, **more):
        told = bring(folder(tmp_path / "a", topic(1, *posts, **more)))
        return {row.number: row for row in Post.objects.all()}, told

    return run


def test_gaps_in_the_numbers_stay(come):
    posts, _told = come(post(1), post(5), post(9))
    assert sorted(posts) == [1, 5, 9]
    assert posts[9].get_absolute_url().endswith("/9/")


def test_a_reply_to_a_post_that_is_gone_keeps_its_number(come):
    posts, told = come(post(1), post(5, reply_to_post_number=3), post(6, reply_to_post_number=5))
    assert (posts[5].reply_to_number, posts[6].reply_to_number) == (3, 5)
    assert told.lost["replies to posts that are gone"] == 1


def test_small_actions_read_as_a_line_and_are_no_replies(come):
    moved = '<p>4 posts were split to a new topic: <a href="/t/other/44">Other</a></p>'
    later = "2019-01-01T00:00:00.000Z"
    posts, told = come(
        post(1), post(2, "", post_type=3, action_code="closed.enabled", created_at=later), post(3, moved, post_type=3, action_code="split_topic"),
        closed=True,
    )  # fmt: skip
    talk = Topic.objects.get().conversation
    assert (posts[2].kind, posts[2].extras["action"], text_of(posts[2].html)) == (
        "small_action",
        "closed.enabled",
        "closed this topic",
    )
    assert text_of(posts[3].html) == "moved posts: 4 posts were split to a new topic: Other"
    assert (talk.post_count, talk.last_post_at) == (1, datetime(2015, 3, 1, 10, 1, tzinfo=UTC))
    assert talk.closed_at == datetime(2019, 1, 1, tzinfo=UTC)
    assert told.came["small actions"] == 2


def test_moderators_speak_as_such_and_hidden_posts_keep_their_placeholder(come):
    posts, _told = come(
        post(1), post(2, post_type=2), post(3, "<p>This post was flagged.</p>", hidden=True, via_email=True)
    )
    assert posts[2].kind == "moderator"
    assert (text_of(posts[3].html), posts[3].extras) == ("This post was flagged.", {"hidden": True, "via_email": True})


def test_posts_of_staff_and_deleted_ones_stay_behind(come):
    posts, told = come(post(1), post(2, post_type=4), post(3, deleted_at="2016-01-01T00:00:00Z"))
    assert list(posts) == [1]
    assert told.lost["posts only staff could see"] == told.lost["posts that were deleted there"] == 1


def test_an_edited_post_says_when(come):
    posts, told = come(post(1), post(2, version=3, edit_reason="typo"))
    assert (posts[1].edited_at, posts[2].edited_at) == (None, datetime(2015, 3, 9, 10, tzinfo=UTC))
    assert posts[2].extras == {"edit_reason": "typo"}
    assert told.lost["earlier versions of edited posts"] == 1


def test_an_older_post_after_a_younger_one(come):
    come(post(1, created_at="2016-05-05T00:00:00Z"), post(2, created_at="2015-05-05T00:00:00Z"))
    assert Topic.objects.get().conversation.last_post_at == datetime(2016, 5, 5, tzinfo=UTC)


def test_pinned_and_archived(come):
    come(post(1), pinned=True, pinned_at="2016-09-17T10:40:53Z", archived=True)
    made = Topic.objects.get()
    assert made.pinned_at == datetime(2016, 9, 17, 10, 40, 53, tzinfo=UTC)
    assert made.conversation.closed_at == datetime(2015, 3, 1, 10, 1, tzinfo=UTC)


def test_an_author_without_account(come):
    posts, told = come(post(1), post(2, by=None, username="ghost"))
    assert (posts[2].author, posts[2].extras) == (None, {"author": "ghost"})
    assert told.lost["posts whose author has no account any more"] == 1


def test_a_poll_becomes_a_table_and_is_kept_as_data(come):
    poll = {
        "name": "poll", "type": "regular", "status": "closed", "public": True, "title": None, "voters": 5,
        "options": [{"id": "a", "html": 'Yes <img class="emoji" title=":tada:">', "votes": 4}, {"id": "b", "html": "No", "votes": 1}],
        "preloaded_voters": {"a": [{"id": 7, "username": "Ada.L"}]},
    }  # fmt: skip
    cooked = '<p>So?</p><div class="poll" data-poll-name="poll"><ul><li>Yes</li></ul></div>'
    posts, told = come(post(1, cooked, polls=[poll]))
    assert text_of(posts[1].html) == "So? Poll Yes 🎉 4 No 1 People who voted 5"
    kept = posts[1].extras["polls"][0]
    assert [(option["text"], option["votes"], option["by"]) for option in kept["options"]] == [
        ("Yes 🎉", 4, [7]),
        ("No", 1, []),
    ]
    assert (kept["voters"], kept["status"]) == (5, "closed")
    assert "Ada" not in str(kept)
    assert told.came["polls"] == 1


def test_titles_with_emoji_and_endless_ones(bring, tmp_path):
    bring(folder(tmp_path / "a", topic(1, title="Ocean :ocean:", unicode_title="Ocean 🌊"), topic(2, title="x" * 500)))
    short, long = Topic.objects.order_by("pk")
    assert short.title == "Ocean 🌊"
    assert (len(long.title), long.title[-1]) == (200, "…")


def test_letters_no_database_keeps(come):
    posts, told = come(post(1, "<p>a\x00b\ud800c</p>"), title="A\x00B\udfff")
    assert text_of(posts[1].html) == "ab?c"
    assert Topic.objects.get().title == "AB?"
    assert told.code == 0
