"""The store on SQLAlchemy: one schema; SQLite in WAL mode on a laptop, its differences in `engine` alone."""
