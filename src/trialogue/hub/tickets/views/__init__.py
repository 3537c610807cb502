"""Pages of tickets and of the roadmap."""
