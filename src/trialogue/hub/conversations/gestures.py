"""What one can say to a post with one press, beyond thanks. Which are offered, and in which words, the manager decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, OuterRef, Subquery, Sum, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from trialogue.core import site
from trialogue.core.audiences import Viewer
from trialogue.core.words import spoken

from .models import Post, Reaction, ReactionKind

#: A reader's reactions to one post travel as one number: a bit for each kind.
BITS = {str(kind): 1 << place for place, kind in enumerate(ReactionKind.values)}


@dataclass(frozen=True)
class Gesture:
    """`usual` is its word while no manager wrote another."""

    kind: str
    icon: str
    usual: str | Promise

    @property
    def _set(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = site.current().reactions.get(self.kind, {})
        return found

    @property
    def word(self) -> str:
        """In the reader's language."""
        return spoken(self._set.get("words", {})) or str(self.usual)

    @property
    def is_offered(self) -> bool:
        return not self._set.get("hidden", False)


THANKS = Gesture(ReactionKind.THANKS, "heart", _("thanks"))
GESTURES = (
    Gesture(ReactionKind.AGREE, "thumbs-up", _("I agree")),
    Gesture(ReactionKind.HELPED, "life-buoy", _("helped me")),
    Gesture(ReactionKind.CELEBRATE, "party-popper", _("well done")),
    Gesture(ReactionKind.CURIOUS, "telescope", _("curious")),
)


def offered() -> list[Gesture]:
    return [gesture for gesture in GESTURES if gesture.is_offered]


def gesture_of(kind: str) -> Gesture | None:
    return next((gesture for gesture in (THANKS, *GESTURES) if gesture.kind == kind), None)


def said_by(viewer: Viewer) -> Subquery:
    """What this reader said to a post, as annotation of posts: the sum of `BITS`, None for nothing."""
    kinds = [When(kind=kind, then=Value(bit)) for kind, bit in BITS.items()]
    mine = Reaction.objects.filter(post=OuterRef("pk"), person_id=viewer.pk).order_by().values("post")
    added = mine.annotate(bits=Sum(Case(*kinds, default=Value(0), output_field=IntegerField())))
    return Subquery(added.values("bits"))


def says(post: Post, kind: str) -> bool:
    """Whether the reader for whom the post was fetched said this to it."""
    return bool((getattr(post, "said", None) or 0) & BITS[kind])
