"""The sentences of groups, and the letters that tell of them."""

from django.utils.translation import gettext_lazy as _

from trialogue.core.activity.sentences import tell
from trialogue.people.notices.post_office import writes

tell("group.founded", "users", _("{actor} founded the group {group}."))
tell("group.edited", "pencil", _("{actor} changed the group {group}."))
tell("group.closed", "lock", _("{actor} closed the group {group}."))
tell("group.reopened", "lock-open", _("{actor} opened the group {group} again."))
tell("group.category_added", "folder-plus", _("{actor} added the category {category} to {group}."))
tell("group.joined", "user-plus", _("{actor} joined {group}."))
tell("group.left", "log-out", _("{actor} left {group}."))
tell("group.asked", "hand", _("{actor} asks to join {group}."))
tell("group.invited", "mail", _("{actor} invited {person} to {group}."))
tell("group.admitted", "user-check", _("{actor} let {person} into {group}."))
tell("group.declined", "x", _("{actor} did not let {person} into {group}."))
tell("group.stepped_back", "undo-2", _("{actor} no longer wants to join {group}."))
tell("group.removed", "user-minus", _("{actor} took {person} out of {group}."))
tell("group.leader_appointed", "key-round", _("{actor} made {person} a leader of {group}."))
tell("group.leader_dismissed", "key-round", _("{person} no longer leads {group}."))
writes("group.asked", "groups/mail/asked")
writes("group.invited", "groups/mail/invited")
writes("group.admitted", "groups/mail/admitted")
