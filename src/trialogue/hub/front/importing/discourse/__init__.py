"""The topic archive of a Discourse forum: one JSON file a topic, in a folder or a tar.gz."""
