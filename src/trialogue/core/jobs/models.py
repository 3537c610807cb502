"""What workers leave behind: a sign of life, and which turns of the clock are taken."""

from django.db import models


class Worker(models.Model):
    """A running worker. Its row is gone when it stopped cleanly and falls silent when it died."""

    name = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        app_label = "core"

    def __str__(self) -> str:
        return f"{self.host}:{self.pid}"


class CronRun(models.Model):
    """One turn of one schedule. Who inserts it has won the turn and enqueues the job in the same transaction."""

    name = models.CharField(max_length=200)
    slot = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        app_label = "core"
        constraints = (models.UniqueConstraint(fields=("name", "slot"), name="core_cronrun_one_winner"),)

    def __str__(self) -> str:
        return f"{self.name} #{self.slot}"
