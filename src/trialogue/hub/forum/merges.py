"""One topic merged into another."""

from django.db import models

from trialogue.people.persons import Person


class Merge(models.Model):
    """What is needed to undo it: whose posts (`posts`), follows and 'have this too' (`brought`) came along.

    `brought` holds ids under the names of what they are: `follows` and `same` of people, `reactions`, `solutions`.
    """

    source = models.ForeignKey("forum.Topic", on_delete=models.CASCADE, related_name="merges_away")
    target = models.ForeignKey("forum.Topic", on_delete=models.CASCADE, related_name="merges")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)
    was_closed_at = models.DateTimeField(null=True)
    brought = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return f"{self.source_id} into {self.target_id}"
