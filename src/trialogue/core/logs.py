"""What is written to the log of the process."""

import logging

from django.core.exceptions import PermissionDenied


def without_refusals(record: logging.LogRecord) -> bool:
    """A right that is missing is an answer, not a fault: its line stays, the traceback goes. For a handler's filter."""
    if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
        record.exc_info = record.exc_text = None
    return True
