"""What a reader can leave on a post with one press, as ready strings: thanks and other reactions, a bookmark."""

from collections.abc import Callable
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from trialogue.core.design.icons import icon
from trialogue.people.persons import Person

from .gestures import GESTURES, THANKS, Gesture, offered, says
from .models import Post
from .parts import NOTHING, MenuLink, button, figure

#: The address of a post's door of this name.
Door = Callable[[str], str]


def _may_react(post: Post, member: Person | None) -> bool:
    return member is not None and post.author_id != member.pk


def thanks(post: Post, member: Person | None, door: Door) -> SafeString:
    count = post.thanks_in_all
    if not _may_react(post, member):
        return figure(THANKS.word, THANKS.icon, count) if count else NOTHING
    return button(THANKS.word, THANKS.icon, door("thanks"), on=says(post, THANKS.kind), count=count)


def _chip(gesture: Gesture, count: int, *, at: str, on: bool) -> str:
    """Drawing and number; the word for those who listen or point at it. `at` "" only tells."""
    word = escape(gesture.word)
    inside = f'{icon(gesture.icon)}{count} <span class="vh">{word}</span>'
    if not at:
        return f'<span class="btn plain small still" title="{word}">{inside}</span>'
    return (
        f'<button class="btn plain small" form="acts" formaction="{escape(at)}" name="on" value="{0 if on else 1}"'
        f' aria-pressed="{"true" if on else "false"}" title="{word}">{inside}</button>'
    )


def chips(post: Post, member: Person | None, door: Door) -> SafeString:
    """The other reactions that somebody gave, each once with its number."""
    counts: dict[str, int] = post.reacted
    presses = _may_react(post, member)
    drawn = [
        _chip(
            gesture,
            counts[gesture.kind],
            at=door(f"reactions/{gesture.kind}") if presses and gesture.is_offered else "",
            on=says(post, gesture.kind),
        )
        for gesture in GESTURES
        if counts.get(gesture.kind)
    ]
    return mark_safe("".join(drawn))


def _choice(gesture: Gesture, door: Door, *, on: bool) -> str:
    pressed = "true" if on else "false"
    return (
        f'<button form="acts" formaction="{escape(door(f"reactions/{gesture.kind}"))}" name="on" value="{0 if on else 1}"'
        f' aria-pressed="{pressed}">{icon(gesture.icon)}{escape(gesture.word)}</button>'
    )


def choices(post: Post, member: Person | None, door: Door, *, name: str) -> SafeString:
    """The menu of the other reactions."""
    rows = "".join(_choice(each, door, on=says(post, each.kind)) for each in offered())
    if not rows or not _may_react(post, member):
        return NOTHING
    label = escape(_("React to %(what)s") % {"what": name})
    return mark_safe(
        f'<details class="pop from-start" name="pop"><summary class="btn plain small" aria-label="{label}" title="{label}">'
        f'{icon("smile-plus")}</summary><div class="menu">{rows}</div></details>'
    )


def bookmark(post: Post, member: Person | None, door: Door) -> SafeString:
    """Keeps the post; kept, it leads to note and reminder."""
    if member is None:
        return NOTHING
    address = escape(door("bookmark"))
    if getattr(post, "bookmarked", False):
        words = escape(_("Your bookmark: note and reminder"))
        return mark_safe(
            f'<a class="btn plain small kept" href="{address}" aria-label="{words}" title="{words}">{icon("bookmark-check")}</a>'
        )
    words = escape(_("Keep this post"))
    return mark_safe(
        f'<button class="btn plain small" form="acts" formaction="{address}" name="on" value="1" aria-label="{words}"'
        f' title="{words}">{icon("bookmark")}</button>'
    )


def who_reacted(post: Post, door: Door) -> list[MenuLink]:
    if not (post.thanks or post.reacted):
        return []
    return [MenuLink(_("Who reacted"), "users", door("reactions"))]
