"""The sentences of the forum, and the letters that tell of it."""

from django.utils.translation import gettext_lazy as _

from trialogue.core.activity.sentences import tell
from trialogue.people.notices.post_office import writes

tell("topic.opened", "message-circle-question-mark", _("{actor} began {topic}."))
tell("topic.solved", "circle-check", _("{actor} accepted the answer of {author} to {topic}."))
tell("topic.unsolved", "circle", _("{actor} took the accepted answer back."))
tell("topic.edited", "pencil", _("{actor} changed title or place of the topic."))
tell("topic.closed", "lock", _("{actor} closed the topic."))
tell("topic.reopened", "lock-open", _("{actor} opened the topic again."))
tell("topic.removed", "trash-2", _("{actor} removed {topic}."))
tell("topic.restored", "undo-2", _("{actor} brought {topic} back."))
tell("category.added", "folder-plus", _("{actor} added the category {category}."))
tell("category.edited", "folder", _("{actor} changed the category {category}."))
tell("category.invited", "user-plus", _("{actor} changed who is invited to {category}."))
writes("topic.solved", "forum/mail/solved")
