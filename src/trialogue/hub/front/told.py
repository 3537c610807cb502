"""The sentences of what is done to the site as a whole."""

from django.utils.translation import gettext_lazy as _

from trialogue.core.activity.sentences import speaks, tell
from trialogue.core.guarding.kinds import label_of

from .steps import step_of

tell("site.changed", "paintbrush", _("{actor} changed what this site is called or looks like."))
tell("site.set_up", "flag", _("{actor} set {site} up."))


def _title(key: str) -> str:
    step = step_of(key)
    return str(step.title) if step else key


tell("job.retried", "rotate-ccw", _("{actor} had failed work tried again: {job}."))


speaks("step", _title)
tell("site.step_changed", "list-checks", _("{actor} changed the step “{step}” of getting started."))
tell("site.step_restored", "list-checks", _("{actor} gave the step “{step}” of getting started its first words again."))
tell("site.steps_ordered", "list-checks", _("{actor} put the steps of getting started in another order."))

speaks("detector", label_of)
tell("guard.switched_on", "shield-check", _("{actor} had the guard notice again: {detector}."))
tell("guard.switched_off", "shield-off", _("{actor} had the guard notice no longer: {detector}."))
