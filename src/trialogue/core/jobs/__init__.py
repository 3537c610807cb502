"""Work done outside the request: jobs, their retries, their clock.

A job's row is written in the caller's transaction, so it exists exactly when the change it belongs to does. A job
may run more than once (its worker can die after the work and before the note of it), so every job is idempotent.
"""

from trialogue.core.jobs.declare import Job, every, job
from trialogue.core.jobs.prune import prune_jobs, prune_keys
from trialogue.core.jobs.run import run_all

__all__ = ["Job", "every", "job", "prune_jobs", "prune_keys", "run_all"]
