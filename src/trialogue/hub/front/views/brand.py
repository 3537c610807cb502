"""The community's brand as a style sheet of its own: the policy allows no inline style."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from trialogue.core import site
from trialogue.core.design.brand import brand_sheet


def brand_css(request: HttpRequest) -> HttpResponse:
    """Answer the brand; pages name its version, so a browser keeps it for good."""
    here = site.current()
    response = HttpResponse(brand_sheet(here), content_type="text/css; charset=utf-8")
    asked_for_this = request.GET.get("v") == str(here.brand_version)
    response["ETag"] = f'"brand-{here.brand_version}"'
    response["Cache-Control"] = "public, max-age=31536000, immutable" if asked_for_this else "public, max-age=60"
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
