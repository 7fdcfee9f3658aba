"""What Alembic runs: the migrations, on the connection that `migrate` has opened."""

from alembic import context

from autograder.service.database.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite changes a table by copying it
)
context.run_migrations()
