"""What has to be looked at: reports, what is held back, appeals; and how it is decided."""
