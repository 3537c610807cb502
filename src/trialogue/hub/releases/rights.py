from typing import Any

from trialogue.people.audiences import Role
from trialogue.people.persons import Person
from trialogue.people.rights import declare


def _told(member: Person, told: Any) -> bool:
    return bool(told.person_id == member.pk)


declare("release.draft", roles=[Role.MAINTAINER, Role.MANAGER])
declare("release.edit", roles=[Role.MAINTAINER, Role.MANAGER])
declare("release.publish", roles=[Role.MAINTAINER])
declare("told.answer", owner=_told)
