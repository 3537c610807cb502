"""The sentences of direct conversations: that something was written, never what."""

from django.utils.translation import gettext_lazy as _

from trialogue.core.activity.sentences import tell
from trialogue.core.edge import Reach, reaches
from trialogue.people.notices.post_office import writes

tell("direct.begun", "mail", _("{actor} began a direct conversation."))
tell("direct.written", "mail", _("{actor} wrote to you."))
tell("direct.invited", "user-plus", _("{actor} invited {person}."))
tell("direct.joined", "mail", _("{actor} invited you to a direct conversation."))
tell("direct.left", "log-out", _("{actor} left."))
tell("direct.renamed", "pencil", _("{actor} changed the subject."))
tell("direct.reported", "flag", _("{actor} reported direct posts."))
tell("direct.decided", "gavel", _("{actor} decided about reported direct posts."))
tell("direct.report_answered", "flag", _("The moderators looked at what you reported: {reason}"))
tell("direct.report_judged", "flag", _("The moderators looked at posts you wrote directly: {reason}"))
writes("direct.written", "conversations/mail/direct")
writes("direct.joined", "conversations/mail/direct_joined")
reaches(
    Reach.NOWHERE, "direct.begun", "direct.written", "direct.reacted", "direct.unreacted", "direct.invited", "direct.left",
    "direct.renamed", "direct.reported", "direct.decided", "direct.report_answered", "direct.report_judged",
)  # fmt: skip
