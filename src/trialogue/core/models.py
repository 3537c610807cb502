"""Django looks for models here; each lives beside what it is for."""

from .activity.models import Event
from .audiences import Audience
from .edge.models import Touch
from .files import StoredFile
from .guarding.models import Sighting
from .jobs.models import *  # noqa: F403
from .numbers import Counter
from .once import UsedKey
from .search.models import SearchDocument, SearchMark, SearchWord
from .site import Site

__all__ = [
    "Audience",
    "Counter",
    "Event",
    "SearchDocument",
    "SearchMark",
    "SearchWord",
    "Sighting",
    "Site",
    "StoredFile",
    "Touch",
    "UsedKey",
]
