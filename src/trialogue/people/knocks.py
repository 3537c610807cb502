"""Each challenge of joining that was used: once, and with the work done or not. Kept for a day; it says of nobody who."""

from django.db import models


class Knock(models.Model):
    nonce = models.CharField(max_length=24, unique=True)
    at = models.DateTimeField(db_index=True)
    proved = models.BooleanField()

    def __str__(self) -> str:
        return self.nonce
