"""People as search finds them: by what they show to everybody."""

from collections.abc import Collection, Iterator

from django.utils.translation import gettext_lazy as _

from trialogue.core import search
from trialogue.core.activity import subscribe
from trialogue.core.activity.models import Event
from trialogue.core.audiences import PUBLIC, Viewer
from trialogue.core.markup import text_of
from trialogue.core.search import indexing

from .countries import country_name
from .persons import Person


def _words(person: Person) -> str:
    shown = person.shown_to(None)
    where = country_name(person.country) if "country" in shown else ""
    return " ".join([f"@{person.handle}", *map(str, shown.get("skills", [])), where]).strip()


def _documents(ids: Collection[int]) -> Iterator[search.Document]:
    for person in Person.objects.visible_to(None).filter(pk__in=ids, is_bot=False).select_for_update(of=("self",)):
        about = text_of(person.about_html, limit=2000) if "about" in person.shown_to(None) else ""
        yield search.Document(
            object_id=person.pk, place="person", audience_id=PUBLIC, title=person.name, words=_words(person),
            body=f"{person.says} {about}".strip(), url=person.path, at=person.joined_at,
        )  # fmt: skip


def _seen(member: Viewer | None, ids: Collection[int]) -> Collection[int]:
    return Person.objects.visible_to(member).filter(pk__in=ids).values_list("pk", flat=True)


search.declare(search.Kind("person", _documents, _seen, lambda: Person.objects.values_list("pk", flat=True)))
search.declare_place(search.Place("person", _("People"), _("Person"), "user-round", 30))


@subscribe(
    "person.joined", "person.profile_edited", "person.merged", "person.unmerged", "person.suspended", "person.let_in",
    "account.opened",
)  # fmt: skip
def index_person(event: Event) -> None:
    indexing.index("person", [event.object_id])
