from django.utils.translation import gettext_lazy as _

from trialogue.core.places import Place, register

register(Place(_("Forum"), "forum", "messages-square", 10, also="t/"))
