"""On a profile: what somebody asked and began, and which of their answers were accepted."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trialogue.core.design.moments import dated
from trialogue.core.design.states import state_mark
from trialogue.core.words import here
from trialogue.hub.conversations.models import Post
from trialogue.people.panels import Line, Section, Whose, provide_section

from .models import Topic

FEW = 6


def _topic_line(topic: Topic) -> Line:
    talk = topic.conversation
    mark = state_mark("answered" if topic.solved else "unanswered") if topic.is_question else ""
    replies = ngettext("%(n)d reply", "%(n)d replies", talk.reply_count) % {"n": talk.reply_count}
    return Line(talk.title, here(talk.path), format_html("{}, {}", dated(talk.started_at), replies), mark)


@provide_section(10)
def topics(whose: Whose) -> Section:
    theirs = Topic.objects.visible_to(whose.viewer).filter(conversation__starter__in=whose.ids)
    found = theirs.select_related("conversation").order_by("-conversation__started_at", "-pk")[:FEW]
    return Section(_("Asked and begun"), lines=[_topic_line(topic) for topic in found])


@provide_section(20)
def accepted(whose: Whose) -> Section:
    answers = Post.objects.visible_to(whose.viewer).filter(author__in=whose.ids, solution__isnull=False)
    found = answers.select_related("conversation", "solution").order_by("-solution__at", "-pk")[:FEW]
    lines = [
        Line(
            post.conversation.title,
            here(post.get_absolute_url()),
            ngettext("%(n)d thanks", "%(n)d thanks", post.thanks_in_all) % {"n": post.thanks_in_all}
            if post.thanks_in_all
            else dated(post.created_at),
            state_mark("answered", _("Accepted")),
        )
        for post in found
    ]
    return Section(_("Answers that helped"), _("Marked by those who asked"), lines)
