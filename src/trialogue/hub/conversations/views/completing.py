"""What the text field asks for after @, # or :."""

from dataclasses import asdict
from typing import cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from trialogue.core import limits
from trialogue.core.errors import TooMany
from trialogue.hub.conversations.completing import choices
from trialogue.hub.conversations.reading import number_asked
from trialogue.people.gates import sign_in_first
from trialogue.people.middleware import MemberRequest

LONGEST = 60


@sign_in_first
@require_safe
def complete(request: HttpRequest) -> HttpResponse:
    """`sign` is @, # or :, `q` what stands after it, `talk` the conversation that is written in."""
    member = cast("MemberRequest", request).member
    try:
        limits.spend("complete", member.pk)
    except TooMany as said:
        return JsonResponse({"detail": said.message}, status=429)
    words = request.GET.get("q", "")[:LONGEST].strip()
    found = choices(request.GET.get("sign", ""), words, by=member, talk=number_asked(request.GET.get("talk")))
    return JsonResponse({"choices": [asdict(choice) for choice in found]})
