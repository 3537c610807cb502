from trialogue.people.audiences import Role
from trialogue.people.rights import declare

declare("product.edit", roles=[Role.MANAGER, Role.MAINTAINER])
declare("milestone.plan", roles=[Role.MANAGER, Role.MAINTAINER])
