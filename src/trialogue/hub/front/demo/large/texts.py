"""What posts say: paragraphs, lists, quotes and code, each rendered once, put together anew for every post."""

from random import Random

from trialogue.core.markup import render

from .words import TONGUES, Tongue

Text = tuple[int, ...]
# Between paragraphs; two that follow each other without one would become one list or quote.
CODES = (
    "```yaml forms/visit_{n}.yaml\n- item: VSDTC_{n}\n  type: partial_date\n  unknown: [day]\n  check:\n    rule: latest(VSDTC_{n}) <= today\n```",
    "```sql\nSELECT site, count(*) AS open_queries\n  FROM queries\n WHERE closed_at IS NULL AND age > {n}\n GROUP BY site\n ORDER BY 2 DESC;\n```",
    "```python\ndef late(visits, days={n}):\n    return [visit for visit in visits if visit.delay.days > days]\n```",
    "```\nERROR {n}: value out of range\nHINT: see the audit trail\n```",
)


def _listed(tongue: Tongue, random: Random) -> str:
    mark = random.choice(("-", "1."))
    return "\n".join(
        f"{mark} {tongue.filled(s, random)}" for s in random.sample(tongue.sentences, random.randint(2, 4))
    )


def _quoted(tongue: Tongue, random: Random) -> str:
    return "> " + tongue.filled(random.choice(tongue.sentences), random)


def _code(_tongue: Tongue, random: Random) -> str:
    return random.choice(CODES).replace("{n}", str(random.randint(3, 400)))


class Texts:
    """All paragraphs of the crowd. A text is the ids of its parts."""

    def __init__(self, seed: int, count: int) -> None:
        random = Random(f"{seed}/texts")  # noqa: S311 - a story, not a secret
        self.sources: list[str] = []
        self.htmls: list[str] = []
        self.words: dict[str, range] = {}
        self.extras: dict[str, range] = {}
        for tongue in TONGUES:
            share = max(8, count * tongue.share // 100)
            self.words[tongue.code] = self._add([tongue.paragraph(random) for _each in range(share)])
            makers = [random.choice((_listed, _quoted, _code)) for _each in range(share // 3)]
            self.extras[tongue.code] = self._add([make(tongue, random) for make in makers])

    def _add(self, sources: list[str]) -> range:
        first = len(self.sources)
        self.sources += sources
        self.htmls += [render(source).html for source in sources]
        return range(first, len(self.sources))

    def choose(self, language: str, random: Random) -> Text:
        """One to four parts; a paragraph stands before and after whatever is none."""
        words, chance = self.words[language], random.random
        parts = [words[int(chance() * len(words))]]
        if chance() < 0.3:  # noqa: PLR2004
            extras = self.extras[language]
            parts.append(extras[int(chance() * len(extras))])
            parts.append(words[int(chance() * len(words))])
        if chance() < 0.35:  # noqa: PLR2004
            parts.append(words[int(chance() * len(words))])
        return tuple(parts)

    def source(self, text: Text) -> str:
        return "\n\n".join([self.sources[part] for part in text])

    def html(self, text: Text) -> str:
        return "".join([self.htmls[part] for part in text])
