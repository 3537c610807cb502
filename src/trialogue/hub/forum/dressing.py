"""What the forum says of single posts: the accepted answer, 'have this too', what else one may do."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from trialogue.core.design.icons import glyph
from trialogue.core.design.moments import dated
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.parts import NOTHING, MenuLink, act, button, figure
from trialogue.hub.conversations.reading import Dressing
from trialogue.people.persons import Person
from trialogue.people.rights import may

from .models import Solution, Topic, TopicKind
from .panels import post_acts


def chosen_line(solution: Solution) -> SafeString:
    """Who accepted it, when, and since which version it holds."""
    words = _("chosen by {name} on {date}") if solution.by else _("chosen on {date}")
    if solution.holds_from is not None:
        words += _(", holds from version {version}")
    name, version = (solution.by.name if solution.by else ""), (solution.holds_from.name if solution.holds_from else "")
    told = format_html(words, name=name, date=dated(solution.at), version=version)
    return format_html('<p class="chosen">{}{} <span>{}</span></p>', glyph("disc"), _("Accepted answer"), told)


def accept_url(topic: Topic, post: Post) -> str:
    return reverse("topic-accept", args=[topic.pk, topic.slug, post.number])


@dataclass(frozen=True)
class TopicDressing:
    """Says it for one reader; `accepted` is the number of the post accepted now (0 = none), `same` whether they have it too."""

    topic: Topic
    member: Person | None
    accepted: int
    same: bool

    def chosen(self, post: Post) -> SafeString:
        return chosen_line(post.solution) if hasattr(post, "solution") else NOTHING

    def buttons(self, post: Post) -> SafeString:
        if post.number == 1:
            return self._same()
        asker = self.member is not None and self.member == self.topic.asker
        if not (asker and self.topic.is_question and may(self.member, "topic.accept", self.topic)):
            return NOTHING
        url = accept_url(self.topic, post)
        if hasattr(post, "solution"):
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
            label = _("Since which version it holds") if hasattr(post, "solution") else _("Accept as the answer")
            links.append(MenuLink(label, "circle-check", accept_url(self.topic, post)))
        return links

    def worn(self) -> Dressing:
        return Dressing(self.chosen, self.buttons, self.menu, also=("solution__by", "solution__holds_from"))
