"""Trialogue: a home for the people who use a product, build it and care for it."""
