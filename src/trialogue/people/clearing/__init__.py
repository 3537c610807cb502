"""Clearing away: everything somebody wrote goes in short steps, comes back whole within 30 days, and is destroyed then."""
