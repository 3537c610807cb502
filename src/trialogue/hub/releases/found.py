"""Releases as search finds them; drafts only for who prepares them."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext_lazy as _

from trialogue.core import search
from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.core.markup import text_of
from trialogue.core.search import indexing
from trialogue.hub.conversations.found import talks_of, talks_seen

from .models import Release


def _documents(ids: Collection[int]) -> Iterator[search.Document]:
    releases = Release.objects.filter(conversation__in=ids, conversation__removal=None)
    for release in releases.select_related("conversation", "product", "version").select_for_update(of=("self",)):
        talk = release.conversation
        yield search.Document(
            object_id=talk.pk, place="release", conversation_id=talk.pk, audience_id=talk.audience_id,
            title=str(release), body=f"{release.summary} {text_of(release.notes_html, limit=search.BODY_CHARS)}".strip(),
            facets=(f"product:{release.product.slug}", f"version:{release.version.name}"), weight=0.2, url=talk.path,
            at=release.published_at or release.drafted_at,
        )  # fmt: skip


search.declare(search.Kind("release", _documents, talks_seen, talks_of("release")))
search.declare_place(search.Place("release", _("Releases"), _("Release"), "package", 20))


@subscribe("release.drafted", "release.edited", "release.published", "release.brings")
def index_release(event: Event) -> None:
    found = Release.objects.filter(pk=event.object_id) if event.object_kind == "release" else Release.objects.none()
    indexing.index("release", list(found.values_list("conversation_id", flat=True)))
