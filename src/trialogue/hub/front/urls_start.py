from django.urls import URLPattern, path

from .views import start

urlpatterns: list[URLPattern] = [
    path("start/", start.start, name="start"),
    path("start/voices/", start.voices, name="start-voices"),
    path("start/go/<slug:key>/", start.go, name="start-go"),
]
