"""How properties are tried: the same examples everywhere, and never judged by the clock."""

from hypothesis import settings

settings.register_profile("facts", deadline=None, derandomize=True, database=None)
settings.load_profile("facts")
