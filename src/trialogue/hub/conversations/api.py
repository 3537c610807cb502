"""Posts, thanks, following, drafts, files: the same for topics, tickets and releases."""

from datetime import datetime

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Field, File, Router, Schema, UploadedFile

from trialogue.core import limits
from trialogue.core.api import PAGE, Page, acts, answers, at_most, page
from trialogue.core.guarding.api import Reviewable
from trialogue.people.api_doors import anybody, caller, member_of, member_only

from . import actions
from .models import Conversation, Draft, Post, ReactionKind
from .reach import posts_to_redact, posts_to_restore, talks_to_redact
from .writing import keep_file

router = Router(tags=["conversations"])


class PostOut(Schema):
    id: int
    conversation: int
    number: int
    kind: str
    author: str | None = Field(description="A handle.")
    source: str
    source_format: str
    html: str
    version: int
    created_at: datetime
    edited_at: datetime | None
    reply_to: int | None
    thanks: int
    reactions: dict[str, int] = Field(description="How many said what beyond thanks.")
    url: str
    redacted: str | None = Field(description="Why the moderators destroyed its text, where they did.")


def post_out(post: Post) -> PostOut:
    speaker = post.speaker
    return PostOut(
        id=post.pk, conversation=post.conversation_id, number=post.number, kind=post.kind,
        author=speaker.handle if speaker else None, source=post.source, source_format=post.source_format, html=post.html,
        version=post.version, created_at=post.created_at, edited_at=post.edited_at, reply_to=post.reply_to_number,
        thanks=post.thanks_in_all, reactions=post.reacted, url=post.get_absolute_url(), redacted=post.redaction.reason if post.is_redacted else None,
    )  # fmt: skip


def conversation_of(request: HttpRequest, conversation_id: int) -> Conversation:
    return get_object_or_404(Conversation.objects.visible_to(caller(request)), pk=conversation_id)


def post_of(request: HttpRequest, post_id: int) -> Post:
    posts = Post.objects.visible_to(caller(request)).with_authors().select_related("conversation", "redaction", "wiki")
    return get_object_or_404(posts, pk=post_id)


@router.get("/conversations/{conversation_id}/posts", auth=anybody, response=answers(Page[PostOut]))
def posts(request: HttpRequest, conversation_id: int, after: int = 0, limit: int = PAGE) -> Page[PostOut]:
    """In the order of their numbers."""
    limit = at_most(limit)
    talk = conversation_of(request, conversation_id)
    found = Post.objects.visible_to(caller(request)).with_authors().select_related("conversation", "redaction")
    rows = list(found.filter(conversation=talk, number__gt=after).order_by("number")[: limit + 1])
    shown, following = page(rows, limit, lambda post: str(post.number))
    return Page[PostOut](items=[post_out(post) for post in shown], next=following)


class PostIn(Reviewable):
    source: str
    reply_to: int | None = None


@router.post(
    "/conversations/{conversation_id}/posts",
    auth=member_only,
    response=answers(PostOut),
    openapi_extra=acts("conversations.write_post"),
)
def write(request: HttpRequest, conversation_id: int, body: PostIn) -> PostOut:
    talk = conversation_of(request, conversation_id)
    made = actions.write_post(
        talk, source=body.source, reply_to=body.reply_to, by=member_of(request), at=timezone.now(), reviewed=body.review
    )
    return post_out(post_of(request, made.pk))


@router.get("/posts/{post_id}", auth=anybody, response=answers(PostOut))
def post(request: HttpRequest, post_id: int) -> PostOut:
    return post_out(post_of(request, post_id))


class EditIn(Reviewable):
    source: str
    seen_version: int
    reason: str = ""


@router.patch(
    "/posts/{post_id}", auth=member_only, response=answers(PostOut), openapi_extra=acts("conversations.edit_post")
)
def edit(request: HttpRequest, post_id: int, body: EditIn) -> PostOut:
    """`seen_version` is the version you had before you: if it is not the newest, 409."""
    actions.edit_post(
        post_of(request, post_id), source=body.source, seen_version=body.seen_version, reason=body.reason,
        by=member_of(request), at=timezone.now(), reviewed=body.review,
    )  # fmt: skip
    return post_out(post_of(request, post_id))


