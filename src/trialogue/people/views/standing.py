"""Where one stands: what one may do here, and what comes next. Nobody else sees this page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest
from trialogue.people.silences import Silence
from trialogue.people.trust.counting import counts_of, levels_of
from trialogue.people.trust.levels import Level
from trialogue.people.trust.limits import is_new
from trialogue.people.trust.numbers import current
from trialogue.people.trust.words import MEANS, limits_in_words, next_after, steps_to


@sign_in_first
def standing(request: MemberRequest) -> HttpResponse:
    member, numbers = request.member, current()
    level, row = Level(member.trust), levels_of([member.pk]).get(member.pk)
    following = None if row and row.held else next_after(level)
    context = {
        "level": level.label,
        "means": MEANS[level],
        "since": row.since if row else member.joined_at,
        "limits": limits_in_words(numbers) if is_new(member) else [],
        "following": following.label if following else "",
        "following_means": MEANS[following] if following else "",
        "steps": steps_to(following, counts_of([member.pk])[member.pk], numbers) if following else [],
        "silence": Silence.objects.filter(person=member).running(at=timezone.now()).first(),
    }
    return render(request, "people/settings/standing.html", context)
