"""What the invented crowd is called and says, in five languages."""

from .english import ENGLISH
from .french import FRENCH
from .hebrew import HEBREW
from .hindi import HINDI
from .spanish import SPANISH
from .tongue import Tongue

TONGUES: tuple[Tongue, ...] = (ENGLISH, SPANISH, FRENCH, HEBREW, HINDI)

__all__ = ["TONGUES", "Tongue"]
