"""Threads: the objection of the Instagram account that the profile belongs to, as Threads has no form of its own."""

from flows.instagram import InstagramObjection


class ThreadsObjection(InstagramObjection):
    """Instagram's form, filed for the sake of Threads."""

    name = "threads"
    title = "Threads, through its Instagram account: use of your information for AI at Meta"
    note = (
        "Threads has no form of its own. This files the objection of the Instagram account that your Threads profile belongs "
        "to: give that account’s email, and sign in to Instagram. Meta says that an objection covers the accounts in the same "
        "Accounts Centre; it doesn’t name Threads."
    )
