"""What an empty list teaches."""

from django.urls import reverse
from django.utils.translation import gettext as _

from .wishes import Wish


def emptiness(wish: Wish, base: str, ask: str) -> dict[str, str]:
    """Title, text, and where to go on. Where the list is narrowed, to the wider one."""
    forum = reverse("forum")
    told = {
        "unanswered": (_("No one is waiting for an answer"), _("A good moment to thank the people who answer."), "", ""),
        "unread": (_("You have read everything"), _("What others write from now on stands here."), forum, _("See the latest")),
        "new": (_("Nothing was begun since your last visit"), _("What others begin from now on stands here until you come again."), forum, _("See the latest")),
        "mine": (_("You have not begun anything yet"), _("Ask a question or tell an idea. From then on this list shows how far it has come."), ask, _("Ask or tell")),
        "following": (_("You follow nothing yet"), _("Where you write you follow by yourself; every topic has a button for it in its margin."), forum, _("See the latest")),
        "top": (_("Nothing was talked about much"), _("Here stand the topics with the most replies and thanks. They are counted every half hour."), wish.address(base, period="all"), _("Look at all times")),
    }  # fmt: skip
    nothing = (
        _("Nothing asked yet"),
        _("Here stands what people ask and tell, the newest first. It begins with one question."),
        ask,
        _("Ask the first question"),
    )
    if wish.is_narrow:
        wide = wish.address(base, tag="", language="", version="")
        told = {wish.view: (_("Nothing fits all of this"), _("Take one of the words above away."), wide, _("Show all"))}
    title, text, url, label = told.get(wish.view, nothing)
    return {"title": title, "text": text, "url": url, "label": label}
