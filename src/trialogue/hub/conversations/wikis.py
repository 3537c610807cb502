"""A post that members write together."""

from django.db import models

from trialogue.people.persons import Person


class Wiki(models.Model):
    """Made by its author or a moderator; undo is to delete the row. `editors` is kept by the act of editing."""

    post = models.OneToOneField("conversations.Post", on_delete=models.CASCADE, related_name="wiki")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    editors = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"wiki of {self.post_id}"
