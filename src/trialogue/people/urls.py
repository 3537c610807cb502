from django.urls import URLPattern, URLResolver, include, path

from .views import aside, directory, profile, settings, standing, team

urlpatterns: list[URLPattern | URLResolver] = [
    path("people/", directory.directory, name="people"),
    path("people/team/", team.team, name="team"),
    path("people/world/", team.world, name="world"),
    path("people/<str:handle>/", profile.profile, name="person"),
    path("people/<str:handle>/claim/", profile.claim, name="claim"),
    path("people/<str:handle>/represent/", team.represent, name="represent"),
    path("people/<str:handle>/represent/<int:pk>/end/", team.represent_end, name="represent-end"),
    path("people/<str:handle>/away/", aside.keep_away, name="keep-away"),
    path("settings/", settings.settings, name="settings"),
    path("settings/standing/", standing.standing, name="settings-standing"),
    path("settings/profile/", profile.profile_edit, name="profile-edit"),
    path("settings/people/", aside.settings_people, name="settings-people"),
    path("settings/sign-out/", settings.sign_out, name="settings-sign-out"),
    path("settings/tokens/", settings.tokens, name="settings-tokens"),
    path("settings/tokens/<int:pk>/revoke/", settings.token_revoke, name="settings-token-revoke"),
    path("theme/", settings.theme, name="theme"),
    path("", include("trialogue.people.notices.urls")),
]
