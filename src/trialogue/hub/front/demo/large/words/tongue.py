"""One language of the crowd: names, where they live, and sentences with gaps."""

from dataclasses import dataclass
from functools import cached_property
from random import Random


@dataclass(frozen=True)
class Tongue:
    """`share` of a hundred; names between blanks; `places` are (country, time zone); {thing}, {place}, {event} are gaps."""

    code: str
    share: int
    spoken: tuple[str, ...]
    given: str
    family: str
    places: tuple[tuple[str, str], ...]
    things: tuple[str, ...]
    sites: tuple[str, ...]
    moments: tuple[str, ...]
    titles: tuple[str, ...]
    sentences: tuple[str, ...]

    def filled(self, template: str, random: Random) -> str:
        said = template.format(
            thing=random.choice(self.things), place=random.choice(self.sites), event=random.choice(self.moments),
            n=random.randint(2, 480),
        )  # fmt: skip
        return said[0].upper() + said[1:]

    @cached_property
    def _names(self) -> tuple[list[str], list[str]]:
        return self.given.split(), self.family.split()

    def name(self, random: Random) -> str:
        given, family = self._names
        return f"{random.choice(given)} {random.choice(family)}"

    def title(self, random: Random) -> str:
        return self.filled(random.choice(self.titles), random)

    def paragraph(self, random: Random) -> str:
        """Three to six sentences, no two of them from one mould."""
        some = random.sample(self.sentences, random.randint(3, 6))
        return " ".join(self.filled(sentence, random) for sentence in some)
