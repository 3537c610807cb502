"""The statistics: pure functions, numbers in and numbers out, each with its source."""
