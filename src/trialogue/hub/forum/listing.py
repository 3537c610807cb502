"""The topics of a list, page by page: every combination goes by an index, and no page costs more than the first."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from trialogue.core.audiences import Viewer
from trialogue.core.paging import Mark, number_in, read_mark
from trialogue.core.prepared import Prepared
from trialogue.hub.conversations.models import Level
from trialogue.people.persons import Person

from .models import Topic, TopicQuerySet
from .tags import Tag, Tagging
from .wishes import Wish

PAGE = 30


@dataclass(frozen=True)
class Place:
    """Where the list stands: on one shelf, or everywhere; None for what is not wished. `versions` are ids."""

    shelf: int | None = None
    tag: Tag | None = None
    versions: list[int] | None = None


def _in_view(topics: TopicQuerySet, view: str, period: str, viewer: Viewer | None) -> TopicQuerySet:
    if view == "unanswered":
        return topics.unanswered()
    if view == "top":
        score = F("rankings__score")
        return topics.filter(rankings__period=period).annotate(score=score).order_by("-score", "-pk")
    if view == "new":
        return topics.order_by("-conversation__started_at", "-conversation_id")
    if view == "mine" and viewer is not None:
        return topics.filter(conversation__starter=viewer.pk)
    if view == "following" and viewer is not None:
        return topics.filter(conversation__follows__person=viewer.pk, conversation__follows__level=Level.WATCHING)
    return topics


def _tagged(topics: TopicQuerySet, tag: int, *, rare: bool) -> TopicQuerySet:
    """Of a rare tag its topics are sorted; of a frequent one the list is walked, for every page of it holds some."""
    tagged = Tagging.objects.filter(tag=tag)
    if rare:
        return topics.filter(pk__in=tagged.values("topic"))
    return topics.filter(Exists(tagged.filter(topic=OuterRef("pk"))))


def _since(topics: TopicQuerySet, view: str, since: datetime) -> TopicQuerySet:
    return topics.filter(conversation__started_at__gt=since) if view == "new" else topics.unread(since)


def _after(topics: TopicQuerySet, view: str, at: datetime, pk: int) -> TopicQuerySet:
    field = "conversation__started_at" if view == "new" else "conversation__last_post_at"
    return topics.filter(Mark(at, pk).older(field, "conversation_id"))


def _page(
    viewer: Viewer | None, view: tuple[str, str, int], shelf: int | None, tag: int | None, *, rare: bool,
    language: str | None, versions: list[int] | None, since: datetime | None, at: datetime | None, pk: int | None, score: int | None,
) -> TopicQuerySet:  # fmt: skip
    name, period, most = view
    topics = _in_view(Topic.objects.for_page(viewer, shelf), name, period, viewer)
    if viewer is not None and shelf is None and tag is None and name not in ("mine", "following"):
        topics = topics.heard_by(viewer)
    if tag is not None:
        topics = _tagged(topics, tag, rare=rare)
    if language is not None:
        topics = topics.filter(conversation__language=language)
    if versions is not None:
        topics = topics.filter(product_version__in=versions)
    if since is not None:
        topics = _since(topics, name, since)
    if at is not None and pk is not None:
        topics = _after(topics, name, at, pk)
    if score is not None and pk is not None:
        topics = topics.filter(Q(score__lt=score) | Q(score=score, pk__lt=pk))
    return topics[: most + 1]


_pages = Prepared(_page)


def _mark(wish: Wish) -> dict[str, Any]:
    """Where this page begins: after a score and id, or a moment and id."""
    if wish.view == "top":
        score, _, pk = wish.before.partition("_")
        there = number_in(score, digits=9) and number_in(pk)
        return {"at": None, "score": number_in(score, digits=9) if there else None, "pk": there or None}
    mark = read_mark(wish.before)
    return {"at": mark and mark.at, "pk": mark and mark.pk, "score": None}


def mark_of(topic: Topic, view: str) -> str:
    """Where the next page begins after this row."""
    if view == "top":
        return f"{getattr(topic, 'score', 0)}_{topic.pk}"
    talk = topic.conversation
    return str(Mark(talk.started_at if view == "new" else talk.last_post_at, talk.pk))


def _begins(wish: Wish, member: Person | None, now: datetime) -> datetime | None:
    """From when on this list of theirs tells."""
    if member is None or wish.view not in ("new", "unread"):
        return None
    return member.new_since if wish.view == "new" and member.new_since else member.read_before(at=now)


def page_of_topics(member: Person | None, wish: Wish, place: Place, *, now: datetime) -> tuple[list[Topic], str]:
    """The topics of this page, and the mark of the next one ("" at the end); one query."""
    found = _pages(
        member, view=(wish.view, wish.period if wish.view == "top" else "", PAGE), shelf=place.shelf, tag=place.tag and place.tag.pk,
        rare=place.tag is not None and place.tag.is_rare, language=wish.language or None, versions=place.versions,
        since=_begins(wish, member, now), **_mark(wish),
    )  # fmt: skip
    return found[:PAGE], mark_of(found[PAGE - 1], wish.view) if len(found) > PAGE else ""


def _on_top(viewer: Viewer | None, shelf: int | None) -> TopicQuerySet:
    topics = Topic.objects.for_page(viewer).pinned(shelf)
    return topics.filter(Q(unpinned=None) | Q(unpinned=False)) if viewer is not None else topics


_pinned = Prepared(_on_top)


def with_pinned(found: list[Topic], member: Person | None, shelf: int | None) -> list[Topic]:
    """The first page of what is latest, what is pinned before all else."""
    pinned = _pinned(member, shelf=shelf)
    return [*pinned, *(topic for topic in found if topic not in pinned)]


def has_news(member: Person | None, wish: Wish, place: Place, *, since: datetime, now: datetime) -> int:
    """How many topics on the first page of this list were written in since then."""
    found, _following = page_of_topics(member, replace(wish, before=""), place, now=now)
    return sum(topic.conversation.last_post_at > since for topic in found)
