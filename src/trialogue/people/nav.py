from django.utils.translation import gettext_lazy as _

from trialogue.core.places import Place, register

register(Place(_("People"), "people", "users", 60, also="groups/"))
