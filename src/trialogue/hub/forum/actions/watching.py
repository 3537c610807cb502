"""Choosing how much one hears of a category or tag."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import MEMBERS
from trialogue.core.errors import Refused
from trialogue.hub.conversations.listening import Hears
from trialogue.hub.forum.models import Category
from trialogue.hub.forum.tags import Tag
from trialogue.hub.forum.watching import Watch
from trialogue.people.persons import Person
from trialogue.people.rights import require


@transaction.atomic
def watch(place: Category | Tag, *, level: str, by: Person, at: datetime) -> None:
    """Every post, the first of each topic, only what names one, nothing: of a whole category or tag."""
    require(by, "place.watch", place)
    if level not in Hears.values:
        raise Refused(_("Choose how much you want to hear."), field="level")
    where = {"category": place} if isinstance(place, Category) else {"tag": place}
    mine, made = Watch.objects.get_or_create(person=by, **where, defaults={"level": level})
    old = "" if made else mine.level
    Watch.objects.filter(pk=mine.pk).update(level=level)
    audience = place.audience_id if isinstance(place, Category) else MEMBERS
    activity.record("place.watched", by=by, of=place, at=at, audience_id=audience, old=old, new=level)
