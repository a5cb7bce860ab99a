"""What Alembic runs to apply the steps; :mod:`monitor.storage.schema` hands it a connection."""

from alembic import context

connection = context.config.attributes["connection"]
# The connection is in a transaction already: all steps succeed or none does.
context.configure(
    connection=connection,
    render_as_batch=connection.dialect.name == "sqlite",
)
context.run_migrations()
