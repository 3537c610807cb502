"""What of people goes: profiles they asked for that nobody decided about."""

from django.utils.translation import gettext_lazy as _

from trialogue.people.persons import Claim

from .sweeps import Deleted, sweeps

sweeps(90, Deleted(_("claims of imported profiles"), Claim, lambda who: Claim.objects.filter(by=who, decided_at=None)))
