from django.urls import URLPattern, URLResolver, include, path

from .views import directory, profile, settings

urlpatterns: list[URLPattern | URLResolver] = [
    path("people/", directory.directory, name="people"),
    path("people/<str:handle>/", profile.profile, name="person"),
    path("people/<str:handle>/claim/", profile.claim, name="claim"),
    path("settings/", settings.settings, name="settings"),
    path("settings/profile/", profile.profile_edit, name="profile-edit"),
    path("settings/sign-out/", settings.sign_out, name="settings-sign-out"),
    path("settings/tokens/", settings.tokens, name="settings-tokens"),
    path("settings/tokens/<int:pk>/revoke/", settings.token_revoke, name="settings-token-revoke"),
    path("theme/", settings.theme, name="theme"),
    path("", include("trialogue.people.notices.urls")),
]
