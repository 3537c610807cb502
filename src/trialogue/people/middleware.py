"""Who is asking: `request.member` is a Person, or None for a guest."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from trialogue.core import activity
from trialogue.core.edge.knowledge import knowledge

from .persons import Person
from .trust.limits import counting_hits


class Request(HttpRequest):
    """An HttpRequest that went through `member` below."""

    member: Person | None


class MemberRequest(HttpRequest):
    """A request of a member: what views behind `sign_in_first` get."""

    member: Person


def member(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        asking: Person | None = None
        if request.user.is_authenticated and request.user.is_active:
            asking = request.user.person
        request.member = asking  # type: ignore[attr-defined]
        knowledge.begin()
        with activity.origin("api" if request.path.startswith("/api/") else "page"), counting_hits():
            return get_response(request)

    return middleware
