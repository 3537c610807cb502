"""The short papers every page's foot leads to: rules, privacy, accessibility."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def rules(request: HttpRequest) -> HttpResponse:
    return render(request, "front/papers/rules.html")


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "front/papers/privacy.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "front/papers/accessibility.html")
