"""Every address of the site. Public pages exist in each language; the rest speaks none."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from .api import api
from .api_docs import api_docs

handler404 = "trialogue.hub.front.views.old_addresses.not_found"
handler500 = "trialogue.core.away.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("", include("trialogue.hub.front.urls_plain")),
    path("", include("trialogue.people.urls_plain")),
    path("", include("trialogue.hub.conversations.urls_plain")),
    path("", include("trialogue.hub.forum.urls_plain")),
    *i18n_patterns(
        path("api/docs/", api_docs, name="api-docs"),
        path("accounts/", include("trialogue.people.urls_doors")),
        path("", include("trialogue.people.urls")),
        path("", include("trialogue.hub.conversations.urls")),
        path("", include("trialogue.hub.forum.urls")),
        path("", include("trialogue.hub.groups.urls")),
        path("", include("trialogue.hub.tickets.urls")),
        path("", include("trialogue.hub.releases.urls")),
        path("", include("trialogue.hub.growth.urls")),
        path("", include("trialogue.hub.front.urls")),
        path("", include("trialogue.hub.front.urls_start")),
        prefix_default_language=False,
    ),
]
