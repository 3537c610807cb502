"""The code of conduct, written by those who look after the place."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from trialogue.core import activity
from trialogue.core.audiences import PUBLIC
from trialogue.core.errors import Refused
from trialogue.hub.conversations.actions.posting import check_source, rendered
from trialogue.hub.conversations.review.models import RulesText
from trialogue.people.persons import Person
from trialogue.people.rights import require


@transaction.atomic
def write_rules(*, language: str, source: str, by: Person, at: datetime) -> RulesText:
    """A new text in one language; earlier ones stay as its history."""
    require(by, "rules.write")
    if language not in dict(settings.LANGUAGES):
        raise Refused(_("The site has no such language."), field="language")
    source = check_source(source)
    last = RulesText.objects.in_language(language).first()
    if last is not None and last.source == source:
        return last
    made = RulesText.objects.create(language=language, source=source, html=rendered(source).html, by=by, at=at)
    activity.record("rules.written", by=by, of=made, at=at, audience_id=PUBLIC, new=language)
    return made
