from django.utils.translation import gettext_lazy as _

from trialogue.core.places import Place, register

register(Place(_("Tickets"), "tickets", "circle-dot", 20))
register(Place(_("Roadmap"), "roadmap", "milestone", 30))
