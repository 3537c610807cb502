"""What a new forum may begin with, ready to be ticked, in every language of the site."""

from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trialogue.hub.forum.models import CategoryKind


@dataclass(frozen=True)
class Offer:
    slug: str
    name: Promise
    about: Promise
    kind: str
    hue: int
    ticked: bool = True

    def spoken(self, languages: list[str]) -> tuple[dict[str, str], dict[str, str]]:
        """Names and descriptions by language."""
        names, abouts = {}, {}
        for code in languages:
            with translation.override(code):
                names[code], abouts[code] = str(self.name), str(self.about)
        return names, abouts


OFFERS = (
    Offer("questions", _("Questions"), _("How do I …? Somebody has done it before."), CategoryKind.QUESTIONS, 166),
    Offer("ideas", _("Ideas"), _("What is missing, and for whom. Say that you need it too."), CategoryKind.IDEAS, 66),
    Offer("news", _("News"), _("What those who build and look after it have to say."), CategoryKind.ANNOUNCEMENTS, 252),
    Offer("welcome", _("Welcome"), _("Say who you are and what you do."), CategoryKind.DISCUSSION, 4),
    Offer(
        "development",
        _("Development"),
        _("How it is built, for those who build it."),
        CategoryKind.DISCUSSION,
        120,
        ticked=False,
    ),
    Offer("elsewhere", _("Everything else"), _("What fits nowhere else."), CategoryKind.DISCUSSION, 300, ticked=False),
)
