"""The sentences of the queue."""

from django.utils.translation import gettext_lazy as _

from trialogue.core.activity.sentences import speaks, tell
from trialogue.core.edge import Reach, reaches
from trialogue.people.notices.groups import ASKED, sort_under
from trialogue.people.notices.models import Because

from .models import Verdict

speaks("verdict", lambda slug: str(dict(Verdict.choices).get(slug, slug)))

tell("post.reported", "flag", _("{actor} reported a post in {conversation}."))
tell("post.held", "hourglass", _("A post of {author} waits for a moderator."))
tell("review.hid", "eye-off", _("A post is hidden until a moderator looks."))
tell("review.claimed", "hand", _("{actor} looks at a post of {author}."))
tell("review.given_back", "undo-2", _("{actor} gave the look at a post of {author} back."))
tell("review.decided", "gavel", _("{actor} decided about a post of {author}: {verdict}."))
tell("review.undone", "undo-2", _("{actor} took the decision about a post of {author} back."))
tell("review.appealed", "scale", _("{actor} asks for a second look at what was taken away."))
tell(
    "review.yours_hidden",
    "eye-off",
    _("Several members reported your post in {conversation}. It is hidden until a moderator looks."),
)
tell("review.yours_through", "check", _("{actor} looked at your post in {conversation}. Everybody sees it now."))
tell("review.yours_back", "undo-2", _("{actor} brought your post in {conversation} back."))
tell("review.yours_removed", "trash-2", _("{actor} took a post of yours away: {reason}"))
tell("review.yours_stays_away", "trash-2", _("{actor} looked again; your post stays away: {reason}"))
tell(
    "review.report_kept", "flag", _("{actor} looked at the post you reported, and it stays. Thank you for looking out.")
)
tell("review.report_acted", "flag", _("{actor} looked at the post you reported, and acted. Thank you for looking out."))
tell("review.threshold", "flag", _("{actor} changed how many reports hide a post: {n}."))
tell("word.watched", "eye", _("{actor} has posts looked through for “{word}”."))
tell("word.unwatched", "eye-off", _("{actor} has posts no longer looked through for “{word}”."))
tell("link.ruled", "link", _("{actor} made a rule for links to {domain}."))
tell("link.unruled", "unlink", _("{actor} dropped the rule for links to {domain}."))
tell("rules.written", "scroll-text", _("{actor} changed the community rules."))
for verb in (
    "review.yours_hidden",
    "review.yours_through",
    "review.yours_back",
    "review.yours_removed",
    "review.yours_stays_away",
):
    sort_under(verb, Because.YOURS, ASKED)
reaches(
    Reach.NOWHERE, "post.reported", "post.held", "review.claimed", "review.given_back", "review.appealed", "review.threshold", "word.watched",
    "word.unwatched", "link.ruled", "link.unruled",
)  # fmt: skip
