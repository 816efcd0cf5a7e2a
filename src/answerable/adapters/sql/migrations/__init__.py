"""The migrations of the store, run by Alembic when a library is opened."""
