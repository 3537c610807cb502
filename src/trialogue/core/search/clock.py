"""What the clock asks for: documents of what came without an event, as imports do."""

from trialogue.core.jobs import every

from .indexing import catch_up

#: Short, for letters and notices wait behind it; `trialogue manage reindex` goes on without a pause.
SECONDS = 20.0


@every(minutes=1, time_limit=300.0)
def index_missing() -> None:
    """Goes on where the last turn ended."""
    catch_up(seconds=SECONDS)
