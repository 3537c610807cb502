"""Mail archives: mailing lists as Mailman and others keep them, one file of letters after the other."""
