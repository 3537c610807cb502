"""The date on which somebody wants a topic closed."""

from django.db import models

from trialogue.people.persons import Person


class PlannedClosing(models.Model):
    """A person set it; at its time the topic is closed in their name. Undo is to delete the row."""

    topic = models.OneToOneField("forum.Topic", on_delete=models.CASCADE, related_name="closing")
    closes_at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.topic_id} closes {self.closes_at:%Y-%m-%d}"
