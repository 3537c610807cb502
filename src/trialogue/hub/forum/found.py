"""Topics as search finds them."""

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from trialogue.core import search
from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.core.audiences import Viewer
from trialogue.core.search import indexing
from trialogue.hub.conversations.found import first_words, index_talks, talks_of, talks_seen, words_of

from .models import Category, Topic, TopicKind

BEGINNINGS = {
    TopicKind.QUESTION: (_("Questions"), _("Question"), "message-circle-question-mark"),
    TopicKind.IDEA: (_("Ideas"), _("Idea"), "lightbulb"),
    TopicKind.DISCUSSION: (_("Discussions"), _("Discussion"), "messages-square"),
    TopicKind.ANNOUNCEMENT: (_("Announcements"), _("Announcement"), "megaphone"),
}


def _facets(topic: Topic) -> tuple[str, ...]:
    found = [f"category:{topic.category.slug}"]
    if topic.is_question:
        found.append("answer:yes" if topic.solved else "answer:open")
    if topic.stale_since:
        found.append("answer:old")
    if topic.product_version is not None:
        found.append(f"version:{topic.product_version.name}")
    return tuple(found)


def _documents(ids: Collection[int]) -> Iterator[search.Document]:
    first = first_words(ids)
    topics = Topic.objects.filter(conversation__in=ids, conversation__removal=None, conversation__merged_into=None)
    for topic in topics.select_related("conversation", "category", "product_version"):
        talk = topic.conversation
        said = first.get(talk.pk)
        yield search.Document(
            object_id=talk.pk, place=topic.kind, conversation_id=talk.pk, audience_id=talk.audience_id,
            title=talk.title, body=words_of(said) if said else "", language=talk.language, facets=_facets(topic),
            weight=0.15 * topic.solved + min(0.2, 0.02 * topic.same_count), url=talk.path, at=talk.started_at,
        )  # fmt: skip


def _categories(member: Viewer | None, slugs: Collection[str]) -> Mapping[str, str]:
    return {each.slug: each.name for each in Category.objects.visible_to(member).filter(slug__in=slugs)}


ANSWERS = {"yes": _("With an accepted answer"), "open": _("Still open"), "old": _("The answer may be out of date")}

search.declare(search.Kind("topic", _documents, talks_seen, talks_of("topic")))
for number, (kind, words) in enumerate(BEGINNINGS.items()):
    search.declare_place(search.Place(kind, *words, order=number))
search.declare_facet(search.Facet("category", _("Category"), _categories, 1))
search.declare_facet(
    search.Facet("answer", _("Answered"), lambda _member, found: {each: str(ANSWERS[each]) for each in found}, 2)
)
search.declare_facet(search.Facet("version", _("Version"), lambda _member, found: {each: each for each in found}, 3))


@subscribe("topic.opened", "topic.solved", "topic.unsolved", "answer.held", "answer.changed", "answer.outdated")
def index_topic(event: Event) -> None:
    if event.conversation_id is not None:
        indexing.index("topic", [event.conversation_id])


@subscribe(
    "topic.edited", "topic.moved", "topic.removed", "topic.restored", "topic.split", "topic.split_off", "topic.merged",
    "topic.merged_away", "topic.unmerged", "topic.unmerged_away",
)  # fmt: skip
def index_with_replies(event: Event) -> None:
    if event.conversation_id is not None:
        index_talks([event.conversation_id])
