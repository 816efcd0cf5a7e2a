"""Alembic's environment: runs the migrations on the connection that it is given, in that connection's transaction."""

from alembic import context

from answerable.adapters.sql.desk_tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite can; a killed migration leaves the desk as it was
)
with context.begin_transaction():
    context.run_migrations()
