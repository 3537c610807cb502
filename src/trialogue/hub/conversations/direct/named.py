"""People as somebody names them in a field: handles, with commas or spaces between."""

import re

from django.utils.translation import gettext as _

from trialogue.core.errors import Refused
from trialogue.people.handles import holder_before
from trialogue.people.persons import Person


def people_named(text: str) -> list[Person]:
    """Each once, in their order; raises Refused for a handle nobody has."""
    handles = dict.fromkeys(word.lstrip("@").lower() for word in re.split(r"[\s,;]+", text) if word.strip("@"))
    known = {person.handle.lower(): person for person in Person.objects.visible_to(None).filter(handle_key__in=handles)}
    found: list[Person] = []
    for handle in handles:
        person = known.get(handle) or holder_before(handle)
        if person is None or person.hidden:
            raise Refused(_("There is nobody called @%(handle)s here.") % {"handle": handle[:40]}, field="people")
        found.append(person.heir)
    return list(dict.fromkeys(found))
