"""Django looks for models here; each lives beside what it is for."""

from .accounts import Account
from .audiences import AudienceMember, RoleGrant
from .notices.models import Letter, Notice
from .persons import Claim, Identity, Person
from .suspensions import Suspension
from .tokens import Token

__all__ = [
    "Account",
    "AudienceMember",
    "Claim",
    "Identity",
    "Letter",
    "Notice",
    "Person",
    "RoleGrant",
    "Suspension",
    "Token",
]
