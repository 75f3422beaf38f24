"""Accounts, cases and their events; knows nothing of pages."""
