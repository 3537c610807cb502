from typing import Any

from trialogue.people.audiences import Role
from trialogue.people.persons import Person
from trialogue.people.rights import declare


def _own(member: Person, post: Any) -> bool:
    return bool(post.author_id == member.pk) and not post.conversation.is_closed


def _own_direct(member: Person, post: Any) -> bool:
    return bool(getattr(post, "is_direct", False) and post.author_id == member.pk)


declare("post.write", any_member=True)
declare("post.edit", roles=[Role.MODERATOR, Role.MANAGER], owner=_own)
declare("post.edit_wiki", any_member=True)
declare("wiki.make", roles=[Role.MODERATOR, Role.MANAGER], owner=_own)
declare("poll.put", roles=[Role.MODERATOR, Role.MANAGER], owner=_own)
declare("poll.vote", any_member=True)
declare("post.remove", roles=[Role.MODERATOR, Role.MANAGER], owner=_own)
declare("post.restore", roles=[Role.MODERATOR, Role.MANAGER])
declare("post.redact", roles=[Role.MODERATOR, Role.MANAGER], owner=_own_direct)
declare("title.redact", roles=[Role.MODERATOR, Role.MANAGER])
declare("post.react", any_member=True)
declare("post.bookmark", any_member=True, quiet=True)
declare("conversation.follow", any_member=True, quiet=True)
declare("conversation.close", roles=[Role.MODERATOR, Role.MANAGER])
declare("conversation.write_closed", roles=[Role.MODERATOR, Role.MANAGER])
declare("file.upload", any_member=True)
declare("post.report", any_member=True)
declare("post.appeal", owner=lambda member, post: bool(post.author_id == member.pk), quiet=True)
declare("review.decide", roles=[Role.MODERATOR, Role.MANAGER])
declare("review.rule", roles=[Role.MANAGER])
declare("rules.write", roles=[Role.MANAGER])
for verb in ("begin", "invite", "leave", "rename", "report"):
    declare(f"direct.{verb}", any_member=True)
declare("direct.decide", roles=[Role.MODERATOR, Role.MANAGER])
