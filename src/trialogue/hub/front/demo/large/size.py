"""How large the large demo is, and the same in small for tests."""

from dataclasses import dataclass

DAY = 86_400
YEARS = 6


@dataclass(frozen=True)
class Size:
    """`longest` is the number of posts of the longest topic, `read` of topics that one member has read.

    `thanks` is the mean before rounding down; `texts` are distinct paragraphs, each rendered once.
    """

    people: int = 50_000
    topics: int = 100_000
    posts: int = 1_000_000
    longest: int = 20_000
    tickets: int = 20_000
    comments: int = 200_000
    areas: int = 200
    releases: int = 37
    read: int = 20_000
    thanks: float = 3.05
    texts: int = 3_000

    def scaled(self, by: float) -> "Size":
        """The same community with fewer of everything."""
        return Size(
            people=max(FOUNDERS + 12, round(self.people * by)),
            topics=max(24, round(self.topics * by)),
            posts=max(240, round(self.posts * by)),
            longest=max(42, round(self.longest * by)),
            tickets=max(12, round(self.tickets * by)),
            comments=max(60, round(self.comments * by)),
            areas=max(3, round(self.areas * by)),
            releases=max(3, round(self.releases * min(1, by * 10))),
            read=max(8, round(self.read * by)),
            thanks=self.thanks,
            texts=max(60, round(self.texts * min(1, by * 10))),
        )


# The first to join: they hold the roles.
MAINTAINERS = range(6)
TEAM = range(30)
MODERATORS = range(30, 45)
FOUNDERS = 60
