"""The picture of a topic for links to it elsewhere."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import override
from django.views.decorators.http import require_safe

from trialogue.core import site
from trialogue.core.edge.kept import kept
from trialogue.hub.forum.cards import draw_card
from trialogue.hub.forum.models import Topic
from trialogue.hub.forum.structured import card_path


@require_safe
def card(request: HttpRequest, pk: int, version: int) -> HttpResponse:
    """Of what everybody sees, whoever asks. Kept in memory alone: no title outlives its redaction on the disk."""
    topic = Topic.objects.visible_to(None).select_related("category", "conversation").filter(pk=pk).first()
    if topic is None:
        raise Http404
    talk, here = topic.conversation, site.current()
    if version != talk.version:
        return redirect(card_path(topic))
    with override(talk.language or None):
        key = ("card", pk, talk.version, here.brand_version)
        picture = kept.get(key, lambda: draw_card(topic, here), talk=talk.pk)
    return HttpResponse(picture, content_type="image/png", headers={"Cache-Control": "public, max-age=600"})
