"""Bringing along a community that lived elsewhere."""
