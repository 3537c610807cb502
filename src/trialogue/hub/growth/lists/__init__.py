"""The lists behind the figures, by the name in their address."""

from django.utils.translation import gettext_lazy as _

from . import people, threads
from .shapes import Asked, Behind, Row

LISTS = {
    "members": Behind("members", _("Members"), people.everybody),
    "active": Behind("active", _("Active in 28 days"), people.who(people.now)),
    "active-before": Behind("flow", _("Active in the 28 days before"), people.who(people.before)),
    "new": Behind("flow", _("Active for the first time"), people.who(people.new)),
    "retained": Behind("flow", _("Active before and now"), people.who(people.retained)),
    "returned": Behind("flow", _("Came back"), people.who(people.returned)),
    "lapsed": Behind("flow", _("Fell silent"), people.who(people.lapsed)),
    "first-answers": Behind("first-answers", _("Questions and their first answers"), threads.first_answers),
    "unanswered": Behind("unanswered", _("Unanswered now"), threads.unanswered),
    "untold": Behind("untold", _("Shipped, and the asker not told"), threads.untold),
    "unsaid": Behind("unsaid", _("Told, and no word whether it helped"), threads.silent),
    "gave": Behind("giving", _("Gave and did not ask"), people.who(people.only_gave)),
    "gave-and-asked": Behind("giving", _("Gave and asked"), people.who(people.both)),
    "asked": Behind("giving", _("Asked and did not give"), people.who(people.only_asked)),
    "took-part": Behind("giving", _("Voted, thanked, took part"), people.who(people.neither)),
    "countries": Behind("countries", _("Who names a country"), people.in_country),
    "downloads": Behind("downloads", _("Downloads in 28 days"), threads.downloads),
}

__all__ = ["LISTS", "Asked", "Behind", "Row"]
