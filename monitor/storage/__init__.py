"""Everything kept on disk; the only code that knows SQLAlchemy."""
