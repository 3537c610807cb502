from django.urls import URLPattern, path

from .views import figure, figures

urlpatterns: list[URLPattern] = [
    path("manage/figures/", figures, name="figures"),
    path("manage/figures/<slug:name>/", figure, name="figure"),
]
