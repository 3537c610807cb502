"""What was said, as search finds it: each reply for itself, and the words a conversation begins with."""

from collections.abc import Callable, Collection, Iterable, Iterator

from django.db.models import Exists, OuterRef, QuerySet

from trialogue.core import search
from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.core.audiences import Viewer
from trialogue.core.markup import text_of
from trialogue.core.prepared import Prepared
from trialogue.core.search import indexing
from trialogue.core.search.models import SearchDocument

from .grown import grown_from
from .models import Conversation, Post, PostKind, Removal

STEP = 200


def words_of(post: Post) -> str:
    return text_of(post.html, limit=search.BODY_CHARS)


def first_words(conversation_ids: Collection[int]) -> dict[int, Post]:
    """The first posts that say something, locked: who destroys their words waits, or was here before."""
    posts = Post.objects.filter(conversation__in=conversation_ids, number=1).exclude(kind=PostKind.REDACTED)
    return {post.conversation_id: post for post in posts.select_for_update(of=("self",))}


def _replies(ids: Collection[int]) -> QuerySet[Post]:
    whole = Removal.objects.filter(conversation=OuterRef("conversation"))
    posts = Post.objects.filter(pk__in=ids, number__gt=1, removal=None).exclude(html="")
    said = posts.filter(~Exists(whole), kind__in=[PostKind.REGULAR, PostKind.MODERATOR])
    return said.select_related("conversation").select_for_update(of=("self",))


def _documents(ids: Collection[int]) -> Iterator[search.Document]:
    posts = list(_replies(ids))
    heads = SearchDocument.objects.filter(conversation_id__in={post.conversation_id for post in posts})
    begins = {row.conversation_id: row for row in heads.exclude(title="").only("conversation_id", "place", "facets")}
    for post in posts:
        talk, head = post.conversation, begins.get(post.conversation_id)
        yield search.Document(
            object_id=post.pk, place=head.place if head else talk.kind, conversation_id=talk.pk,
            audience_id=post.audience_id, words=talk.title, body=words_of(post), language=talk.language,
            facets=tuple(head.facets) if head else (), weight=min(0.2, 0.02 * post.thanks_in_all),
            url=post.get_absolute_url(), at=post.created_at,
        )  # fmt: skip


_posts = Prepared(lambda viewer, ids: Post.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk"))
_talks = Prepared(lambda viewer, ids: Conversation.objects.visible_to(viewer).filter(pk__in=ids).values_list("pk"))


def _seen(member: Viewer | None, ids: Collection[int]) -> Collection[int]:
    return {pk for (pk,) in _posts(member, ids=list(ids))}


search.declare(
    search.Kind("post", _documents, _seen, lambda: Post.objects.filter(number__gt=1).values_list("pk", flat=True))
)


def talks_seen(member: Viewer | None, ids: Collection[int]) -> Collection[int]:
    """For kinds that are found under the id of their conversation."""
    return {pk for (pk,) in _talks(member, ids=list(ids))}


def talks_of(kind: str) -> Callable[[], "QuerySet[Conversation, int]"]:
    return lambda: Conversation.objects.filter(kind=kind).values_list("pk", flat=True)


def index_talks(conversation_ids: Iterable[int]) -> None:
    """Everything said in these conversations, its beginning first, in short steps."""
    for talk in Conversation.objects.filter(pk__in=conversation_ids, kind__in=search.KINDS):
        indexing.index(talk.kind, [talk.pk])
        ids = list(Post.objects.filter(conversation=talk, number__gt=1).order_by("pk").values_list("pk", flat=True))
        for begin in range(0, len(ids), STEP):
            indexing.index("post", ids[begin : begin + STEP])


@subscribe(
    "post.written", "post.edited", "post.removed", "post.restored", "post.redacted", "post.reacted", "direct.written"
)
def index_post(event: Event) -> None:
    post = Post.objects.select_related("conversation").filter(pk=event.object_id).first()
    if post is None:
        return
    if post.number == 1 and post.conversation.kind in search.KINDS:
        indexing.index(post.conversation.kind, [post.conversation_id])
    else:
        indexing.index("post", [post.pk])


@subscribe("conversation.redacted")
def index_what_it_was_called(event: Event) -> None:
    if event.conversation_id is not None:
        index_talks([event.conversation_id, *grown_from(event.conversation_id)])
