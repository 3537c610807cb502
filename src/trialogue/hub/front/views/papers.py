"""The short papers every page's foot leads to: rules, privacy, accessibility."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from trialogue.hub.conversations.review.models import RulesText

EARLIER = 50


def rules(request: HttpRequest) -> HttpResponse:
    """As the managers wrote them in this language, else ours."""
    return render(
        request, "front/papers/rules.html", {"written": RulesText.objects.in_language(get_language()).first()}
    )


def rules_history(request: HttpRequest) -> HttpResponse:
    texts = RulesText.objects.in_language(get_language()).select_related("by")[:EARLIER]
    return render(request, "front/papers/rules_history.html", {"texts": texts})


def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "front/papers/privacy.html")


def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "front/papers/accessibility.html")
