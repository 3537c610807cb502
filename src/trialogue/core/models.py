"""Django looks for models here; each lives beside what it is for."""

from .activity.models import Event
from .audiences import Audience
from .files import StoredFile
from .jobs.models import *  # noqa: F403
from .numbers import Counter
from .once import UsedKey
from .site import Site

__all__ = ["Audience", "Counter", "Event", "Site", "StoredFile", "UsedKey"]
