"""Keyrings that keep secrets badly: none of them may ever be used."""

from objector.secrets.memory import MemoryKeyring


class PlaintextKeyring(MemoryKeyring):
    """Claims a good rank and keeps plain text."""

    priority = 9.0


class HalfSafeKeyring(MemoryKeyring):
    """Its own rank says that it is not recommended."""

    priority = 0.5
