from typing import Any

from trialogue.people.audiences import Role
from trialogue.people.persons import Person
from trialogue.people.rights import declare

from .team import TEAM


def _reporter(member: Person, ticket: Any) -> bool:
    return bool(ticket.reporter_id == member.pk)


declare("ticket.open", any_member=True)
declare("ticket.carry_over", roles=[*TEAM, Role.MODERATOR])
declare("ticket.edit", roles=[*TEAM, Role.MODERATOR])
declare("ticket.retitle", roles=[*TEAM, Role.MODERATOR], owner=_reporter)
declare("ticket.move", roles=[*TEAM, Role.MODERATOR])
declare("ticket.plan", roles=[Role.MAINTAINER, Role.MANAGER])
declare("ticket.affect", any_member=True)
declare("ticket.narrow", roles=[Role.MAINTAINER, Role.MANAGER], owner=_reporter)
declare("ticket.invite", roles=[Role.MAINTAINER], owner=_reporter)
declare("ticket.widen", roles=[Role.MAINTAINER])
