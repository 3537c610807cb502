"""Trust that grows by reading and helping: who stands where, what that takes, and the limits of those who are new."""
