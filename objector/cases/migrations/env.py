"""How Alembic runs the ledger's migrations: on the connection that ``objector.cases.database`` hands it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
