"""The database: engine, tables, repositories and migrations; the only SQLAlchemy code."""
