"""The neutral format: a community as lines of JSON, whatever it was before (docs/operator/import-neutral.md)."""
