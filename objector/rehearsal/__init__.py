"""A rehearsal: replicas of the sites and a mailbox, all on this machine."""
