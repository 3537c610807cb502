"""Whom a member keeps away. Nobody else learns of it: neither row is told, counted or shown to anybody but its owner."""

from collections.abc import Collection
from typing import ClassVar

from django.db import models

from .persons import Person


class Block(models.Model):
    """`of` cannot begin a direct conversation with `by`, nor write to them alone, nor call them by name."""

    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="blocks")
    of = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["by", "of"], name="one_block_each")]

    def __str__(self) -> str:
        return f"{self.by_id} blocks {self.of_id}"


class Mute(models.Model):
    """What `of` writes is folded for `by`, and what they do sends no notice."""

    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="mutes")
    of = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["by", "of"], name="one_mute_each")]

    def __str__(self) -> str:
        return f"{self.by_id} mutes {self.of_id}"


def deaf_to(actor_id: int | None, *, among: Collection[int]) -> set[int]:
    """Of these people (ids), those who muted or blocked the actor."""
    if actor_id is None:
        return set()
    blocks = Block.objects.filter(of_id=actor_id, by_id__in=among).values_list("by_id", flat=True)
    mutes = Mute.objects.filter(of_id=actor_id, by_id__in=among).values_list("by_id", flat=True)
    return set(blocks.union(mutes))
