"""The sentences of what happens in a conversation, and the letters that tell of it."""

from django.utils.translation import gettext_lazy as _

from trialogue.core.activity.sentences import tell
from trialogue.core.edge import Reach, reaches
from trialogue.people.notices.groups import WAITS, sort_under
from trialogue.people.notices.models import Because
from trialogue.people.notices.post_office import writes

tell("post.written", "reply", _("{actor} replied in {conversation}."))
tell("post.mentioned", "at-sign", _("{actor} named you in {conversation}."))
tell("post.edited", "pencil", _("{actor} edited a post."))
tell("post.removed", "trash-2", _("{actor} removed a post."))
tell("post.restored", "undo-2", _("{actor} brought a post back."))
tell("post.redacted", "eraser", _("{actor} redacted a post of {author}."))
tell("post.yours_redacted", "eraser", _("{actor} redacted your post in {conversation}: {reason}"))
tell("conversation.redacted", "eraser", _("{actor} redacted the title of {conversation}."))
tell("post.reacted", "heart", _("{actor} reacted to a post."))
tell("post.remembered", "bookmark", _("You wanted to come back to {conversation}."))
tell("post.wiki_made", "users", _("{actor} lets everybody edit a post in {conversation}."))
tell("post.wiki_ended", "user", _("{actor} ended that everybody edits a post in {conversation}."))
tell("poll.added", "vote", _("{actor} asks everybody: {poll}"))
tell("poll.edited", "vote", _("{actor} changed the poll {poll}."))
tell("poll.voted", "vote", _("Somebody chose in the poll {poll}."))
tell("poll.closed", "vote", _("The poll has ended: {poll}"))
writes("post.written", "conversations/mail/reply")
writes("post.mentioned", "conversations/mail/mention")
writes("post.remembered", "conversations/mail/remembered")
sort_under("post.written", Because.ASKED, WAITS)
reaches(Reach.CONVERSATION, "post.written", "post.reacted", "post.unreacted", "poll.voted")
reaches(Reach.NOWHERE, "post.mentioned", "conversation.followed")
reaches(Reach.NOWHERE, "post.remembered")
