"""Who speaks for the community in a country: a row with who appointed them, since when and until when."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models

from .countries import country_name
from .persons import Person


class RepresentationQuerySet(models.QuerySet["Representation"]):
    def current(self) -> "RepresentationQuerySet":
        """Of members who are here."""
        here = Person.objects.members().filter(merged_into=None)
        return self.filter(until=None, person__in=here)


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


def by_country(found: Iterable[Representation]) -> list[tuple[str, list[Representation]]]:
    """By the country's name in the reader's language."""
    together: dict[str, list[Representation]] = {}
    for each in found:
        together.setdefault(each.country_name, []).append(each)
    return sorted(together.items())
