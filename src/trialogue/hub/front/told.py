"""The sentences of what is done to the site as a whole."""

from django.utils.translation import gettext_lazy as _

from trialogue.core.activity.sentences import tell

tell("site.changed", "paintbrush", _("{actor} changed what this site is called or looks like."))
tell("site.set_up", "flag", _("{actor} set {site} up."))