class RevisionOut(Schema):
    version: int
    source: str
    at: datetime
    reason: str


@router.get("/posts/{post_id}/revisions", auth=member_only, response=answers(Page[RevisionOut]))
def revisions(request: HttpRequest, post_id: int, after: int = 0, limit: int = 10) -> Page[RevisionOut]:
    """What it said before, oldest first; for members who see the post."""
    limit = at_most(limit)
    found = post_of(request, post_id).revisions.filter(version__gt=after).order_by("version")
    shown, following = page(list(found[: limit + 1]), limit, lambda row: str(row.version))
    rows = [RevisionOut(version=row.version, source=row.source, at=row.at, reason=row.reason) for row in shown]
    return Page[RevisionOut](items=rows, next=following)


class ReasonIn(Schema):
    reason: str = ""


class Done(Schema):
    done: bool


@router.delete(
    "/posts/{post_id}", auth=member_only, response=answers(Done), openapi_extra=acts("conversations.remove_post")
)
def remove(request: HttpRequest, post_id: int, reason: str = "") -> Done:
    actions.remove_post(post_of(request, post_id), reason=reason, by=member_of(request), at=timezone.now())
    return Done(done=True)


@router.put(
    "/posts/{post_id}/restoration",
    auth=member_only,
    response=answers(PostOut),
    openapi_extra=acts("conversations.restore_post"),
)
def restore(request: HttpRequest, post_id: int) -> PostOut:
    member = member_of(request)
    removed = get_object_or_404(posts_to_restore(member, post_id))
    actions.restore_post(removed, by=member, at=timezone.now())
    return post_out(post_of(request, post_id))


@router.put(
    "/posts/{post_id}/thanks", auth=member_only, response=answers(PostOut), openapi_extra=acts("conversations.react")
)
def thank(request: HttpRequest, post_id: int) -> PostOut:
    actions.react(post_of(request, post_id), kind=ReactionKind.THANKS, by=member_of(request), at=timezone.now())
    return post_out(post_of(request, post_id))


@router.delete(
    "/posts/{post_id}/thanks", auth=member_only, response=answers(PostOut), openapi_extra=acts("conversations.unreact")
)
def unthank(request: HttpRequest, post_id: int) -> PostOut:
    actions.unreact(post_of(request, post_id), kind=ReactionKind.THANKS, by=member_of(request), at=timezone.now())
    return post_out(post_of(request, post_id))


@router.put(
    "/posts/{post_id}/redaction",
    auth=member_only,
    response=answers(PostOut),
    openapi_extra=acts("conversations.redact"),
)
def redact(request: HttpRequest, post_id: int, body: ReasonIn) -> PostOut:
    """Destroys its text at once, everywhere; nothing brings it back. For moderators, who say why."""
    member = member_of(request)
    actions.redact(
        get_object_or_404(posts_to_redact(member), pk=post_id), reason=body.reason, by=member, at=timezone.now()
    )
    return post_out(get_object_or_404(posts_to_redact(member), pk=post_id))


class TitleIn(Schema):
    reason: str
    title: str = Field("", description="What it is called from now on.")


class TitleOut(Schema):
    conversation: int
    title: str
    url: str


@router.put(
    "/conversations/{conversation_id}/title",
    auth=member_only,
    response=answers(TitleOut),
    openapi_extra=acts("conversations.redact_title"),
)
def redact_title(request: HttpRequest, conversation_id: int, body: TitleIn) -> TitleOut:
    """Destroys the title of a topic or ticket and every earlier one, for good. For moderators, who say why."""
    member = member_of(request)
    talk = get_object_or_404(talks_to_redact(member), pk=conversation_id)
    actions.redact_title(talk, title=body.title, reason=body.reason, by=member, at=timezone.now())
    return TitleOut(conversation=talk.pk, title=talk.title, url=talk.path)


