"""The ledger's tables. Changing one takes a migration (``objector/cases/migrations/versions``)."""

from sqlalchemy import JSON, Column, ForeignKey, Integer, MetaData, String, Table, Text

metadata = MetaData()

accounts = Table(
    "accounts",
    metadata,
    Column("name", String, primary_key=True),
    Column("flow", String, nullable=False),
    Column("email", String, nullable=False),
    Column("country", String(2), nullable=False),
    Column("reason", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("additional", Text, nullable=False),
    Column("mailbox", String),
    Column("details", JSON, nullable=False),
    Column("client", String, nullable=False),
    Column("mandate", String, nullable=False),
    Column("mandated_on", String, nullable=False),
    Column("accounts_center", String, nullable=False),
)

mailboxes = Table(
    "mailboxes",
    metadata,
    Column("address", String, primary_key=True),
    Column("settings", JSON, nullable=False),
)

cases = Table(
    "cases",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("account", String, nullable=False, index=True),
    Column("flow", String, nullable=False),
    Column("opened", String, nullable=False),
    # What the events amount to, kept with each of them so that many cases can be looked over without reading all events.
    Column("state", String, nullable=False, index=True),
    Column("since", String, nullable=False),
    Column("changed", String, nullable=False),
    Column("told", JSON, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("case", Integer, ForeignKey("cases.number"), primary_key=True),
    # Two writers that append to one case collide here instead of overwriting each other.
    Column("position", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("at", String, nullable=False),
    Column("data", JSON, nullable=False),
)

used_mails = Table(
    "used_mails",
    metadata,
    # What brought a code once never brings one again, whichever program or machine looks.
    Column("sha256", String, primary_key=True),
    Column("account", String, nullable=False),
    Column("at", String, nullable=False),
)
