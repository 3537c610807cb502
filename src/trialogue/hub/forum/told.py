"""The sentences of the forum, and the letters that tell of it."""

from django.utils.translation import gettext_lazy as _

from trialogue.core.activity.sentences import tell
from trialogue.core.edge import Reach, reaches
from trialogue.people.notices.groups import WAITS, sort_under
from trialogue.people.notices.models import Because
from trialogue.people.notices.post_office import writes

tell("topic.opened", "message-circle-question-mark", _("{actor} began {topic}."))
tell("topic.solved", "circle-check", _("{actor} accepted the answer of {author} to {topic}."))
tell("topic.unsolved", "circle", _("{actor} took the accepted answer back."))
tell("answer.asked", "clock-alert", _("{version} is out. Does the answer to {topic} still hold?"))
tell("answer.held", "check-check", _("{actor} says that the answer still holds in {version}."))
tell("answer.changed", "clock-alert", _("{actor} says that the answer changed with {version}."))
tell("answer.outdated", "clock-alert", _("{actor} says that the answer does not hold in {version} any more."))
tell("topic.edited", "pencil", _("{actor} changed the title or version of the topic."))
tell("topic.moved", "folder-input", _("{actor} moved the topic into another category."))
tell("topic.pinned", "pin", _("{actor} pinned the topic."))
tell("topic.unpinned", "pin-off", _("{topic} is not pinned any more."))
tell("topic.closing_planned", "calendar-clock", _("{actor} chose the day on which the topic closes."))
tell("topic.closing_dropped", "calendar-x", _("{actor} leaves the topic open; no day is planned any more."))
tell("topic.archived", "archive", _("{actor} put the topic into the archive."))
tell("topic.unarchived", "archive-restore", _("{actor} brought the topic back into the lists."))
tell("topic.split", "split", _("{actor} moved posts from here ({n}): {topic}."))
tell("topic.split_off", "split", _("{actor} made this of posts ({n}) from {topic}."))
tell("topic.merged", "merge", _("{actor} merged {topic} into this topic."))
tell("topic.merged_away", "merge", _("{actor} merged this topic into {topic}."))
tell("topic.unmerged", "undo-2", _("{actor} took {topic} out again."))
tell("topic.unmerged_away", "undo-2", _("{actor} took this out of {topic} again."))
tell("topic.closed", "lock", _("{actor} closed the topic."))
tell("topic.reopened", "lock-open", _("{actor} opened the topic again."))
tell("topic.removed", "trash-2", _("{actor} removed {topic}."))
tell("topic.restored", "undo-2", _("{actor} brought {topic} back."))
tell("topic.yours_moved", "folder-input", _("{actor} moved {topic} into another category."))
tell("topic.yours_closed", "lock", _("{actor} closed {topic}."))
tell("topic.yours_archived", "archive", _("{actor} put {topic} into the archive."))
tell("topic.yours_split", "split", _("{actor} moved posts of yours into {topic}."))
tell("topic.yours_merged", "merge", _("{actor} merged {topic} into {into}."))
tell("category.added", "folder-plus", _("{actor} added the category {category}."))
tell("category.edited", "folder", _("{actor} changed the category {category}."))
tell("category.invited", "user-plus", _("{actor} changed who is invited to {category}."))
tell("topic.tagged", "tag", _("{actor} changed the tags of {topic}."))
tell("tag.added", "tag", _("{actor} made the tag {tag}."))
tell("tag.edited", "tag", _("{actor} changed the tag {tag}."))
tell("tag.merged", "merge", _("{actor} merged the tag {tag} into {into}."))
tell("tag.opened", "tags", _("{actor} changed who may make new tags."))
sort_under("answer.asked", Because.YOURS, WAITS)
reaches(Reach.NOWHERE, "answer.asked")
reaches(Reach.NOWHERE, "place.watched")
writes("topic.opened", "forum/mail/begun")
writes("topic.solved", "forum/mail/solved")
