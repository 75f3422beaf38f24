"""Mailboxes: watching them, finding the right code in them, and keeping what proves it."""
