"""Accounts, mailboxes, cases and their append-only events."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APPEND_ONLY = """
CREATE TRIGGER events_are_never_{verb}d BEFORE {verb} ON events
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END
"""


def upgrade() -> None:
    """Make the tables; SQLite itself then refuses to change or delete an event."""
    op.create_table(
        "accounts",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("flow", sa.String, nullable=False),
        sa.Column("email", sa.String, nullable=False),
        sa.Column("country", sa.String(2), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("language", sa.String, nullable=False),
        sa.Column("additional", sa.Text, nullable=False),
        sa.Column("mailbox", sa.String),
    )
    op.create_table(
        "mailboxes",
        sa.Column("address", sa.String, primary_key=True),
        sa.Column("settings", sa.JSON, nullable=False),
    )
    op.create_table(
        "cases",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("account", sa.String, nullable=False, index=True),
        sa.Column("flow", sa.String, nullable=False),
        sa.Column("opened", sa.String, nullable=False),
    )
    op.create_table(
        "events",
        sa.Column("case", sa.Integer, sa.ForeignKey("cases.number"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
        sa.Column("data", sa.JSON, nullable=False),
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute(APPEND_ONLY.format(verb="update"))
        op.execute(APPEND_ONLY.format(verb="delete"))