class FollowIn(Schema):
    level: str = Field(description="watching, mentions or muted")


@router.put(
    "/conversations/{conversation_id}/follow",
    auth=member_only,
    response=answers(FollowIn),
    openapi_extra=acts("conversations.follow"),
)
def follow(request: HttpRequest, conversation_id: int, body: FollowIn) -> FollowIn:
    actions.follow(
        conversation_of(request, conversation_id), level=body.level, by=member_of(request), at=timezone.now()
    )
    return body


class MarkIn(Schema):
    number: int


@router.put(
    "/conversations/{conversation_id}/read",
    auth=member_only,
    response=answers(MarkIn),
    openapi_extra=acts("conversations.mark_read"),
)
def mark(request: HttpRequest, conversation_id: int, body: MarkIn) -> MarkIn:
    """How far one has read."""
    talk = conversation_of(request, conversation_id)
    number = min(body.number, talk.last_number)
    actions.mark_read(talk, number=number, by=member_of(request), at=timezone.now())
    return MarkIn(number=number)


@router.put("/me/read", auth=member_only, response=answers(Done), openapi_extra=acts("conversations.mark_all_read"))
def mark_all(request: HttpRequest) -> Done:
    """Everything written until now counts as read."""
    actions.mark_all_read(by=member_of(request), at=timezone.now())
    return Done(done=True)


class DraftOut(Schema):
    key: str
    fields: dict[str, str]
    version: int
    saved_at: datetime


class DraftIn(Schema):
    fields: dict[str, str]
    seen_version: int | None = None


def _draft_out(draft: Draft) -> DraftOut:
    return DraftOut(key=draft.key, fields=draft.fields, version=draft.version, saved_at=draft.saved_at)


@router.get("/drafts", auth=member_only, response=answers(list[DraftOut]))
def drafts(request: HttpRequest) -> list[DraftOut]:
    return [_draft_out(draft) for draft in Draft.objects.filter(person=member_of(request)).order_by("-saved_at")[:100]]


@router.put(
    "/drafts/{key}", auth=member_only, response=answers(DraftOut), openapi_extra=acts("conversations.save_draft")
)
def save(request: HttpRequest, key: str, body: DraftIn) -> DraftOut:
    kept = actions.save_draft(
        key=key, fields=dict(body.fields), seen_version=body.seen_version, by=member_of(request), at=timezone.now()
    )
    return _draft_out(kept)


@router.delete(
    "/drafts/{key}", auth=member_only, response=answers(Done), openapi_extra=acts("conversations.discard_draft")
)
def discard(request: HttpRequest, key: str) -> Done:
    actions.discard_draft(key=key, by=member_of(request))
    return Done(done=True)


class PreviewIn(Schema):
    source: str


class PreviewOut(Schema):
    html: str


@router.post("/preview", auth=member_only, response=answers(PreviewOut))
def preview(request: HttpRequest, body: PreviewIn) -> PreviewOut:
    """Markdown as it would be shown."""
    limits.spend("preview", member_of(request).pk)
    return PreviewOut(html=actions.rendered(actions.check_source(body.source)).html)


class FileOut(Schema):
    id: str
    name: str
    url: str
    sha256: str
    size: int
    noticed: list[str] = Field(description="What may identify a patient: asked about when you post it.")
    left_out: list[str] = Field(description="What the picture carried beside what one sees: position, author, comment.")


@router.post("/files", auth=member_only, response=answers(FileOut))
def upload(request: HttpRequest, file: File[UploadedFile]) -> FileOut:
    """Only you see it until you post something that shows it."""
    kept = keep_file(file, member_of(request), timezone.now())
    return FileOut(
        id=str(kept.pk), name=kept.name, url=kept.get_absolute_url(), sha256=kept.sha256, size=kept.size,
        noticed=sorted({kind for kind, _line in kept.noticed}), left_out=list(kept.left_out),
    )  # fmt: skip
