"""Accounts that are managed for somebody, and the mails whose codes have been used."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns, empty for the accounts that are there already, and the table."""
    for name in ("client", "mandate", "mandated_on", "accounts_center"):
        op.add_column("accounts", sa.Column(name, sa.String, nullable=False, server_default=""))
    op.create_table(
        "used_mails",
        sa.Column("sha256", sa.String, primary_key=True),
        sa.Column("account", sa.String, nullable=False),
        sa.Column("at", sa.String, nullable=False),
    )
