"""Who hears of what came of it: the author, and those who reported. Notices follow what is hidden and shown again."""

from django.db.models import Exists, OuterRef, Q

from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.hub.conversations.models import Post
from trialogue.people.notices.models import Because
from trialogue.people.notices.recounting import recount, send_after_all
from trialogue.people.notices.telling import tell
from trialogue.people.notices.withdrawn import withdraws

from .models import Decision, Hold, Report, Verdict, Why


@withdraws
def kept_back() -> Q:
    """Notices and letters about a post that waits for a moderator."""
    return Q(Exists(Hold.objects.filter(post_id=OuterRef("post_id"))))


def _about(post: Post) -> Q:
    """What was told of it; of the first post also what was told of all that it began."""
    return Q(event__conversation_id=post.conversation_id) if post.number == 1 else Q(post_id=post.pk)


@subscribe("review.hid")
def tell_whose_is_hidden(event: Event) -> None:
    post = Post.objects.select_related("conversation").get(pk=event.object_id)
    recount(_about(post))
    if event.on_behalf_of_id:
        because = {event.on_behalf_of_id: str(Because.YOURS)}
        tell(event, because, words=event.words, url=post.get_absolute_url(), verb="review.yours_hidden", mail=False)


@subscribe("review.decided", "review.undone")
def count_what_is_seen(event: Event) -> None:
    """Notices and letters of what is shown again count and go out; of what is kept back again they do not."""
    decision = Decision.objects.select_related("item__post__conversation").get(pk=event.object_id)
    about = _about(decision.item.post)
    recount(about)
    send_after_all(about)


def _to_author(decision: Decision) -> str:
    """The verb of what its author is told; "" where there is nothing to tell."""
    if decision.verdict == Verdict.REMOVED:
        return "review.yours_stays_away" if decision.item.why == Why.APPEAL else "review.yours_removed"
    if decision.verdict == Verdict.KEPT and decision.item.why == Why.APPEAL:
        return "review.yours_back"
    return "review.yours_through" if decision.verdict == Verdict.KEPT and decision.waited else ""


@subscribe("review.decided")
def tell_the_author(event: Event) -> None:
    """With the reason, and the way to appeal. What redacting tells is told by redacting."""
    decision = Decision.objects.select_related("item__post__conversation").get(pk=event.object_id)
    post = decision.item.post
    if not (verb := _to_author(decision)) or not event.on_behalf_of_id:
        return
    words = {"actor": event.words["actor"], "reason": decision.reason}
    url = f"/c/{post.conversation_id}/{post.number}/appeal/"
    if decision.verdict == Verdict.KEPT:
        url = post.get_absolute_url()
        words["conversation"] = {"label": post.conversation.title, "url": url}
    tell(event, {event.on_behalf_of_id: str(Because.YOURS)}, words=words, url=url, verb=verb, mail=False)


@subscribe("review.decided")
def tell_the_reporters(event: Event) -> None:
    """What came of it, without a word of what it said."""
    decision = Decision.objects.select_related("item").get(pk=event.object_id)
    verb = "review.report_kept" if decision.verdict == Verdict.KEPT else "review.report_acted"
    reporters = Report.objects.filter(item=decision.item).values_list("by_id", flat=True)
    because = dict.fromkeys(reporters, str(Because.REPORTED))
    tell(event, because, words={"actor": event.words["actor"]}, url="/reports/", verb=verb, mail=False)
