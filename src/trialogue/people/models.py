"""Django looks for models here; each lives beside what it is for."""

from .accounts import Account
from .aside import Block, Mute
from .audiences import AudienceMember, RoleGrant
from .clearing.models import Clearing, Swept
from .facets import FacetTally, PersonFacet
from .knocks import Knock
from .notices.models import Letter, Notice
from .persons import Claim, Identity, Person
from .representatives import Representation
from .silences import Silence
from .suspensions import Suspension
from .tokens import Token
from .trust.levels import TrustLevel
from .trust.limits import LimitHit

__all__ = [
    "Account",
    "AudienceMember",
    "Block",
    "Claim",
    "Clearing",
    "FacetTally",
    "Identity",
    "Knock",
    "Letter",
    "LimitHit",
    "Mute",
    "Notice",
    "Person",
    "PersonFacet",
    "Representation",
    "RoleGrant",
    "Silence",
    "Suspension",
    "Swept",
    "Token",
    "TrustLevel",
]
