"""Cases carry what their events amount to, and PostgreSQL refuses to change or delete an event, as SQLite does."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy import RowMapping

revision = "0004"
down_revision = "0003"

STATES = {
    "started": "filling",
    "code_asked": "awaiting_code",
    "code_rejected": "awaiting_code",
    "received": "filed",
    "not_filed": "planned",
    "step": None,
}
"""The state that an event brings about, where it isn't called like the event; none: it stays as it was."""

CASES = sa.table("cases", *map(sa.column, ("number", "opened", "state", "since", "changed")), sa.column("told", sa.JSON))
EVENTS = sa.table("events", *map(sa.column, ("case", "position", "kind", "at")), sa.column("data", sa.JSON))

APPEND_ONLY = """
CREATE FUNCTION events_are_never_changed() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER events_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON events
FOR EACH STATEMENT EXECUTE FUNCTION events_are_never_changed();
"""


def upgrade() -> None:
    """Add the columns, fill them from the events, and add PostgreSQL's trigger."""
    op.add_column("cases", sa.Column("state", sa.String, nullable=False, server_default="planned"))
    for name in ("since", "changed"):
        op.add_column("cases", sa.Column(name, sa.String, nullable=False, server_default=""))
    op.add_column("cases", sa.Column("told", sa.JSON, nullable=False, server_default="{}"))
    _fill(op.get_bind())
    op.create_index("ix_cases_state", "cases", ["state"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(APPEND_ONLY)


def _fill(connection: sa.Connection) -> None:
    connection.execute(sa.update(CASES).values(since=CASES.c.opened, changed=CASES.c.opened))
    events = connection.execute(sa.select(EVENTS).order_by(EVENTS.c.case, EVENTS.c.position)).mappings()
    if rows := [_summed_up(number, happened) for number, happened in groupby(events, itemgetter("case"))]:
        values: dict[str, Any] = {name: sa.bindparam(f"new_{name}") for name in ("state", "since", "changed", "told")}
        connection.execute(sa.update(CASES).where(CASES.c.number == sa.bindparam("of")).values(values), rows)


def _summed_up(number: int, happened: Iterable[RowMapping]) -> dict[str, Any]:
    first, *later = happened
    state, since, last = _after(first, "planned"), first["at"], first
    for last in later:
        after = _after(last, state)
        state, since = after, since if after == state else last["at"]
    return {"of": number, "new_state": state, "new_since": since, "new_changed": last["at"], "new_told": last["data"]}


def _after(event: RowMapping, state: str) -> str:
    return STATES.get(event["kind"], event["kind"]) or state
