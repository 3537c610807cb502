"""The archive of a real community: what came is equal to what was counted in the files."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest
from django.db.models import Count, Max, Min, Q, Sum

from trialogue.hub.conversations.models import Conversation, ImportKey, Post
from trialogue.hub.forum.models import Solution, Topic

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(os.environ.get("TRIALOGUE_ARCHIVE", ROOT.parent / "shared" / "data"))
ARCHIVE = FOLDER / "discourse-archive-sample.tar.gz"
REGULAR = Q(kind="regular")
NAMES = {
    "6": "Announcements", "7": "Discussions", "9": "General discussion", "10": {"name": "Support", "kind": "questions"},
    "11": {"name": "Feature requests", "kind": "ideas"}, "12": "Projects", "13": "Code exchange", "14": "Artists",
    "16": "Developer talk", "17": "Showcase",
}  # fmt: skip

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(not ARCHIVE.is_file(), reason=f"no archive at {FOLDER}: name its folder in TRIALOGUE_ARCHIVE"),
]


@pytest.fixture
def told(bring, tmp_path):
    names = tmp_path / "names.json"
    names.write_text(json.dumps(NAMES), encoding="utf-8")
    return bring(ARCHIVE, source="urho3d", categories=names)


@pytest.fixture
def facts():
    return json.loads((FOLDER / "facts-sample.json").read_text(encoding="utf-8"))["sample"]["content"]


def written(moment):
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03}Z"


def longest():
    """[number there, posts, regular posts] of the ten longest topics."""
    numbers = dict(ImportKey.objects.filter(kind="topic").values_list("object_id", "key"))
    rows = Topic.objects.annotate(
        all=Count("conversation__posts"), regular=Count("conversation__posts", Q(conversation__posts__kind="regular"))
    )
    told = [[int(numbers[pk]), every, regular] for pk, every, regular in rows.values_list("pk", "all", "regular")]
    return sorted(told, key=lambda row: (-row[1], row[0]))[:10]


def ours():
    """The figures of the facts, counted in our database."""
    posts = Post.objects.all()
    kinds = Counter(posts.values_list("kind", flat=True))
    times = posts.aggregate(first=Min("created_at"), last=Max("created_at"))
    years = Counter(str(at.year) for at in posts.filter(REGULAR).values_list("created_at", flat=True))
    by_asker = sum(
        row.post.author_id == row.topic.conversation.starter_id
        for row in Solution.objects.select_related("post", "topic__conversation")
    )
    return {
        "topics": Topic.objects.count(),
        "posts": {"all": posts.count(), **{name: kinds[name] for name in ("regular", "moderator", "small_action")}},
        "small_actions": Counter(post.extras["action"] for post in posts.filter(kind="small_action")),
        "posters": posts.filter(REGULAR).values("author").distinct().count(),
        "accepted": [Solution.objects.count(), Topic.objects.filter(solved=True).count(), by_asker],
        "likes": posts.aggregate(likes=Sum("imported_thanks"))["likes"],
        "polls": sum(len(post.extras["polls"]) for post in posts.filter(extras__has_key="polls")),
        "timestamps": {name: written(at) for name, at in times.items()},
        "longest_topics": longest(),
        "posts_per_year": dict(sorted(years.items())),
        "categories": sorted(Topic.objects.values_list("category").annotate(n=Count("pk")).values_list("n", flat=True)),
        "reply_to": posts.filter(REGULAR, reply_to_number__isnull=False).count(),
        "hidden": posts.filter(REGULAR, extras__has_key="hidden").count(),
        "edited": posts.filter(REGULAR, edited_at__isnull=False).count(),
    }


def theirs(facts):
    accepted = facts["accepted"]
    return {
        **{
            name: facts[name]
            for name in (
                "topics",
                "posts",
                "likes",
                "polls",
                "timestamps",
                "longest_topics",
                "posts_per_year",
                "small_actions",
            )
        },
        "posters": facts["people"]["posters"],
        "accepted": [accepted["posts"], accepted["topics"], accepted["by_asker"]],
        "categories": sorted(row["topics"] for row in facts["categories"].values()),
        **{name: facts["posts_with"][name] for name in ("reply_to", "hidden", "edited")},
    }


def check_counters():
    """Counters agree with what they count; no link waits; no foreign picture is shown."""
    spoken = Count("posts", ~Q(posts__kind="small_action"))
    rows = Conversation.objects.annotate(n=spoken, top=Max("posts__number"))
    assert [row.pk for row in rows if (row.post_count, row.last_number) != (row.n, row.top)] == []
    assert Post.objects.filter(Q(extras__has_key="links_wait") | Q(html__contains="/t/imported/")).count() == 0
    assert Post.objects.filter(html__contains="<img").count() == 0


def test_every_figure_is_equal(told, facts):
    assert ours() == theirs(facts)
    assert told.code == 0
    assert told.lost["replies to posts that are gone"] == facts["posts_with"]["reply_to_missing"]
    assert told.came["poll votes with a voter"] == facts["poll_votes_listed"]
    check_counters()
