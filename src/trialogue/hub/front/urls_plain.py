from django.urls import URLPattern, path

from .views.brand import brand_css

urlpatterns: list[URLPattern] = [
    path("brand.css", brand_css, name="brand-css"),
]
