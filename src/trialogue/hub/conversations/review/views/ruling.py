"""Watched words, domains, and how many reports hide a post."""

from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from trialogue.core import site
from trialogue.core.errors import Refused
from trialogue.core.once import once
from trialogue.core.paging import number_in
from trialogue.hub.conversations.review import actions
from trialogue.hub.conversations.review.actions.ruling import check_word
from trialogue.hub.conversations.review.models import Does, LinkDoes, LinkRule, WatchedWord
from trialogue.hub.conversations.review.trying import TRIED, caught_by
from trialogue.hub.conversations.views.posts import told
from trialogue.hub.conversations.writing import sent, words_of
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest


class WordForm(forms.Form):
    word = forms.CharField(
        label=gettext_lazy("Word"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("One word or several, whatever their case. A star stands for any letters: casino*."),
    )
    does = forms.ChoiceField(label=gettext_lazy("What it does"), choices=Does.choices, required=False)


class LinkForm(forms.Form):
    domain = forms.CharField(
        label=gettext_lazy("Domain"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As example.org; it holds for all below it."),
    )
    does = forms.ChoiceField(label=gettext_lazy("What it does"), choices=LinkDoes.choices, required=False)


def _tried(trial: str) -> tuple[str, str]:
    """The word to try as it would be kept, or what is wrong with it."""
    try:
        return check_word(trial), ""
    except Refused as wrong:
        return "", wrong.message


def _page(request: HttpRequest, **more: Any) -> HttpResponse:
    trial = request.GET.get("try", "").strip()
    tried, wrong_word = _tried(trial) if trial else ("", "")
    member = cast("MemberRequest", request).member
    context = {
        "words": WatchedWord.objects.select_related("by"),
        "links": LinkRule.objects.select_related("by"),
        "form": WordForm(initial={"word": trial}),
        "link_form": LinkForm(auto_id="id_link_%s"),
        "trial": trial,
        "tried": tried,
        "wrong_word": wrong_word,
        "caught": caught_by(tried, member) if tried else [],
        "of": TRIED,
        "reports_to_hide": site.current().reports_to_hide,
    }
    wrong = any(form.errors for form in more.values())
    return render(request, "review/words.html", context | more, status=400 if wrong else 200)


def _added(request: HttpRequest, form: forms.Form, name: str, act: Callable[..., object]) -> HttpResponse:
    """Does it with what was typed; what is wrong stands at its field."""
    form.full_clean()
    try:
        act(**form.cleaned_data, by=cast("MemberRequest", request).member, at=timezone.now())
    except Refused as wrong:
        form.add_error(wrong.field or None, wrong.message)
        return _page(request, **{name: form})
    messages.success(request, _("It holds for what is written from now on."))
    return redirect("review-words")


@needs("review.rule")
@once
def words(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _added(request, WordForm(sent(request)), "form", actions.watch_word)
    return _page(request)


@needs("review.rule")
@require_POST
@once
def link_new(request: HttpRequest) -> HttpResponse:
    return _added(request, LinkForm(sent(request), auto_id="id_link_%s"), "link_form", actions.rule_link)


@needs("review.rule")
@require_POST
@once
def word_drop(request: HttpRequest, pk: int) -> HttpResponse:
    word = get_object_or_404(WatchedWord, pk=pk)
    told(request, lambda: actions.unwatch_word(word, by=cast("MemberRequest", request).member, at=timezone.now()))
    return redirect("review-words")


@needs("review.rule")
@require_POST
@once
def link_drop(request: HttpRequest, pk: int) -> HttpResponse:
    rule = get_object_or_404(LinkRule, pk=pk)
    told(request, lambda: actions.drop_link_rule(rule, by=cast("MemberRequest", request).member, at=timezone.now()))
    return redirect("review-words")


@needs("review.rule")
@require_POST
@once
def threshold(request: HttpRequest) -> HttpResponse:
    n = number_in(words_of(request, "n"), digits=4)
    member = cast("MemberRequest", request).member
    if told(request, lambda: actions.set_reports_to_hide(n, by=member, at=timezone.now())):
        messages.success(request, _("Kept."))
    return redirect("review-words")
