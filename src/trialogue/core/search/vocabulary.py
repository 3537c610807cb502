"""The words of public titles, to find what a mistyped word was meant to be."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import F, Q

from trialogue.core.audiences import PUBLIC

from .models import SearchDocument, SearchWord
from .texts import words_in

SHORTEST, LONGEST = 4, 40
MOST_LOOKED_AT = 3000
#: From this length on two letters may be wrong.
TWO_WRONG = 7


def _words(titles: Iterable[str]) -> Counter[str]:
    return Counter(
        word for title in titles for word in set(words_in(title)) if SHORTEST <= len(word) <= LONGEST and word.isalpha()
    )


def public_titles(rows: Iterable[SearchDocument]) -> list[str]:
    return [row.title for row in rows if row.audience_id == PUBLIC and row.title]


def learn(titles: Iterable[str]) -> None:
    """Takes the words of new public titles in."""
    counted = _words(titles)
    if not counted:
        return
    known = SearchWord.objects.filter(word__in=counted)
    there = set(known.values_list("word", flat=True))
    known.update(times=F("times") + 1)
    fresh = [SearchWord(word=word, turned=word[::-1], times=n) for word, n in counted.items() if word not in there]
    SearchWord.objects.bulk_create(fresh, ignore_conflicts=True)


def forget_words(titles: Iterable[str]) -> None:
    """Words that stood in no other title leave with theirs; the others count one less."""
    if counted := _words(titles):
        SearchWord.objects.filter(word__in=counted, times__lte=1).delete()
        SearchWord.objects.filter(word__in=counted).update(times=F("times") - 1)


def distance(one: str, other: str, most: int) -> int:
    """How many letters are wrong, missing, too many or changed places (optimal string alignment); `most` + 1 for more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, before_above = row, before
        row = [i] + [0] * len(other)
        for j, wanted in enumerate(other, 1):
            row[j] = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                row[j] = min(row[j], before_above[j - 2] + 1)
        before = above
        if min(row) > most:
            return most + 1
    return row[-1]


def meant(word: str) -> str:
    """What a word that stands in no title was likely meant to be; "" for a known one, and where nothing is near."""
    if not (SHORTEST <= len(word) <= LONGEST and word.isalpha()) or SearchWord.objects.filter(word=word).exists():
        return ""
    most = 2 if len(word) >= TWO_WRONG else 1
    near = Q(word__startswith=word[:2]) | Q(turned__startswith=word[: -3 - 1 : -1])
    found = SearchWord.objects.filter(near).order_by("-times").values_list("word", "times")[:MOST_LOOKED_AT]
    ranked = [(distance(word, other, most), -times, other) for other, times in found]
    best = min(ranked, default=(most + 1, 0, ""))
    return best[2] if best[0] <= most else ""
