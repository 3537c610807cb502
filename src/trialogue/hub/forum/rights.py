from typing import Any

from trialogue.people.audiences import Role
from trialogue.people.persons import Person
from trialogue.people.rights import declare

MODERATING = (Role.MODERATOR, Role.MANAGER)


def _asker(member: Person, topic: Any) -> bool:
    return bool(topic.conversation.starter_id == member.pk)


declare("topic.ask", any_member=True)
declare("topic.announce", roles=[Role.MAINTAINER, Role.MANAGER, Role.MODERATOR])
declare("topic.accept", roles=MODERATING, owner=_asker)
declare("answer.check", any_member=True)
declare("topic.edit", roles=MODERATING, owner=_asker)
declare("topic.move", roles=MODERATING)
declare("topic.close", roles=MODERATING)
declare("topic.archive", roles=MODERATING)
declare("topic.pin", roles=MODERATING)
declare("topic.split", roles=MODERATING)
declare("topic.merge", roles=MODERATING)
declare("topic.remove", roles=MODERATING)
declare("topic.tag", roles=MODERATING, owner=_asker)
declare("place.watch", any_member=True, quiet=True)
declare("tag.add", any_member=True)
declare("tag.edit", roles=[Role.MANAGER])
declare("category.edit", roles=[Role.MANAGER])
