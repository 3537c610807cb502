from trialogue.people.audiences import Role
from trialogue.people.rights import declare

declare("figures.read", roles=[Role.MANAGER, Role.OPERATOR])
