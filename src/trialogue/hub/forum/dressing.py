"""What the forum says of single posts: the accepted answer, 'have this too', what else one may do."""

from django.db.models import Model
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from trialogue.core.design.icons import glyph, icon
from trialogue.core.design.moments import dated
from trialogue.hub.conversations.models import Conversation, Post
from trialogue.hub.conversations.parts import NOTHING, MenuLink, act, button, figure
from trialogue.hub.conversations.reading import Dressing, dresses
from trialogue.people.persons import Person
from trialogue.people.rights import may

from .models import Solution, Topic, TopicKind
from .panels import post_acts


def chosen_line(solution: Solution, *, door: str = "") -> SafeString:
    """Who accepted it, when, and for which versions it holds; `door` is where this reader may say whether it still does."""
    words = _("chosen by {name} on {date}") if solution.by else _("chosen on {date}")
    if solution.holds_from is not None:
        words += _(", holds from version {version}")
    if solution.held_in is not None and not solution.stale_since:
        words += _(", still true in {held}")
    name, version = (solution.by.name if solution.by else ""), (solution.holds_from.name if solution.holds_from else "")
    held = solution.held_in.name if solution.held_in else ""
    told = format_html(words, name=name, date=dated(solution.at), version=version, held=held)
    line = format_html('<p class="chosen">{}{} <span>{}</span></p>', glyph("disc"), _("Accepted answer"), told)
    return format_html("{}{}", line, _doubt(solution, door)) if solution.stale_since else line


def _doubt(solution: Solution, door: str) -> SafeString:
    since = format_html(_("May be out of date since {version}."), version=solution.stale_since)
    ask = format_html('<a href="{}">{}</a>', door, _("Does it still hold?")) if door else NOTHING
    return format_html('<p class="doubt">{}<span>{} {}</span></p>', icon("clock-alert"), since, ask)


def accept_url(topic: Topic, post: Post) -> str:
    return reverse("topic-accept", args=[topic.pk, topic.slug, post.number])


def holds_url(topic: Topic, post: Post) -> str:
    return reverse("answer-holds", args=[topic.pk, topic.slug, post.number])


def accepted_number(topic: Topic) -> int:
    """The number of the post that is accepted now (0 = none); one query for a solved topic."""
    if not topic.solved:
        return 0
    chosen = Solution.objects.filter(topic=topic, post__removal=None).order_by("imported", "post__number")
    return chosen.values_list("post__number", flat=True).first() or 0


def solution_of(topic: Topic, post: Post) -> Solution | None:
    """The solution that came with the post; asked only where there is one, since asking costs a query."""
    return getattr(post, "solution", None) if topic.solved else None


class TopicDressing(Dressing):
    """Says it for one reader; `same` is whether they have it too."""

    def __init__(self, topic: Topic, member: Person | None, *, same: bool) -> None:
        self.topic, self.member, self.same = topic, member, same
        self._here: list[Solution] = []
        self.also = ("solution__holds_from", "solution__held_in") if topic.solved else ()
        self.about = 1 if same else 0
        self.for_one = topic.is_question and member is not None and member == topic.asker

    def to(self, reader: Person | None) -> "TopicDressing":
        return TopicDressing(self.topic, reader, same=False)

    def begin(self, posts: list[Post]) -> list[tuple[Model, str]]:
        self._here = [found for post in posts if (found := solution_of(self.topic, post))]
        return [(found, "by") for found in self._here]

    @cached_property
    def accepted(self) -> int:
        """The number of the post accepted now, which may be on another page."""
        return next((found.post.number for found in self._here), 0) or accepted_number(self.topic)

    def chosen(self, post: Post) -> SafeString:
        solution = solution_of(self.topic, post)
        return chosen_line(solution, door=holds_url(self.topic, post) if self.member else "") if solution else NOTHING

    def buttons(self, post: Post) -> SafeString:
        if post.number == 1:
            return self._same()
        asker = self.member is not None and self.member == self.topic.asker
        if not (asker and self.topic.is_question and may(self.member, "topic.accept", self.topic)):
            return NOTHING
        url = accept_url(self.topic, post)
        if solution_of(self.topic, post):
            return act(_("Take it back"), "undo-2", url, name="back")
        if self.accepted or post.author_id == self.topic.conversation.starter_id:
            return NOTHING
        return act(_("This answers it"), "check", url, name="instead_of", value=self.accepted, css="")

    def _same(self) -> SafeString:
        """'Have this too' under a question, 'need this' under an idea; one cannot have one's own."""
        topic = self.topic
        if topic.kind not in (TopicKind.QUESTION, TopicKind.IDEA):
            return NOTHING
        words = _("have this too") if topic.is_question else _("need this")
        if self.member is None or self.member == topic.asker:
            return figure(words, "arrow-big-up", topic.same_count) if topic.same_count else NOTHING
        url = reverse("same-here", args=[topic.pk, topic.slug])
        return button(words, "arrow-big-up", url, on=self.same, count=topic.same_count)

    def menu(self, post: Post) -> list[MenuLink]:
        links = [MenuLink(each.label, each.icon, each.url) for each in post_acts(self.topic, post, self.member)]
        if post.number > 1 and self.topic.is_question and may(self.member, "topic.accept", self.topic):
            label = _("Since which version it holds") if solution_of(self.topic, post) else _("Accept as the answer")
            links.append(MenuLink(label, "circle-check", accept_url(self.topic, post)))
        if solution_of(self.topic, post) and may(self.member, "answer.check", self.topic):
            links.append(MenuLink(_("Say whether it still holds"), "clock-alert", holds_url(self.topic, post)))
        return links


@dresses("topic")
def dress(conversation: Conversation, member: Person | None) -> Dressing:
    topic = (
        Topic.objects.visible_to(member)
        .select_related("category", "conversation__starter")
        .get(conversation=conversation)
    )
    return TopicDressing(topic, member, same=False)
