"""Accounts carry the details that only some forms ask."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add the column; accounts that are there already have no details."""
    op.add_column("accounts", sa.Column("details", sa.JSON, nullable=False, server_default="{}"))
