from django.urls import path

from . import views

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/read/", views.read, name="inbox-read"),
    path("inbox/<int:pk>/", views.open_notice, name="notice"),
    path("settings/notices/", views.settings, name="settings-notices"),
]
