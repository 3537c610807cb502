from trialogue.people.audiences import Role
from trialogue.people.rights import declare

declare("group.found", roles=[Role.MANAGER])
# Who leads a group holds the manager's role in it alone (scope 'one group').
declare("group.lead", roles=[Role.MANAGER])
declare("group.join", any_member=True)
declare("group.leave", any_member=True, quiet=True)
