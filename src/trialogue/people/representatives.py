"""Who speaks for the community in a country: a row with who appointed them, since when and until when."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models

from .countries import country_name
from .persons import Person

MOST = 500


class RepresentationQuerySet(models.QuerySet["Representation"]):
    def current(self) -> "RepresentationQuerySet":
        """Of members who are here: `PersonQuerySet.members`, said of the person of each row."""
        return self.filter(until=None, person__account__is_active=True, person__hidden=False)


class Representation(models.Model):
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    country = models.CharField(max_length=2)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    objects = RepresentationQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["country", "person"], condition=models.Q(until=None), name="once_for_a_country"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.country}"

    @property
    def country_name(self) -> str:
        return country_name(self.country)


def representatives() -> list[Representation]:
    """All of now, with their people. Who is here is asked of each: there are few, and members are many."""
    found = Representation.objects.filter(until=None).select_related("person__picture", "person__account")
    return [each for each in found.order_by("country", "at", "pk")[:MOST] if each.person.is_here]


def by_country(found: Iterable[Representation]) -> list[tuple[str, list[Representation]]]:
    """By the country's name in the reader's language."""
    together: dict[str, list[Representation]] = {}
    for each in found:
        together.setdefault(each.country_name, []).append(each)
    return sorted(together.items())
