"""Under /accounts/: allauth's addresses with our views. None of these pages is ever kept in a cache."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account import urls as theirs
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache

from trialogue.core import site

from .views import doors

OURS: dict[str | None, Callable[..., Any]] = {
    "account_signup": doors.JoinView.as_view(),
    "account_login": doors.SignInView.as_view(),
    "account_confirm_login_code": doors.SignInCodeView.as_view(),
}


def _at_home(view: Callable[..., Any]) -> Callable[..., HttpResponseBase]:
    """allauth's pages call the host name `site`; ours mean the community."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse) and response.context_data:
            response.context_data["site"] = site.current()
        return response

    return inner


def _uncached(pattern: URLPattern) -> URLPattern:
    view = OURS.get(pattern.name, pattern.callback)
    return URLPattern(pattern.pattern, never_cache(_at_home(view)), pattern.default_args, pattern.name)


urlpatterns: list[URLPattern] = [
    *(_uncached(pattern) for pattern in theirs.urlpatterns),
    path("link/<str:uid>/<str:token>/", doors.signin_link, name="signin-link"),
]
