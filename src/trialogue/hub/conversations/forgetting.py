"""Destroying what a post said, wherever a copy of it is kept. Redacting does it at once, purging after 30 days."""

from collections.abc import Collection, Iterable
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from trialogue.core.activity.models import Event
from trialogue.core.files import StoredFile, destroy, let_go
from trialogue.core.markup import text_of
from trialogue.core.markup.backwards import markdown_of
from trialogue.core.once import UsedKey
from trialogue.core.search import indexing
from trialogue.people.notices.models import Letter, Notice

from .bookmarks import Bookmark
from .models import Attachment, Draft, Post, Revision
from .polls import Poll
from .review.models import Appeal, Report

# A line as short as this may stand in anybody's text by chance.
TELLING = 8


class Lines:
    """The lines of a text in all its versions, to find them again where somebody quoted them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.lines = {line.strip() for text in texts for line in text.splitlines()} - {""}
        self._all = "\n".join(self.lines)
        self._telling: dict[str, list[str]] = {}
        for line in self.lines:
            if len(line) >= TELLING:
                self._telling.setdefault(line[:TELLING], []).append(line)

    def hold(self, line: str) -> bool:
        """Whether this line of somebody else's text was taken from here, whole or (as a quote) in part."""
        words = line.lstrip("> ").strip().removesuffix("…").strip()
        if not words:
            return False
        is_quoted = line.lstrip().startswith(">") and words in self._all
        return is_quoted or words in self.lines or self._stands_in(words)

    def _stands_in(self, words: str) -> bool:
        """Whether one of our lines is a part of these words, found by its beginning."""
        places = range(len(words) - TELLING + 1)
        begun = (self._telling.get(words[place : place + TELLING], ()) for place in places)
        return any(kept in words for those in begun for kept in those)

    def without(self, text: str) -> str:
        return "\n".join(line for line in text.split("\n") if not self.hold(line))


def texts_of(post: Post) -> list[str]:
    """Everything it says and said, as it may have been copied from it."""
    said: list[Post | Revision] = [post, *post.revisions.all()]
    return [each for one in said for each in (one.source, markdown_of(one.source, one.source_format))] + [
        text_of(post.html, limit=len(post.html))
    ]


def only_here(posts: Collection[Post]) -> QuerySet[StoredFile]:
    """The files of these posts that hang on no other post whose words are kept."""
    other = Attachment.objects.filter(file=OuterRef("pk")).exclude(post__in=posts)
    return StoredFile.objects.filter(~Exists(other), attachments__post__in=posts).distinct()


def forget_files(posts: Collection[Post]) -> None:
    """Gone for everybody at once, from the disk as soon as this is committed (and by the clock if that fails)."""
    gone: list[UUID] = let_go(only_here(posts))
    Attachment.objects.filter(post__in=posts).delete()
    transaction.on_commit(partial(destroy, gone))


def forget_drafts(post: Post, lines: Lines) -> None:
    """Edits begun go; of other drafts the lines that quote it."""
    Draft.objects.filter(key=f"edit:{post.pk}").delete()
    for draft in Draft.objects.iterator(chunk_size=500):
        kept = {name: lines.without(str(value)) for name, value in draft.fields.items()}
        if kept != draft.fields:
            Draft.objects.filter(pk=draft.pk).update(fields=kept)


def forget_told(posts: Collection[int]) -> None:
    """Notices keep that something was said, not what; letters that still wait are not sent."""
    Letter.objects.filter(post_id__in=posts, sent_at=None).update(dropped="redacted")
    for rows in (Notice.objects.filter(post_id__in=posts), Letter.objects.filter(post_id__in=posts)):
        for event_id, verb in _tellings(rows):
            same = rows.filter(event_id=event_id, **({"verb": verb} if verb else {}))
            words = same.values_list("words", flat=True)[0]
            same.update(words={**words, "excerpt": ""})


def _tellings(rows: QuerySet[Notice] | QuerySet[Letter]) -> list[tuple[int, str]]:
    """Event by event: everybody who was told of one was told the same words."""
    if rows.model is Notice:
        return list(rows.order_by().values_list("event_id", "verb").distinct())
    return [(pk, "") for pk in rows.order_by().values_list("event_id", flat=True).distinct()]


def forget_polls(posts: Collection[int]) -> None:
    """The polls of these posts go, and their questions out of the log and out of what was told."""
    polls = Poll.objects.filter(post__in=posts)
    events = Event.objects.filter(object_kind="poll", object_id__in=polls.values("pk"))
    events.filter(verb="poll.voted").update(words={})
    for event in events.exclude(verb="poll.voted"):
        Event.objects.filter(pk=event.pk).update(words={**event.words, "poll": ""})
    for rows in (Notice.objects.filter(event__in=events), Letter.objects.filter(event__in=events)):
        rows.update(words={})
    polls.delete()


def forget_answers(post: Post) -> None:
    """What the API answered to calls with a key is kept for whoever calls again; not with these words."""
    for used in UsedKey.objects.filter(answer__conversation=post.conversation_id, answer__number=post.number):
        UsedKey.objects.filter(pk=used.pk).update(answer={**(used.answer or {}), "source": "", "html": ""})


def forget_found(post: Post) -> None:
    """Nobody finds it any more by what it said; the first post stands in what its conversation is found by."""
    if post.number == 1:
        indexing.forget(post.conversation.kind, [post.conversation_id])
    indexing.forget("post", [post.pk])


def forget_review(posts: Collection[int]) -> None:
    """What was said about them to the moderators may repeat their words."""
    Report.objects.filter(post__in=posts).exclude(note="").update(note="")
    Appeal.objects.filter(post__in=posts).exclude(words="").update(words="")


def forget(post: Post) -> None:
    """Destroys the words of one post and every copy the site keeps; call it in the transaction of the act."""
    forget_drafts(post, Lines(texts_of(post)))
    forget_files([post])
    forget_told([post.pk])
    forget_review([post.pk])
    forget_answers(post)
    forget_found(post)
    Event.objects.of(post).filter(verb="post.edited").update(reason="")
    Revision.objects.filter(post=post).delete()
    Bookmark.objects.filter(post=post).update(note="")
    forget_polls([post.pk])
    Post.objects.filter(pk=post.pk).update(source="", source_format="markdown", html="", extras={})
