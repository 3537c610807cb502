"""Django looks for models here; each lives beside what it is for."""

from .accounts import Account
from .aside import Block, Mute
from .audiences import AudienceMember, RoleGrant
from .facets import FacetTally, PersonFacet
from .notices.models import Letter, Notice
from .persons import Claim, Identity, Person
from .representatives import Representation
from .suspensions import Suspension
from .tokens import Token

__all__ = [
    "Account",
    "AudienceMember",
    "Block",
    "Claim",
    "FacetTally",
    "Identity",
    "Letter",
    "Mute",
    "Notice",
    "Person",
    "PersonFacet",
    "Representation",
    "RoleGrant",
    "Suspension",
    "Token",
]
