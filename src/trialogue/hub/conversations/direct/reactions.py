"""Who hears of a direct post: its people, each once; and of a report: the moderators, then both sides."""

from django.db.models import Q

from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.hub.conversations.found import index_talks
from trialogue.hub.conversations.models import Follow, Level, Post
from trialogue.hub.conversations.reactions import tell_named, words_of
from trialogue.people.audiences import Role, RoleGrant, Scope
from trialogue.people.notices.models import Because
from trialogue.people.notices.recounting import recount
from trialogue.people.notices.telling import tell

from .models import Direct, DirectReport


def _tell_of(post: Post, event: Event) -> None:
    if post.is_redacted:
        return
    watching = Follow.objects.filter(conversation=post.conversation, level=Level.WATCHING)
    because = dict.fromkeys(watching.values_list("person_id", flat=True), str(Because.DIRECT))
    words = {**words_of(post), "subject": Direct.objects.get(pk=post.conversation_id).subject}
    tell(event, because, words=words, url=post.get_absolute_url(), verb="direct.written", post_id=post.pk)
    tell_named(event, post)


@subscribe("direct.begun")
def tell_of_the_first(event: Event) -> None:
    posts = Post.objects.select_related("conversation", "author__merged_into")
    _tell_of(posts.get(conversation_id=event.object_id, number=1), event)


@subscribe("direct.written")
def tell_of_a_post(event: Event) -> None:
    _tell_of(Post.objects.select_related("conversation", "author__merged_into").get(pk=event.object_id), event)


@subscribe("direct.invited")
def tell_the_invited(event: Event) -> None:
    direct = Direct.objects.select_related("conversation").get(pk=event.object_id)
    because = {int(str(event.new)): Because.DIRECT}
    words = {"actor": event.words["actor"], "subject": direct.subject}
    tell(event, because, words=words, url=direct.conversation.path, verb="direct.joined")


@subscribe("direct.left")
def count_what_is_seen(event: Event) -> None:
    """Notices of who left count no more."""
    recount(Q(event__conversation_id=event.conversation_id))


@subscribe("direct.begun", "direct.renamed", "direct.invited")
def index_it(event: Event) -> None:
    index_talks([event.object_id])


@subscribe("direct.reported")
def tell_the_moderators(event: Event) -> None:
    """But not whom it is about, should they be one."""
    report = DirectReport.objects.get(pk=event.object_id)
    roles = RoleGrant.objects.filter(until=None, scope=Scope.SITE, role__in=[Role.MODERATOR, Role.MANAGER])
    people = set(roles.values_list("person_id", flat=True)) - {report.about_id}
    because = dict.fromkeys(people, str(Because.STAFF))
    tell(event, because, words=event.words, url="/manage/reports/direct/", mail=False, official=True)


@subscribe("direct.report_answered", "direct.report_judged")
def tell_one_side(event: Event) -> None:
    if event.on_behalf_of_id:
        because = {event.on_behalf_of_id: Because.YOURS}
        tell(event, because, words={"reason": event.reason}, url="/messages/", mail=False, official=True)
