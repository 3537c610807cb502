"""The sentences of plans."""

from django.utils.translation import gettext_lazy as _

from trialogue.core.activity.sentences import tell

tell("product.added", "package-plus", _("{actor} added the product {product}."))
tell("product.edited", "package", _("{actor} changed what is said about {product}."))
tell("component.added", "puzzle", _("{actor} added the part {component}."))
tell("component.edited", "puzzle", _("{actor} changed the part {component}."))
tell("milestone.planned", "milestone", _("{actor} planned version {milestone}."))
tell("milestone.replanned", "milestone", _("{actor} changed the plan of version {milestone}."))
