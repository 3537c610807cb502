"""The text of the community rules, a language at a time."""

from django import forms
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from trialogue.core.forms import attempt
from trialogue.core.languages import site_languages
from trialogue.core.markup.backwards import markdown_of
from trialogue.core.once import once
from trialogue.hub.conversations.review.actions import write_rules
from trialogue.hub.conversations.review.models import RulesText
from trialogue.hub.conversations.writing import sent
from trialogue.people.gates import needs
from trialogue.people.middleware import MemberRequest

from .rooms import done, room


class RulesForm(forms.Form):
    source = forms.CharField(
        label=gettext_lazy("Text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 24, "dir": "auto"}),
        help_text=gettext_lazy("In Markdown. The text before stays readable, with its date."),
    )  # fmt: skip


def _text_now(language: str) -> str:
    """What stands there: theirs, or ours to begin with."""
    written = RulesText.objects.in_language(language).first()
    if written is not None:
        return written.source
    with translation.override(language):
        ours = render_to_string("front/papers/rules_text.html")
    return markdown_of(ours.replace("h2>", "h3>"), "html")  # the headings of what is written begin at the third level


@needs("rules.write")
@once
def rules_edit(request: MemberRequest) -> HttpResponse:
    languages = site_languages()
    asked = request.GET.get("language", "")
    language = asked if asked in dict(languages) else languages[0][0]
    form = RulesForm(sent(request) if request.method == "POST" else None, initial={"source": _text_now(language)})

    def write() -> None:
        source = form.cleaned_data["source"]
        write_rules(language=language, source=source, by=request.member, at=timezone.now())

    if form.is_valid() and attempt(form, write):
        return done(request, _("Kept. Everybody reads it from now on."), "manage-rules")
    context = {"form": form, "language": language, "languages": languages}
    return room(request, "rules.html", context, here="manage-rules")
