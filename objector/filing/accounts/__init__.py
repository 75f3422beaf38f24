"""Making accounts, one at a time or out of a list, checked and complete."""
